"""Two parts beside each other say one thing: 去年 and 国庆, "August" and "2019", "last" and "summer", 10月 and 周末."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Final

from photosearch.search.understanding.dates import spans
from photosearch.search.understanding.dates.portions import portion_of
from photosearch.search.understanding.dates.spans import Ranges
from photosearch.search.understanding.dates.thirds import third_of
from photosearch.search.understanding.dates.values import (
    Alone,
    Dated,
    Grain,
    InMonth,
    Portion,
    Relation,
    Third,
    Value,
    Weekdays,
    Yearly,
    every,
    latest,
)
from photosearch.search.understanding.dates.weekdays import days_in
from photosearch.types.understood import DayRange

GAP: Final = re.compile(
    r"\s*\(?(?:'s?(?= ))?\s*(?:的|里的?|[,，])?\s*(?:\b(?:in|of|on|during|for|from|at|over)\b)?\s*"
    r"(?:\b(?:the|that)\b)?\s*(?:这?[两几三]年的?|那年|那个)?\s*",
    re.IGNORECASE,
)
"""What may stand between two parts that belong together."""
_OF: Final = re.compile(r"(?: of| in|-)?(?: the)? ?|的?", re.IGNORECASE)
_OF_IT: Final = re.compile(r" (?:of|in)(?: the)? ?", re.IGNORECASE)


def joined(left: Value, gap: str, right: Value, today: dt.date) -> Value | None:
    """What two parts say together; None where they do not belong together."""
    match left, right:
        case Relation.BEFORE_LAST, Yearly() if gap:
            return None
        case Relation(), Yearly() if gap in ("", " "):
            return _related(left, right, today)
        case Yearly(), Relation.BEFORE_LAST if gap == " ":
            return _related(right, left, today)
        case Yearly(), Yearly(alone=Alone.EVERY) if gap in ("", " ", "的"):
            exact = left if left.grain is Grain.DAY and left.alone is Alone.LATEST else right
            if _lies_in(right, left):
                return exact
            return left if left.alone is Alone.LATEST and _lies_in(left, right) else None
        case Portion(), Dated() | Yearly() if not _OF_IT.fullmatch(gap):
            return None
        case Third() | Portion(), Dated() | Yearly() if _OF.fullmatch(gap) and gap:
            return _part(right, left)
        case Dated() | Yearly(), Third() | Portion() if gap in ("", "的"):
            return _part(left, right)
        case _ if not GAP.fullmatch(gap):
            return None
        case (Dated() as when, Yearly() as what) | (Yearly() as what, Dated() as when):
            return _in_year(when, what, today)
        case (Dated() | Yearly() as when, InMonth() as day) | (InMonth() as day, Dated() | Yearly() as when):
            return _in_month(when, day)
        case (Dated(grain=Grain.YEAR), Weekdays(nth=None, is_each=False)) | (
            Weekdays(nth=None, is_each=False),
            Dated(grain=Grain.YEAR),
        ) if not gap.strip():
            return None
        case Dated(grain=grain) | Yearly(grain=grain), Weekdays() if gap == " " and grain is not Grain.DAY:
            return None
        case (Dated() | Yearly() as when, Weekdays() as days) | (Weekdays() as days, Dated() | Yearly() as when):
            return _weekdays(when, days)
        case _:
            return None


def _lies_in(festival: Yearly, whole: Yearly) -> bool:
    """Whether one says the other more exactly: 二月二 and 龙抬头, 十月 and 国庆."""
    day, around = festival.of_year(2020), whole.of_year(2020)
    return bool(day) and bool(around) and spans.ordered((*around, *day)) == around


def _related(relation: Relation, what: Yearly, today: dt.date) -> Value | None:
    match relation:
        case Relation.EVERY:
            return Dated(every(what, today), Grain.OPEN)
        case Relation.LAST:
            found = latest(what, today, is_over=True)
        case Relation.BEFORE_LAST:
            found = latest(what, today, is_over=True, back=1)
        case Relation.THIS:
            found = latest(what, today)
    return Dated(found, what.grain) if found else None


def _part(whole: Dated | Yearly, part: Third | Portion) -> Value | None:
    def part_of(ranges: Ranges) -> Ranges:
        if isinstance(part, Portion):
            return portion_of(ranges, whole.grain, part)
        return third_of(ranges, whole.grain, part)

    if isinstance(whole, Yearly):
        is_itself = whole.grain is Grain.DAY and part == Portion(0, 1)
        return whole if is_itself else _each_year(whole, part_of)
    found = part_of(whole.ranges)
    return Dated(found, _grain_of(found)) if found else None


def _each_year(whole: Yearly, part_of: Callable[[Ranges], Ranges]) -> Yearly | None:
    """A part of what comes every year; None where it never has one."""

    def of_year(year: int) -> Ranges:
        return part_of(whole.of_year(year))

    example = of_year(2019) or of_year(2020)
    return Yearly(of_year, _grain_of(example), whole.alone) if example else None


def _grain_of(ranges: Ranges) -> Grain:
    span = ranges[0]
    assert span.first is not None
    assert span.last is not None
    days = (span.last - span.first).days
    return Grain.DAY if not days else Grain.WEEK if days < 27 else Grain.MONTH if days < 31 else Grain.SEASON


def _in_year(when: Dated, what: Yearly, today: dt.date) -> Value | None:
    """Of each year that is named; in a decade of each of its years."""
    if when.grain not in (Grain.YEAR, Grain.DECADE):
        return None
    years = (year for span in when.ranges for year in _years_of(span))
    found = spans.ordered(span for year in years for span in _of_year(what, year, today))
    if not found and what.grain is Grain.DAY and len(when.ranges) == 1:
        return _month_instead(when.ranges[0], what)
    return Dated(found, what.grain) if found else None


def _month_instead(when: DayRange, what: Yearly) -> Dated | None:
    """29 February of a year that has none is its February."""
    example, year = what.of_year(2020), when.first
    day = example[0].first if example else None
    return None if day is None or year is None else Dated((spans.month(year.year, day.month),), Grain.MONTH)


def _years_of(span: DayRange) -> range:
    assert span.first is not None
    assert span.last is not None
    return range(span.first.year, span.last.year + 1)


def _of_year(what: Yearly, year: int, today: dt.date) -> Ranges:
    """In January 今年冬天 is the winter that is, not the one to come."""
    found = what.of_year(year)
    if not found or year != today.year or found[0].first is None or found[0].first <= today:
        return found
    before = what.of_year(year - 1)
    is_now = bool(before) and before[-1].last is not None and before[-1].last >= today
    return before if is_now else found


def _in_month(when: Dated | Yearly, day: InMonth) -> Value | None:
    """That day; where there is none, as of 2月30日, all of the month: nothing narrower can be meant."""

    def part_of(ranges: Ranges) -> Ranges:
        return tuple(span for month in ranges for span in day.of_month(month))

    if when.grain is not Grain.MONTH:
        return None
    if isinstance(when, Yearly):
        return _each_year(when, part_of) or when
    found = part_of(when.ranges)
    return Dated(found, day.grain) if found else when


def _weekdays(when: Dated | Yearly, days: Weekdays) -> Value | None:
    """Such days within it; beside one day its day of the week says nothing more."""

    def part_of(ranges: Ranges) -> Ranges:
        return tuple(span for whole in ranges for span in days_in(whole, days))

    if when.grain is Grain.DAY and days.first == days.last and days.nth is None:
        return when
    if when.grain in (Grain.DAY, Grain.DECADE, Grain.OPEN):
        return None
    if isinstance(when, Yearly):
        return _each_year(when, part_of)
    found = part_of(when.ranges)
    return Dated(found, Grain.DAY if days.first == days.last else Grain.WEEK) if found else None
