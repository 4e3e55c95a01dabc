"""A further source is one file: its hits join those of the vectors, with what it says of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from photosearch.decode.thumbnails import ThumbnailCache
from photosearch.decode.worker_pool import DecodePool
from photosearch.index.opening import new_index
from photosearch.search.searcher import Searcher
from photosearch.search.sources import vectors
from photosearch.search.sources.source import Candidates
from photosearch.store.tables import ItemTable
from photosearch.types.arrays import Int64Array
from photosearch.types.ids import FIRST_MOMENT_ID, PhotoId
from photosearch.types.queries import Band, Filters, Found, ImageTerm, SearchQuery, SearchResult, Sort
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
    shelf = bench.shelf
    further = (FileNames(bench.store.photos),) if has_names else ()
    return Searcher(shelf.encoder_id, shelf.service, shelf.index, bench.store, bench.pool, further=further)


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
    assert file_names.bands.tolist() == [Band.STRONG, Band.STRONG, Band.FAR, Band.FAR]
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


@pytest.mark.parametrize("limit", [1, 2, 4, 0])
def test_of_much_the_same_is_named_as_of_little(bench: Bench, monkeypatch: pytest.MonkeyPatch, limit: int) -> None:
    source = searcher_of(bench, has_names=False)._vectors
    query = SearchQuery(text="sea")
    nearest = source.candidates(query, None, 0)
    for left_out in nearest.item_ids.tolist():
        wanted = nearest.item_ids[nearest.item_ids != left_out]
        for much in (0.0, 2.0):
            monkeypatch.setattr(vectors, "_MUCH", much)
            found = source.candidates(query, np.sort(wanted), limit)
            assert found.item_ids[: limit or None].tolist() == wanted[: limit or None].tolist()
            assert found.bars == nearest.bars


def test_what_any_source_names_as_strong_is_strong(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(bench.encoder), "match_floor", 2.0)
    assert searcher_of(bench, has_names=False).search(SearchQuery(text="sea")).found is Found.NOTHING
    assert searcher_of(bench).search(SearchQuery(text="red")).found is Found.NOTHING
    for sort in Sort:
        result = searcher_of(bench).search(SearchQuery(text="sea", sort=sort))
        assert (result.found, result.strong, result.possible) == (Found.STRONG, 2, 0)
        assert sorted(names(bench, result)[:2]) == ["old sea", "sea"]
        assert result.bands is not None
        assert result.bands.tolist() == [Band.STRONG, Band.STRONG, Band.FAR, Band.FAR]


def make_moments(bench: Bench, each: int) -> Int64Array:
    """So many moments in each photo: their items [photos, each]."""
    photo_ids = bench.store.photos.ids()
    photo_ids.sort()
    items: Int64Array = FIRST_MOMENT_ID + photo_ids[:, np.newaxis] * each + np.arange(each)
    with bench.database.write() as session:
        for photo_id, moments in zip(photo_ids.tolist(), items.tolist(), strict=True):
            for number, item_id in enumerate(moments):
                session.add(ItemTable(item_id=item_id, photo_id=photo_id, at_ms=number * 1000))
    return items


def test_a_video_is_one_hit_with_its_best_moment_and_there_are_as_many_as_asked_for(bench: Bench) -> None:
    shelf = bench.shelf
    photo_ids = shelf.index.ids()
    own = shelf.index.vectors_of(photo_ids)
    dull, best = make_moments(bench, 2).T
    index = new_index(shelf.index.dim)
    forest = own[photo_ids.tolist().index(bench.known()["forest.png"])]
    index.add(np.concatenate([photo_ids, dull]), forest[np.newaxis].repeat(2 * len(photo_ids), axis=0))
    index.add(best, own)
    searcher = Searcher(shelf.encoder_id, shelf.service, index, bench.store, bench.pool)
    (first,) = searcher_of(bench, has_names=False).search(SearchQuery(text="red", limit=1)).photo_ids.tolist()
    for limit in (1, 2, 3, 0):
        result = searcher.search(SearchQuery(text="red", limit=limit))
        assert result.item_ids is not None
        assert bench.store.items.photos_of(result.item_ids).tolist() == result.photo_ids.tolist()
        assert len(set(result.photo_ids.tolist())) == len(result.photo_ids) == (limit or 4)
        assert result.photo_ids[0] == first
        assert result.item_ids[0] == best[photo_ids.tolist().index(first)]
    filtered = searcher.search(SearchQuery(text="red", filters=Filters(folder=bench.photos)))
    assert sorted(filtered.photo_ids.tolist()) == photo_ids.tolist()
    assert filtered.item_ids is not None
    assert filtered.item_ids[0] == best[photo_ids.tolist().index(first)]


def test_a_moment_that_has_gone_is_no_hit(bench: Bench) -> None:
    shelf = bench.shelf
    index = new_index(shelf.index.dim)
    photo_ids = shelf.index.ids()
    index.add(photo_ids, shelf.index.vectors_of(photo_ids))
    index.add(photo_ids + FIRST_MOMENT_ID, shelf.index.vectors_of(photo_ids))
    result = Searcher(shelf.encoder_id, shelf.service, index, bench.store, bench.pool).search(SearchQuery(text="red"))
    assert sorted(result.photo_ids.tolist()) == photo_ids.tolist()


def test_a_photo_as_a_query_is_its_item_in_the_index(bench: Bench) -> None:
    shelf = bench.shelf
    photo_ids = shelf.index.ids()
    index = new_index(shelf.index.dim)
    # The item of each holds the vector of another photo: its file, read again, would find that one.
    index.add(photo_ids, shelf.index.vectors_of(photo_ids)[::-1])
    searcher = Searcher(shelf.encoder_id, shelf.service, index, bench.store, bench.pool)
    for photo_id in photo_ids.tolist():
        result = searcher.search(SearchQuery(images=(ImageTerm(photo_id=PhotoId(photo_id)),), limit=1))
        assert result.photo_ids.tolist() == [photo_id]
        assert result.scores == pytest.approx([1.0], abs=2e-3)


def test_a_source_may_be_asked_again_for_more(bench: Bench) -> None:
    asked: list[int] = []
    moments = make_moments(bench, 8).ravel()

    class Many:
        def candidates(self, query: SearchQuery, allowed: Int64Array | None, limit: int) -> Candidates:
            asked.append(limit)
            items = moments[:limit]
            return Candidates("many", items, np.linspace(1, 0.1, len(items), dtype=np.float32))

    shelf = bench.shelf
    empty = new_index(shelf.index.dim)
    more = (Many(),)
    searcher = Searcher(shelf.encoder_id, shelf.service, empty, bench.store, bench.pool, further=more, at_once=2)
    result = searcher.search(SearchQuery(text="red", limit=2))
    assert result.photo_ids.tolist() == sorted(bench.store.photos.ids().tolist())[:2]
    assert asked == [2, 8, 32, 128]  # the first eight are all of one photo, and all that are named count
    assert result.strong == 4


def test_what_a_source_denies_is_far_and_last(bench: Bench) -> None:
    class Denying:
        """Denies the sea."""

        def candidates(self, query: SearchQuery, allowed: Int64Array | None, limit: int) -> Candidates:
            del query, allowed, limit
            nothing = np.empty(0, np.int64)
            denied = np.asarray([bench.known()["sea.png"]], np.int64)
            return Candidates("denying", nothing, nothing.astype(np.float32), denied=denied)

    shelf = bench.shelf
    searcher = Searcher(shelf.encoder_id, shelf.service, shelf.index, bench.store, bench.pool, further=(Denying(),))
    for limit in (0, 10):
        result = searcher.search(SearchQuery(text="sea", limit=limit))
        assert names(bench, result)[-1] == "sea"
        assert result.bands is not None
        assert result.bands[-1] == Band.FAR
    assert "sea" not in names(bench, searcher.search(SearchQuery(text="sea", limit=3)))


def test_a_source_that_names_all_at_once_is_not_asked_again(bench: Bench) -> None:
    class Whole(FileNames):
        """Says that there is nothing more."""

        asked = 0

        def candidates(self, query: SearchQuery, allowed: Int64Array | None, limit: int) -> Candidates:
            Whole.asked += 1
            return replace(super().candidates(query, allowed, 0), is_complete=True)

    shelf = bench.shelf
    further = (Whole(bench.store.photos),)
    searcher = Searcher(
        shelf.encoder_id, shelf.service, shelf.index, bench.store, bench.pool, further=further, at_once=1
    )
    searcher.search(SearchQuery(text="a", limit=4))
    assert Whole.asked <= 2
