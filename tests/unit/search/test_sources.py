"""A further source is one file: its hits join those of the vectors, with what it says of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from photosearch.decode.thumbnails import ThumbnailCache
from photosearch.decode.worker_pool import DecodePool
from photosearch.index.opening import new_index
from photosearch.search.searcher import Searcher
from photosearch.search.sources.source import Candidates
from photosearch.types import Filters, ImageTerm, Int64Array, PhotoId, SearchQuery, SearchResult, Sort
from tests.extending.file_names import FileNames
from tests.library import Bench

COLOURS = {"apple": (250, 20, 20), "forest": (20, 250, 20), "sea": (20, 20, 250), "old sea": (240, 30, 30)}


@pytest.fixture(scope="module")
def pool(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DecodePool]:
    thumbnails = ThumbnailCache(tmp_path_factory.mktemp("thumbnails"), 100_000_000)
    made = DecodePool(workers=1, memory_limit_bytes=2_000_000_000, timeout_s=30, thumbnails=thumbnails)
    yield made
    made.close()


@pytest.fixture
def bench(tmp_path: Path, pool: DecodePool) -> Iterator[Bench]:
    made = Bench(tmp_path, pool)
    for name, colour in COLOURS.items():
        Image.new("RGB", (60, 40), colour).save(made.photos / f"{name}.png")
    made.scan()
    yield made
    made.close()


def searcher_of(bench: Bench, *, has_names: bool = True) -> Searcher:
    shelf, photos = bench.shelf, bench.store.photos
    further = (FileNames(photos),) if has_names else ()
    return Searcher(shelf.encoder_id, shelf.service, shelf.index, photos, bench.pool, further=further)


def names(bench: Bench, result: SearchResult) -> list[str]:
    stems = {photo_id: Path(path).stem for path, photo_id in bench.known().items()}
    return [stems[PhotoId(photo_id)] for photo_id in result.photo_ids.tolist()]


def test_what_the_second_source_names_comes_first_and_says_why(bench: Bench) -> None:
    result = searcher_of(bench).search(SearchQuery(text="sea"))
    assert set(names(bench, result)[:2]) == {"sea", "old sea"}
    assert len(result.photo_ids) == 4
    vectors, file_names = result.evidence
    assert (vectors.source, file_names.source) == ("vectors", "file_names")
    assert file_names.details is not None
    said = dict(zip(names(bench, result), file_names.details.tolist(), strict=True))
    assert said == {"sea": "sea.png", "old sea": "old sea.png", "apple": "", "forest": ""}
    assert file_names.is_match.tolist() == [True, True, False, False]
    assert result.item_ids is not None
    assert result.item_ids.tolist() == result.photo_ids.tolist()


def test_where_it_names_nothing_hits_and_scores_are_those_of_the_vectors(bench: Bench) -> None:
    for query in (SearchQuery(text="red"), SearchQuery(text="red", limit=2), SearchQuery(not_texts=("red",))):
        alone = searcher_of(bench, has_names=False).search(query)
        both = searcher_of(bench).search(query)
        assert both.photo_ids.tolist() == alone.photo_ids.tolist()
        assert both.scores is not None
        assert alone.scores is not None
        assert both.scores.tolist() == alone.scores.tolist()
        assert [one.source for one in both.evidence] == ["vectors"]


def test_filter_limit_and_date_hold_for_both(bench: Bench) -> None:
    ask = searcher_of(bench).search
    assert len(ask(SearchQuery(text="sea", limit=3)).photo_ids) == 3
    nowhere = Filters(folder=bench.folder / "elsewhere")
    assert len(ask(SearchQuery(text="sea", filters=nowhere)).photo_ids) == 0
    by_date = ask(SearchQuery(text="sea", sort=Sort.NEWEST))
    assert by_date.photo_ids.tolist() == bench.store.photos.ids().tolist()
    assert by_date.evidence[1].details is not None
    said = dict(zip(names(bench, by_date), by_date.evidence[1].details.tolist(), strict=True))
    assert said["old sea"] == "old sea.png"


def test_a_match_of_any_source_is_not_weak(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(bench.encoder), "match_floor", 2.0)
    assert searcher_of(bench, has_names=False).search(SearchQuery(text="sea")).is_weak
    assert searcher_of(bench).search(SearchQuery(text="red")).is_weak
    assert not searcher_of(bench).search(SearchQuery(text="sea")).is_weak
    by_date = searcher_of(bench).search(SearchQuery(text="sea", sort=Sort.OLDEST))
    assert sorted(names(bench, by_date)) == ["old sea", "sea"]


class ThreeMomentsEach:
    """Items 10, 11, 12 are moments of photo 1, and so on."""

    def photos_of(self, item_ids: Int64Array) -> Int64Array:
        return item_ids // 10

    def items_of(self, photo_ids: Int64Array) -> Int64Array:
        items: Int64Array = (photo_ids[:, np.newaxis] * 10 + np.arange(3)).ravel()
        return items


def test_a_video_is_one_hit_with_its_best_moment_and_there_are_as_many_as_asked_for(bench: Bench) -> None:
    shelf = bench.shelf
    photo_ids = shelf.index.ids()
    own = shelf.index.vectors_of(photo_ids)
    moments = ThreeMomentsEach()
    index = new_index(shelf.index.dim)
    index.add(moments.items_of(photo_ids), own.repeat(3, axis=0))
    searcher = Searcher(shelf.encoder_id, shelf.service, index, bench.store.photos, bench.pool, items=moments)
    plain = searcher_of(bench, has_names=False)
    for limit in (1, 2, 3, 0):
        result = searcher.search(SearchQuery(text="red", limit=limit))
        assert result.item_ids is not None
        assert (result.item_ids // 10).tolist() == result.photo_ids.tolist()
        assert len(set(result.photo_ids.tolist())) == len(result.photo_ids)
        # Photos that are as red as one another may change places.
        assert result.scores == pytest.approx(plain.search(SearchQuery(text="red", limit=limit)).scores)
    filtered = searcher.search(SearchQuery(text="red", filters=Filters(folder=bench.photos)))
    assert sorted(filtered.photo_ids.tolist()) == photo_ids.tolist()


def test_a_photo_as_a_query_is_its_item_in_the_index(bench: Bench) -> None:
    shelf = bench.shelf
    photo_ids = shelf.index.ids()
    moments = ThreeMomentsEach()
    index = new_index(shelf.index.dim)
    # The items of each hold the vector of another photo: its file, read again, would find that one.
    index.add(moments.items_of(photo_ids), shelf.index.vectors_of(photo_ids)[::-1].repeat(3, axis=0))
    searcher = Searcher(shelf.encoder_id, shelf.service, index, bench.store.photos, bench.pool, items=moments)
    for photo_id in photo_ids.tolist():
        result = searcher.search(SearchQuery(images=(ImageTerm(photo_id=PhotoId(photo_id)),), limit=1))
        assert result.photo_ids.tolist() == [photo_id]
        assert result.scores == pytest.approx([1.0], abs=2e-3)


def test_a_source_may_be_asked_again_for_more(bench: Bench) -> None:
    asked: list[int] = []

    class Many:
        def candidates(self, query: SearchQuery, allowed: Int64Array | None, limit: int) -> Candidates:
            asked.append(limit)
            items = np.arange(10, 40, dtype=np.int64)[:limit]
            return Candidates("many", items, np.linspace(1, 0.1, len(items), dtype=np.float32))

    shelf = bench.shelf
    empty = new_index(shelf.index.dim)
    searcher = Searcher(
        shelf.encoder_id,
        shelf.service,
        empty,
        bench.store.photos,
        bench.pool,
        further=(Many(),),
        items=ThreeMomentsEach(),
    )
    result = searcher.search(SearchQuery(text="red", limit=2))
    assert result.photo_ids.tolist() == [1, 2]
    assert asked == [2, 8, 32]  # items 10 to 17 are all of one photo: too few
