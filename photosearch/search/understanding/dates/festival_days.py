"""On which days festivals fall: fixed, by the Chinese calendar, by the day of the week, by Easter."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable

from photosearch.search.understanding.dates import spans
from photosearch.search.understanding.dates.lunar import easter, lunar_day, new_year, solar_term
from photosearch.types.understood import DayRange

OfYear = Callable[[int], DayRange | None]
"""The days in a year of ours; None where they are not known."""


def fixed(month: int, day: int, last_month: int | None = None, last_day: int | None = None) -> OfYear:
    """A day every year, or until another, which may lie in the next year."""
    until_month = month if last_month is None else last_month
    until_day = day if last_day is None else last_day

    def of_year(year: int) -> DayRange:
        until_year = year + ((until_month, until_day) < (month, day))
        return DayRange(dt.date(year, month, day), dt.date(until_year, until_month, until_day))

    return of_year


def lunar(month: int, day: int, last_day: int | None = None) -> OfYear:
    """By the Chinese calendar; what belongs to its last month is that of the Spring Festival of this year."""

    def of_year(year: int) -> DayRange | None:
        chinese_year = year - 1 if month == 12 else year
        return _range(lunar_day(chinese_year, month, day), lunar_day(chinese_year, month, last_day or day))

    return of_year


def from_new_year(first: int, last: int) -> OfYear:
    """So many days from the Chinese New Year's Day until so many from it."""
    return _from(new_year, first, last)


def from_easter(first: int, last: int) -> OfYear:
    """So many days from Easter Sunday until so many from it."""
    return _from(easter, first, last)


def term(name: str) -> OfYear:
    """The day of a solar term."""
    return _from(lambda year: solar_term(year, name), 0, 0)


def nth_weekday(month: int, weekday: int, nth: int, first: int = 0, last: int = 0) -> OfYear:
    """The second Sunday of May and its like (Monday is 0, ``nth`` -1 the last); so many days from it until so many."""

    def of_year(year: int) -> dt.date:
        days = [week[weekday] for week in calendar.Calendar().monthdatescalendar(year, month)]
        return [day for day in days if day.month == month][nth - 1 if nth > 0 else nth]

    return _from(of_year, first, last)


def days_off(of_year: OfYear) -> OfYear:
    """The holiday around one day as China's State Council has set it since 2014: three days with a weekend.

    Friday to Sunday, Saturday to Monday and so on, whatever lies nearest; a Wednesday is off alone. Held to the notices
    of 2019 to 2025 for 元旦, 清明, 端午 and 中秋.
    """

    def holiday(year: int) -> DayRange | None:
        found = of_year(year)
        if found is None or found.first is None:
            return None
        before, behind = ((2, 0), (2, 0), (0, 0), (0, 2), (0, 2), (0, 2), (1, 1))[found.first.weekday()]
        return _range(found.first - dt.timedelta(days=before), found.first + dt.timedelta(days=behind))

    return holiday


def around(of_year: OfYear, *, is_weekend: bool) -> OfYear:
    """The week from Monday in which it lies, or the weekend that is nearest, with the day itself where they touch."""

    def near(year: int) -> DayRange | None:
        found = of_year(year)
        if found is None or found.first is None:
            return None
        if not is_weekend:
            return spans.week(found.first)
        weekend = spans.weekend_near(found.first)
        days = (found.first, weekend.first, weekend.last)
        return _range(min(filter(None, days)), max(filter(None, days)))

    return near


def widened(of_year: OfYear, days: int) -> OfYear:
    """So many days more to both sides."""

    def wider(year: int) -> DayRange | None:
        found = of_year(year)
        if found is None or found.first is None or found.last is None:
            return None
        return DayRange(found.first - dt.timedelta(days=days), found.last + dt.timedelta(days=days))

    return wider


def _from(day_of: Callable[[int], dt.date | None], first: int, last: int) -> OfYear:
    def of_year(year: int) -> DayRange | None:
        day = day_of(year)
        return None if day is None else DayRange(day + dt.timedelta(days=first), day + dt.timedelta(days=last))

    return of_year


def _range(first: dt.date | None, last: dt.date | None) -> DayRange | None:
    return None if first is None or last is None else DayRange(first, last)
