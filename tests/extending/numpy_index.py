"""The simplest backend there is: a matrix in memory, searched exactly. It shows what a backend must do and no more."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import numpy as np

from photosearch.errors import IndexFileError
from photosearch.index.neighbours import neighbours_by_search
from photosearch.index.opening import Backend
from photosearch.index.unit_vectors import check_unit
from photosearch.index.vector_index import KeptIndex
from photosearch.types.arrays import Float32Array, Int64Array
from photosearch.types.ids import EncoderId

_FILE = "matrix.npz"


class NumpyIndex:
    """Ids ascending, a row of the matrix for each; every change makes new arrays."""

    def __init__(self, dim: int) -> None:
        self._ids: Int64Array = np.empty(0, np.int64)
        self._matrix: Float32Array = np.empty((0, dim), np.float32)
        self._unsaved = 0
        self._lock = threading.RLock()

    @property
    def dim(self) -> int:
        return int(self._matrix.shape[1])

    @property
    def tier(self) -> str:
        return "exact-fp32"

    @property
    def unsaved(self) -> int:
        return self._unsaved

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, ids: Int64Array, vectors: Float32Array) -> None:
        check_unit(vectors, (len(ids), self.dim))
        with self._lock:
            kept = ~np.isin(self._ids, ids)
            all_ids = np.concatenate([ids[::-1], self._ids[kept]])
            self._ids, first = np.unique(all_ids, return_index=True)
            self._matrix = np.concatenate([vectors[::-1], self._matrix[kept]])[first]
            self._unsaved += len(np.unique(ids))

    def remove(self, ids: Int64Array) -> int:
        with self._lock:
            kept = ~np.isin(self._ids, ids)
            self._ids, self._matrix = self._ids[kept], self._matrix[kept]
            removed = int((~kept).sum())
            self._unsaved += removed
            return removed

    def search(self, query: Float32Array, k: int, allowed: Int64Array | None = None) -> tuple[Int64Array, Float32Array]:
        check_unit(query, (self.dim,))
        with self._lock:
            ids, matrix = self._ids, self._matrix
        if allowed is not None:
            is_allowed = np.isin(ids, allowed)
            ids, matrix = ids[is_allowed], matrix[is_allowed]
        scores = np.clip(matrix @ query, -1.0, 1.0)
        best = np.argsort(-scores, kind="stable")[: max(k, 0)]
        return ids[best], scores[best]

    def neighbours(self, ids: Int64Array, k: int) -> tuple[Int64Array, Float32Array]:
        return neighbours_by_search(self, ids, k)

    def ids(self) -> Int64Array:
        return self._ids

    def vectors_of(self, ids: Int64Array) -> Float32Array:
        with self._lock:
            unknown = np.setdiff1d(ids, self._ids)
            if len(unknown):
                raise KeyError(int(unknown[0]))
            return self._matrix[np.searchsorted(self._ids, ids)]

    def advance(self) -> bool:
        return False

    def measured_recall(self) -> float:
        return 1.0

    def shrink(self) -> None:
        """It holds nothing that could be had again."""

    def refill(self, batches: Iterable[tuple[Int64Array, Float32Array]]) -> None:
        built = NumpyIndex(self.dim)
        for ids, vectors in batches:
            built.add(ids, vectors)
        with self._lock:
            self._ids, self._matrix, self._unsaved = built._ids, built._matrix, built._unsaved

    def save(self, place: Path, encoder_id: EncoderId, seq: int, generation: str) -> None:
        with self._lock:
            place.mkdir(parents=True, exist_ok=True)
            stamp = json.dumps([encoder_id, self.dim, generation])
            np.savez(place / "new.npz", ids=self._ids, matrix=self._matrix, seq=seq, stamp=stamp)
            (place / "new.npz").replace(place / _FILE)
            self._unsaved = 0


def load(place: Path, encoder_id: EncoderId, dim: int, generation: str) -> tuple[KeptIndex, int]:
    """What ``NumpyIndex.save`` left."""
    try:
        with np.load(place / _FILE) as saved:
            ids, matrix, seq, stamp = (saved[name] for name in ("ids", "matrix", "seq", "stamp"))
    except OSError as error:
        raise IndexFileError(str(error)) from error
    if str(stamp) != json.dumps([encoder_id, dim, generation]):
        raise IndexFileError(f"made from something else: {stamp}")
    index = NumpyIndex(dim)
    index._ids, index._matrix = ids, matrix
    return index, int(seq)


NUMPY: Final = Backend(NumpyIndex, load)
