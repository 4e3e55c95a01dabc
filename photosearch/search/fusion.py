"""Candidates of several sources become one ranking, by reciprocal rank fusion. Pure.

A cosine, a text score and the likeness of a face lie on scales of their own, and no photos are labelled from which
their relation could be learned. Ranks need neither: Cormack, Clarke and Büttcher ("Reciprocal Rank Fusion outperforms
Condorcet and individual Rank Learning Methods", SIGIR 2009) found them better than methods that combine scores.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from photosearch.search.sources.source import Candidates
from photosearch.types.arrays import Float32Array, Int64Array, UInt8Array
from photosearch.types.queries import Evidence

RANK_OFFSET: Final = 60
"""As in the paper: the first of one source does not outweigh an item that two sources name a little further down."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """Items best first - by band, then by score - with what each source said of them: arrays of the same length."""

    item_ids: Int64Array
    scores: Float32Array
    evidence: tuple[Evidence, ...]

    def at(self, rows: Int64Array | NDArray[np.bool_]) -> Ranking:
        """Only these rows, in the order given: numbers, or a truth value for each."""
        return Ranking(self.item_ids[rows], self.scores[rows], tuple(one.at(rows) for one in self.evidence))

    @property
    def bands(self) -> UInt8Array:
        """The ``Band`` of each item: the best that any source puts it in."""
        bands: UInt8Array = np.maximum.reduce([one.bands for one in self.evidence])
        return bands


def fuse(found: Sequence[Candidates]) -> Ranking:
    """One ranking of everything that at least one source named.

    With one source, or where only one has something to say, the order and the scores are that source's own. With
    several an item scores the sum of 1 / (60 + its rank) over the sources that name it; a better band goes first
    whatever the sum, equal sums go by item id.
    """
    named = [one for one in found if one.item_ids.size] or found
    if len(named) == 1:
        only = named[0]
        own = Evidence(only.source, only.scores, only.bars, only.details)
        return Ranking(only.item_ids, only.scores, (own,))
    item_ids, joined = np.unique(np.concatenate([one.item_ids for one in named]), return_inverse=True)
    rows = np.split(joined, np.cumsum([one.item_ids.size for one in named])[:-1])
    fused = np.zeros(item_ids.size)
    for _, of_one in sorted(zip((one.source for one in named), rows, strict=True), key=lambda pair: pair[0]):
        fused[of_one] += 1.0 / (RANK_OFFSET + 1 + np.arange(of_one.size))
    evidence = tuple(_spread(one, of_one, item_ids.size) for one, of_one in zip(named, rows, strict=True))
    ranking = Ranking(item_ids, fused.astype(np.float32), evidence)
    return ranking.at(np.lexsort((item_ids, -fused, -ranking.bands.astype(np.int8))))


def _spread(candidates: Candidates, rows: Int64Array, count: int) -> Evidence:
    """What a source says, laid out over all ``count`` items; its own ones are at ``rows``."""
    scores = np.full(count, np.nan, np.float32)
    scores[rows] = candidates.scores
    if candidates.details is None:
        return Evidence(candidates.source, scores, candidates.bars, None)
    details = np.zeros(count, candidates.details.dtype)
    details[rows] = candidates.details
    return Evidence(candidates.source, scores, candidates.bars, details)
