"""Where what is told of a photo leads: each value asks for the photos that have it, and says so."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from photosearch.types.metadata import DatePrecision, DateSource, FileMetadata, Keyword, Origin, PhotoDate, Told
from photosearch.types.places import NamedKind, NamedPlace, PhotoPlace
from photosearch.types.queries import Filters
from photosearch.types.texts import Field
from photosearch.types.understood import DayRange, Rated, Written
from photosearch.words.leads import date_lead, folder_lead, format_lead, words_lead
from photosearch.words.told import told_facts

AT = dt.datetime(2024, 2, 3, 19, 12)
TOWN = NamedPlace(1, NamedKind.CITY, "大理", "Dali", "CN", "", 25.6, 100.2, 20)
LAKE = NamedPlace(2, NamedKind.LAKE, "洱海", "Erhai Lake", "CN", "", 25.8, 100.2, 22)


@pytest.mark.parametrize(
    ("precision", "days"),
    [
        (DatePrecision.TIME, DayRange(AT.date(), AT.date())),
        (DatePrecision.DAY, DayRange(AT.date(), AT.date())),
        (DatePrecision.MONTH, DayRange(dt.date(2024, 2, 1), dt.date(2024, 2, 29))),
        (DatePrecision.YEAR, DayRange(dt.date(2024, 1, 1), dt.date(2024, 12, 31))),
    ],
)
def test_a_date_leads_to_all_that_is_of_it(precision: DatePrecision, days: DayRange) -> None:
    date = PhotoDate(AT, DateSource.NAME, precision=precision)
    lead = date_lead(date, "as told", "the day")
    assert lead.question.in_force == Filters(days=(days,))
    assert [chip.text for chip in lead.question.terms.chips] == ["the day"]


def test_the_last_month_that_calendars_have_has_an_open_end() -> None:
    date = PhotoDate(dt.datetime(9999, 12, 1), DateSource.NAME, precision=DatePrecision.MONTH)
    assert date_lead(date, "", "").question.in_force.days == (DayRange(dt.date(9999, 12, 1)),)


def test_each_value_asks_for_what_has_it() -> None:
    told = FileMetadata(
        camera=Told("iPhone 14", Origin.EXIF),
        lens=Told("XF 23mm", Origin.EXIF),
        creator=Told("Li Wei", Origin.EXIF),
        rating=Told(3.5, Origin.XMP),
        keywords=(Keyword(("Places", "France"), Origin.XMP), Keyword(("sea",), Origin.XMP)),
    )
    filters = {lead.text: lead.question.in_force for fact in told_facts(told) for lead in fact.leads}

    def written(field: Field, *parts: str) -> Filters:
        return Filters(written=frozenset({Written(field, parts)}))

    assert filters == {
        "Places › France": written(Field.KEYWORD, "Places", "France"),
        "sea": written(Field.KEYWORD, "sea"),
        "★★★½": Filters(ratings=frozenset({Rated(3.5, 3.5)})),
        "iPhone 14": written(Field.CAMERA, "iPhone 14"),
        "XF 23mm": written(Field.LENS, "XF 23mm"),
        "Li Wei": written(Field.CREATOR, "Li Wei"),
    }


def test_the_town_and_what_a_photo_is_at_lead_to_their_own_photos() -> None:
    (fact,) = told_facts(FileMetadata(), PhotoPlace(TOWN, LAKE))
    asked = {
        lead.text: [place for area in lead.question.in_force.areas for place in area.places] for lead in fact.leads
    }
    assert asked == {"Dali": [TOWN], "Erhai Lake": [LAKE]}
    assert list(asked) == ["Dali", "Erhai Lake"]
    assert fact.text == "Dali · Erhai Lake"


def test_a_title_is_asked_for_as_if_one_had_typed_it_and_a_long_text_is_not() -> None:
    (lead,) = words_lead("At the\n sea")
    assert lead.question.terms.typed == "At the sea"
    assert words_lead("word " * 100) == ()


def test_the_file_leads_to_its_folder_and_its_format() -> None:
    assert folder_lead(Path("/photos/trip"), "trip").question.in_force == Filters(folder=Path("/photos/trip"))
    assert format_lead("PNG").question.in_force == Filters(formats=frozenset({"PNG"}))
