"""What chips ask of photos: filters that all of them together come to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from functools import reduce
from typing import Final

from photosearch.types.formats import RAW_FORMATS
from photosearch.types.photos import Orientation
from photosearch.types.places import Area
from photosearch.types.queries import Filters
from photosearch.types.understood import (
    AtPlace,
    Chip,
    DayRange,
    Days,
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
    Written,
)

_FORMATS_OF: Final = {Media.RAW: RAW_FORMATS, Media.ANIMATED: frozenset({"GIF"})}
_DAY = dt.timedelta(days=1)


def filters_of(chips: Iterable[Chip], filters: Filters | None = None) -> Filters:
    """``filters`` narrowed by ``chips``.

    Of one kind several are alternatives (two folders, two cameras, four and five stars), but dates of which one lies in
    the other, or that overlap, hold together: 春节 and 2024 mean that one New Year, 2023 and 2024 both years. What is
    written holds together, and so do chips of different kinds, and what ``filters`` ask holds beside them. A photo has
    one shape and one format: where ``filters`` and chips ask for different ones, those of ``filters`` count.
    """
    meanings = [chip.meaning for chip in chips]
    narrowed = filters or Filters()
    days = joined_days([meaning.ranges for meaning in meanings if isinstance(meaning, Days)])
    formats, media = _formats_and_media(meanings)
    shapes = frozenset(meaning.orientation for meaning in meanings if isinstance(meaning, Upright))
    return replace(
        narrowed,
        days=days or narrowed.days,
        formats=narrowed.formats & formats or narrowed.formats or formats,
        orientation=narrowed.orientation or (next(iter(shapes)) if len(shapes) == 1 else None),
        folders=frozenset(path for meaning in meanings if isinstance(meaning, InFolder) for path in meaning.folders),
        cameras=frozenset(meaning.words for meaning in meanings if isinstance(meaning, WithCamera)),
        media=media,
        ratings=frozenset(meaning for meaning in meanings if isinstance(meaning, Rated)),
        is_favourite=narrowed.is_favourite or Favourite() in meanings,
        written=narrowed.written | {meaning for meaning in meanings if isinstance(meaning, Written)},
        areas=narrowed.areas + _areas(meanings),
        without=narrowed.without + _unwanted(meanings, shapes if narrowed.orientation is None else frozenset()),
    )


def _formats_and_media(meanings: Iterable[Meaning]) -> tuple[frozenset[str], frozenset[Media]]:
    """A kind that is told by the format alone is an alternative to other formats: RAW or JPEG, but DNG of RAW files."""
    formats = frozenset(name for meaning in meanings if isinstance(meaning, InFormat) for name in meaning.formats)
    media = frozenset(meaning.media for meaning in meanings if isinstance(meaning, OfMedia))
    for kind, of_kind in _FORMATS_OF.items():
        if formats and kind in media:
            formats, media = formats if formats <= of_kind else formats | of_kind, media - {kind}
    return formats, media


def _unwanted(meanings: Iterable[Meaning], shapes: Collection[Orientation]) -> tuple[Filters, ...]:
    """What the chips do not want; of two ``shapes``, the third."""
    lacking = [meaning for meaning in meanings if isinstance(meaning, Lacking)]
    found = [filters_of([Chip(each.kind, "", each.trait)]) for each in lacking]
    others = set(Orientation).difference(shapes)
    found += [Filters(orientation=other) for other in others if len(others) == 1]
    return tuple(dict.fromkeys(found))


def _areas(meanings: Iterable[Meaning]) -> tuple[Area, ...]:
    """Of a lake and the city around it the lake."""
    places = [meaning for meaning in meanings if isinstance(meaning, AtPlace)]
    inner = [meaning for meaning in places if not meaning.is_around]
    return tuple(Area(meaning.chosen) for meaning in inner or places)


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
    united = [_united([days for each in group for days in each]) for group in alternatives]
    # Each may overlap with another one while no day is in all of them: then any of them is meant.
    return reduce(_common, united) or _united([days for group in united for days in group])


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
