"""Finds candidates for the nearest embeddings in a tenth of the bytes: RaBitQ codes over a random rotation.

RaBitQ (Gao and Long, "RaBitQ: Quantizing High-Dimensional Vectors with a Theoretical Error Bound", SIGMOD 2024) keeps
two bits a dimension here and a few corrections. Nothing is trained but the mean: adding and removing stay cheap.
"""

from __future__ import annotations

from typing import Any, Self

import faiss as _faiss
import numpy as np

from photosearch.errors import IndexFileError
from photosearch.types import Float32Array, Int64Array

faiss: Any = _faiss  # its stub files leave out half of the Python layer
_BITS = 2
"""With one bit the codes are half as large and made three times as fast, but need so many more candidates that a query
takes longer (measured at a million vectors, docs/adr)."""
_QUERY_BITS = 4
_ROTATION_SEED = 12345


class CompressedCodes:
    """Codes of unit embeddings by photo id. Not safe to use from several threads: its owner locks."""

    def __init__(self, sample: Float32Array) -> None:
        """No codes yet; ``sample`` [n, dim], a few thousand of the embeddings, tells their mean."""
        dim = sample.shape[1]
        rotation = faiss.RandomRotationMatrix(dim, dim)
        rotation.init(_ROTATION_SEED)
        codes = faiss.IndexRaBitQ(dim, faiss.METRIC_INNER_PRODUCT, _BITS)
        codes.qb = _QUERY_BITS
        rotated = faiss.IndexPreTransform(rotation, codes)
        rotated.train(np.ascontiguousarray(sample))
        self._hold(faiss.IndexIDMap2(rotated))

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def add(self, ids: Int64Array, vectors: Float32Array) -> None:
        """Keep the codes of unit float32 [n, dim] under ids [n], of which none is in yet."""
        faiss.omp_set_num_threads(1)
        self._index.add_with_ids(np.ascontiguousarray(vectors), ids)

    def remove(self, ids: Int64Array) -> None:
        """Forget these; ids that are not in are no matter."""
        self._index.remove_ids(ids)

    def ids(self) -> Int64Array:
        """Every id that has a code, in no order."""
        ids: Int64Array = faiss.vector_to_array(self._index.id_map)
        return ids

    def nearest(self, query: Float32Array, count: int) -> Int64Array:
        """The ``count`` ids that are nearest to a unit query [dim] as far as codes can tell, in no order."""
        faiss.omp_set_num_threads(1)
        _, ids = self._index.search(np.ascontiguousarray(query[np.newaxis]), min(count, len(self)))
        found: Int64Array = ids[0][ids[0] >= 0]
        return found

    def write(self, writer: Any) -> None:  # noqa: ANN401
        """Append to a FAISS writer."""
        faiss.write_index(self._index, writer)

    @classmethod
    def read(cls, reader: Any) -> Self:  # noqa: ANN401
        """What ``write`` wrote.

        Raises:
            IndexFileError: it is something else.
        """
        try:
            loaded = faiss.read_index(reader)
        except RuntimeError as error:
            raise IndexFileError(f"FAISS cannot read it: {error}") from error
        if not isinstance(loaded, faiss.IndexIDMap2):
            raise IndexFileError(f"it holds {type(loaded).__name__} for codes")
        codes = cls.__new__(cls)
        codes._hold(loaded)
        return codes

    def _hold(self, index: Any) -> None:  # noqa: ANN401
        self._index: Any = index
