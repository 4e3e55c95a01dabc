"""How well embeddings rank: recall, median rank and average precision, computed from scores alone.

Definitions follow the image-text retrieval literature (Karpathy & Fei-Fei 2015 for R@k and median rank; Manning et al.
2008, chapter 8, for average precision). A tie counts against the ranking, so that constant embeddings score nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from photosearch.types.arrays import Float32Array, Int64Array

_CHUNK = 512
_PERCENT = 100.0


@dataclass(frozen=True, slots=True)
class RankFigures:
    """One direction of retrieval: recalls in percent, median rank from 1, mean average precision in 0..1."""

    recall_at_1: float
    recall_at_5: float
    recall_at_10: float
    median_rank: float
    map_at_5: float
    map_at_10: float


@dataclass(frozen=True, slots=True)
class RetrievalFigures:
    """Both directions of caption retrieval."""

    text_to_image: RankFigures
    image_to_text: RankFigures


@dataclass(frozen=True, slots=True)
class QueryFigures:
    """Queries with several right answers: mAP and P@5 in 0..1, hit@1 in percent."""

    mean_average_precision: float
    precision_at_5: float
    hit_at_1: float


def evaluate_captions(
    image_embeddings: Float32Array, text_embeddings: Float32Array, text_owner: Int64Array
) -> RetrievalFigures:
    """Caption retrieval of unit rows [images, dim] and [texts, dim]; ``text_owner`` [texts] is each text's image row.

    Images that no text belongs to are distractors: they are searched but not asked about.

    Raises:
        ValueError: nothing to ask, or the arrays do not fit each other.
    """
    _check(image_embeddings, text_embeddings)
    if len(text_owner) != len(text_embeddings):
        raise ValueError(f"{len(text_embeddings)} texts but {len(text_owner)} owners")
    if text_owner.min() < 0 or text_owner.max() >= len(image_embeddings):
        raise ValueError("a text belongs to an image that is not there")
    asked = np.unique(text_owner)
    return RetrievalFigures(
        text_to_image=rank_figures(ranks_of_relevant(text_embeddings, image_embeddings, [[row] for row in text_owner])),
        image_to_text=rank_figures(
            ranks_of_relevant(image_embeddings[asked], text_embeddings, _texts_by_owner(text_owner, asked))
        ),
    )


def evaluate_queries(
    image_embeddings: Float32Array, text_embeddings: Float32Array, relevant: Sequence[Sequence[int]]
) -> QueryFigures:
    """Queries [queries, dim] over images [images, dim]; ``relevant`` has each query's right image rows, at least one.

    Raises:
        ValueError: nothing to ask, a query without a right answer, or arrays that do not fit each other.
    """
    _check(image_embeddings, text_embeddings)
    if len(relevant) != len(text_embeddings) or not all(relevant):
        raise ValueError("every query needs at least one right answer")
    ranks = list(ranks_of_relevant(text_embeddings, image_embeddings, relevant))
    return QueryFigures(
        mean_average_precision=float(np.mean([average_precision(found) for found in ranks])),
        precision_at_5=float(np.mean([np.count_nonzero(found <= 5) / 5 for found in ranks])),
        hit_at_1=_PERCENT * float(np.mean([found[0] == 1 for found in ranks])),
    )


def ranks_of_relevant(
    queries: Float32Array, candidates: Float32Array, relevant: Sequence[Sequence[int]]
) -> Iterator[Int64Array]:
    """For each query the sorted ranks (from 1) of its relevant candidates; at equal scores relevant ones come last."""
    for start in range(0, len(queries), _CHUNK):
        scores = queries[start : start + _CHUNK] @ candidates.T
        for row, wanted in zip(scores, relevant[start : start + _CHUNK], strict=True):
            yield _ranks(row, np.unique(np.asarray(wanted, dtype=np.int64)))


def rank_figures(ranks: Iterator[Int64Array]) -> RankFigures:
    """Sums up the ranks of every query's relevant candidates."""
    found = list(ranks)
    first = np.array([ranked[0] for ranked in found])
    return RankFigures(
        recall_at_1=_PERCENT * float(np.mean(first <= 1)),
        recall_at_5=_PERCENT * float(np.mean(first <= 5)),
        recall_at_10=_PERCENT * float(np.mean(first <= 10)),
        median_rank=float(np.median(first)),
        map_at_5=float(np.mean([average_precision(ranked, 5) for ranked in found])),
        map_at_10=float(np.mean([average_precision(ranked, 10) for ranked in found])),
    )


def average_precision(ranks: Int64Array, cut: int | None = None) -> float:
    """Average precision of sorted ranks (from 1), over all ranks or the first ``cut``; 1.0 is a perfect order."""
    within = ranks if cut is None else ranks[ranks <= cut]
    precision = np.arange(1, len(within) + 1) / within
    best = len(ranks) if cut is None else min(cut, len(ranks))
    return float(precision.sum() / best)


def _ranks(scores: Float32Array, wanted: Int64Array) -> Int64Array:
    is_wanted = np.zeros(len(scores), dtype=np.bool_)
    is_wanted[wanted] = True
    others = np.sort(scores[~is_wanted])
    right = np.sort(scores[is_wanted])[::-1]
    ahead = len(others) - np.searchsorted(others, right, side="left")
    ranks: Int64Array = ahead + np.arange(1, len(right) + 1)
    return ranks


def _texts_by_owner(text_owner: Int64Array, asked: Int64Array) -> list[list[int]]:
    places: dict[int, list[int]] = {int(owner): [] for owner in asked}
    for place, owner in enumerate(text_owner):
        places[int(owner)].append(place)
    return list(places.values())


def _check(images: NDArray[np.float32], texts: NDArray[np.float32]) -> None:
    if not len(images) or not len(texts):
        raise ValueError("there is nothing to rank")
    if images.shape[1] != texts.shape[1]:
        raise ValueError(f"image embeddings have {images.shape[1]} dimensions, text embeddings {texts.shape[1]}")
