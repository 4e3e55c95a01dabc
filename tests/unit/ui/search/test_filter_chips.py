"""Filters as chips: one for each, and each can be taken away."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.types.ids import RootId
from photosearch.types.photos import Orientation
from photosearch.types.queries import Filters
from photosearch.types.roots import LibraryRoot
from photosearch.ui.search.filter_chips import chips, without
from photosearch.words.understood import span_text

DATES = st.none() | st.dates(dt.date(1990, 1, 1), dt.date(2030, 1, 1))
FILTERS = st.builds(
    Filters,
    root_ids=st.frozensets(st.integers(1, 12).map(RootId), max_size=3),
    folder=st.none() | st.just(Path("/home/ming/照片/2024")),
    taken_from=DATES,
    taken_until=DATES,
    formats=st.frozensets(st.sampled_from(["JPEG", "HEIF", "DNG"])),
    orientation=st.none() | st.sampled_from(Orientation),
)


def test_each_filter_has_a_chip(roots: tuple[LibraryRoot, ...]) -> None:
    filters = Filters(
        root_ids=frozenset({RootId(2)}),
        taken_from=dt.date(2024, 1, 1),
        taken_until=dt.date(2024, 12, 31),
        formats=frozenset({"JPEG", "DNG"}),
        orientation=Orientation.PORTRAIT,
    )
    assert [label for _, label in chips(filters, roots)] == ["2024", "旅行", "DNG", "JPEG", "Portrait"]


@given(FILTERS)
def test_taking_every_chip_away_leaves_nothing(filters: Filters) -> None:
    for key, _ in chips(filters, ()):
        filters = without(filters, key)
    assert filters.is_empty


@given(FILTERS)
def test_keys_are_distinct(filters: Filters) -> None:
    keys = [key for key, _ in chips(filters, ())]
    assert len(set(keys)) == len(keys)


def test_one_of_two_folders_can_go() -> None:
    filters = Filters(root_ids=frozenset({RootId(1), RootId(12)}))
    assert without(filters, "root:1").root_ids == frozenset({RootId(12)})


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (dt.date(2024, 1, 1), dt.date(2024, 12, 31), "2024"),
        (dt.date(2022, 1, 1), dt.date(2024, 12, 31), "2022–2024"),
        (dt.date(2024, 8, 3), dt.date(2024, 8, 3), "Aug 3, 2024"),
        (dt.date(2024, 8, 3), dt.date(2024, 9, 1), "Aug 3 – Sep 1, 2024"),
        (dt.date(2024, 8, 3), None, "since Aug 3, 2024"),
        (None, dt.date(2024, 8, 3), "until Aug 3, 2024"),
        (None, None, "Any time"),
    ],
)
def test_spans_are_said_as_people_do(first: dt.date | None, last: dt.date | None, expected: str) -> None:
    assert span_text(first, last) == expected


@pytest.mark.usefixtures("chinese")
def test_spans_in_chinese() -> None:
    assert span_text(dt.date(2024, 8, 3), None) == "2024年8月3日起"
