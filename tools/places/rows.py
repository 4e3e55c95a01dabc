"""Rows of the gazetteer, before they are packed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from photosearch.gazetteer.keys import HAN, key_of

Box = tuple[float, float, float, float]
"""South, west, north, east in degrees."""

NO_POINT_KM = 40.0
"""The radius of a district in China whose own point is not known: it has that of its prefecture's seat."""
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Row:
    """One place."""

    kind: str
    chinese: str
    english: str
    aliases: tuple[str, ...]
    country: str
    admin1: str
    latitude: float
    longitude: float
    radius_km: float
    box: Box | None = None
    population: int = 0
    is_landmark: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """All of them."""
        return tuple(filter(None, (self.chinese, self.english, *self.aliases)))

    @property
    def has_point(self) -> bool:
        """Whether the position is its own."""
        return not (self.kind == "district" and self.country == "CN" and self.radius_km == NO_POINT_KM)


def with_aliases(row: Row, more: Iterable[str]) -> Row:
    """``row`` under these names too, those that are written alike once."""
    known = {_alike(row.chinese), _alike(row.english)}
    names: list[str] = []
    for name in (*row.aliases, *more):
        name = name.strip().replace("\t", " ")
        if name and _alike(name) not in known and len(name) <= _LONGEST:
            known.add(_alike(name))
            names.append(name)
    return replace(row, aliases=tuple(names))


def _alike(name: str) -> str:
    return name if HAN.search(name) else key_of(name)
