"""Photos are added, found, saved, followed and mended with another backend of the index just as with FAISS."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from photosearch.decode.worker_pool import DecodePool
from photosearch.ingest.index_keeper import IndexKeeper
from photosearch.search.searcher import Searcher
from photosearch.shelves.catch_up import open_index, rebuild, save_index
from photosearch.shelves.shelf import Shelf
from photosearch.types.queries import ImageTerm, SearchQuery
from tests.extending.numpy_index import NUMPY, NumpyIndex
from tests.library import Bench
from tests.photos import edit_photo, write_photos


@pytest.fixture
def bench(tmp_path: Path, pool: DecodePool) -> Iterator[Bench]:
    made = Bench(tmp_path, pool, NUMPY)
    yield made
    made.close()


def reopened(bench: Bench) -> Shelf:
    index, seq = open_index(bench.folder / "index", bench.shelf.encoder_id, bench.encoder.dim, bench.store, NUMPY)
    assert isinstance(index, NumpyIndex)
    return Shelf("toy", bench.shelf.encoder_id, bench.shelf.service, index, seq)


def test_photos_come_change_and_go(bench: Bench) -> None:
    files = write_photos(bench.photos, 5)
    bench.scan()
    assert isinstance(bench.shelf.index, NumpyIndex)
    assert len(bench.shelf.index) == 5
    edit_photo(files[1], seed=9)
    files[0].unlink()
    bench.scan()
    assert len(bench.shelf.index) == 4
    bench.assert_consistent()


def test_a_photo_finds_itself_and_words_find_something(bench: Bench) -> None:
    files = write_photos(bench.photos, 4)
    bench.scan()
    searcher = Searcher(bench.shelf.encoder_id, bench.shelf.service, bench.shelf.index, bench.store, bench.pool)
    result = searcher.search(SearchQuery(images=(ImageTerm(path=files[2]),), limit=2))
    assert result.photo_ids.tolist()[0] == bench.known()["IMG_0002.jpg"]
    assert len(searcher.search(SearchQuery(text="red", not_texts=("blue",))).photo_ids) == 4


def test_what_was_saved_is_opened_and_brought_up_to_date(bench: Bench) -> None:
    assert len(reopened(bench).index) == 0
    write_photos(bench.photos, 3)
    bench.scan()
    save_index(bench.folder / "index", bench.shelf.index, bench.shelf.encoder_id, bench.store)
    write_photos(bench.photos / "more", 2, seed=7)
    bench.scan()
    shelf = reopened(bench)
    assert shelf.index.unsaved == 2
    bench.assert_consistent(shelf)


def test_it_follows_another_process_and_is_kept(bench: Bench) -> None:
    keeper = IndexKeeper(bench.store, bench.bus, bench.folder / "index")
    follower = Shelf("toy", bench.shelf.encoder_id, bench.shelf.service, NumpyIndex(bench.encoder.dim))
    write_photos(bench.photos, 3)
    bench.scan()
    keeper.follow(follower, is_owner=False)
    bench.assert_consistent(follower)
    keeper.fit_tier(lambda: follower)
    keeper.save_if_changed(lambda: follower)
    assert reopened(bench).index.unsaved == 0
    keeper.close()


def test_it_is_built_again_from_the_store(bench: Bench) -> None:
    write_photos(bench.photos, 3)
    bench.scan()
    bench.shelf.index.add(np.asarray([99], dtype=np.int64), bench.vector("IMG_0000.jpg")[np.newaxis])
    rebuild(bench.shelf.index, bench.shelf.encoder_id, bench.store)
    bench.assert_consistent()
