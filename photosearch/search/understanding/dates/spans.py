"""Days, weeks, months and years as ranges of days, and ranges put in order."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable

from photosearch.types.understood import DayRange

Ranges = tuple[DayRange, ...]

FIRST_YEAR = 2000
"""Something that comes every year is looked for from here on."""


def day(at: dt.date) -> DayRange:
    """One day."""
    return DayRange(at, at)


def year(of: int) -> DayRange:
    """A year from January to December."""
    return years(of, of)


def years(first: int, last: int) -> DayRange:
    """Both inclusive."""
    return DayRange(dt.date(first, 1, 1), dt.date(last, 12, 31))


def months(year_of: int, first: int, last: int) -> DayRange:
    """From month to month, both inclusive; counted on beyond 12, into the years behind."""
    return DayRange(month(year_of, first).first, month(year_of, last).last)


def month(year_of: int, number: int) -> DayRange:
    """A month; counted from 1, on beyond 12 and back below 1."""
    year_of, number = year_of + (number - 1) // 12, (number - 1) % 12 + 1
    return DayRange(dt.date(year_of, number, 1), dt.date(year_of, number, days_of(year_of, number)))


def days_of(year_of: int, number: int) -> int:
    """How many days a month has."""
    return calendar.monthrange(year_of, number)[1]


def week(of: dt.date, ago: int = 0) -> DayRange:
    """From Monday to Sunday: the week of a day, or so many before it."""
    monday = of - dt.timedelta(days=of.weekday() + 7 * ago)
    return DayRange(monday, monday + dt.timedelta(days=6))


def weekend_near(at: dt.date) -> DayRange:
    """Saturday and Sunday nearest to a day, from Wednesday on those to come."""
    saturday = at + dt.timedelta(days=5 - at.weekday() if at.weekday() > 1 else -2 - at.weekday())
    return DayRange(saturday, saturday + dt.timedelta(days=1))


def months_before(at: dt.date, count: int) -> dt.date:
    """The same day so many months before, or the last one of that month."""
    last = month(at.year, at.month - count).last
    assert last is not None
    return last.replace(day=min(at.day, last.day))


def ordered(ranges: Iterable[DayRange]) -> Ranges:
    """In their order, those that overlap made one; two years in a row stay two."""
    found: list[DayRange] = []
    for one in sorted(ranges, key=lambda span: (span.first or dt.date.min, span.last or dt.date.max)):
        if found and _overlap(found[-1], one):
            before = found.pop()
            lasts = (before.last, one.last)
            one = DayRange(before.first, None if None in lasts else max(filter(None, lasts)))
        found.append(one)
    return tuple(found)


def _overlap(before: DayRange, behind: DayRange) -> bool:
    return before.last is None or behind.first is None or behind.first <= before.last
