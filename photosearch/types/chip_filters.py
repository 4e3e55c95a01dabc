"""What chips ask of photos: filters that all of them together come to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import reduce

from photosearch.types.places import Area
from photosearch.types.queries import Filters
from photosearch.types.understood import (
    AtPlace,
    Chip,
    DayRange,
    Days,
    InFolder,
    InFormat,
    Meaning,
    OfMedia,
    Rated,
    Upright,
    WithCamera,
)

_DAY = dt.timedelta(days=1)


def filters_of(chips: Iterable[Chip], filters: Filters | None = None) -> Filters:
    """``filters`` narrowed by ``chips``.

    Of one kind several are alternatives (two folders, two cameras), but dates of which one lies in the other, or that
    overlap, hold together: 春节 and 2024 mean that one New Year, 2023 and 2024 both years. Chips of different kinds
    hold together, and what ``filters`` ask holds beside them.
    """
    meanings = [chip.meaning for chip in chips]
    narrowed = filters or Filters()
    days = joined_days([meaning.ranges for meaning in meanings if isinstance(meaning, Days)])
    formats = frozenset(name for meaning in meanings if isinstance(meaning, InFormat) for name in meaning.formats)
    ratings = [meaning for meaning in meanings if isinstance(meaning, Rated)]
    shapes = {meaning.orientation for meaning in meanings if isinstance(meaning, Upright)}
    return replace(
        narrowed,
        days=days or narrowed.days,
        formats=narrowed.formats & formats or formats or narrowed.formats,
        # Upright and wide ones are all of them.
        orientation=shapes.pop() if len(shapes) == 1 else narrowed.orientation,
        folders=frozenset(path for meaning in meanings if isinstance(meaning, InFolder) for path in meaning.folders),
        cameras=frozenset(meaning.words for meaning in meanings if isinstance(meaning, WithCamera)),
        media=frozenset(meaning.media for meaning in meanings if isinstance(meaning, OfMedia)),
        rating=reduce(_either, ratings) if ratings else None,
        areas=narrowed.areas + _areas(meanings),
    )


def _areas(meanings: Iterable[Meaning]) -> tuple[Area, ...]:
    """Of a lake and the city around it the lake."""
    places = [meaning for meaning in meanings if isinstance(meaning, AtPlace)]
    inner = [meaning for meaning in places if not meaning.is_around]
    return tuple(Area(meaning.chosen) for meaning in inner or places)


def _either(one: Rated, other: Rated) -> Rated:
    return Rated(min(one.least, other.least), max(one.most, other.most))


def joined_days(chips: Sequence[tuple[DayRange, ...]]) -> tuple[DayRange, ...]:
    """The days that several dates come to: alternatives where they lie apart, else what they have in common."""
    alternatives: list[list[tuple[DayRange, ...]]] = []
    for days in chips:
        group = next((group for group in alternatives if not any(_common(days, other) for other in group)), None)
        if group is None:
            alternatives.append([days])
        else:
            group.append(days)
    if not alternatives:
        return ()
    return reduce(_common, [_united([days for each in group for days in each]) for group in alternatives])


def _common(some: Iterable[DayRange], others: Sequence[DayRange]) -> tuple[DayRange, ...]:
    """The days that are in both."""
    shared: list[DayRange] = []
    for one in some:
        for other in others:
            first, last = max(_first(one), _first(other)), min(_last(one), _last(other))
            if first <= last:
                shared.append(_between(first, last))
    return tuple(shared)


def _united(ranges: Iterable[DayRange]) -> tuple[DayRange, ...]:
    """The same days in their order, no two ranges that touch."""
    united: list[DayRange] = []
    for days in sorted(ranges, key=lambda days: (_first(days), _last(days))):
        if united and (_last(united[-1]) == dt.date.max or _first(days) <= _last(united[-1]) + _DAY):
            united[-1] = _between(_first(united[-1]), max(_last(united[-1]), _last(days)))
        else:
            united.append(days)
    return tuple(united)


def _first(days: DayRange) -> dt.date:
    return days.first or dt.date.min


def _last(days: DayRange) -> dt.date:
    return days.last or dt.date.max


def _between(first: dt.date, last: dt.date) -> DayRange:
    return DayRange(None if first == dt.date.min else first, None if last == dt.date.max else last)
