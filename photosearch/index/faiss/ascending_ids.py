"""Which ids an index holds, ascending: FAISS cannot tell one id from another without going through all of them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from photosearch.types.arrays import Int64Array


class AscendingIds:
    """A set of ids. Not safe to use from several threads: its owner locks."""

    def __init__(self, ids: Int64Array | None = None) -> None:
        """Those of ``ids`` [n], which ascend and are not written to any more."""
        self._ids = _frozen(np.empty(0, np.int64) if ids is None else ids)

    def __len__(self) -> int:
        return len(self._ids)

    @property
    def array(self) -> Int64Array:
        """All of them; a change makes another array, so this one stays as it is."""
        return self._ids

    def find(self, ids: Int64Array) -> tuple[Int64Array, NDArray[np.bool_]]:
        """For each of ``ids`` [n] its place among them, and whether it is there."""
        places = np.searchsorted(self._ids, ids)
        is_known = np.zeros(len(ids), np.bool_)
        is_inside = places < len(self._ids)
        is_known[is_inside] = self._ids[places[is_inside]] == ids[is_inside]
        return places, is_known

    def insert(self, places: Int64Array, ids: Int64Array) -> None:
        """Add ``ids``, of which none is there, at the places that ``find`` told."""
        self._ids = _frozen(np.insert(self._ids, places, ids))

    def delete(self, places: Int64Array) -> None:
        """Take out those at ``places``."""
        self._ids = _frozen(np.delete(self._ids, places))

    def some(self, count: int) -> Int64Array:
        """About ``count`` of them from everywhere, the same ones each time."""
        rows = np.linspace(0, len(self._ids) - 1, min(count, len(self._ids))).astype(np.int64)
        return self._ids[rows]


def _frozen(ids: Int64Array) -> Int64Array:
    ids.flags.writeable = False
    return ids
