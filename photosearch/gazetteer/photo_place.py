"""What a person is told of where a photo was taken."""

from __future__ import annotations

import numpy as np

from photosearch.gazetteer.gazetteer import bundled_gazetteer
from photosearch.gazetteer.nearest import NOWHERE, bundled_nearest
from photosearch.types.places import PhotoPlace


def photo_place(town_id: int | None, near_id: int | None) -> PhotoPlace | None:
    """The city that the town belongs to, and the sight; None without either."""
    if town_id is None and near_id is None:
        return None
    gazetteer = bundled_gazetteer()
    city_id = None if town_id is None else gazetteer.parent_of(town_id)
    town_id = town_id if city_id is None else city_id
    return PhotoPlace(
        None if town_id is None else gazetteer.place(town_id), None if near_id is None else gazetteer.place(near_id)
    )


def place_at(latitude_deg: float, longitude_deg: float) -> PhotoPlace | None:
    """Of a position; None far from everything."""
    towns, sights = bundled_nearest().of(np.array([latitude_deg]), np.array([longitude_deg]))
    town, sight = (None if found == NOWHERE else int(found) for found in (towns[0], sights[0]))
    return photo_place(town, sight)
