"""Where the cells of a grid with sections are: rows of square cells, and a line above a section that has a title. Pure.

Every place is worked out from the few sections, none is kept: 100,000 cells cost what ten cost.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from photosearch.ui.grid.grid_layout import Anchor, Part, Place

_NO_INDENTS: Mapping[int, int] = {}


@dataclass(frozen=True, slots=True)
class SectionLayout:
    """Cells ``pitch_px`` apart in ``columns``; all in pixels of the content, from its top left corner."""

    parts: tuple[Part, ...]
    columns: int
    pitch_px: int

    @classmethod
    def of(
        cls, sections: Sequence[tuple[int, int]], columns: int, pitch_px: int, indents: Mapping[int, int] = _NO_INDENTS
    ) -> SectionLayout:
        """Lay out.

        Args:
            sections: how many cells each has, and the height of its title line (0: no title).
            columns: cells in a line.
            pitch_px: from the beginning of a cell to the next one's.
            indents: for the number of a section so many empty places before its first cell; fewer than a line.
        """
        parts: list[Part] = []
        first = top_px = 0
        for number, (count, header_px) in enumerate(sections):
            part = Part(first, first + count, top_px, header_px, indents.get(number, 0))
            parts.append(part)
            first = part.end
            top_px = part.cells_top_px + -(-(count + part.indent) // columns) * pitch_px
        return cls(tuple(parts), columns, pitch_px)

    def anchored(self, anchor: Anchor) -> SectionLayout:
        """The same with empty places before the section of that cell, so that it is in the column it was in."""
        part = self.part_of(anchor.cell)
        column = min(round(anchor.left_px / self.pitch_px), self.columns - 1)
        indents = {self.parts.index(part): (column - (anchor.cell - part.first)) % self.columns}
        sections = [(other.end - other.first, other.header_px) for other in self.parts]
        return SectionLayout.of(sections, self.columns, self.pitch_px, indents)

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

    def rect_of(self, cell: int) -> Place:
        """Left, top, width and height of ``cell`` with its gap."""
        return (*self.place_of(cell), self.pitch_px, self.pitch_px)

    def place_of(self, cell: int) -> tuple[int, int]:
        """Left and top of ``cell``."""
        part = self.part_of(cell)
        line, column = divmod(cell - part.first + part.indent, self.columns)
        return column * self.pitch_px, part.cells_top_px + line * self.pitch_px

    def cell_at(self, x_px: int, y_px: int) -> int | None:
        """The cell there; None on a title, beside the cells, and where a first or last line is not full."""
        column = x_px // self.pitch_px
        if not 0 <= column < self.columns:
            return None
        for part in self.parts:
            if part.cells_top_px <= y_px < self._bottom_px(part):
                cell = self._line_first(part, (y_px - part.cells_top_px) // self.pitch_px) + column
                return cell if part.first <= cell < part.end else None
        return None

    def cells_between(self, top_px: int, bottom_px: int) -> Iterator[range]:
        """The cells of whole lines that reach into this height, a range for each section."""
        for part in self.parts:
            lines = self._lines_between(part, top_px, bottom_px)
            first, end = (self._line_first(part, line) for line in (lines.start, lines.stop))
            rows = range(max(first, part.first), min(end, part.end))
            if rows:
                yield rows

    def cells_in(self, left_px: int, top_px: int, right_px: int, bottom_px: int) -> Iterator[range]:
        """The cells that a rectangle touches, its last pixels included: a range for each line."""
        first, last = max(0, left_px // self.pitch_px), min(right_px // self.pitch_px, self.columns - 1)
        for part in self.parts:
            for line in self._lines_between(part, top_px, bottom_px + 1):
                begin = self._line_first(part, line)
                touched = range(max(begin + first, part.first), min(begin + last + 1, part.end))
                if touched:
                    yield touched

    def beside(self, cell: int, step: int) -> int:
        """One to the left (``step`` -1) or right (1) in the same line, or ``cell`` itself at its end."""
        part = self.part_of(cell)
        other = cell + step
        place = cell - part.first + part.indent
        is_same_line = (place + step) // self.columns == place // self.columns
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
        column = (cell - part.first + part.indent) % self.columns
        if cell - column + self.columns < part.end:
            return min(cell + self.columns, part.end - 1)
        if part.end == self.count:
            return None
        following = self.part_of(part.end)
        return self._in_line(following, 0, column)

    def _above(self, cell: int) -> int | None:
        part = self.part_of(cell)
        line, column = divmod(cell - part.first + part.indent, self.columns)
        if line:
            return self._in_line(part, line - 1, column)
        if not part.first:
            return None
        before = self.part_of(part.first - 1)
        return self._in_line(before, (before.end - 1 - before.first + before.indent) // self.columns, column)

    def _in_line(self, part: Part, line: int, column: int) -> int:
        """The cell of that line in that column, or the nearest one where the line is not full."""
        return max(part.first, min(self._line_first(part, line) + column, part.end - 1))

    def _line_first(self, part: Part, line: int) -> int:
        """The cell that a line of the section begins with; of an indented first line the one that would be there."""
        return part.first - part.indent + line * self.columns

    def _lines_between(self, part: Part, top_px: int, bottom_px: int) -> range:
        """The lines of the section that reach into this height."""
        first = max(0, (top_px - part.cells_top_px) // self.pitch_px)
        return range(first, max(first, min(-(-(bottom_px - part.cells_top_px) // self.pitch_px), self._lines(part))))

    def _lines(self, part: Part) -> int:
        return -(-(part.end - part.first + part.indent) // self.columns)

    def _bottom_px(self, part: Part) -> int:
        return part.cells_top_px + self._lines(part) * self.pitch_px
