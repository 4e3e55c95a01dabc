"""Every answer ends: what fits is counted and listed in whole, however few are asked for and however it is sorted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from photosearch.decode.thumbnails import ThumbnailCache
from photosearch.decode.worker_pool import DecodePool
from photosearch.index.opening import new_index
from photosearch.search.searcher import Searcher
from photosearch.search.sources.source import Candidates
from photosearch.types.arrays import Float32Array, Int64Array
from photosearch.types.queries import Band, Bars, Filters, Found, SearchQuery, Sort
from tests.library import Bench
from tests.photos import write_photos

COUNT = 40


class Given:
    """A source that scores the library's photos as it is told."""

    def __init__(self, ids: Int64Array) -> None:
        self.ids = ids
        self.scores: Float32Array = np.zeros(len(ids), np.float32)
        self.bars: Bars | None = None
        self.asked: list[int] = []

    def candidates(self, query: SearchQuery, allowed: Int64Array | None, limit: int) -> Candidates:
        self.asked.append(limit)
        order = np.lexsort((self.ids, -self.scores))
        order = order if allowed is None else order[np.isin(self.ids[order], allowed)]
        order = order[: limit or None]
        return Candidates("given", self.ids[order], self.scores[order], self.bars)


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    folder = tmp_path_factory.mktemp("bench")
    thumbnails = ThumbnailCache(folder / "thumbnails", 100_000_000)
    pool = DecodePool(workers=1, memory_limit_bytes=2_000_000_000, timeout_s=30, thumbnails=thumbnails)
    made = Bench(folder, pool)
    write_photos(made.photos / "a", COUNT // 2)
    write_photos(made.photos / "b", COUNT // 2, seed=7)
    made.scan()
    yield made
    made.close()
    pool.close()


@pytest.fixture(scope="module")
def given_source(bench: Bench) -> Given:
    return Given(np.sort(bench.store.photos.ids()))


@pytest.fixture(scope="module")
def searcher(bench: Bench, given_source: Given) -> Searcher:
    shelf = bench.shelf
    empty = new_index(shelf.index.dim)
    return Searcher(shelf.encoder_id, shelf.service, empty, bench.store, bench.pool, further=(given_source,), at_once=1)


scores = st.lists(st.integers(0, 9), min_size=COUNT, max_size=COUNT).map(lambda tens: np.asarray(tens, np.float32) / 10)
bars = st.tuples(st.floats(-0.1, 1.1), st.floats(-0.1, 1.1)).map(lambda two: Bars(max(two), min(two)))
ASK = SearchQuery(text="red")
in_module = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def expected_bands(source: Given) -> dict[int, int]:
    assert source.bars is not None
    at_least = source.scores[:, np.newaxis] >= np.asarray([source.bars.strong, source.bars.possible], np.float32)
    return dict(zip(source.ids.tolist(), at_least.sum(axis=1).tolist(), strict=True))


@in_module
@given(values=scores, wanted=bars, limit=st.integers(0, COUNT + 5), every=st.booleans(), sort=st.sampled_from(Sort))
def test_counts_are_true_and_the_better_band_comes_first(
    searcher: Searcher, given_source: Given, values: Float32Array, wanted: Bars, limit: int, every: bool, sort: Sort
) -> None:
    given_source.scores, given_source.bars = values, wanted
    result = searcher.search(replace(ASK, limit=limit, every_match=every, sort=sort))
    band_of = expected_bands(given_source)
    strong, possible = (list(band_of.values()).count(band) for band in (Band.STRONG, Band.POSSIBLE))
    assert (result.strong, result.possible) == (strong, possible)
    assert result.found is (Found.STRONG if strong else Found.POSSIBLE if possible else Found.NOTHING)
    assert result.bands is not None
    assert result.bands.tolist() == [band_of[photo_id] for photo_id in result.photo_ids.tolist()]
    assert (np.diff(result.bands.astype(np.int8)) <= 0).all()
    most = limit + strong + possible if limit and every else limit
    assert len(result.photo_ids) == min(most or COUNT, COUNT)


@in_module
@given(values=scores, wanted=bars)
def test_the_same_photos_fit_in_every_order(
    bench: Bench, searcher: Searcher, given_source: Given, values: Float32Array, wanted: Bars
) -> None:
    given_source.scores, given_source.bars = values, wanted
    orders = (Sort.NEWEST, Sort.OLDEST, Sort.ADDED)
    by_date = {sort: bench.store.photos.ids(sort=sort).tolist() for sort in orders}
    every = replace(ASK, every_match=True, limit=3)
    first = searcher.search(every)
    assert first.bands is not None
    for sort, dated in by_date.items():
        result = searcher.search(replace(every, sort=sort))
        assert result.bands is not None
        for band in Band:
            of_band = result.photo_ids[result.bands == band].tolist()
            relevant = first.photo_ids[first.bands == band].tolist()
            assert sorted(of_band) == sorted(relevant)
            assert of_band == [one for one in dated if one in relevant]


@in_module
@given(values=scores, wanted=bars)
def test_a_filter_moves_no_photo_to_another_band(
    bench: Bench, searcher: Searcher, given_source: Given, values: Float32Array, wanted: Bars
) -> None:
    given_source.scores, given_source.bars = values, wanted
    every = replace(ASK, every_match=True, limit=0)
    whole, narrow = searcher.search(every), searcher.search(replace(every, filters=Filters(folder=bench.photos / "a")))
    assert whole.bands is not None
    assert narrow.bands is not None
    band_of = dict(zip(whole.photo_ids.tolist(), whole.bands.tolist(), strict=True))
    assert len(narrow.photo_ids) == narrow.total == COUNT // 2
    assert narrow.bands.tolist() == [band_of[photo_id] for photo_id in narrow.photo_ids.tolist()]
    assert narrow.strong == narrow.bands.tolist().count(Band.STRONG)


def test_a_source_is_asked_no_further_than_to_its_first_far_item(searcher: Searcher, given_source: Given) -> None:
    given_source.scores, given_source.bars = np.linspace(1, 0, COUNT, dtype=np.float32), Bars(0.9, 0.8)
    for limit, asked in ((12, [12]), (5, [5, 20]), (2, [2, 8, 32]), (0, [0])):
        given_source.asked.clear()
        assert searcher.search(replace(ASK, limit=limit)).possible == 4
        assert given_source.asked == asked


def test_a_source_is_asked_for_many_at_once(bench: Bench, given_source: Given) -> None:
    given_source.scores, given_source.bars = np.linspace(1, 0, COUNT, dtype=np.float32), Bars(0.9, 0.8)
    given_source.asked.clear()
    shelf = bench.shelf
    empty = new_index(shelf.index.dim)
    searcher = Searcher(shelf.encoder_id, shelf.service, empty, bench.store, bench.pool, further=(given_source,))
    result = searcher.search(replace(ASK, limit=2))
    assert (len(result.photo_ids), result.possible) == (2, 4)
    assert len(given_source.asked) == 1


def test_one_bar_lies_above_the_other() -> None:
    with pytest.raises(ValueError, match="strong from"):
        Bars(strong=0.2, possible=0.3)
    with pytest.raises(ValueError, match="strong from"):
        Bars(strong=float("nan"), possible=0.3)


def test_what_is_browsed_is_all_that_was_asked_for(searcher: Searcher) -> None:
    result = searcher.search(SearchQuery(limit=0))
    assert (result.found, result.strong, result.possible, result.bands) == (Found.STRONG, COUNT, 0, None)
