"""The forms of photos, as far as they were asked for: what rows are laid out by before any picture is here."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable

import numpy as np

from photosearch.types.arrays import Float32Array, Int64Array

FetchShapes = Callable[[Int64Array], Float32Array]
"""Width by height of photos, upright; blocks."""


class Shapes:
    """Kept by the photo's number, four bytes each: numbers are given one after the other. Thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._fetch: FetchShapes | None = None
        self._aspects: Float32Array = np.empty(0, np.float32)
        self._doubted: set[int] = set()
        self._are_all_doubted = False

    def start(self, fetch: FetchShapes) -> None:
        """There is a library to ask."""
        self._fetch = fetch

    def of(self, photo_ids: Int64Array) -> Float32Array:
        """Width by height; a square where it is not known."""
        with self._lock:
            self._make_room(photo_ids)
            aspects = self._aspects[photo_ids]
        return np.where(np.isnan(aspects), np.float32(1), aspects)

    def learn(self, photo_ids: Int64Array) -> None:
        """Ask for those that are not known. Blocking."""
        with self._lock:
            self._make_room(photo_ids)
            is_wanted = np.isnan(self._aspects[photo_ids])
            if self._are_all_doubted:
                is_wanted[:] = True
                self._are_all_doubted = False
            elif self._doubted:
                is_wanted |= np.isin(photo_ids, list(self._doubted))
            wanted = photo_ids[is_wanted]
            self._doubted.difference_update(wanted.tolist())
        if self._fetch is None or not wanted.size:
            return
        aspects = self._fetch(wanted)
        with self._lock:
            self._make_room(wanted)
            self._aspects[wanted] = aspects

    def doubt(self, photo_ids: Iterable[int]) -> None:
        """These may have another form by now: asked for again, and shown as they were until then."""
        with self._lock:
            self._doubted.update(photo_ids)

    def doubt_all(self) -> None:
        """Any of them may."""
        with self._lock:
            self._are_all_doubted = True

    def _make_room(self, photo_ids: Int64Array) -> None:
        needed = int(photo_ids.max(initial=-1)) + 1
        if needed > self._aspects.size:
            more = np.full(max(needed, 2 * self._aspects.size) - self._aspects.size, np.nan, np.float32)
            self._aspects = np.concatenate([self._aspects, more])
