"""What a grid asks of a layout, whatever form its cells have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

Place = tuple[int, int, int, int]
"""Left, top, width and height of a cell with the gap at its right and below it, in pixels of the content."""


@dataclass(frozen=True, slots=True)
class Part:
    """One section: its cells ``first`` up to but without ``end``, its title line (if ``header_px``) and its place.

    Its first line begins after ``indent`` empty places.
    """

    first: int
    end: int
    top_px: int
    header_px: int
    indent: int = 0

    @property
    def cells_top_px(self) -> int:
        """Where its first cells begin."""
        return self.top_px + self.header_px


@dataclass(frozen=True, slots=True)
class Anchor:
    """A cell that is to stay where somebody saw it: at ``left_px``, and ``width_px`` wide, as nearly as can be."""

    cell: int
    left_px: int
    width_px: int


class GridLayout(Protocol):
    """Where everything is, from the top left corner of the content."""

    @property
    def parts(self) -> tuple[Part, ...]:
        """The sections."""

    @property
    def count(self) -> int:
        """How many cells there are."""

    @property
    def height_px(self) -> int:
        """The height of everything."""

    def part_of(self, cell: int) -> Part:
        """The section that ``cell`` is in."""

    def rect_of(self, cell: int) -> Place:
        """Where ``cell`` is."""

    def cell_at(self, x_px: int, y_px: int) -> int | None:
        """The cell there; None on a title, beside the cells, and where a line is not full."""

    def cells_between(self, top_px: int, bottom_px: int) -> Iterator[range]:
        """The cells of whole lines that reach into this height."""

    def cells_in(self, left_px: int, top_px: int, right_px: int, bottom_px: int) -> Iterator[range]:
        """The cells that a rectangle touches, its last pixels included: a range for each line."""

    def beside(self, cell: int, step: int) -> int:
        """One to the left (``step`` -1) or right (1) in the same line, or ``cell`` itself at its end."""

    def vertical(self, cell: int, distance_px: int) -> int:
        """The nearest cell so far below (or above: negative), over titles: at least in the next line.

        ``cell`` itself where there is none.
        """
