"""Of the items of a photo the best one counts and is remembered; where every item is a photo nothing is done."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from photosearch.search.collapse import collapse
from photosearch.search.fusion import Ranking, fuse
from photosearch.search.sources.source import Candidates
from photosearch.store.items import NO_PHOTO


def ranking_of(count: int) -> Ranking:
    """Items 100, 101, ..., best first."""
    scores = np.linspace(1, 0, count, dtype=np.float32)
    return fuse([Candidates("a", np.arange(100, 100 + count, dtype=np.int64), scores)])


@given(st.lists(st.sampled_from([NO_PHOTO, 1, 2, 3, 4, 5, 6, 7, 8]), max_size=30))
def test_the_best_item_of_each_photo_stays_in_the_order_of_the_ranking(photos: list[int]) -> None:
    ranking = ranking_of(len(photos))
    collapsed, photo_ids = collapse(ranking, np.asarray(photos, np.int64))
    firsts = [row for row, photo in enumerate(photos) if photo not in [NO_PHOTO, *photos[:row]]]
    assert photo_ids.tolist() == [photos[row] for row in firsts]
    assert collapsed.item_ids.tolist() == [100 + row for row in firsts]
    assert collapsed.scores.tolist() == ranking.scores[firsts].tolist()
    assert collapsed.evidence[0].scores.tolist() == ranking.scores[firsts].tolist()


def test_where_every_item_is_its_own_photo_nothing_is_copied() -> None:
    ranking = ranking_of(5)
    assert collapse(ranking, ranking.item_ids) == (ranking, ranking.item_ids)
    photo_ids = ranking.item_ids + 1000
    collapsed, photos = collapse(ranking, photo_ids)
    assert collapsed is ranking
    assert photos is photo_ids
