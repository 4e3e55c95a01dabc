"""Finds the nearest embeddings exactly: float16 inner products over explicit photo ids. The only door to FAISS."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, Self

import faiss as _faiss
import numpy as np
from numpy.typing import NDArray

from photosearch.errors import IndexFileError
from photosearch.types import Float32Array, Int64Array

faiss: Any = _faiss  # its stub files leave out half of the Python layer
EXACT_TIER = "exact-fp16"
UNIT_TOLERANCE = 0.01
"""How far from 1 a length may be: float16 rounding moves it by less than 0.001, a forgotten normalisation by more."""
_STREAM_BYTES = 1 << 20
_BITMAP_LIMIT = 1 << 27
"""A bitmap holds a bit for each id up to the largest, 16 MB at this limit; above it a hashed set is used instead."""


class VectorIndex:
    """Unit embeddings by photo id, held in memory. Safe to use from any thread.

    FAISS objects stand reading from several threads but no reading beside a change, hence one lock around every search
    and change. ``serialize_to`` holds only the second lock, which keeps changes out, so that searches go on meanwhile.
    """

    def __init__(self, dim: int) -> None:
        quantizer = faiss.IndexScalarQuantizer(dim, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT)
        self._index: Any = faiss.IndexIDMap2(quantizer)
        self._ids: Int64Array = _frozen(np.empty(0, np.int64))
        """FAISS's ids, ascending: it can tell no id apart from another without going through all of them."""
        self._lock = threading.Lock()
        self._change_lock = threading.Lock()

    @property
    def dim(self) -> int:
        """The length of an embedding."""
        return int(self._index.d)

    @property
    def tier(self) -> str:
        """How it searches: every vector is compared, nothing is approximated but the float16 rounding."""
        return EXACT_TIER

    def __len__(self) -> int:
        with self._lock:
            return int(self._index.ntotal)

    def add(self, ids: Int64Array, vectors: Float32Array) -> None:
        """Add unit float32 [n, dim] under ids [n]; an id that is there already gets the new vector (the last given).

        Raises:
            ValueError: shapes that do not fit, or vectors that are not unit.
        """
        self._check(vectors, (len(ids), self.dim))
        if not len(ids):
            return
        last = len(ids) - 1 - np.unique(ids[::-1], return_index=True)[1]
        ids, vectors = ids[last], vectors[last]
        with self._change_lock, self._lock:
            faiss.omp_set_num_threads(1)
            places, is_known = self._places(ids)
            if is_known.any():
                self._index.remove_ids(ids[is_known])
            self._index.add_with_ids(np.ascontiguousarray(vectors), ids)
            self._ids = _frozen(np.insert(self._ids, places[~is_known], ids[~is_known]))

    def remove(self, ids: Int64Array) -> int:
        """Take these ids out; how many of them were in."""
        ids = np.unique(ids)
        with self._change_lock, self._lock:
            places, is_known = self._places(ids)
            if not is_known.any():
                return 0
            self._ids = _frozen(np.delete(self._ids, places[is_known]))
            return int(self._index.remove_ids(ids[is_known]))

    def search(self, query: Float32Array, k: int, allowed: Int64Array | None = None) -> tuple[Int64Array, Float32Array]:
        """The ``k`` nearest to a unit query [dim], only among ``allowed`` if given: (ids, cosines), larger first.

        Fewer come back when there are fewer; cosines lie within [-1, 1].

        Raises:
            ValueError: the query has another shape or is not unit.
        """
        self._check(query, (self.dim,))
        selector = None if allowed is None else _selector(allowed)
        with self._lock:
            k = min(k, self._index.ntotal if allowed is None else min(self._index.ntotal, len(allowed)))
            if k <= 0:
                return np.empty(0, np.int64), np.empty(0, np.float32)
            # Set per calling thread. One query alone gains little from more, and loses 40-fold when cores are busy.
            faiss.omp_set_num_threads(1)
            parameters = None if selector is None else faiss.SearchParameters(sel=selector)
            scores, ids = self._index.search(np.ascontiguousarray(query[np.newaxis]), k, params=parameters)
        is_hit = ids[0] >= 0
        return ids[0][is_hit], np.clip(scores[0][is_hit], -1.0, 1.0)

    def ids(self) -> Int64Array:
        """Every id, ascending; not to be written to."""
        with self._lock:
            return self._ids

    def vectors_of(self, ids: Int64Array) -> Float32Array:
        """The stored vectors, float32 [n, dim], in the order of ``ids``.

        Raises:
            KeyError: an id is not in.
        """
        with self._lock:
            unknown = ids[~self._places(ids)[1]]
            if len(unknown):
                raise KeyError(int(unknown[0]))
            vectors: Float32Array = self._index.reconstruct_batch(np.ascontiguousarray(ids))
        return vectors

    def serialize_to(self, write: Callable[[bytes], object]) -> int:
        """Hand the index to ``write`` in pieces, as it is at one moment; how many vectors it has.

        Not to a file name, because FAISS opens names as UTF-8 and so misses some folders on Windows and elsewhere.
        What ``write`` raises comes out of here.
        """
        with self._change_lock:
            faiss.write_index(self._index, faiss.PyCallbackIOWriter(write, _STREAM_BYTES))
            return int(self._index.ntotal)

    @classmethod
    def read(cls, read: Callable[[int], bytes]) -> Self:
        """Make an index of what ``serialize_to`` wrote; ``read`` gives at most so many bytes.

        Raises:
            IndexFileError: it is something else.
        """
        try:
            loaded = faiss.read_index(faiss.PyCallbackIOReader(read, _STREAM_BYTES))
        except RuntimeError as error:
            raise IndexFileError(f"FAISS cannot read it: {error}") from error
        if not isinstance(loaded, faiss.IndexIDMap2):
            raise IndexFileError(f"it holds {type(loaded).__name__}")
        index = cls(loaded.d)
        index._index = loaded
        index._ids = _frozen(np.sort(faiss.vector_to_array(loaded.id_map)))
        return index

    def _places(self, ids: Int64Array) -> tuple[Int64Array, NDArray[np.bool_]]:
        """For each id its place in the ascending ids, and whether it is there; call it with the lock held."""
        places = np.searchsorted(self._ids, ids)
        is_known = np.zeros(len(ids), np.bool_)
        is_inside = places < len(self._ids)
        is_known[is_inside] = self._ids[places[is_inside]] == ids[is_inside]
        return places, is_known

    def _check(self, vectors: Float32Array, shape: tuple[int, ...]) -> None:
        if vectors.shape != shape:
            raise ValueError(f"expected shape {shape}, not {vectors.shape}")
        lengths = np.linalg.norm(vectors, axis=-1)
        if not np.all(np.abs(lengths - 1.0) <= UNIT_TOLERANCE):  # also false where a value is not a number
            raise ValueError("embeddings must be unit vectors")


def _frozen(ids: Int64Array) -> Int64Array:
    ids.flags.writeable = False
    return ids


def _selector(allowed: Int64Array) -> Any:  # noqa: ANN401
    """FAISS's filter for these ids. The bitmap is measured fastest at every share from 0.1 % to 60 %."""
    largest = int(allowed.max(initial=0))
    if largest >= _BITMAP_LIMIT:
        return faiss.IDSelectorBatch(np.ascontiguousarray(allowed))
    bits = np.zeros(largest + 1, bool)
    bits[allowed] = True
    return faiss.IDSelectorBitmap(np.packbits(bits, bitorder="little"))
