"""Lakes: Natural Earth (public domain). Regions: boxes written by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from photosearch.gazetteer.sphere import distances_km
from tools.places.chinese import simplified
from tools.places.countries import half_diagonal_km, natural_earth
from tools.places.rows import Row, with_aliases
from tools.places.sources import Sources, hand_lines

_SMALLEST_KM: Final = 3.0
_SHORE_KM: Final = 2.0
_LARGEST_KM: Final = 600.0
"""The outline of a larger one is a sea's."""
_LARGEST_REGION_KM: Final = 6000.0
_TURN_DEG: Final = 360.0


def lakes(sources: Sources, cities: Sequence[Row]) -> Iterator[Row]:
    """Those that have a name, in the country of the nearest city."""
    at = np.asarray([(city.latitude, city.longitude) for city in cities])
    for record in natural_earth(sources, "physical/ne_10m_lakes"):
        fields = record.record.as_dict()
        west, south, east, north = record.shape.bbox
        box = (south, west, north, east)
        latitude, longitude = (south + north) / 2, (west + east) / 2
        radius_km = max(_SMALLEST_KM, half_diagonal_km(box) + _SHORE_KM)
        name = fields["name_en"] or fields["name"] or ""
        chinese = simplified(fields["name_zh"] or "")
        # The outline called Como is that of Lake Maggiore.
        if not (name or chinese) or radius_km > _LARGEST_KM or (name == "Como" and longitude < 9):
            continue
        is_called_lake = any(word in name for word in ("Lake", "Reservoir", "Lago", "Lac ", "Lough", "Loch"))
        full = "" if is_called_lake or not name else f"Lake {name}"
        near = int(distances_km(latitude, longitude, at[:, 0], at[:, 1]).argmin())
        row = Row("lake", chinese, full or name, (), cities[near].country, "", latitude, longitude, radius_km, box)
        yield with_aliases(row, (name, fields["name"] or "", fields["name_alt"] or "", fields["name_zht"] or ""))


def regions() -> Iterator[Row]:
    """Continents, parts of them and of countries: the east of a box may lie beyond 180 degrees."""
    for line in hand_lines("regions.txt"):
        chinese, english, others, numbers = line.split(";")
        south, west, north, east = map(float, numbers.split(","))
        width = (east - west) % _TURN_DEG or _TURN_DEG
        middle = (west + width / 2 + 180) % _TURN_DEG - 180
        radius_km = min(_LARGEST_REGION_KM, half_diagonal_km((south, west, north, west + min(width, 180.0))))
        box = (south, west, north, east)
        yield Row(
            "region",
            chinese,
            english,
            tuple(filter(None, others.split("|"))),
            "",
            "",
            (south + north) / 2,
            middle,
            radius_km,
            box,
        )
