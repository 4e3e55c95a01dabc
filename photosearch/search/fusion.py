"""Candidates of several sources become one ranking, by reciprocal rank fusion. Pure.

A cosine, a text score and the likeness of a face lie on scales of their own, and no photos are labelled from which
their relation could be learned. Ranks need neither: Cormack, Clarke and Büttcher ("Reciprocal Rank Fusion outperforms
Condorcet and individual Rank Learning Methods", SIGIR 2009) found them better than methods that combine scores.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from photosearch.search.sources.id_sets import joined
from photosearch.search.sources.source import Candidates
from photosearch.types.arrays import Float32Array, Int64Array, UInt8Array
from photosearch.types.queries import Band, Evidence

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
    several an item scores the sum of 1 / (60 + its rank) over the sources that name it, where equal scores share the
    best of their ranks; a better band goes first whatever the sum, equal sums go by item id.

    What a source names tentatively is strong only if no other source finds something else strong, or if one finds it
    possible at least: where the look of photos answers, a folder called Beach makes no beach of all that is in it.
    """
    named = [one for one in found if one.item_ids.size] or found
    if len(named) == 1:
        only = named[0]
        own = Evidence(only.source, only.scores, only.bars, only.details)
        return Ranking(only.item_ids, only.scores, (own,))
    item_ids, rows = joined([one.item_ids for one in named])
    fused = np.zeros(item_ids.size)
    for one, of_one in sorted(zip(named, rows, strict=True), key=lambda pair: pair[0].source):
        fused[of_one] += 1.0 / (RANK_OFFSET + 1 + ranks(one.scores))
    evidence = tuple(_spread(one, of_one, item_ids.size) for one, of_one in zip(named, rows, strict=True))
    evidence = tuple(
        _agreed(own, one, of_one, [other for other in evidence if other is not own])
        for own, one, of_one in zip(evidence, named, rows, strict=True)
    )
    ranking = Ranking(item_ids, fused.astype(np.float32), evidence)
    # Equal ones stay as they are, by item id.
    return ranking.at(np.lexsort((-fused, -ranking.bands.astype(np.int8))))


def ranks(scores: Float32Array) -> Int64Array:
    """From 0, of scores that fall: equal ones have the rank of the first of them."""
    places = np.arange(scores.size)
    is_lower = np.ones(scores.size, np.bool_)
    is_lower[1:] = scores[1:] < scores[:-1]
    ranks: Int64Array = np.maximum.accumulate(np.where(is_lower, places, 0))
    return ranks


def _agreed(own: Evidence, candidates: Candidates, rows: Int64Array, others: Sequence[Evidence]) -> Evidence:
    """What a source says, with tentative items that no other one bears out just below its bar of strong ones."""
    if candidates.is_tentative is None or own.bars is None or not candidates.is_tentative.any():
        return own
    bands = np.maximum.reduce([other.bands for other in others])
    if not (bands == Band.STRONG).any():
        return own
    is_alone = np.zeros(own.scores.size, np.bool_)
    is_alone[rows] = candidates.is_tentative
    is_alone &= bands == Band.FAR
    below = np.nextafter(np.float32(own.bars.strong), np.float32(-np.inf))
    scores: Float32Array = np.where(is_alone, np.minimum(own.scores, below), own.scores)
    return replace(own, scores=scores)


def _spread(candidates: Candidates, rows: Int64Array, count: int) -> Evidence:
    """What a source says, laid out over all ``count`` items; its own ones are at ``rows``."""
    scores = np.full(count, np.nan, np.float32)
    scores[rows] = candidates.scores
    if candidates.details is None:
        return Evidence(candidates.source, scores, candidates.bars, None)
    details = np.zeros(count, candidates.details.dtype)
    details[rows] = candidates.details
    return Evidence(candidates.source, scores, candidates.bars, details)
