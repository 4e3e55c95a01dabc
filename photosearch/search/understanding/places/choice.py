"""Which of the places of one name is meant: the one with photos of this library, the one in the place beside it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import numpy as np

from photosearch.gazetteer.gazetteer import Gazetteer, bundled_gazetteer
from photosearch.gazetteer.sphere import distances_km
from photosearch.types.places import NamedKind
from photosearch.types.understood import AtPlace

_MOST: Final = 12
"""Candidates that a person can choose from."""


class Visited:
    """Where photos of the library were taken, by the places of the gazetteer."""

    def __init__(self, gazetteer: Gazetteer, place_ids: frozenset[int]) -> None:
        self._gazetteer = gazetteer
        tables = gazetteer.tables
        ids = np.asarray(sorted(number for number in place_ids if 0 <= number < len(gazetteer)), np.int64)
        self._latitudes = tables.latitude_deg[ids].astype(np.float64)
        self._longitudes = tables.longitude_deg[ids].astype(np.float64)
        self._countries = set(tables.country[ids].tolist())
        self._divisions = set(zip(tables.country[ids].tolist(), tables.admin1[ids].tolist(), strict=True))
        self._settled: set[int] = set()
        new = set(ids.tolist())
        while new - self._settled:
            self._settled |= new
            new = {parent for number in new if (parent := gazetteer.parent_of(number)) is not None}

    def has(self, place_id: int) -> bool:
        """Whether photos were taken there, as far as can be told."""
        if not self._settled:
            return False
        tables, place = self._gazetteer.tables, self._gazetteer.place(place_id)
        if place_id in self._settled:
            return True
        if place.kind is NamedKind.COUNTRY:
            return tables.country[place_id] in self._countries
        if place.kind is NamedKind.PROVINCE:
            division = (tables.country[place_id], tables.admin1[place_id])
            return division in self._divisions if place.admin1 else division[0] in self._countries
        if place.kind.is_settled or place.kind is NamedKind.REGION:
            return False
        away = distances_km(place.latitude_deg, place.longitude_deg, self._latitudes, self._longitudes)
        return bool((away <= place.radius_km).any())


@lru_cache(4)
def visited(place_ids: frozenset[int]) -> Visited:
    """Of the gazetteer that comes with the app, worked out once."""
    return Visited(bundled_gazetteer(), place_ids)


def meant(place_ids: Sequence[int], been: Visited, gazetteer: Gazetteer) -> AtPlace:
    """Which of ``place_ids`` (most fame first) is meant.

    Those with photos are, but for one that lies in another or around it: of a province and its city the city. Where
    there are photos of none the one with most fame is.
    """
    with_photos = [number for number in place_ids if been.has(number)]
    chosen: list[int] = []
    for number in with_photos:
        if not any(gazetteer.is_in(number, other) or gazetteer.is_in(other, number) for other in chosen):
            chosen.append(number)
    ordered = [*with_photos, *(number for number in place_ids if number not in with_photos)][:_MOST]
    candidates = tuple(gazetteer.place(number) for number in ordered)
    return AtPlace(candidates, tuple(gazetteer.place(number) for number in (chosen or ordered[:1])))
