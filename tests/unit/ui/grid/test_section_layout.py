"""Where cells and titles are: every cell has a place of its own, and what is at a place is found again."""

from __future__ import annotations

from itertools import chain, pairwise

from hypothesis import given
from hypothesis import strategies as st

from photosearch.ui.grid.section_layout import SectionLayout

PITCH_PX = 10
sections = st.lists(st.tuples(st.integers(1, 30), st.sampled_from([0, 7, 25])), min_size=1, max_size=4)


@st.composite
def made_layouts(draw: st.DrawFn) -> SectionLayout:
    columns = draw(st.integers(1, 7))
    indents = draw(st.dictionaries(st.integers(0, 3), st.integers(0, columns - 1)))
    return SectionLayout.of(draw(sections), columns, PITCH_PX, indents)


layouts = made_layouts()


@given(layouts)
def test_every_cell_is_found_where_it_is_and_nothing_else_is_there(layout: SectionLayout) -> None:
    places = [layout.place_of(cell) for cell in range(layout.count)]
    assert len(set(places)) == layout.count
    for cell, (left, top) in enumerate(places):
        for x, y in ((left, top), (left + PITCH_PX - 1, top + PITCH_PX - 1)):
            assert layout.cell_at(x, y) == cell
        assert top + PITCH_PX <= layout.height_px
    assert layout.cell_at(-1, 0) is None
    assert layout.cell_at(layout.columns * PITCH_PX, 0) is None
    assert layout.cell_at(0, layout.height_px) is None


@given(layouts)
def test_a_title_lies_between_the_sections_and_is_no_cell(layout: SectionLayout) -> None:
    for part in layout.parts:
        for y in range(part.top_px, part.cells_top_px):
            assert all(layout.cell_at(x, y) is None for x in range(0, layout.columns * PITCH_PX, 3))
    for before, after in pairwise(layout.parts):
        last_top = layout.place_of(before.end - 1)[1]
        assert last_top + PITCH_PX == after.top_px
        assert layout.place_of(after.first) == (after.indent * PITCH_PX, after.cells_top_px)


@given(layouts, st.integers(-20, 400), st.integers(0, 200))
def test_the_cells_to_paint_are_those_in_sight(layout: SectionLayout, top: int, height: int) -> None:
    painted = list(chain.from_iterable(layout.cells_between(top, top + height)))
    tops = [layout.place_of(cell)[1] for cell in range(layout.count)]
    in_sight = [cell for cell, y in enumerate(tops) if y < top + height and y + PITCH_PX > top]
    assert painted == (in_sight if height else painted)
    assert len(painted) == len(set(painted))
    assert set(in_sight) <= set(painted)


@given(layouts, st.integers(0, 60), st.integers(0, 300), st.integers(0, 60), st.integers(0, 300))
def test_a_rubber_band_touches_what_it_overlaps(layout: SectionLayout, x: int, y: int, width: int, height: int) -> None:
    right, bottom = x + width, y + height
    touched = sorted(chain.from_iterable(layout.cells_in(x, y, right, bottom)))
    places = [layout.place_of(cell) for cell in range(layout.count)]
    overlapped = [
        cell
        for cell, (left, top) in enumerate(places)
        if left <= right and left + PITCH_PX > x and top <= bottom and top + PITCH_PX > y
    ]
    assert touched == overlapped


@given(layouts)
def test_the_arrow_keys_reach_every_line_and_stay_in_their_column(layout: SectionLayout) -> None:
    cell, seen = 0, [0]
    while (following := layout.vertical(cell, 1)) != cell:
        assert layout.place_of(following)[1] > layout.place_of(cell)[1]
        cell = following
        seen.append(cell)
    lines = {layout.place_of(other)[1] for other in range(layout.count)}
    assert len(seen) == len(lines)
    for back in reversed(seen[:-1]):
        cell = layout.vertical(cell, -1)
        assert layout.place_of(cell)[1] == layout.place_of(back)[1]


@given(layouts, st.data())
def test_up_and_down_go_to_the_nearest_of_a_short_line(layout: SectionLayout, data: st.DataObject) -> None:
    cell = data.draw(st.integers(0, layout.count - 1))
    left, top = layout.place_of(cell)
    for step in (1, -1):
        other = layout.vertical(cell, step)
        places = [layout.place_of(each) for each in range(layout.count)]
        beyond = sorted({y for _, y in places if (y - top) * step > 0}, key=lambda y: abs(y - top))
        if not beyond:
            assert other == cell
            continue
        line = [x for x, y in places if y == beyond[0]]
        assert layout.place_of(other) == (max(min(left, max(line)), min(line)), beyond[0])


@given(layouts, st.data())
def test_left_and_right_stay_in_the_line(layout: SectionLayout, data: st.DataObject) -> None:
    cell = data.draw(st.integers(0, layout.count - 1))
    left, top = layout.place_of(cell)
    for step in (-1, 1):
        wanted = layout.cell_at(left + step * PITCH_PX, top)
        assert layout.beside(cell, step) == (cell if wanted is None else wanted)


def test_a_page_is_as_many_lines_as_fit() -> None:
    layout = SectionLayout.of([(20, 0), (20, 25)], 4, PITCH_PX)
    assert layout.vertical(1, 35) == 13
    assert layout.vertical(1, 55) == 21
    assert layout.vertical(1, 10_000) == 37
    assert layout.vertical(37, -10_000) == 1


def test_nothing_takes_no_room() -> None:
    layout = SectionLayout.of([], 4, PITCH_PX)
    assert (layout.count, layout.height_px, layout.cell_at(0, 0)) == (0, 0, None)
    assert list(layout.cells_between(0, 100)) == []


def test_a_hundred_thousand_cells_cost_what_ten_cost() -> None:
    layout = SectionLayout.of([(60_000, 0), (40_000, 44)], 6, 184)
    assert layout.cell_at(*layout.place_of(99_999)) == 99_999
    assert sum(map(len, layout.cells_between(1_000_000, 1_000_800))) <= 36
