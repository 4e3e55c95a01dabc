"""Finds the nearest embeddings: float16 inner products over explicit item ids, of all or of what codes suggest.

Small libraries are searched exactly. From ``compress_from`` photos on, compressed codes name candidates and the float16
vectors decide among them, which reads a seventh of the bytes; how many candidates are looked at is found by measuring
recall on the library's own vectors. Changing from one to the other goes a piece at a time while the exact way answers.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Self

import faiss as _faiss
import numpy as np

from photosearch.errors import IndexFileError
from photosearch.index.faiss import index_file, recall
from photosearch.index.faiss.ascending_ids import AscendingIds
from photosearch.index.faiss.compressed_codes import CompressedCodes
from photosearch.index.faiss.float16_vectors import STREAM_BYTES, Float16Vectors, values_of
from photosearch.index.faiss.index_file import Written
from photosearch.index.faiss.late_proof import LateProof
from photosearch.index.neighbours import neighbours_by_search
from photosearch.index.unit_vectors import check_unit
from photosearch.index.vector_index import RECALL_HITS
from photosearch.types.arrays import Float32Array, Int64Array, UInt8Array
from photosearch.types.ids import EncoderId

faiss: Any = _faiss  # its stub files leave out half of the Python layer
EXACT_TIER = "exact-fp16"
CODED_TIER = "rabitq2-fp16"
COMPRESS_FROM = 200_000
"""An exact query takes some 10 ms here; below, codes would save nothing that anyone feels."""
_EXACT_AGAIN_BELOW = 0.8
"""A library that shrinks changes back only this far below, so that a handful of photos cannot make it swing."""
_SAMPLED = 20_000
_CODED_AT_ONCE = 4096
_MOST_BY_CODES = 1000
"""Who wants more hits gets them exactly: so many candidates would have to be compared that nothing is won."""
_BITMAP_LIMIT = 1 << 27
"""A bitmap holds a bit for each id up to the largest, 16 MB at this limit; above it a hashed set is used instead."""


class FaissIndex:
    """Unit embeddings by item id. Safe to use from any thread.

    FAISS objects stand reading from several threads but no reading beside a change, hence one lock around every search
    and change. ``serialize_to`` holds only the second lock, which keeps changes out, so that searches go on meanwhile.
    """

    def __init__(self, dim: int, *, compress_from: int = COMPRESS_FROM) -> None:
        self._vectors = Float16Vectors(dim)
        self._proof = LateProof()
        """Of the file behind it."""
        self._ids = AscendingIds()
        """Those of the vectors."""
        self._compress_from = compress_from
        self._codes: CompressedCodes | None = None
        self._is_coded = False
        self._candidates: recall.Candidates | None = None
        self._unsaved = 0
        self._lock = threading.Lock()
        self._change_lock = threading.Lock()

    @property
    def dim(self) -> int:
        """The length of an embedding."""
        return self._vectors.dim

    @property
    def tier(self) -> str:
        """How it searches now: every vector compared in float16, or those that codes suggest."""
        return CODED_TIER if self._is_coded else EXACT_TIER

    @property
    def unsaved(self) -> int:
        """How many vectors came or went since it was loaded or saved."""
        return self._unsaved

    def __len__(self) -> int:
        with self._lock:
            return len(self._vectors)

    def add(self, ids: Int64Array, vectors: Float32Array) -> None:
        """As ``VectorIndex.add``."""
        check_unit(vectors, (len(ids), self.dim))
        if not len(ids):
            return
        last = len(ids) - 1 - np.unique(ids[::-1], return_index=True)[1]
        ids, vectors = ids[last], vectors[last]
        with self._change_lock, self._room_for(2 * len(ids)), self._lock:
            places, is_known = self._ids.find(ids)
            if is_known.any():
                self._take_out(ids[is_known])
            self._vectors.put(ids, vectors)
            self._unsaved += len(ids)
            if self._codes is not None:
                self._codes.add(ids, vectors)
            self._ids.insert(places[~is_known], ids[~is_known])

    def remove(self, ids: Int64Array) -> int:
        """Take these ids out; how many of them were in."""
        ids = np.unique(ids)
        with self._change_lock, self._room_for(len(ids)), self._lock:
            places, is_known = self._ids.find(ids)
            if not is_known.any():
                return 0
            self._ids.delete(places[is_known])
            self._take_out(ids[is_known])
            removed = int(is_known.sum())
            self._unsaved += removed
            return removed

    def search(self, query: Float32Array, k: int, allowed: Int64Array | None = None) -> tuple[Int64Array, Float32Array]:
        """As ``VectorIndex.search``."""
        check_unit(query, (self.dim,))
        selector = None if allowed is None else _selector(allowed)
        with self._lock:
            k = min(k, len(self._ids) if allowed is None else min(len(self._ids), len(allowed)))
            if k <= 0:
                return np.empty(0, np.int64), np.empty(0, np.float32)
            if selector is None and self._is_coded and k <= _MOST_BY_CODES:
                return self._search_codes(query, k, self._candidates or recall.Candidates())
            return self._search_all(query, k, selector)

    def neighbours(self, ids: Int64Array, k: int) -> tuple[Int64Array, Float32Array]:
        """As ``VectorIndex.neighbours``; of a large index by codes."""
        return neighbours_by_search(self, ids, k)

    def advance(self) -> bool:
        """As ``KeptIndex.advance``."""
        before = self.tier
        with self._change_lock:
            self._proof.demand()
            count = len(self._vectors)
            if count < self._compress_from * (_EXACT_AGAIN_BELOW if self._codes is not None else 1):
                self._drop_codes()
            elif self._codes is None:
                with self._lock:
                    sample = self._vectors.vectors_of(self._ids.some(_SAMPLED))
                self._codes = CompressedCodes(sample)
            elif not self._is_coded:
                self._code_some(self._codes)
            elif self._candidates is None:
                self._candidates = recall.tuned(self._measured)
        return self.tier != before

    def measured_recall(self) -> float:
        """As ``KeptIndex.measured_recall``."""
        with self._change_lock:
            self._proof.demand()
            return self._measured(self._candidates or recall.Candidates()) if self._is_coded else 1.0

    def shrink(self) -> None:
        """Give back memory that can be had again quickly: the next search of 100,000 photos takes 4 ms more."""
        with self._lock:
            self._vectors.shrink()

    def refill(self, batches: Iterable[tuple[Int64Array, Float32Array]]) -> None:
        """As ``KeptIndex.refill``."""
        built = type(self)(self.dim, compress_from=self._compress_from)
        for ids, vectors in batches:
            built.add(ids, vectors)
        with self._change_lock, self._lock:
            self._vectors, self._ids, self._unsaved = built._vectors, built._ids, built._unsaved
            self._proof, self._codes, self._is_coded, self._candidates = built._proof, None, False, None

    @contextmanager
    def _room_for(self, changes: int) -> Iterator[None]:
        """What is mapped becomes its own before it changes much; call it with the change lock held, searches go on."""
        if not self._vectors.has_room_for(changes):
            self._own()
        yield

    def _own(self) -> None:
        # A copy of damaged values could not be told from a sound one any more; who asks next is told.
        with suppress(IndexFileError):
            self._proof.demand()
        owned = self._vectors.owned()
        with self._lock:
            self._vectors = owned

    def _take_out(self, ids: Int64Array) -> None:
        """Remove ids from vectors and codes; call it with both locks held."""
        if self._codes is not None:
            self._codes.remove(ids)
        self._vectors.take_out(ids)

    def _drop_codes(self) -> None:
        with self._lock:
            if self._is_coded:
                self._unsaved += len(self._vectors)
            self._codes, self._candidates, self._is_coded = None, None, False

    def _code_some(self, codes: CompressedCodes) -> None:
        """Give the next few thousand vectors a code; no search uses the codes until all have one."""
        missing = np.setdiff1d(self._ids.array, codes.ids(), assume_unique=True)[:_CODED_AT_ONCE]
        if len(missing):
            with self._lock:
                vectors = self._vectors.vectors_of(missing)
            codes.add(missing, vectors)
        else:
            self._is_coded = True
            # The codes took as long to make as the vectors: worth saving as if all of it were new.
            self._unsaved += len(self._ids)

    def _measured(self, candidates: recall.Candidates) -> float:
        """Recall with so many candidates; called with the change lock held, searches pass between its queries."""
        with self._lock:
            queries = recall.queries_of(self._vectors.vectors_of(self._ids.some(2 * recall.QUERIES)))

        def hits(query: Float32Array) -> tuple[Int64Array, Int64Array]:
            with self._lock:
                exact, _ = self._search_all(query, RECALL_HITS, None)
                return exact, self._search_codes(query, RECALL_HITS, candidates)[0]

        return recall.measured(queries, hits)

    def _search_all(self, query: Float32Array, k: int, selector: Any) -> tuple[Int64Array, Float32Array]:  # noqa: ANN401
        """Compare every vector; call it with the lock held."""
        ids, scores = self._vectors.nearest(query, k, selector)
        return ids, np.clip(scores, -1.0, 1.0)

    def _search_codes(
        self, query: Float32Array, k: int, candidates: recall.Candidates
    ) -> tuple[Int64Array, Float32Array]:
        """Compare what the codes suggest; call it with the lock held."""
        assert self._codes is not None, "the tier has codes"
        ids = self._codes.nearest(query, candidates.for_hits(k))
        ids, scores = self._vectors.best_of(ids, query, k)
        return ids, np.clip(scores, -1.0, 1.0)

    def ids(self) -> Int64Array:
        """As ``VectorIndex.ids``."""
        with self._lock:
            return self._ids.array

    def vectors_of(self, ids: Int64Array) -> Float32Array:
        """As ``VectorIndex.vectors_of``."""
        with self._lock:
            unknown = ids[~self._ids.find(ids)[1]]
            if len(unknown):
                raise KeyError(int(unknown[0]))
            return self._vectors.vectors_of(ids)

    def save(self, place: Path, encoder_id: EncoderId, seq: int, generation: str) -> None:
        """As ``KeptIndex.save``."""
        written = index_file.save(place, self.serialize_to, encoder_id, self.dim, seq, generation)
        with self._change_lock:
            self._unsaved -= written.unsaved

    def serialize_to(self, write: Callable[[bytes], object]) -> Written:
        """Hand the index to ``write`` in pieces, as it is at one moment.

        Not to a file name, because FAISS opens names as UTF-8 and so misses some folders on Windows and elsewhere.
        What ``write`` raises comes out of here.
        """
        with self._change_lock:
            self._own()
            values = values_of(len(self._ids), self.dim, self._vectors.write(write))
            if self._codes is not None and self._is_coded:
                self._codes.write(faiss.PyCallbackIOWriter(write, STREAM_BYTES))
            return Written(len(self._ids), values, self._unsaved, self.tier)

    @classmethod
    def map(
        cls,
        data: UInt8Array,
        tier: str = EXACT_TIER,
        proof: Callable[[], None] | None = None,
        *,
        compress_from: int = COMPRESS_FROM,
    ) -> Self:
        """Make an index that looks at what ``serialize_to`` wrote while it was of ``tier``.

        Args:
            data: the bytes; those beside the vectors' values must be known to be the ones that were written.
            tier: what ``Written`` said.
            proof: raises IndexFileError if the values are not those that were written: asked later, in the background.

        Raises:
            IndexFileError: it is something else.
        """
        if tier not in (EXACT_TIER, CODED_TIER):
            raise IndexFileError(f"it is of an unknown tier, {tier}")
        vectors, end = Float16Vectors.map(data)
        index = cls(vectors.dim, compress_from=compress_from)
        index._vectors, index._ids, index._proof = vectors, AscendingIds(vectors.ids()), LateProof(proof)
        if tier == CODED_TIER:
            index._codes = CompressedCodes.read(data[end:].tobytes())
            index._is_coded = True
        return index


def _selector(allowed: Int64Array) -> Any:  # noqa: ANN401
    """FAISS's filter for these ids. The bitmap is measured fastest at every share from 0.1 % to 60 %."""
    largest = int(allowed.max(initial=0))
    if largest >= _BITMAP_LIMIT:
        return faiss.IDSelectorBatch(np.ascontiguousarray(allowed))
    bits = np.zeros(largest + 1, bool)
    bits[allowed] = True
    return faiss.IDSelectorBitmap(np.packbits(bits, bitorder="little"))
