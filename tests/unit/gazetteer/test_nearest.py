"""What is nearest to a position."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from photosearch.gazetteer.gazetteer import bundled_gazetteer
from photosearch.gazetteer.nearest import NOWHERE, bundled_nearest
from photosearch.gazetteer.sphere import distances_km
from photosearch.gazetteer.tables import KINDS
from photosearch.types.places import NamedKind


def names(latitude: float, longitude: float) -> tuple[str, str]:
    gazetteer = bundled_gazetteer()
    towns, sights = bundled_nearest().of(np.array([latitude]), np.array([longitude]))
    return tuple("" if one == NOWHERE else gazetteer.place(one).english for one in (int(towns[0]), int(sights[0])))  # type: ignore[return-value]


def test_a_photo_is_in_the_nearest_town_and_at_the_sight_around_it() -> None:
    assert names(25.75, 100.22)[1] == "Erhai Lake"
    assert names(35.68, 139.77)[0] == "Tokyo"
    assert names(48.8583, 2.2945)[1] == "Eiffel Tower"
    assert names(39.10, -120.04)[1] == "Lake Tahoe"
    assert names(-40, -120) == ("", "")
    assert names(90, 0) == ("", "")
    assert names(-16.85, -179.97)[0] == names(-16.85, 180)[0] != ""


def test_many_positions_are_each_answered_for_themselves() -> None:
    latitudes, longitudes = np.array([25.75, -40, 48.8583]), np.array([100.22, -120, 2.2945])
    towns, sights = bundled_nearest().of(latitudes, longitudes)
    for row in range(3):
        town, sight = bundled_nearest().of(latitudes[row : row + 1], longitudes[row : row + 1])
        assert (town[0], sight[0]) == (towns[row], sights[row])
    assert bundled_nearest().of(np.empty(0), np.empty(0))[0].shape == (0,)


@settings(max_examples=60, deadline=None)
@given(st.floats(-90, 90), st.floats(-180, 180))
def test_no_town_is_nearer_than_the_nearest(latitude: float, longitude: float) -> None:
    tables = bundled_gazetteer().tables
    kinds = [KINDS.index(NamedKind.CITY), KINDS.index(NamedKind.DISTRICT)]
    towns = np.flatnonzero(np.isin(tables.kind, kinds) & tables.has_point)
    at = tables.latitude_deg[towns].astype(np.float64), tables.longitude_deg[towns].astype(np.float64)
    away = distances_km(latitude, longitude, *at)
    found = int(bundled_nearest().of(np.array([latitude]), np.array([longitude]))[0][0])
    if found == NOWHERE:
        assert away.min() > 149
    else:
        assert away[np.flatnonzero(towns == found)[0]] <= away.min() + 1e-6
