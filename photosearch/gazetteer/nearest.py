"""What is nearest to positions: a town, and a sight, lake or mountain whose extent they lie in.

Positions are worked on cell by cell, a degree wide: photos are taken in few of them, so that 100,000 take some tenths
of a second, and even those spread over the whole globe a few seconds.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

import numpy as np

from photosearch.gazetteer.gazetteer import Gazetteer, bundled_gazetteer
from photosearch.gazetteer.sphere import distances_km
from photosearch.gazetteer.tables import KINDS
from photosearch.gazetteer.towns import AWAY_KM, Towns
from photosearch.types.arrays import BoolArray, Float64Array, Int64Array
from photosearch.types.places import NamedKind

NOWHERE: Final = -1
_DEGREE_KM: Final = 111.2
_NEAR_KM: Final = 80.0
"""What is larger is no sight: the Alps, the Mediterranean."""
_SHORE_DEG: Final = 0.03
"""Around the box of a lake; some three kilometres."""
_CELLS_REMEMBERED: Final = 1024
_FARTHEST_PAIRS: Final = 4_000_000
"""Distances that are worked out at once: 32 MB."""


class Nearest:
    """Of one gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        tables = gazetteer.tables
        self._towns = Towns(tables)
        self._around = lru_cache(_CELLS_REMEMBERED)(self._around_cell)
        has_extent = ~np.isin(tables.kind, [KINDS.index(kind) for kind in NamedKind if kind.is_settled])
        has_extent &= tables.kind != KINDS.index(NamedKind.REGION)
        self._sights: Int64Array = np.flatnonzero(has_extent & (tables.radius_km <= _NEAR_KM))
        self._latitudes = tables.latitude_deg.astype(np.float64)
        self._longitudes = tables.longitude_deg.astype(np.float64)
        self._radii_km = tables.radius_km.astype(np.float64)
        self._boxes = tables.box_deg.astype(np.float64)

    def of(self, latitudes_deg: Float64Array, longitudes_deg: Float64Array) -> tuple[Int64Array, Int64Array]:
        """For positions [n] the town that is nearest, and the sight that they lie in; ``NOWHERE`` for none."""
        towns: Int64Array = np.full(len(latitudes_deg), NOWHERE, np.int64)
        sights: Int64Array = np.full(len(latitudes_deg), NOWHERE, np.int64)
        cells = np.floor(latitudes_deg).astype(np.int64) * 1000 + np.floor(longitudes_deg).astype(np.int64)
        order = np.argsort(cells, kind="stable")
        ends = np.flatnonzero(np.diff(cells[order])) + 1
        for some in np.split(order, ends) if len(order) else ():
            south, west = int(np.floor(latitudes_deg[some[0]])), int(np.floor(longitudes_deg[some[0]]))
            nearby_towns, nearby_sights = self._around(south, west)
            step = max(1, _FARTHEST_PAIRS // max(1, len(nearby_towns), len(nearby_sights)))
            for start in range(0, len(some), step):
                part = some[start : start + step]
                here = latitudes_deg[part], longitudes_deg[part]
                towns[part] = self._nearest_town(*here, nearby_towns)
                sights[part] = self._closest_sight(*here, nearby_sights)
        return towns, sights

    def _around_cell(self, south: int, west: int) -> tuple[Int64Array, Int64Array]:
        """Towns and sights that may be near to a position in a cell, a degree wide."""
        middle = south + 0.5, west + 0.5
        nearest_to_equator = min(abs(south), abs(south + 1)) if south != -1 else 0
        corner_km = 0.5 * _DEGREE_KM * (1 + np.cos(np.radians(nearest_to_equator))) + 1
        towns, away = self._towns.within(*middle, AWAY_KM + corner_km)
        # No town beyond the nearest one's distance from the middle and twice the way to a corner can be the nearest.
        limit_km = away.min(initial=np.inf) + 2 * corner_km
        sights = self._sights
        apart = distances_km(*middle, self._latitudes[sights], self._longitudes[sights])
        return towns[away <= limit_km], sights[apart <= self._radii_km[sights] + corner_km]

    def _nearest_town(self, latitudes: Float64Array, longitudes: Float64Array, towns: Int64Array) -> Int64Array:
        nowhere: Int64Array = np.full(len(latitudes), NOWHERE, np.int64)
        if not len(towns):
            return nowhere
        away = self._away_km(latitudes, longitudes, towns)
        nearest = away.argmin(axis=1)
        is_near = away[np.arange(len(nearest)), nearest] <= AWAY_KM
        return np.where(is_near, towns[nearest], nowhere)

    def _closest_sight(self, latitudes: Float64Array, longitudes: Float64Array, sights: Int64Array) -> Int64Array:
        nowhere: Int64Array = np.full(len(latitudes), NOWHERE, np.int64)
        if not len(sights):
            return nowhere
        # Of several around a position the one whose middle is nearest for its size: on it the bridge,
        # beside it the lake.
        share = self._away_km(latitudes, longitudes, sights) / self._radii_km[sights][np.newaxis]
        share[~self._in_boxes(latitudes, longitudes, sights)] = np.inf
        closest = share.argmin(axis=1)
        return np.where(share[np.arange(len(closest)), closest] <= 1, sights[closest], nowhere)

    def _in_boxes(self, latitudes: Float64Array, longitudes: Float64Array, places: Int64Array) -> BoolArray:
        """[n, places]: true where a place has no box."""
        south, west, north, east = (self._boxes[places][:, side][np.newaxis] for side in range(4))
        here = latitudes[:, np.newaxis], longitudes[:, np.newaxis]
        inside: BoolArray = (south - _SHORE_DEG <= here[0]) & (here[0] <= north + _SHORE_DEG)
        inside &= (west - _SHORE_DEG <= here[1]) & (here[1] <= east + _SHORE_DEG)
        return inside | np.isnan(south)

    def _away_km(self, latitudes: Float64Array, longitudes: Float64Array, places: Int64Array) -> Float64Array:
        """[n, places]."""
        there = self._latitudes[places][np.newaxis], self._longitudes[places][np.newaxis]
        return distances_km(latitudes[:, np.newaxis], longitudes[:, np.newaxis], *there)


@cache
def bundled_nearest() -> Nearest:
    """Of the gazetteer that comes with the app."""
    return Nearest(bundled_gazetteer())
