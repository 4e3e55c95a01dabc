"""What a part of a sentence may say of when, before it is settled which days are meant."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, IntEnum

from photosearch.search.understanding.dates import spans
from photosearch.search.understanding.dates.spans import Ranges
from photosearch.types.understood import DayRange


class Grain(IntEnum):
    """How long what is named is: a part of it can be named beside it."""

    DAY = 0
    WEEK = 1
    MONTH = 2
    SEASON = 3
    """A season, a quarter, a half, holidays, a range of months."""
    YEAR = 4
    DECADE = 5
    OPEN = 6
    """Made of others already, such as "since 2019": nothing is a part of it."""


class Alone(Enum):
    """Which one is meant of what comes every year, when no year is said."""

    EVERY = "every"
    """A festival."""
    LATEST = "latest"
    """A month or a day: the latest that has begun."""
    NONE = "none"
    """It may be no date at all: a bare 夏天, "spring"."""


@dataclass(frozen=True, slots=True)
class Dated:
    """Certain days."""

    ranges: Ranges
    grain: Grain
    is_sure: bool = True
    """It is a date wherever it stands; else only beside others that are."""


@dataclass(frozen=True, slots=True)
class Yearly:
    """Something that comes every year."""

    of_year: Callable[[int], Ranges]
    """What begins in that year, if anything; in order."""
    grain: Grain
    alone: Alone = Alone.LATEST
    is_sure: bool = True


@dataclass(frozen=True, slots=True)
class InMonth:
    """A day or days of a month."""

    of_month: Callable[[DayRange], Ranges]
    """None where the month has no such day."""
    grain: Grain = Grain.DAY


@dataclass(frozen=True, slots=True)
class Weekdays:
    """Such days within a span: Fridays, weekends."""

    first: int
    """Monday is 0."""
    last: int
    nth: int | None = None
    """Only the one of that number, -1 is the last; None: all."""
    is_each: bool = False
    """It is said that all are meant: 每个周末."""


class Third(Enum):
    """The beginning, the middle or the end of something longer."""

    EARLY = 0
    MIDDLE = 1
    LATE = 2
    START = 3
    """Of a year narrower than early: 年初."""
    END = 4
    EARLY_TO_MIDDLE = 5
    MIDDLE_TO_LATE = 6


@dataclass(frozen=True, slots=True)
class Portion:
    """A few days or weeks of something: its first three days, its last week, its second day."""

    skipped: int
    """So many days lie before it; with ``is_last`` behind it."""
    days: int
    is_last: bool = False
    may_lie_beside: bool = False
    """Behind a festival it may be what comes before it: 国庆前三天."""


class Relation(Enum):
    """Which of those that come again and again."""

    LAST = "last"
    THIS = "this"
    BEFORE_LAST = "before last"
    EVERY = "every"


Value = Dated | Yearly | InMonth | Weekdays | Third | Portion | Relation


@dataclass(frozen=True, slots=True)
class Part:
    """What a part of the sentence says."""

    start: int
    end: int
    value: Value


def once(of_year: Callable[[int], DayRange | None]) -> Callable[[int], Ranges]:
    """``Yearly.of_year`` for what comes once a year, if that."""

    def ranges_of(year: int) -> Ranges:
        found = of_year(year)
        return () if found is None else (found,)

    return ranges_of


def every(value: Yearly, today: dt.date) -> Ranges:
    """That of each year until the next."""
    return spans.ordered(span for year in range(spans.FIRST_YEAR, today.year + 2) for span in value.of_year(year))


def latest(value: Yearly, today: dt.date, *, is_over: bool = False, back: int = 0) -> Ranges:
    """That of the latest year in which it has begun, or is over, by ``today``; ``back`` counts on from it."""
    for year in range(today.year + 1, today.year - 10 - back, -1):
        found = value.of_year(year)
        if found and _is_past(found, today, is_over):
            if not back:
                return found
            back -= 1
    return ()


def _is_past(ranges: Ranges, today: dt.date, is_over: bool) -> bool:
    first, last = ranges[0].first, ranges[-1].last
    assert first is not None
    assert last is not None
    return last < today if is_over else first <= today


def settled(value: Value, today: dt.date, *, is_one: bool = False) -> Ranges:
    """The days that are meant; none where that is not sure.

    Args:
        is_one: of a festival the latest is meant, as in "since Christmas".
    """
    match value:
        case Dated(ranges=ranges, is_sure=True):
            return ranges
        case Yearly(is_sure=True, alone=Alone.LATEST):
            return latest(value, today)
        case Yearly(is_sure=True, alone=Alone.EVERY):
            return latest(value, today) if is_one else every(value, today)
        case _:
            return ()
