"""Finds the places of photos by their positions, without the network: the nearest town, and a sight they are at."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from photosearch.gazetteer.gazetteer import bundled_gazetteer
from photosearch.gazetteer.nearest import NOWHERE, bundled_nearest
from photosearch.store.places import NO_COUNTRY, Placed, Position
from photosearch.store.store import Store
from photosearch.types.ids import PhotoId


class PhotoPlaces:
    """Used by one thread at a time. The gazetteer is read when the first photo needs it."""

    def __init__(self, store: Store, on_found: Callable[[tuple[PhotoId, ...]], None] | None = None) -> None:
        """``on_found`` is told of photos of which a place was found."""
        self._store = store
        self._on_found = on_found

    def find_some(self, limit: int) -> int:
        """Find the places of ``limit`` photos that lack them; of how many.

        Raises:
            StoreError: nothing can be written.
        """
        due = self._store.places.due(limit)
        if due:
            self._store.places.keep(_placed(due), bundled_gazetteer().version)
            if self._on_found is not None:
                self._on_found(tuple(position.photo_id for position in due))
        return len(due)


def _placed(positions: Sequence[Position]) -> list[Placed]:
    tables = bundled_gazetteer().tables
    at = np.asarray([(one.latitude_deg, one.longitude_deg) for one in positions], np.float64)
    towns, sights = bundled_nearest().of(at[:, 0], at[:, 1])
    return [
        Placed(
            position,
            None if town == NOWHERE else town,
            None if sight == NOWHERE else sight,
            NO_COUNTRY if town == NOWHERE else tables.country[town].decode(),
            "" if town == NOWHERE else tables.admin1[town].decode(),
        )
        for position, town, sight in zip(positions, towns.tolist(), sights.tolist(), strict=True)
    ]
