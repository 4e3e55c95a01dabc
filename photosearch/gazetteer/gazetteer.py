"""The gazetteer: places by their names, by their numbers, and what belongs to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache, cached_property, lru_cache
from typing import Final, NamedTuple

import numpy as np

from photosearch.gazetteer.keys import digests_of
from photosearch.gazetteer.sphere import distances_km
from photosearch.gazetteer.tables import KINDS, Said, Tables
from photosearch.gazetteer.towns import Towns
from photosearch.resources import resource
from photosearch.types.arrays import Float32Array, Int64Array
from photosearch.types.places import NamedKind, NamedPlace

_BETWEEN: Final = " · "
_BEYOND_DEG: Final = 1.0
"""Boxes of provinces are those of their towns: islands before the coast lie outside."""
_REMEMBERED: Final = 512


class Named(NamedTuple):
    """What a key stands for."""

    place_ids: tuple[int, ...]
    """The one with most fame first."""
    said: Said


class Gazetteer:
    """Places are numbered as in the tables."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.place = lru_cache(_REMEMBERED)(self._place)
        """The place of this number."""

    @property
    def version(self) -> int:
        """Another one whenever a place has another number."""
        return self.tables.version

    def __len__(self) -> int:
        return len(self.tables.kind)

    def named(self, keys: Sequence[str]) -> dict[str, Named]:
        """What these keys (``keys.key_of``) stand for; those that name nothing are left out."""
        if not keys:
            return {}
        tables, asked = self.tables, digests_of(keys)
        rows = np.minimum(np.searchsorted(tables.digests, asked), len(tables.digests) - 1)
        found = np.flatnonzero(tables.digests[rows] == asked)
        return {keys[number]: self._named(int(rows[number])) for number in found.tolist()}

    def fame(self, place_id: int) -> float:
        """How well known it is, on a scale of inhabitants."""
        return float(self.tables.fame[place_id])

    def parent_of(self, place_id: int) -> int | None:
        """The city that it belongs to."""
        parent = int(self.tables.parent[place_id])
        return None if parent < 0 else parent

    def _names_of(self, place_id: int) -> tuple[str, ...]:
        """All of them, in both languages."""
        start, end = self.tables.line_starts[place_id : place_id + 2].tolist()
        return tuple(dict.fromkeys(filter(None, self.tables.texts[start : end - 1].decode().split("\t"))))

    def is_in(self, place_id: int, around_id: int) -> bool:
        """Whether the first place lies in the second, a country, province or city, or is near the second's middle."""
        tables = self.tables
        if place_id == around_id:
            return True
        kind = KINDS[tables.kind[around_id]]
        if kind is NamedKind.COUNTRY:
            return bool(tables.country[place_id] == tables.country[around_id])
        if kind is NamedKind.PROVINCE and not tables.admin1[around_id]:
            return bool(tables.country[place_id] == tables.country[around_id])
        has_division = bool(tables.admin1[place_id]) and bool(tables.country[place_id] == tables.country[around_id])
        if kind is NamedKind.PROVINCE and has_division:
            return bool(tables.admin1[place_id] == tables.admin1[around_id])
        if self.parent_of(place_id) == around_id:
            return True
        if kind in (NamedKind.REGION, NamedKind.PROVINCE):
            return self._is_in_box(place_id, around_id)
        within_km = tables.radius_km[around_id] + (60.0 if kind is NamedKind.CITY else 0.0)
        is_settled = KINDS[tables.kind[place_id]].is_settled and kind is NamedKind.CITY
        return not is_settled and self._apart_km(place_id, around_id) <= within_km

    def _towns_of(self, place_id: int, kind: NamedKind) -> frozenset[int]:
        """The towns that photos taken there may be nearest to; empty where there are too many to be of use."""
        if kind in (NamedKind.CITY, NamedKind.DISTRICT):
            return self._members_of(place_id)
        if kind in (NamedKind.COUNTRY, NamedKind.PROVINCE, NamedKind.REGION):
            return frozenset()
        tables = self.tables
        at = float(tables.latitude_deg[place_id]), float(tables.longitude_deg[place_id])
        return self._towns.nearest_in_circle(*at, float(tables.radius_km[place_id]))

    def _members_of(self, place_id: int) -> frozenset[int]:
        """With what belongs to it; of a district without a point of its own what belongs to its city."""
        parent = self.parent_of(place_id)
        if not self.tables.has_point[place_id] and parent is not None:
            place_id = parent
        members, new = {place_id}, [place_id]
        while new:
            new = [child for number in new for child in self._children.get(number, ()) if child not in members]
            members.update(new)
        return frozenset(members)

    @cached_property
    def _towns(self) -> Towns:
        return Towns(self.tables)

    @cached_property
    def _children(self) -> dict[int, list[int]]:
        """What belongs to each city."""
        found: defaultdict[int, list[int]] = defaultdict(list)
        for child in np.flatnonzero(self.tables.parent >= 0).tolist():
            found[int(self.tables.parent[child])].append(child)
        return dict(found)

    def _named(self, row: int) -> Named:
        start, end = self.tables.place_starts[row : row + 2].tolist()
        return Named(tuple(self.tables.places[start:end].tolist()), Said(int(self.tables.said[row])))

    def _place(self, place_id: int) -> NamedPlace:
        tables, kind = self.tables, KINDS[self.tables.kind[place_id]]
        chinese, english = self._main_names(place_id)
        box = tables.box_deg[place_id]
        chinese_around, english_around = self._around(place_id)
        return NamedPlace(
            place_id,
            kind,
            chinese,
            english,
            tables.country[place_id].decode(),
            tables.admin1[place_id].decode(),
            round(float(tables.latitude_deg[place_id]), 4),
            round(float(tables.longitude_deg[place_id]), 4),
            round(float(tables.radius_km[place_id]), 1),
            None if np.isnan(box[0]) else _sides(box),
            int(tables.population[place_id]),
            chinese_around,
            english_around,
            self._names_of(place_id),
            self._towns_of(place_id, kind),
            tables.version,
        )

    def _main_names(self, place_id: int) -> tuple[str, str]:
        start, end = self.tables.line_starts[place_id : place_id + 2].tolist()
        chinese, english, *_ = self.tables.texts[start : end - 1].decode().split("\t", 2)
        return chinese, english

    def _around(self, place_id: int) -> tuple[str, str]:
        """In both languages: the city, province and country around a place, each once."""
        tables = self.tables
        country, admin1 = tables.country[place_id], tables.admin1[place_id]
        around = [self.parent_of(place_id), self._divisions.get((country, admin1)), self._divisions.get((country, b""))]
        names = [self._main_names(number) for number in around if number is not None and number != place_id]
        own = self._main_names(place_id)
        chinese = dict.fromkeys(name[0] or name[1] for name in names)
        english = dict.fromkeys(name[1] for name in names)
        return (
            _BETWEEN.join(name for name in chinese if name != own[0]),
            _BETWEEN.join(name for name in english if name != own[1]),
        )

    @cached_property
    def _divisions(self) -> dict[tuple[bytes, bytes], int]:
        """The countries and provinces, by their codes."""
        tables = self.tables
        kinds = [KINDS.index(NamedKind.COUNTRY), KINDS.index(NamedKind.PROVINCE)]
        rows: Int64Array = np.flatnonzero(np.isin(tables.kind, kinds))
        return {(tables.country[row], tables.admin1[row]): row for row in rows.tolist()}

    def _is_in_box(self, place_id: int, around_id: int) -> bool:
        south, west, north, east = self.tables.box_deg[around_id].tolist()
        latitude, longitude = self.tables.latitude_deg[place_id], self.tables.longitude_deg[place_id]
        west, east = west - _BEYOND_DEG, east + _BEYOND_DEG
        is_between = west <= longitude <= east if west <= east else longitude >= west or longitude <= east
        return bool(south - _BEYOND_DEG <= latitude <= north + _BEYOND_DEG and is_between)

    def _apart_km(self, one: int, other: int) -> float:
        tables = self.tables
        return float(
            distances_km(
                float(tables.latitude_deg[one]),
                float(tables.longitude_deg[one]),
                tables.latitude_deg[other : other + 1].astype(np.float64),
                tables.longitude_deg[other : other + 1].astype(np.float64),
            )[0]
        )


def _sides(box: Float32Array) -> tuple[float, float, float, float]:
    south, west, north, east = (round(float(side), 3) for side in box)
    return south, west, north, east


@cache
def bundled_gazetteer() -> Gazetteer:
    """The one that comes with the app, read once."""
    return Gazetteer(Tables.read(resource("places", "places.npz")))
