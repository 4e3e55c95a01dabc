"""The cities after which time zones are called, with their names in both languages (Unicode CLDR, tz database)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np

from photosearch.gazetteer.keys import key_of
from photosearch.gazetteer.sphere import distances_km
from tools.places.rows import Row, with_aliases

_SAME_KM: Final = 150.0
"""A place of that name within so many kilometres of the zone's is the same."""
_ISLAND_KM: Final = 15.0
_POSITION: Final = re.compile(r"([+-])(\d{2})(\d{2})(\d{2})?([+-])(\d{3})(\d{2})(\d{2})?")


def with_zone_cities(rows: Sequence[Row], work: Path) -> list[Row]:
    """``rows`` with the names that CLDR gives their cities; those that are missing, mostly islands, as small towns."""
    named: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        for name in row.names:
            named.setdefault(key_of(name), []).append(number)
    together = list(rows)
    for row in _cities(work):
        numbers = [number for name in row.names for number in named.get(key_of(name), ()) if rows[number].has_point]
        if numbers:
            at = np.asarray([(rows[number].latitude, rows[number].longitude) for number in numbers])
            away = distances_km(row.latitude, row.longitude, at[:, 0], at[:, 1])
            if away.min() < _SAME_KM:
                same = numbers[int(away.argmin())]
                together[same] = with_aliases(together[same], row.names)
                continue
        together.append(row)
    return together


def _cities(work: Path) -> Iterator[Row]:
    chinese, english = (_names(work, language) for language in ("zh", "en"))
    for zone, (country, latitude, longitude) in _zones(work).items():
        if zone in chinese:
            name = english.get(zone) or zone.rpartition("/")[2].replace("_", " ")
            yield Row("town", chinese[zone], name, (), country, "", latitude, longitude, _ISLAND_KM)


def _names(work: Path, language: str) -> Mapping[str, str]:
    path = work / f"x/cldr-dates-full/package/main/{language}/timeZoneNames.json"
    zones = json.loads(path.read_text(encoding="utf-8"))["main"][language]["dates"]["timeZoneNames"]["zone"]
    return dict(_exemplars(zones, ""))


def _exemplars(zones: Mapping[str, Any], above: str) -> Iterator[tuple[str, str]]:
    for name, below in zones.items():
        if isinstance(below, dict):
            if "exemplarCity" in below:
                yield f"{above}{name}", below["exemplarCity"]
            else:
                yield from _exemplars(below, f"{above}{name}/")


def _zones(work: Path) -> Mapping[str, tuple[str, float, float]]:
    lines = (work / "x/tzdata/tzdata/zoneinfo/zone.tab").read_text(encoding="utf-8").splitlines()
    found = {}
    for country, position, zone in (line.split("\t")[:3] for line in lines if not line.startswith("#")):
        match = _POSITION.fullmatch(position)
        assert match is not None
        found[zone] = country, _degrees(*match.groups()[:4]), _degrees(*match.groups()[4:])
    return found


def _degrees(sign: str, degrees: str, minutes: str, seconds: str | None) -> float:
    size = int(degrees) + int(minutes) / 60 + int(seconds or 0) / 3600
    return -size if sign == "-" else size
