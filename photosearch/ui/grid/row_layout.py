"""Where the cells of a grid are that keep the form of their photos: rows of one height that fill the width. Pure.

All of it is worked out at once, in arrays: 100,000 cells take 20 ms, and only when something is another. Nothing but
the numbers of the photos' sides goes in, so no cell moves when its picture comes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from photosearch.types.arrays import Float32Array, Float64Array, Int64Array
from photosearch.ui.grid.grid_layout import Anchor, Part, Place

NARROWEST: Final = 0.4
"""Width by height. A screenshot of a whole web page is cropped to it, as a panorama is to ``WIDEST``."""
WIDEST: Final = 4.0
_MOST_BESIDE: Final = 24
"""So many neighbours are tried in the row of a cell that is to stay where it is."""
_LOWEST, _HIGHEST = 0.5, 2.0
"""Of the height wanted: how low and how high that row may become."""


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of one section: where each begins, and how high its pictures are."""

    starts: Int64Array
    heights: Float64Array
    indent_px: float = 0.0
    """Before the first row."""


@dataclass(frozen=True, slots=True, eq=False)
class RowLayout:
    """See ``GridLayout``."""

    parts: tuple[Part, ...]
    firsts: Int64Array
    """The first cell of each row, and behind them how many cells there are."""
    tops: Int64Array
    heights: Int64Array
    """Of the rows, each with the gap below it."""
    lefts: Int64Array
    widths: Int64Array
    """Of the cells, each with the gap at its right."""

    @classmethod
    def of(
        cls,
        sections: Sequence[tuple[int, int]],
        aspects: Float32Array,
        width_px: int,
        wanted_px: int,
        gap_px: int,
        anchor: Anchor | None = None,
    ) -> RowLayout:
        """Lay out.

        Args:
            sections: how many cells each has, and the height of its title line (0: no title).
            aspects: width by height of each photo, upright.
            width_px: of a row, the gap behind its last cell included.
            wanted_px: the height that rows have about.
            gap_px: between cells and between rows.
            anchor: a cell that is to stay where it was seen.
        """
        sizes = _Sizes(max(width_px, gap_px + 1), wanted_px, gap_px)
        shapes = np.clip(aspects.astype(np.float64), NARROWEST, WIDEST)
        parts: list[Part] = []
        firsts, tops, heights = [], [], []
        lefts, widths = [], []
        first = top_px = 0
        for count, header_px in sections:
            part = Part(first, first + count, top_px, header_px)
            own = shapes[first : part.end]
            rows = _broken(own, sizes, anchor if anchor and part.first <= anchor.cell < part.end else None, first)
            row_px = np.maximum(1, np.rint(rows.heights)).astype(np.int64) + gap_px
            ends = part.cells_top_px + np.cumsum(row_px)
            left, width = _placed(own, rows, gap_px)
            firsts.append(rows.starts + first)
            tops.append(ends - row_px)
            heights.append(row_px)
            lefts.append(left)
            widths.append(width)
            parts.append(part)
            first, top_px = part.end, int(ends[-1]) if count else part.cells_top_px
        firsts.append(np.asarray([first], np.int64))
        return cls(tuple(parts), *map(_joined, (firsts, tops, heights, lefts, widths)))

    @property
    def count(self) -> int:
        """As ``GridLayout.count``."""
        return int(self.firsts[-1])

    @property
    def height_px(self) -> int:
        """As ``GridLayout.height_px``."""
        return int(self.tops[-1] + self.heights[-1]) if self.tops.size else 0

    def part_of(self, cell: int) -> Part:
        """As ``GridLayout.part_of``."""
        return next(part for part in self.parts if cell < part.end)

    def rect_of(self, cell: int) -> Place:
        """As ``GridLayout.rect_of``."""
        row = self._row_of(cell)
        return int(self.lefts[cell]), int(self.tops[row]), int(self.widths[cell]), int(self.heights[row])

    def cell_at(self, x_px: int, y_px: int) -> int | None:
        """As ``GridLayout.cell_at``."""
        row = int(np.searchsorted(self.tops, y_px, "right")) - 1
        if row < 0 or y_px >= self.tops[row] + self.heights[row]:
            return None
        touched = self._touched(row, x_px, x_px)
        return touched.start if touched else None

    def cells_between(self, top_px: int, bottom_px: int) -> Iterator[range]:
        """As ``GridLayout.cells_between``."""
        rows = self._rows_between(top_px, bottom_px)
        if rows:
            yield range(int(self.firsts[rows.start]), int(self.firsts[rows.stop]))

    def cells_in(self, left_px: int, top_px: int, right_px: int, bottom_px: int) -> Iterator[range]:
        """As ``GridLayout.cells_in``."""
        for row in self._rows_between(top_px, bottom_px + 1):
            touched = self._touched(row, left_px, right_px)
            if touched:
                yield touched

    def beside(self, cell: int, step: int) -> int:
        """As ``GridLayout.beside``."""
        other = cell + step
        return other if 0 <= other < self.count and self._row_of(other) == self._row_of(cell) else cell

    def vertical(self, cell: int, distance_px: int) -> int:
        """As ``GridLayout.vertical``."""
        row = self._row_of(cell)
        there_px = self.tops[row] + distance_px
        if distance_px > 0:
            other = max(row + 1, int(np.searchsorted(self.tops, there_px, "right")) - 1)
        else:
            other = min(row - 1, int(np.searchsorted(self.tops, there_px, "left")))
        if not 0 <= other < self.tops.size:
            return cell
        cells = slice(int(self.firsts[other]), int(self.firsts[other + 1]))
        middles = 2 * self.lefts[cells] + self.widths[cells]
        return cells.start + int(np.abs(middles - (2 * self.lefts[cell] + self.widths[cell])).argmin())

    def _row_of(self, cell: int) -> int:
        return int(np.searchsorted(self.firsts, cell, "right")) - 1

    def _touched(self, row: int, left_px: int, right_px: int) -> range:
        begin, end = int(self.firsts[row]), int(self.firsts[row + 1])
        lefts = self.lefts[begin:end]
        first = int(np.searchsorted(lefts + self.widths[begin:end], left_px, "right"))
        return range(begin + first, begin + int(np.searchsorted(lefts, right_px, "right")))

    def _rows_between(self, top_px: int, bottom_px: int) -> range:
        first = max(0, int(np.searchsorted(self.tops, top_px, "right")) - 1)
        if first < self.tops.size and self.tops[first] + self.heights[first] <= top_px:
            first += 1
        return range(first, max(first, int(np.searchsorted(self.tops, bottom_px, "left"))))


@dataclass(frozen=True, slots=True)
class _Sizes:
    width_px: int
    wanted_px: int
    gap_px: int


def _broken(shapes: Float64Array, sizes: _Sizes, anchor: Anchor | None, first: int) -> _Rows:
    """The rows of one section; with ``anchor`` one of them is as it was seen, and the first one may be short."""
    starts = _starts(shapes, sizes)
    anchored = None if anchor is None else _row_of_anchor(shapes, sizes, anchor, anchor.cell - first)
    if anchored is None or (anchored[0] in starts and anchored[1] in np.append(starts, len(shapes))):
        return _Rows(starts, _heights(shapes, starts, sizes))
    begin, end = anchored
    # Backwards from there, so that the row which is not full is the first one.
    before = begin - np.append(_starts(shapes[:begin][::-1], sizes), begin)[::-1] if begin else np.empty(0, np.int64)
    before = before[:-1]
    after = end + _starts(shapes[end:], sizes) if end < len(shapes) else np.empty(0, np.int64)
    starts = np.concatenate([before, np.asarray([begin], np.int64), after])
    heights = _heights(shapes, starts, sizes)
    if begin:
        heights[0] = min(heights[0], sizes.wanted_px) if _is_short(shapes, starts, sizes, 0) else heights[0]
    taken_px = _natural_px(shapes[: int(starts[1])] if starts.size > 1 else shapes, float(heights[0]), sizes.gap_px)
    return _Rows(starts, heights, max(0.0, sizes.width_px - taken_px) if begin else 0.0)


def _starts(shapes: Float64Array, sizes: _Sizes) -> Int64Array:
    """Where rows begin: each ends where its height comes nearest to the one wanted; the last may be short."""
    count = len(shapes)
    ends = _sums(shapes * sizes.wanted_px + sizes.gap_px)
    widths = _sums(shapes)
    here = np.arange(count)
    over = np.searchsorted(ends, ends[:-1] + sizes.width_px, "left")
    full = np.minimum(over, count)
    low = _height(sizes, full - here, widths[full] - widths[:-1])
    under = np.maximum(full - 1, here + 1)
    high = _height(sizes, under - here, widths[under] - widths[:-1])
    is_nearer = (full - 1 > here) & (high - sizes.wanted_px < sizes.wanted_px - low) & (over <= count)
    following = np.where(is_nearer, under, full).astype(np.int32).tolist()
    starts, at = [], 0
    while at < count:
        starts.append(at)
        at = following[at]
    return np.asarray(starts, np.int64)


def _heights(shapes: Float64Array, starts: Int64Array, sizes: _Sizes) -> Float64Array:
    """Of the rows, so that each fills the width; one that would be too high for it is short instead."""
    counts = np.diff(np.append(starts, len(shapes)))
    sums = np.add.reduceat(shapes, starts) if starts.size else np.empty(0)
    heights = _height(sizes, counts, sums)
    if heights.size and _is_short(shapes, starts, sizes, -1):
        heights[-1] = min(float(heights[-1]), sizes.wanted_px)
    return heights


def _is_short(shapes: Float64Array, starts: Int64Array, sizes: _Sizes, row: int) -> bool:
    bounds = np.append(starts, len(shapes))
    begin, end = (bounds[row], bounds[row + 1]) if row >= 0 else (bounds[row - 1], bounds[row])
    return _natural_px(shapes[begin:end], sizes.wanted_px, sizes.gap_px) < sizes.width_px


def _height(sizes: _Sizes, counts: NDArray[np.int64], sums: Float64Array) -> Float64Array:
    room = np.maximum(1.0, sizes.width_px - counts * sizes.gap_px)
    return np.asarray(room / np.maximum(sums, NARROWEST), np.float64)


def _natural_px(shapes: Float64Array, height_px: float, gap_px: int) -> float:
    return float(shapes.sum() * height_px + len(shapes) * gap_px)


def _row_of_anchor(shapes: Float64Array, sizes: _Sizes, anchor: Anchor, cell: int) -> tuple[int, int] | None:
    """The row around ``cell`` in which it is nearest to where, and as wide as, it was seen."""
    best, nearest = None, np.inf
    for begin in range(max(0, cell - _MOST_BESIDE), cell + 1):
        for end in range(cell + 1, min(len(shapes), cell + _MOST_BESIDE) + 1):
            row = shapes[begin:end]
            height = float(_height(sizes, np.asarray(end - begin), row.sum()))
            if end == len(shapes) and height > sizes.wanted_px:
                height = sizes.wanted_px
            if not _LOWEST <= height / sizes.wanted_px <= _HIGHEST:
                continue
            left = _natural_px(shapes[begin:cell], height, sizes.gap_px)
            off = abs(left - anchor.left_px) + abs(shapes[cell] * height + sizes.gap_px - anchor.width_px)
            if off < nearest:
                best, nearest = (begin, end), off
    return best


def _placed(shapes: Float64Array, rows: _Rows, gap_px: int) -> tuple[Int64Array, Int64Array]:
    """Left and width of each cell: edges are rounded, not widths, so that a row ends where it is to."""
    counts = np.diff(np.append(rows.starts, len(shapes)))
    ends = _sums(shapes * np.repeat(rows.heights, counts) + gap_px)
    begin = np.repeat(ends[rows.starts], counts)
    if counts.size:
        begin[: counts[0]] -= rows.indent_px
    left = np.rint(ends[:-1] - begin).astype(np.int64)
    return left, np.rint(ends[1:] - begin).astype(np.int64) - left


def _sums(values: Float64Array) -> Float64Array:
    return np.concatenate([[0.0], np.cumsum(values)])


def _joined(arrays: Sequence[Int64Array]) -> Int64Array:
    return np.concatenate(arrays) if arrays else np.empty(0, np.int64)
