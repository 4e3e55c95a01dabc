"""The nearest of what an index holds already, by asking it one vector after the other: enough for any backend."""

from __future__ import annotations

import numpy as np

from photosearch.index.vector_index import NO_ITEM, VectorIndex
from photosearch.types.arrays import Float32Array, Int64Array


def neighbours_by_search(index: VectorIndex, ids: Int64Array, k: int) -> tuple[Int64Array, Float32Array]:
    """What ``VectorIndex.neighbours`` promises; other searches and changes pass between the rows.

    Raises:
        KeyError: an id is not in.
    """
    near = np.full((len(ids), max(k, 0)), NO_ITEM, np.int64)
    scores = np.full(near.shape, -1.0, np.float32)
    for row, (item_id, vector) in enumerate(zip(ids.tolist(), index.vectors_of(ids), strict=True)):
        found, found_scores = index.search(vector, near.shape[1] + 1)
        # Of many equal ones the item itself need not be among the hits.
        others = np.flatnonzero(found != item_id)[: near.shape[1]]
        near[row, : len(others)] = found[others]
        scores[row, : len(others)] = found_scores[others]
    return near, scores
