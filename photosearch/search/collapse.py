"""Items become photos: of a photo's items the best one counts, and is remembered as the moment that was found. Pure."""

from __future__ import annotations

import numpy as np

from photosearch.search.fusion import Ranking
from photosearch.types import Int64Array


def collapse(ranking: Ranking, photo_ids: Int64Array) -> tuple[Ranking, Int64Array]:
    """The best item of each photo, in the order of ``ranking``, and the photo of each.

    Args:
        ranking: best first.
        photo_ids: [n], to which photo each item belongs. Where every item is its own photo pass ``ranking.item_ids``:
            then nothing is done.
    """
    if photo_ids is ranking.item_ids:
        return ranking, photo_ids
    first = np.unique(photo_ids, return_index=True)[1]
    if first.size == photo_ids.size:
        return ranking, photo_ids
    rows = np.sort(first)
    return ranking.at(rows), photo_ids[rows]
