"""Pure arithmetic of queries: terms become one direction, unwanted things push hits down, hits get an order."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from photosearch.types.arrays import Float32Array, Int64Array

_NOT_STRENGTH = 1.5
"""How many standard deviations of the wanted score a candidate loses per deviation above the mean unwanted score."""
_STANDS_OUT = 1.0
"""Standard deviations above the mean unwanted score from which on a candidate may show the unwanted."""


def combine(vectors: Sequence[Float32Array], weights: Sequence[float]) -> Float32Array:
    """The unit direction of weighted unit vectors of shape ``[dim]``: its cosine ranks as the weighted sum does.

    Raises:
        ValueError: nothing to combine, or the terms cancel out.
    """
    if not vectors or len(vectors) != len(weights):
        raise ValueError("one weight a vector, and at least one")
    total = np.zeros_like(vectors[0], dtype=np.float64)
    for vector, weight in zip(vectors, weights, strict=True):
        total += weight * vector.astype(np.float64)
    norm = float(np.linalg.norm(total))
    if norm < 1e-6:
        raise ValueError("the terms cancel out")
    return (total / norm).astype(np.float32)


def push_down(
    scores: Float32Array,
    unwanted: Float32Array,
    usual: Float32Array,
    usual_unwanted: Float32Array,
) -> Float32Array:
    """Lower the scores of candidates that resemble any unwanted term.

    Cosines to different words have different offsets, so what counts is how far a candidate stands out among the
    photos of the library. Candidates that do not stand out keep their score.

    Args:
        scores: of the candidates, [n].
        unwanted: cosines of the unwanted terms to the candidates, [terms, n].
        usual: cosines of what is wanted to a sample of the library, [m]: candidates differ with every filter, the
            library does not.
        usual_unwanted: cosines of the unwanted terms to that sample, [terms, m].
    """
    if usual.size < 2 or not unwanted.size:
        return scores
    centred = unwanted - usual_unwanted.mean(axis=1, keepdims=True)
    deviations = centred / np.maximum(usual_unwanted.std(axis=1, keepdims=True), 1e-6)
    excess = np.where(deviations >= _STANDS_OUT, deviations, 0.0).max(axis=0)
    result: Float32Array = (scores - _NOT_STRENGTH * float(usual.std()) * excess).astype(np.float32)
    return result


def ranked(ids: Int64Array, scores: Float32Array, limit: int) -> tuple[Int64Array, Float32Array]:
    """The ``limit`` best, larger score first, equal scores by id so that the order never wavers."""
    order = np.lexsort((ids, -scores))[:limit]
    return ids[order], scores[order]


def rows_in_order_of(ids: Int64Array, order: Int64Array) -> Int64Array:
    """Where in ``ids`` those of ``order`` are, in that order; what is in only one of them has no row."""
    by_id = np.argsort(ids)
    places = np.searchsorted(ids, order, sorter=by_id)
    rows = by_id[places[places < ids.size]]
    found: Int64Array = rows[ids[rows] == order[places < ids.size]]
    return found
