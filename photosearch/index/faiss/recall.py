"""How many candidates are enough: recall against an exact search, over queries made of the library's vectors. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from photosearch.types.arrays import Float32Array, Int64Array

TARGET = 0.99
QUERIES = 24
_STEPS = (1000, 2000, 4000, 8000)


@dataclass(frozen=True, slots=True)
class Candidates:
    """How many of the codes' suggestions are compared again."""

    least: int = _STEPS[0]
    per_hit: int = 3
    """For 500 hits 1,500 candidates found all of the first 50 and .96 of all 500 for sentences among half a million
    photos (docs/adr, 12).
    """

    def for_hits(self, k: int) -> int:
        """For a query that wants ``k`` hits."""
        return max(self.least, self.per_hit * k)


def tuned(measure: Callable[[Candidates], float], target: float = TARGET) -> Candidates:
    """The fewest candidates whose measured recall reaches ``target``, or the most there are when none does."""
    for least in _STEPS:
        candidates = Candidates(least)
        if measure(candidates) >= target:
            break
    return candidates


def measured(queries: Float32Array, hits: Callable[[Float32Array], tuple[Int64Array, Int64Array]]) -> float:
    """The mean share of the first of ``hits`` (those of an exact search) that are among the second; 1 of no queries."""
    found = 0.0
    for query in queries:
        exact, others = hits(query)
        found += len(np.intersect1d(exact, others)) / max(1, len(exact))
    return found / len(queries) if len(queries) else 1.0


def queries_of(vectors: Float32Array) -> Float32Array:
    """Unit queries [n / 2, dim] out of embeddings [n, dim]: halfway between two photos.

    A photo itself would be too easy a query: its own neighbours lie far closer than anything that words find.
    """
    half = len(vectors) // 2
    mixed = vectors[:half] + vectors[half : 2 * half]
    queries: Float32Array = mixed / np.linalg.norm(mixed, axis=1, keepdims=True)
    return queries
