"""Rows that keep the form of photos: full, in order, without overlap, and every cell is found where it is."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.ui.grid.grid_layout import Anchor
from photosearch.ui.grid.row_layout import NARROWEST, WIDEST, RowLayout

GAP_PX = 4
aspects = st.one_of(
    st.sampled_from([1.5, 1.3333334, 0.6666667, 0.75, 1.0, 1.7777778]),
    st.floats(0.03125, 40.0, allow_nan=False, width=32),
)


def made(
    sections: list[tuple[int, int]], shapes: Sequence[float], width: int, wanted: int, anchor: Anchor | None = None
) -> RowLayout:
    return RowLayout.of(sections, np.asarray(shapes, np.float32), width, wanted, GAP_PX, anchor)


class Case:
    """A layout with what it was made of."""

    def __init__(self, sections: list[tuple[int, int]], shapes: list[float], width: int, wanted: int) -> None:
        self.sections, self.width, self.wanted = sections, width, wanted
        self.shapes = np.clip(np.asarray(shapes, np.float32).astype(float), NARROWEST, WIDEST)
        self.layout = made(sections, shapes, width, wanted)
        self.rects = [self.layout.rect_of(cell) for cell in range(self.layout.count)]

    def rows(self, first: int, end: int) -> list[list[int]]:
        """The cells of one section by row."""
        rows: list[list[int]] = []
        for cell in range(first, end):
            if rows and self.rects[rows[-1][-1]][1] == self.rects[cell][1]:
                rows[-1].append(cell)
            else:
                rows.append([cell])
        return rows


@st.composite
def made_cases(draw: st.DrawFn) -> Case:
    sections = draw(st.lists(st.tuples(st.integers(1, 40), st.sampled_from([0, 25])), min_size=1, max_size=3))
    count = sum(cells for cells, _ in sections)
    shapes = draw(st.lists(aspects, min_size=count, max_size=count))
    return Case(sections, shapes, draw(st.integers(200, 1600)), draw(st.integers(60, 320)))


cases = made_cases()


@given(cases)
def test_every_row_fills_the_width_but_the_last_of_a_section(case: Case) -> None:
    for part in case.layout.parts:
        rows = case.rows(part.first, part.end)
        for row in rows:
            lefts = [case.rects[cell][0] for cell in row]
            rights = [case.rects[cell][0] + case.rects[cell][2] for cell in row]
            assert lefts[0] == 0
            assert rights[:-1] == lefts[1:]
            assert rights[-1] == case.width if row is not rows[-1] else rights[-1] <= case.width


@given(cases)
def test_rows_follow_each_other_in_the_order_of_the_photos(case: Case) -> None:
    places = [(top, left) for left, top, _, _ in case.rects]
    assert places == sorted(places)
    assert [cell for rows in case.layout.cells_between(0, case.layout.height_px) for cell in rows] == list(
        range(case.layout.count)
    )
    for part, following in pairwise(case.layout.parts):
        _, top, _, height = case.rects[part.end - 1]
        assert top + height == following.top_px
        assert case.rects[following.first][1] == following.cells_top_px
    _, top, _, height = case.rects[-1]
    assert top + height == case.layout.height_px


@given(cases)
def test_a_cell_has_the_form_of_its_photo_within_a_pixel(case: Case) -> None:
    for (_, _, width, height), aspect in zip(case.rects, case.shapes, strict=True):
        picture, picture_height = width - GAP_PX, height - GAP_PX
        # Both sides are rounded: there is a height within half a pixel that gives this width within one.
        assert (picture_height - 0.5) * aspect - 1.001 <= picture <= (picture_height + 0.5) * aspect + 1.001


@given(cases)
def test_no_row_is_much_higher_or_lower_than_wanted(case: Case) -> None:
    lowest = min(case.wanted * case.width / (case.width + (WIDEST + 1) * case.wanted), case.width / (WIDEST + 1))
    for _, _, _, height in case.rects:
        assert lowest * 0.8 - 8 <= height - GAP_PX <= 2 * case.wanted + 1


@given(cases)
def test_every_cell_is_found_where_it_is(case: Case) -> None:
    layout = case.layout
    for cell, (left, top, width, height) in enumerate(case.rects):
        for x, y in ((left, top), (left + width - 1, top + height - 1)):
            assert layout.cell_at(x, y) == cell
    assert layout.cell_at(-1, 0) is None
    assert layout.cell_at(0, layout.height_px) is None
    assert layout.cell_at(case.width, 0) is None
    for part in layout.parts:
        assert all(layout.cell_at(5, y) is None for y in range(part.top_px, part.cells_top_px))


@given(cases, st.integers(-20, 900), st.integers(1, 400))
def test_the_cells_to_paint_are_those_in_sight(case: Case, top: int, height: int) -> None:
    painted = list(chain.from_iterable(case.layout.cells_between(top, top + height)))
    assert painted == [cell for cell, (_, y, _, high) in enumerate(case.rects) if y < top + height and y + high > top]


@given(cases, st.integers(0, 900), st.integers(0, 900), st.integers(0, 300), st.integers(0, 300))
def test_a_rubber_band_touches_what_it_overlaps(case: Case, x: int, y: int, width: int, height: int) -> None:
    right, bottom = x + width, y + height
    touched = list(chain.from_iterable(case.layout.cells_in(x, y, right, bottom)))
    assert touched == [
        cell
        for cell, (left, top, wide, high) in enumerate(case.rects)
        if left <= right and left + wide > x and top <= bottom and top + high > y
    ]


@given(cases)
def test_the_arrow_keys_reach_every_row_and_take_the_nearest_cell(case: Case) -> None:
    layout, cell, tops = case.layout, 0, [case.rects[0][1]]
    while (following := layout.vertical(cell, 1)) != cell:
        left, _, width, _ = case.rects[cell]
        row = [other for other in range(layout.count) if case.rects[other][1] == case.rects[following][1]]
        off = [abs(2 * case.rects[other][0] + case.rects[other][2] - 2 * left - width) for other in row]
        assert off[row.index(following)] == min(off)
        assert case.rects[layout.vertical(following, -1)][1] == case.rects[cell][1]
        tops.append(case.rects[following][1])
        cell = following
    assert tops == sorted({top for _, top, _, _ in case.rects})


@given(cases, st.data())
def test_left_and_right_stay_in_the_row(case: Case, data: st.DataObject) -> None:
    cell = data.draw(st.integers(0, case.layout.count - 1))
    for step in (-1, 1):
        other = cell + step
        is_beside = 0 <= other < case.layout.count and case.rects[other][1] == case.rects[cell][1]
        assert case.layout.beside(cell, step) == (other if is_beside else cell)


@given(cases, st.data())
def test_a_cell_that_was_seen_stays_where_it_was_when_others_come_before_it(case: Case, data: st.DataObject) -> None:
    cell = data.draw(st.integers(0, case.layout.count - 1))
    more = data.draw(st.lists(aspects, max_size=20))
    left, _, width, height = case.rects[cell]
    part = case.layout.part_of(cell)
    (count, header), first = case.sections[case.layout.parts.index(part)], part.first
    shapes = [*more, *case.shapes[first : part.end].tolist()]
    anchor = Anchor(cell - first + len(more), left, width)
    layout = made([(count + len(more), header)], shapes, case.width, case.wanted, anchor)
    now = layout.rect_of(anchor.cell)
    if not 0.5 <= (height - GAP_PX) / case.wanted <= 2.0:
        return
    assert abs(now[0] - left) <= 2
    assert abs(now[2] - width) <= 2
    places = [layout.rect_of(each) for each in range(layout.count)]
    rows = sorted({top for _, top, _, _ in places})
    for top in rows[1:-1]:
        row = [place for place in places if place[1] == top]
        assert row[0][0] == 0
        assert row[-1][0] + row[-1][2] == case.width


@pytest.mark.parametrize("aspect", [1000.0, 0.001])
def test_an_extreme_panorama_is_bounded(aspect: float) -> None:
    layout = made([(5, 0)], [1.5, aspect, 1.5, 1.5, 1.5], 1000, 180)
    _, _, width, height = layout.rect_of(1)
    assert NARROWEST - 0.05 <= (width - GAP_PX) / (height - GAP_PX) <= WIDEST + 0.05


def test_a_page_is_as_many_rows_as_fit() -> None:
    layout = made([(400, 0)], [1.0] * 400, 1040, 100)
    assert layout.rect_of(0)[2:] == (104, 104)
    assert layout.vertical(1, 350) == 31
    assert layout.vertical(31, -350) == 1
    assert layout.vertical(1, 1_000_000) == 391


def test_nothing_takes_no_room() -> None:
    layout = made([], [], 800, 180)
    assert (layout.count, layout.height_px, layout.cell_at(0, 0)) == (0, 0, None)
    assert list(layout.cells_between(0, 100)) == []
