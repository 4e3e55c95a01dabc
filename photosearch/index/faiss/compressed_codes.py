"""Finds candidates for the nearest embeddings in a seventh of the bytes: RaBitQ codes over a random rotation.

RaBitQ (Gao and Long, "RaBitQ: Quantizing High-Dimensional Vectors with a Theoretical Error Bound", SIGMOD 2024) keeps
two bits a dimension here and a few corrections. Nothing is trained but the mean: adding and removing stay cheap.

They lie in a few parts, each of which a thread of its own goes through, which halves the time on two cores.
"""

from __future__ import annotations

import io
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final, Self

import faiss as _faiss
import numpy as np

from photosearch.errors import IndexFileError
from photosearch.types.arrays import Float32Array, Int64Array

faiss: Any = _faiss  # its stub files leave out half of the Python layer
_BITS = 2
"""With one bit the codes are half as large and made three times as fast, but need so many more candidates that a query
takes longer (measured at a million vectors, docs/adr)."""
_QUERY_BITS = 4
_ROTATION_SEED = 12345
_MOST_PARTS: Final = 4
"""Beyond, memory is the limit."""
_MARGIN: Final = 1.25
_SPARE: Final = 50
"""Each part names its share of the candidates, so much more: they hardly ever lie more unevenly. 1,500 asked of both
halves of a million took 15.9 ms, 990 take 14.1.
"""
_threads = ThreadPoolExecutor(_MOST_PARTS - 1, thread_name_prefix="codes")
"""Only one query is under way at a time, and its caller goes through a part as well."""


class CompressedCodes:
    """Codes of unit embeddings by item id. Not safe to use from several threads: its owner locks."""

    def __init__(self, sample: Float32Array, parts: int | None = None) -> None:
        """No codes yet.

        Args:
            sample: [n, dim], a few thousand of the embeddings: tells their mean.
            parts: how many threads a query takes; None for one per core.
        """
        dim = sample.shape[1]
        rotation = faiss.RandomRotationMatrix(dim, dim)
        rotation.init(_ROTATION_SEED)
        codes = faiss.IndexRaBitQ(dim, faiss.METRIC_INNER_PRODUCT, _BITS)
        codes.qb = _QUERY_BITS
        rotated = faiss.IndexPreTransform(rotation, codes)
        rotated.train(np.ascontiguousarray(sample))
        count = parts or min(os.cpu_count() or 1, _MOST_PARTS)
        self._hold([faiss.IndexIDMap2(faiss.clone_index(rotated)) for _ in range(count)])

    def __len__(self) -> int:
        return sum(int(part.ntotal) for part in self._parts)

    def add(self, ids: Int64Array, vectors: Float32Array) -> None:
        """Keep the codes of unit float32 [n, dim] under ids [n], of which none is in yet."""
        faiss.omp_set_num_threads(1)
        emptiest_first = sorted(self._parts, key=lambda part: int(part.ntotal))
        # Like cards, for photos of one moment come together: what is near to a query then lies in all parts alike.
        for first, part in enumerate(emptiest_first[: len(ids)]):
            share = slice(first, None, len(self._parts))
            part.add_with_ids(np.ascontiguousarray(vectors[share]), np.ascontiguousarray(ids[share]))

    def remove(self, ids: Int64Array) -> None:
        """Forget these; ids that are not in are no matter."""
        for part in self._parts:
            part.remove_ids(ids)

    def ids(self) -> Int64Array:
        """Every id that has a code, in no order."""
        return np.concatenate([faiss.vector_to_array(part.id_map) for part in self._parts])

    def nearest(self, query: Float32Array, count: int) -> Int64Array:
        """Some ``count`` ids that are nearest to a unit query [dim] as far as codes can tell, in no order."""
        share = count if len(self._parts) == 1 else _SPARE + int(_MARGIN * count / len(self._parts))
        others = [_threads.submit(_nearest, part, query, share) for part in self._parts[1:]]
        found = [_nearest(self._parts[0], query, share), *(other.result() for other in others)]
        ids = np.concatenate([ids for ids, _ in found])
        scores = np.concatenate([scores for _, scores in found])
        if len(ids) <= count:
            return ids
        best: Int64Array = ids[np.argpartition(-scores, count)[:count]]
        return best

    def write(self, writer: Any) -> None:  # noqa: ANN401
        """Append to a FAISS writer."""
        for part in self._parts:
            faiss.write_index(part, writer)

    @classmethod
    def read(cls, data: bytes) -> Self:
        """What ``write`` wrote.

        Raises:
            IndexFileError: it is something else.
        """
        stream = io.BytesIO(data)
        parts = [_read_part(stream)]
        while stream.tell() < len(data):
            parts.append(_read_part(stream))
        codes = cls.__new__(cls)
        codes._hold(parts)
        return codes

    def _hold(self, parts: Sequence[Any]) -> None:
        self._parts = tuple(parts)


def _nearest(part: Any, query: Float32Array, count: int) -> tuple[Int64Array, Float32Array]:  # noqa: ANN401
    faiss.omp_set_num_threads(1)  # holds for the calling thread
    scores, ids = part.search(np.ascontiguousarray(query[np.newaxis]), max(1, min(count, part.ntotal)))
    is_hit = ids[0] >= 0
    return ids[0][is_hit], scores[0][is_hit]


def _read_part(stream: io.BytesIO) -> Any:  # noqa: ANN401
    try:
        part = faiss.read_index(faiss.PyCallbackIOReader(stream.read))
    except RuntimeError as error:
        raise IndexFileError(f"FAISS cannot read it: {error}") from error
    if not isinstance(part, faiss.IndexIDMap2):
        raise IndexFileError(f"it holds {type(part).__name__} for codes")
    return part
