"""The towns that a photo may be nearest to: cities and districts whose own position is known."""

from __future__ import annotations

from typing import Final

import numpy as np

from photosearch.gazetteer.sphere import distances_km
from photosearch.gazetteer.tables import KINDS, Tables
from photosearch.types.arrays import Float64Array, Int64Array
from photosearch.types.places import NamedKind

AWAY_KM: Final = 150.0
"""A town farther away says nothing of a photo."""
_DEGREE_KM: Final = 111.0


class Towns:
    """By latitude, so that those around a position are found in a band of it."""

    def __init__(self, tables: Tables) -> None:
        is_settled = np.isin(tables.kind, [KINDS.index(NamedKind.CITY), KINDS.index(NamedKind.DISTRICT)])
        towns: Int64Array = np.flatnonzero(is_settled & tables.has_point)
        self._ids = towns[np.argsort(tables.latitude_deg[towns], kind="stable")]
        self._latitudes = tables.latitude_deg[self._ids].astype(np.float64)
        self._longitudes = tables.longitude_deg[self._ids].astype(np.float64)

    def within(self, latitude_deg: float, longitude_deg: float, reach_km: float) -> tuple[Int64Array, Float64Array]:
        """Towns [n] that are no farther away than this, and how far each is."""
        reach_deg = reach_km / _DEGREE_KM
        low, high = np.searchsorted(self._latitudes, [latitude_deg - reach_deg, latitude_deg + reach_deg])
        away = distances_km(latitude_deg, longitude_deg, self._latitudes[low:high], self._longitudes[low:high])
        is_near = away <= reach_km
        return self._ids[low:high][is_near], away[is_near]

    def nearest_in_circle(self, latitude_deg: float, longitude_deg: float, radius_km: float) -> frozenset[int]:
        """All that may be the nearest town to some position in a circle; empty where a position may have none.

        No position in it is farther from the town nearest to its middle than that town from the middle and the radius
        together, so its nearest town is within that of it.
        """
        ids, away = self.within(latitude_deg, longitude_deg, AWAY_KM)
        reach_km = 2 * radius_km + away.min(initial=np.inf)
        return frozenset(ids[away <= reach_km].tolist()) if reach_km <= AWAY_KM else frozenset()
