"""Names written by hand: nicknames, older names, names that are none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from photosearch.gazetteer.keys import key_of
from tools.places.rows import Row, with_aliases
from tools.places.sources import hand_lines

_LARGE: Final = 100_000
_FILES: Final = ("aliases.txt", "nicknames.txt", "exonyms.txt")


def with_nicknames(rows: Sequence[Row]) -> list[Row]:
    """Each further name is given to one place: of a city and its province to the city, else to the largest."""
    best: dict[tuple[str, str], int] = {}
    for number, row in enumerate(rows):
        for name in row.names:
            place = row.country, key_of(name)
            if place not in best or _weight(row) > _weight(rows[best[place]]):
                best[place] = number
    further = _more_names()
    unknown = further.keys() - best.keys()
    if unknown:
        raise ValueError(f"no place is called {sorted(unknown)}")
    named = list(rows)
    for place, names in further.items():
        named[best[place]] = with_aliases(named[best[place]], names)
    return named


def renamed(rows: Sequence[Row]) -> list[Row]:
    """``rows`` with the English names of today (``hand/english.txt``)."""
    pairs = dict(line.split("=") for line in hand_lines("english.txt"))
    return [
        with_aliases(replace(row, english=english), (row.english,))
        if (english := pairs.get(f"{row.country}|{row.chinese}"))
        else row
        for row in rows
    ]


def _weight(row: Row) -> tuple[bool, int]:
    is_large = row.is_landmark or row.kind in ("country", "lake") or row.population >= _LARGE
    return is_large and row.kind != "province", row.population


def _more_names() -> Mapping[tuple[str, str], tuple[str, ...]]:
    """By country and the key of the English name, further names."""
    found: defaultdict[tuple[str, str], tuple[str, ...]] = defaultdict(tuple)
    for line in (line for name in _FILES for line in hand_lines(name)):
        place, _, names = line.partition("=")
        country, _, english = place.partition("|")
        found[country, key_of(english)] += tuple(names.split("/"))
    return found


def not_names() -> frozenset[tuple[str, str]]:
    """English name and key of names that nobody uses for that place (``hand/not_names.txt``)."""
    pairs = (line.split("=") for line in hand_lines("not_names.txt"))
    return frozenset((english, key_of(name)) for english, names in pairs for name in names.split("/"))
