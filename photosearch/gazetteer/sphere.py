"""Distances on the globe."""

from __future__ import annotations

from typing import Final

import numpy as np

from photosearch.types.arrays import Float64Array

_EARTH_KM: Final = 6371.0


def distances_km(
    latitude_deg: float | Float64Array,
    longitude_deg: float | Float64Array,
    latitudes_deg: Float64Array,
    longitudes_deg: Float64Array,
) -> Float64Array:
    """Great circles between points, of shapes that broadcast (haversine on a globe: wrong by 0.5 % at most)."""
    one_lat, one_lon, other_lat, other_lon = map(
        np.radians, (latitude_deg, longitude_deg, latitudes_deg, longitudes_deg)
    )
    across = np.sin((other_lat - one_lat) / 2) ** 2
    along = np.cos(one_lat) * np.cos(other_lat) * np.sin((other_lon - one_lon) / 2) ** 2
    distances: Float64Array = 2 * _EARTH_KM * np.arcsin(np.sqrt(np.minimum(across + along, 1)))
    return distances
