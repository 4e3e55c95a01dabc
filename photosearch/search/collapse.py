"""Items become photos: of a photo's items the best one counts, and is remembered as the moment that was found. Pure."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from photosearch.search.fusion import Ranking
from photosearch.store.items import NO_PHOTO
from photosearch.types.arrays import Int64Array


def without(ranking: Ranking, photo_ids: Int64Array, denied: Int64Array) -> tuple[Ranking, Int64Array]:
    """What is of a photo of ``denied`` comes last, and no source's word for it counts; arguments as in ``collapse``."""
    if not denied.size:
        return ranking, photo_ids
    is_denied = np.isin(photo_ids, denied)
    if not is_denied.any():
        return ranking, photo_ids
    order = np.concatenate([np.flatnonzero(~is_denied), np.flatnonzero(is_denied)])
    last = ranking.at(order)
    nobody = np.where(is_denied[order], np.float32(np.nan), np.float32(0))
    evidence = tuple(replace(one, scores=one.scores + nobody) for one in last.evidence)
    return replace(last, evidence=evidence), photo_ids[order]


def collapse(ranking: Ranking, photo_ids: Int64Array) -> tuple[Ranking, Int64Array]:
    """The best item of each photo, in the order of ``ranking``, and the photo of each; items of no photo are left out.

    Args:
        ranking: best first.
        photo_ids: [n], to which photo each item belongs, as ``Items.photos_of`` says it. Where that is
            ``ranking.item_ids`` itself, nothing is done.
    """
    if photo_ids is ranking.item_ids:
        return ranking, photo_ids
    known, first = np.unique(photo_ids, return_index=True)
    rows = np.sort(first[known != NO_PHOTO])
    if rows.size == photo_ids.size:
        return ranking, photo_ids
    return ranking.at(rows), photo_ids[rows]
