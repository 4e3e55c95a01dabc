"""What the chips of a sentence ask of photos."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.types.chip_filters import filters_of, joined_days
from photosearch.types.formats import RAW_FORMATS
from photosearch.types.photos import Orientation
from photosearch.types.queries import Filters
from photosearch.types.understood import (
    Chip,
    ChipKind,
    DayRange,
    Favourite,
    InFolder,
    InFormat,
    Lacking,
    Meaning,
    Media,
    OfMedia,
    Rated,
    Upright,
    WithCamera,
    Without,
)

Y2023, Y2024 = (DayRange(dt.date(year, 1, 1), dt.date(year, 12, 31)) for year in (2023, 2024))
SUMMER_2023, SUMMER_2024 = (DayRange(dt.date(year, 6, 1), dt.date(year, 8, 31)) for year in (2023, 2024))
SUMMERS = (SUMMER_2023, SUMMER_2024)
SINCE_JULY = DayRange(dt.date(2023, 7, 1))


def of(*meanings: Meaning, filters: Filters | None = None) -> Filters:
    return filters_of((Chip(ChipKind.MEDIA, "x", meaning) for meaning in meanings), filters)


@pytest.mark.parametrize(
    ("dates", "days"),
    [
        ([], ()),
        ([(Y2023,)], (Y2023,)),
        ([(Y2024,), (Y2023,)], (DayRange(Y2023.first, Y2024.last),)),
        ([(SUMMER_2024,), (SUMMER_2023,)], SUMMERS),
        ([(Y2024,), SUMMERS], (SUMMER_2024,)),
        ([SUMMERS, (Y2023,), (Y2024,)], SUMMERS),
        ([(SINCE_JULY,), (Y2023,)], (DayRange(dt.date(2023, 7, 1), dt.date(2023, 12, 31)),)),
        ([(DayRange(),), (SINCE_JULY,)], (SINCE_JULY,)),
    ],
)
def test_dates_that_lie_apart_are_alternatives_and_others_hold_together(
    dates: list[tuple[DayRange, ...]], days: tuple[DayRange, ...]
) -> None:
    assert joined_days(dates) == days


days = st.dates(dt.date(2020, 1, 1), dt.date(2021, 12, 31))
ranges = st.tuples(days, days).map(lambda pair: DayRange(min(pair), max(pair)))


@given(st.lists(st.lists(ranges, min_size=1, max_size=3).map(tuple), min_size=1, max_size=4), days)
def test_no_day_is_there_that_nobody_said(dates: list[tuple[DayRange, ...]], day: dt.date) -> None:
    joined = joined_days(dates)
    said = [any(holds(each, day) for each in date) for date in dates]
    if any(holds(each, day) for each in joined):
        assert any(said)
    assert joined
    if all(said):
        assert any(holds(each, day) for each in joined)
    assert list(joined) == sorted(joined, key=lambda each: each.first or dt.date.min)


def holds(days: DayRange, day: dt.date) -> bool:
    return (days.first or dt.date.min) <= day <= (days.last or dt.date.max)


def test_kinds_hold_together_and_within_one_there_are_alternatives() -> None:
    found = of(
        OfMedia(Media.SELFIE),
        WithCamera(("iphone",)),
        WithCamera(("canon", "r5")),
        Rated(5, 5),
        Rated(3, 4),
        InFolder((Path("/a"), Path("/b"))),
        InFormat(frozenset({"PNG"})),
        Upright(Orientation.PORTRAIT),
        Without("人"),
        Favourite(),
        Lacking(ChipKind.CAMERA, WithCamera(("nikon",))),
        Lacking(ChipKind.MEDIA, OfMedia(Media.SCREENSHOT)),
    )
    assert found == Filters(
        media=frozenset({Media.SELFIE}),
        cameras=frozenset({("iphone",), ("canon", "r5")}),
        ratings=frozenset({Rated(5, 5), Rated(3, 4)}),
        is_favourite=True,
        without=(Filters(cameras=frozenset({("nikon",)})), Filters(media=frozenset({Media.SCREENSHOT}))),
        folders=frozenset({Path("/a"), Path("/b")}),
        formats=frozenset({"PNG"}),
        orientation=Orientation.PORTRAIT,
    )


def test_two_shapes_leave_out_the_third_and_all_three_none() -> None:
    square = Filters(orientation=Orientation.SQUARE)
    assert of(Upright(Orientation.PORTRAIT), Upright(Orientation.LANDSCAPE)) == Filters(without=(square,))
    assert of(*map(Upright, Orientation)) == Filters()


def test_where_another_shape_or_format_was_chosen_that_counts() -> None:
    chosen = Filters(orientation=Orientation.SQUARE, formats=frozenset({"PNG"}))
    assert of(Upright(Orientation.PORTRAIT), InFormat(frozenset({"JPEG"})), filters=chosen) == chosen
    assert of(*map(Upright, (Orientation.PORTRAIT, Orientation.LANDSCAPE)), filters=chosen) == chosen


@pytest.mark.parametrize(
    ("formats", "media", "asked"),
    [
        ({"JPEG"}, Media.RAW, Filters(formats=RAW_FORMATS | {"JPEG"})),
        ({"DNG"}, Media.RAW, Filters(formats=frozenset({"DNG"}))),
        ({"PNG"}, Media.ANIMATED, Filters(formats=frozenset({"PNG", "GIF"}))),
        ({"PNG"}, Media.SCREENSHOT, Filters(formats=frozenset({"PNG"}), media=frozenset({Media.SCREENSHOT}))),
    ],
)
def test_a_kind_that_is_a_format_is_an_alternative_to_others(formats: set[str], media: Media, asked: Filters) -> None:
    assert of(InFormat(frozenset(formats)), OfMedia(media)) == asked


def test_dates_of_which_each_overlaps_with_another_but_none_with_all_are_alternatives() -> None:
    first, second, third, last = (
        DayRange(dt.date(2024, 1, begin), dt.date(2024, 1, end)) for begin, end in ((1, 3), (3, 6), (5, 9), (9, 10))
    )
    assert joined_days([(first,), (last,), (second,), (third,)]) == (DayRange(first.first, last.last),)


def test_what_was_asked_for_otherwise_holds_beside_the_chips() -> None:
    chosen = Filters(
        folder=Path("/photos"), taken_from=dt.date(2024, 1, 1), formats=frozenset({"PNG", "JPEG"}), media=frozenset()
    )
    both = of(InFormat(frozenset({"PNG", "GIF"})), filters=chosen)
    assert both.formats == {"PNG"}
    assert (both.folder, both.taken_from) == (chosen.folder, chosen.taken_from)
    assert filters_of((), chosen) == chosen
