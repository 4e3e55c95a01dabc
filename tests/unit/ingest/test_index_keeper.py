"""The answering index follows other processes, and its copy is saved when changes rest."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Iterator

import numpy as np
import pytest

from photosearch.errors import DiskFullError, IndexFileError
from photosearch.events import PhotosChanged
from photosearch.index.faiss.faiss_index import FaissIndex
from photosearch.index.opening import new_index
from photosearch.ingest import index_keeper
from photosearch.ingest.index_keeper import IndexKeeper
from photosearch.shelves.catch_up import open_index
from photosearch.shelves.shelf import Shelf
from photosearch.store.database import Database
from photosearch.store.store import Store
from tests.library import Bench
from tests.photos import write_photos


@pytest.fixture
def keeper(bench: Bench) -> Iterator[IndexKeeper]:
    made = IndexKeeper(bench.store, bench.bus, bench.folder / "index")
    yield made
    made.close()


@pytest.fixture
def elsewhere(bench: Bench) -> Iterator[Store]:
    """The same library in another process."""
    database = Database.open(bench.database.path)
    yield Store.of(database)
    database.close()


def saved_count(bench: Bench) -> int:
    (place,) = (bench.folder / "index").iterdir()
    assert (place / "manifest.json").exists()
    index, _ = open_index(bench.folder / "index", bench.shelf.encoder_id, bench.encoder.dim, bench.store)
    return len(index)


def test_own_commits_are_no_news_but_those_of_others_are(bench: Bench, keeper: IndexKeeper, elsewhere: Store) -> None:
    assert not keeper.is_behind()
    write_photos(bench.photos, 1)
    bench.scan()
    assert not keeper.is_behind()
    elsewhere.libraries.remove(bench.root.root_id)
    assert keeper.is_behind()
    assert not keeper.is_behind()


def test_a_follower_sees_what_came_and_what_went(bench: Bench, keeper: IndexKeeper) -> None:
    files = write_photos(bench.photos, 3)
    bench.scan()
    follower = Shelf("toy", bench.shelf.encoder_id, bench.shelf.service, new_index(bench.encoder.dim))
    bench.events.clear()
    keeper.follow(follower, is_owner=False)
    ids = sorted(bench.known().values())
    assert bench.events == [PhotosChanged(added=tuple(ids))]
    bench.assert_consistent(follower)
    gone = bench.known()["IMG_0000.jpg"]
    files[0].unlink()
    bench.scan()
    bench.events.clear()
    keeper.follow(follower, is_owner=False)
    keeper.follow(follower, is_owner=False)
    assert bench.events == [PhotosChanged(removed=(gone,))]
    bench.assert_consistent(follower)


def test_an_owner_drops_what_others_removed(bench: Bench, keeper: IndexKeeper, elsewhere: Store) -> None:
    write_photos(bench.photos, 2)
    bench.scan()
    elsewhere.libraries.remove(bench.root.root_id)
    keeper.follow(bench.shelf, is_owner=True)
    assert len(bench.shelf.index) == 0


def test_the_copy_is_saved_when_a_change_has_rested(
    bench: Bench, keeper: IndexKeeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper.save_if_rested(lambda: bench.shelf)
    keeper.save_if_changed(lambda: bench.shelf)
    assert not (bench.folder / "index").exists()
    write_photos(bench.photos, 2)
    bench.scan()
    keeper.save_if_rested(lambda: bench.shelf)
    assert not (bench.folder / "index").exists()
    monkeypatch.setattr(index_keeper, "_SAVE_AFTER_S", 0.0)
    keeper.save_if_rested(lambda: bench.shelf)
    assert saved_count(bench) == 2


def test_the_copy_is_saved_at_the_end_if_anything_changed(bench: Bench, keeper: IndexKeeper) -> None:
    write_photos(bench.photos, 2)
    bench.scan()
    keeper.save_if_changed(lambda: bench.shelf)
    assert saved_count(bench) == 2


def test_a_few_changes_are_left_to_the_next_start(
    bench: Bench, keeper: IndexKeeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_keeper, "_UNSAVED_SHARE", 0.7)
    write_photos(bench.photos, 4)
    bench.scan()
    keeper.save_if_changed(lambda: bench.shelf)
    manifest = next((bench.folder / "index").rglob("manifest.json"))
    saved = manifest.read_bytes()
    write_photos(bench.photos / "few", 2, seed=9)
    (bench.photos / "IMG_0003.jpg").unlink()
    bench.scan()
    keeper.save_if_changed(lambda: bench.shelf)
    assert bench.shelf.index.unsaved == 3
    again, _ = open_index(bench.folder / "index", bench.shelf.encoder_id, bench.encoder.dim, bench.store)
    assert again.ids().tolist() == bench.shelf.index.ids().tolist()
    assert again.unsaved == 3
    (bench.photos / "few" / "IMG_0000.jpg").unlink()
    assert manifest.read_bytes() == saved
    bench.scan()
    keeper.save_if_changed(lambda: bench.shelf)
    assert manifest.read_bytes() != saved
    assert bench.shelf.index.unsaved == 0


@pytest.mark.logs("the index is built again")
def test_an_index_that_turns_out_to_be_damaged_is_built_again_from_the_store(
    bench: Bench, keeper: IndexKeeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_keeper, "_SAVE_AFTER_S", 0.0)
    write_photos(bench.photos, 4)
    bench.scan()
    stream = io.BytesIO()
    sound = FaissIndex(bench.encoder.dim)
    sound.refill([(bench.shelf.index.ids(), bench.shelf.index.vectors_of(bench.shelf.index.ids()))])
    written = sound.serialize_to(stream.write)
    content = np.frombuffer(stream.getvalue(), np.uint8).copy()
    content[written.values[0] : written.values[1]] = 0

    def proof() -> None:
        raise IndexFileError("damaged")

    damaged = dataclasses.replace(bench.shelf, index=FaissIndex.map(content, written.tier, proof))
    keeper.fit_tier(lambda: damaged)
    bench.assert_consistent(damaged)
    keeper.fit_tier(lambda: damaged)
    keeper.save_if_rested(lambda: damaged)
    assert saved_count(bench) == 4


@pytest.mark.logs("the index is not saved")
def test_a_copy_that_cannot_be_saved_is_no_failure(
    bench: Bench, keeper: IndexKeeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*arguments: object) -> None:
        raise DiskFullError("no space left")

    monkeypatch.setattr(index_keeper, "save_index", full)
    keeper.save(bench.shelf)
    bench.shelf.index.remove(np.empty(0, np.int64))
