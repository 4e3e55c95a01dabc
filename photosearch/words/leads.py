"""What is told of a photo leads to more photos: each value that can be asked for, and the question that asks for it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from photosearch.types.metadata import DatePrecision, Keyword, PhotoDate
from photosearch.types.places import NamedPlace, PhotoPlace
from photosearch.types.queries import Filters
from photosearch.types.question import Question, Terms
from photosearch.types.texts import Field
from photosearch.types.understood import AtPlace, Chip, ChipKind, DayRange, Days, InFormat, Rated, Trait, Written
from photosearch.words.spoken import marked, translate

_LAST_DAY: Final = dt.timedelta(days=1)
_DATE_TIPS: Final = {
    DatePrecision.YEAR: marked("Leads", "Show photos of this year"),
    DatePrecision.MONTH: marked("Leads", "Show photos of this month"),
    DatePrecision.DAY: marked("Leads", "Show photos of this day"),
    DatePrecision.TIME: marked("Leads", "Show photos of this day"),
}
_WRITTEN_TIPS: Final = {
    Field.CAMERA: marked("Leads", "Show photos taken with this camera"),
    Field.LENS: marked("Leads", "Show photos taken with this lens"),
    Field.CREATOR: marked("Leads", "Show photos by the same creator"),
    Field.KEYWORD: marked("Leads", "Show photos with this keyword"),
}
_MOST_WORDS: Final = 200
"""Characters of a title or caption that are asked for; more is a text, not a question."""


@dataclass(frozen=True, slots=True)
class Lead:
    """A value, or a part of one, and where it leads."""

    text: str
    """As it stands among the details."""
    question: Question
    """Nothing else is asked."""
    tip: str
    """What happens, in words."""


def date_lead(date: PhotoDate, text: str, day: str) -> Lead:
    """All of the day, or of the month or year where no more is known; ``day`` is what its chip says."""
    tip = translate("Leads", _DATE_TIPS[date.precision])
    return _lead(text, ChipKind.DATE, Days((_days_of(date),)), tip, said=day)


def place_leads(place: PhotoPlace, names: dict[NamedPlace, str]) -> tuple[Lead, ...]:
    """The town, and what the photo is at; ``names`` are those of both."""
    tip = translate("Leads", "Show photos taken here")
    parts = {names[part]: part for part in (place.near, place.town) if part is not None and names[part]}
    leads = [_lead(name, ChipKind.PLACE, AtPlace((part,), (part,)), tip) for name, part in parts.items()]
    return tuple(reversed(leads))


def words_lead(text: str) -> tuple[Lead, ...]:
    """Its words, as if one had typed them; none for a long text."""
    if len(text) > _MOST_WORDS:
        return ()
    typed = " ".join(text.split())
    return (Lead(text, Question(Terms(typed)), translate("Leads", "Search for these words")),)


def rating_lead(stars: float, text: str) -> Lead:
    """As many stars, no more and no fewer."""
    return _lead(text, ChipKind.RATING, Rated(stars, stars), translate("Leads", "Show photos with as many stars"))


def written_lead(field: Field, text: str) -> Lead:
    """The same camera, lens or creator."""
    return _lead(text, ChipKind.WRITTEN, Written(field, (text,)), translate("Leads", _WRITTEN_TIPS[field]))


def keyword_lead(keyword: Keyword, text: str) -> Lead:
    """The same keyword, at the same place among the wider ones."""
    meaning = Written(Field.KEYWORD, keyword.path)
    return _lead(text, ChipKind.WRITTEN, meaning, translate("Leads", _WRITTEN_TIPS[Field.KEYWORD]))


def format_lead(name: str) -> Lead:
    """The same format of file."""
    meaning = InFormat(frozenset({name}))
    return _lead(name, ChipKind.FORMAT, meaning, translate("Leads", "Show photos in this format"))


def folder_lead(folder: Path, text: str) -> Lead:
    """What is in the folder and below it."""
    question = Question(filters=Filters(folder=folder))
    return Lead(text, question, translate("Leads", "Show photos in this folder"))


def _lead(text: str, kind: ChipKind, meaning: Trait, tip: str, *, said: str = "") -> Lead:
    return Lead(text, Question(Terms(chips=(Chip(kind, said or text, meaning),))), tip)


def _days_of(date: PhotoDate) -> DayRange:
    first = date.at.date()
    match date.precision:
        case DatePrecision.YEAR:
            return DayRange(dt.date(first.year, 1, 1), dt.date(first.year, 12, 31))
        case DatePrecision.MONTH:
            begin = first.replace(day=1)
            is_last = (begin.year, begin.month) == (dt.MAXYEAR, 12)
            after = None if is_last else (begin + dt.timedelta(days=31)).replace(day=1)
            return DayRange(begin, None if after is None else after - _LAST_DAY)
    return DayRange(first, first)
