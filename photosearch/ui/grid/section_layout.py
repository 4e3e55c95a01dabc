"""Where the cells of a grid with sections are: rows of square cells, and a line above a section that has a title. Pure.

Every place is worked out from the few sections, none is kept: 100,000 cells cost what ten cost.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """One section: its cells ``first`` up to but without ``end``, its title line (if ``header_px``) and its place."""

    first: int
    end: int
    top_px: int
    header_px: int

    @property
    def cells_top_px(self) -> int:
        """Where its first cells begin."""
        return self.top_px + self.header_px


@dataclass(frozen=True, slots=True)
class SectionLayout:
    """Cells ``pitch_px`` apart in ``columns``; all in pixels of the content, from its top left corner."""

    parts: tuple[Part, ...]
    columns: int
    pitch_px: int

    @classmethod
    def of(cls, sections: Sequence[tuple[int, int]], columns: int, pitch_px: int) -> SectionLayout:
        """``sections``: how many cells each has, and the height of its title line (0: no title)."""
        parts: list[Part] = []
        first = top_px = 0
        for count, header_px in sections:
            part = Part(first, first + count, top_px, header_px)
            parts.append(part)
            first = part.end
            top_px = part.cells_top_px + -(-count // columns) * pitch_px
        return cls(tuple(parts), columns, pitch_px)

    @property
    def count(self) -> int:
        """How many cells there are."""
        return self.parts[-1].end if self.parts else 0

    @property
    def height_px(self) -> int:
        """The height of everything."""
        return self._bottom_px(self.parts[-1]) if self.parts else 0

    def part_of(self, cell: int) -> Part:
        """The section that ``cell`` is in."""
        return next(part for part in self.parts if cell < part.end)

    def place_of(self, cell: int) -> tuple[int, int]:
        """Left and top of ``cell``."""
        part = self.part_of(cell)
        line, column = divmod(cell - part.first, self.columns)
        return column * self.pitch_px, part.cells_top_px + line * self.pitch_px

    def cell_at(self, x_px: int, y_px: int) -> int | None:
        """The cell there; None on a title, beside the cells, and where a last line is not full."""
        column = x_px // self.pitch_px
        if not 0 <= column < self.columns:
            return None
        for part in self.parts:
            if part.cells_top_px <= y_px < self._bottom_px(part):
                cell = part.first + (y_px - part.cells_top_px) // self.pitch_px * self.columns + column
                return cell if cell < part.end else None
        return None

    def cells_between(self, top_px: int, bottom_px: int) -> Iterator[range]:
        """The cells of whole lines that reach into this height, a range for each section."""
        for part in self.parts:
            first_line = max(0, (top_px - part.cells_top_px) // self.pitch_px)
            end_line = max(0, -(-(bottom_px - part.cells_top_px) // self.pitch_px))
            first, end = (min(part.first + line * self.columns, part.end) for line in (first_line, end_line))
            if first < end:
                yield range(first, end)

    def cells_in(self, left_px: int, top_px: int, right_px: int, bottom_px: int) -> Iterator[range]:
        """The cells that a rectangle touches, its last pixels included: a range for each line."""
        first, last = max(0, left_px // self.pitch_px), min(right_px // self.pitch_px, self.columns - 1)
        for rows in self.cells_between(top_px, bottom_px + 1):
            for line in range(rows.start, rows.stop, self.columns):
                touched = range(line + first, min(line + last + 1, rows.stop))
                if touched:
                    yield touched

    def beside(self, cell: int, step: int) -> int:
        """One to the left (``step`` -1) or right (1) in the same line, or ``cell`` itself at its end."""
        part = self.part_of(cell)
        other = cell + step
        is_same_line = (other - part.first) // self.columns == (cell - part.first) // self.columns
        return other if is_same_line and part.first <= other < part.end else cell

    def vertical(self, cell: int, distance_px: int) -> int:
        """The cell so far below (or above: negative) in the same column, over titles; the last of a line that is short.

        At least the next line; ``cell`` itself where there is none.
        """
        lines = max(1, abs(distance_px) // self.pitch_px)
        for _ in range(lines):
            following = self._below(cell) if distance_px > 0 else self._above(cell)
            if following is None:
                break
            cell = following
        return cell

    def _below(self, cell: int) -> int | None:
        part = self.part_of(cell)
        column = (cell - part.first) % self.columns
        line_first = cell - column + self.columns
        if line_first < part.end:
            return min(line_first + column, part.end - 1)
        return min(part.end + column, self.part_of(part.end).end - 1) if part.end < self.count else None

    def _above(self, cell: int) -> int | None:
        part = self.part_of(cell)
        if cell - self.columns >= part.first:
            return cell - self.columns
        if not part.first:
            return None
        before = self.part_of(part.first - 1)
        last_line_first = before.end - 1 - (before.end - 1 - before.first) % self.columns
        return min(last_line_first + (cell - part.first) % self.columns, before.end - 1)

    def _bottom_px(self, part: Part) -> int:
        return part.cells_top_px + -(-(part.end - part.first) // self.columns) * self.pitch_px
