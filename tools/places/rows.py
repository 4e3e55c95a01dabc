"""Rows of the gazetteer as text tables, before they are packed."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

Box = tuple[float, float, float, float]

NO_POINT_KM = 40.0
"""The radius of a district in China whose own point is not known: it has that of its prefecture's seat."""


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


def read_rows(path: Path) -> Iterator[Row]:
    """The rows of a table with a header."""
    with path.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield Row(
                line["kind"],
                line["name_zh"],
                line["name_en"],
                tuple(filter(None, line["aliases"].split("|"))),
                line["country"],
                line.get("admin1") or "",
                float(line["latitude"]),
                float(line["longitude"]),
                float(line["radius_km"]),
                box_of(line.get("bbox") or ""),
                int(line.get("population") or 0),
            )


def box_of(text: str) -> Box | None:
    """South, west, north, east from numbers between commas."""
    if not text:
        return None
    south, west, north, east = map(float, text.split(","))
    return south, west, north, east


def with_aliases(row: Row, more: tuple[str, ...]) -> Row:
    """``row`` under these names too."""
    return replace(row, aliases=tuple(dict.fromkeys((*row.aliases, *more)))) if more else row
