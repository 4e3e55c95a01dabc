"""The vectors themselves, float16 in FAISS: in memory, or mapped from a file with what changed since beside it.

A mapped file answers at once and its pages are shared with other processes and given back when memory is short, but it
cannot be changed. So few changes wait beside it; before there are many, the vectors are copied into memory.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, Self

import faiss as _faiss
import numpy as np

from photosearch.errors import IndexFileError
from photosearch.mapped_array import give_back_pages
from photosearch.types.arrays import Float32Array, Int64Array, UInt8Array

faiss: Any = _faiss  # its stub files leave out half of the Python layer
STREAM_BYTES: Final = 1 << 20
_BYTES_A_VALUE = 2
_BYTES_AN_ID = 8
_NO_ORDER: Final = np.empty(0, np.int64)
"""Of vectors that lie by ascending id."""
_MOST_BESIDE = 4096
"""Every search goes through the changes beside a mapped file too: so many cost it less than a millisecond."""


class Float16Vectors:
    """Unit embeddings by id. Not safe to use from several threads: its owner locks."""

    def __init__(self, dim: int) -> None:
        self._base = _empty(dim)
        self._mapped: UInt8Array | None = None
        """The bytes that ``_base`` looks at, kept alive here; None where it has memory of its own."""
        self._recent = _empty(dim)
        """What was added since, while mapped."""
        self._gone: Int64Array = np.empty(0, np.int64)
        """Ids of ``_base`` that were removed or replaced since, while mapped; ascending."""
        self._order: Int64Array | None = None
        """Rows of ``_base`` by ascending id; None until it is needed."""

    @property
    def dim(self) -> int:
        """The length of an embedding."""
        return int(self._base.d)

    def __len__(self) -> int:
        return int(self._base.ntotal + self._recent.ntotal - len(self._gone))

    def ids(self) -> Int64Array:
        """Every id, ascending."""
        kept = faiss.vector_to_array(self._base.id_map)
        if len(self._gone):
            kept = kept[~np.isin(kept, self._gone)]
        return np.sort(np.concatenate([kept, self._recent_ids()]))

    def has_room_for(self, changes: int) -> bool:
        """Whether so many can come or go now; if not, go on with ``owned``."""
        return self._mapped is None or self._recent.ntotal + len(self._gone) + changes <= _MOST_BESIDE

    def owned(self) -> Self:
        """The same vectors in memory of their own: 0.5 s a gigabyte."""
        if self._mapped is None:
            return self
        made = type(self)(self.dim)
        made._base = _read(faiss.PyCallbackIOReader(_pieces_of(self._mapped), STREAM_BYTES))
        made.take_out(self._gone)
        recent = self._recent_ids()
        if len(recent):
            made.put(recent, self._recent.reconstruct_batch(recent))
        return made

    def put(self, ids: Int64Array, vectors: Float32Array) -> None:
        """Add float32 [n, dim] under ids [n], of which none is in."""
        faiss.omp_set_num_threads(1)
        self._order = self._order if self._mapped is not None else None
        target = self._base if self._mapped is None else self._recent
        target.add_with_ids(np.ascontiguousarray(vectors), ids)

    def take_out(self, ids: Int64Array) -> None:
        """Remove ids [n], all of which are in."""
        if not len(ids):
            return
        if self._mapped is None:
            self._order = None
            self._base.remove_ids(ids)
            return
        is_recent = np.isin(ids, self._recent_ids())
        if is_recent.any():
            self._recent.remove_ids(ids[is_recent])
        self._gone = np.union1d(self._gone, ids[~is_recent])

    def vectors_of(self, ids: Int64Array) -> Float32Array:
        """float32 [n, dim] in the order of ``ids`` [n], all of which are in."""
        ids = np.ascontiguousarray(ids)
        is_recent = np.isin(ids, self._recent_ids())
        if not is_recent.any():
            whole: Float32Array = self._base.reconstruct_batch(ids)
            return whole
        vectors = np.empty((len(ids), self.dim), np.float32)
        vectors[is_recent] = self._recent.reconstruct_batch(ids[is_recent])
        vectors[~is_recent] = self._base.reconstruct_batch(ids[~is_recent])
        return vectors

    def best_of(self, ids: Int64Array, query: Float32Array, k: int) -> tuple[Int64Array, Float32Array]:
        """The ``k`` of ``ids`` [n] with the largest inner products with ``query`` [dim], and those, largest first.

        All of ``ids`` are in, each once.
        """
        # In the order they lie in, so that memory is read forwards. Copied and compared as they are, for FAISS makes
        # float32 of them one number at a time: 1,500 took 3.7 ms that way.
        ids = np.sort(ids)
        is_recent = np.isin(ids, self._recent_ids())
        of_base, of_recent = ids[~is_recent], ids[is_recent]
        chosen = _scalar_quantizer(self.dim)
        if len(of_base):
            chosen.add_sa_codes(_stored(self._base)[self._rows_of(of_base)])
        if len(of_recent):
            chosen.add(self._recent.reconstruct_batch(of_recent))
        rows, scores = _nearest(chosen, query, k, None)
        return np.concatenate([of_base, of_recent])[rows], scores

    def _rows_of(self, ids: Int64Array) -> Int64Array:
        """Where ``_base`` holds ids [n] that are in it."""
        held = _viewed_ids(self._base)
        if self._order is None:
            # Photos are added by ascending id, until one is edited or a folder comes back.
            self._order = _NO_ORDER if (held[:-1] < held[1:]).all() else np.argsort(held, kind="stable")
        if self._order is _NO_ORDER:
            return np.searchsorted(held, ids)
        rows: Int64Array = self._order[np.searchsorted(held, ids, sorter=self._order)]
        return rows

    def nearest(self, query: Float32Array, k: int, selector: Any = None) -> tuple[Int64Array, Float32Array]:  # noqa: ANN401
        """The ``k`` ids with the largest inner products with ``query`` [dim], and those, largest first.

        Fewer come back where ``selector`` lets fewer through.
        """
        # Set per calling thread. One query alone gains little from more, and loses 40-fold when cores are busy.
        faiss.omp_set_num_threads(1)
        ids, scores = _nearest(self._base, query, k + len(self._gone), selector)
        if self._mapped is None:
            return ids, scores
        is_there = ~np.isin(ids, self._gone)
        recent_ids, recent_scores = _nearest(self._recent, query, k, selector)
        ids, scores = np.append(ids[is_there], recent_ids), np.append(scores[is_there], recent_scores)
        best = np.argsort(-scores, kind="stable")[:k]
        return ids[best], scores[best]

    def shrink(self) -> None:
        """Give back the memory of what is mapped; the next search reads it again."""
        if self._mapped is not None:
            give_back_pages(self._mapped)

    def write(self, write: Callable[[bytes], object]) -> int:
        """Hand what ``owned`` has to ``write`` in pieces, in FAISS's format; how many bytes that were.

        What ``write`` raises comes out of here.
        """
        assert self._mapped is None, "changes beside a mapped file would be left out"
        size_bytes = 0

        def count_and_write(piece: bytes) -> None:
            nonlocal size_bytes
            write(piece)
            size_bytes += len(piece)

        faiss.write_index(self._base, faiss.PyCallbackIOWriter(count_and_write, STREAM_BYTES))
        return size_bytes

    @classmethod
    def map(cls, data: UInt8Array) -> tuple[Self, int]:
        """Look at what ``write`` wrote, which ``data`` begins with, without copying; also how many bytes that were.

        FAISS believes what the bytes say of sizes: they must be those that were written, but for the vectors' values.

        Raises:
            IndexFileError: it is something else.
        """
        reader = faiss.ZeroCopyIOReader(faiss.swig_ptr(data), data.size)
        base = _read(reader)
        made = cls(base.d)
        made._base, made._mapped = base, data
        return made, int(reader.rp_)

    def _recent_ids(self) -> Int64Array:
        ids: Int64Array = faiss.vector_to_array(self._recent.id_map)
        return ids


def values_of(count: int, dim: int, end: int) -> tuple[int, int]:
    """Where, in what ``Float16Vectors.write`` wrote (``end`` bytes), the values lie: (first byte, byte after the last).

    FAISS writes headers, then the values, then the ids with their number before them.
    """
    last = end - _BYTES_AN_ID * (count + 1)
    return last - _BYTES_A_VALUE * count * dim, last


def _empty(dim: int) -> Any:  # noqa: ANN401
    return faiss.IndexIDMap2(_scalar_quantizer(dim))


def _scalar_quantizer(dim: int) -> Any:  # noqa: ANN401
    return faiss.IndexScalarQuantizer(dim, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT)


def _stored(index: Any) -> UInt8Array:  # noqa: ANN401
    """A look at the values [n, bytes] of an index with ids, for as long as it does not change."""
    held = faiss.downcast_index(index.index)
    values: UInt8Array = faiss.rev_swig_ptr(held.codes.data(), held.ntotal * held.code_size)
    return values.reshape(held.ntotal, held.code_size)


def _viewed_ids(index: Any) -> Int64Array:  # noqa: ANN401
    """A look at its ids [n], for as long as it does not change."""
    ids: Int64Array = faiss.rev_swig_ptr(index.id_map.data(), index.ntotal)
    return ids


def _read(reader: Any) -> Any:  # noqa: ANN401
    try:
        loaded = faiss.read_index(reader)
    except RuntimeError as error:
        raise IndexFileError(f"FAISS cannot read it: {error}") from error
    if not isinstance(loaded, faiss.IndexIDMap2):
        raise IndexFileError(f"it holds {type(loaded).__name__}")
    return loaded


def _nearest(index: Any, query: Float32Array, k: int, selector: Any) -> tuple[Int64Array, Float32Array]:  # noqa: ANN401
    k = min(k, index.ntotal)
    if k <= 0:
        return np.empty(0, np.int64), np.empty(0, np.float32)
    parameters = None if selector is None else faiss.SearchParameters(sel=selector)
    scores, ids = index.search(np.ascontiguousarray(query[np.newaxis]), k, params=parameters)
    is_hit = ids[0] >= 0
    return ids[0][is_hit], scores[0][is_hit]


def _pieces_of(data: UInt8Array) -> Callable[[int], bytes]:
    """Reads like a file."""
    at = 0

    def read(size: int) -> bytes:
        nonlocal at
        piece = data[at : at + size].tobytes()
        at += len(piece)
        return piece

    return read
