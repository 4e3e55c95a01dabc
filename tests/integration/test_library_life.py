"""One library through its life, with every part real: engine, decoders, encoder, database, index and disk."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from photosearch.engine.engine import Engine
from photosearch.errors import DiskFullError
from photosearch.events import EncoderChanged, EngineFailed, Event, PhotosChanged
from photosearch.ingest import coordinator
from photosearch.ingest.analyses import embedding
from photosearch.paths import DataFolders
from photosearch.settings import load_settings
from photosearch.store.database import Database
from photosearch.store.embeddings import save_batch
from photosearch.store.records import EmbeddedPhoto, SavedPhoto
from photosearch.types.ids import EncoderId
from photosearch.types.progress import IngestPhase
from photosearch.types.queries import SearchQuery
from tests.library import (
    assert_each_finds_itself,
    counts,
    open_engine,
    paths,
    scan,
    settle,
    start,
    stored_embedding,
    wait_for,
)
from tests.packages import write_colour_package
from tests.photos import edit_photo, write_photos


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    path = tmp_path / "photos"
    path.mkdir()
    return path


@pytest.fixture
def engine(folders: DataFolders) -> Iterator[Engine]:
    made = start(open_engine(folders))
    yield made
    made.close()


def heard(engine: Engine) -> list[Event]:
    events: list[Event] = []
    engine.events.subscribe(events.append)
    return events


@pytest.mark.logs("cannot use 'broken.jpg'")
def test_everything_that_happens_to_files_is_followed(engine: Engine, photos: Path) -> None:
    files = write_photos(photos / "trip", 12)
    root = engine.library.add_root(photos)
    settle(engine)
    assert counts(engine) == (12, 12, 12, 0)
    assert_each_finds_itself(engine, files[:4])
    (photos / "trip").rename(photos / "旅行")
    edit_photo(photos / "旅行" / "IMG_0000.jpg", seed=3)
    (photos / "旅行" / "IMG_0001.jpg").unlink()
    shutil.copy(photos / "旅行" / "IMG_0002.jpg", photos / "copy.jpg")
    (photos / "broken.jpg").write_bytes(b"\xff\xd8\xff")
    scan(engine)
    assert counts(engine) == (12, 12, 12, 1)
    assert_each_finds_itself(engine, [photos / "旅行" / "IMG_0000.jpg", photos / "旅行" / "IMG_0005.jpg"])
    engine.library.remove_root(root.root_id)
    assert counts(engine) == (0, 0, 0, 0)
    assert (photos / "copy.jpg").exists()


def test_a_renamed_root_is_offline_and_can_be_added_under_its_new_name(engine: Engine, photos: Path) -> None:
    write_photos(photos, 4)
    old = engine.library.add_root(photos)
    settle(engine)
    made = engine.shelves.answering.index
    new = photos.rename(photos.parent / "renamed")
    scan(engine)
    assert not engine.library.status().roots[0].is_online
    assert counts(engine)[:3] == (4, 4, 4)
    engine.library.add_root(new)
    settle(engine)
    engine.library.remove_root(old.root_id)
    assert counts(engine)[:3] == (4, 4, 4)
    assert len(made) == 4


def test_a_pause_holds_the_work_and_resuming_goes_on(engine: Engine, photos: Path) -> None:
    write_photos(photos, 10)
    engine.work.pause()
    engine.library.add_root(photos)
    assert not engine.work.wait_until_idle(1.0)
    assert engine.work.is_paused
    assert not paths(engine)
    engine.work.resume()
    settle(engine)
    assert not engine.work.progress.is_paused
    assert counts(engine) == (10, 10, 10, 0)


@pytest.mark.parametrize("is_paused", [True, False])
def test_after_closing_in_the_middle_the_next_start_completes(
    folders: DataFolders, photos: Path, is_paused: bool
) -> None:
    files = write_photos(photos, 120)
    engine = start(open_engine(folders))
    engine.library.add_root(photos)
    wait_for(lambda: engine.work.progress.done > 0)
    if is_paused:
        engine.work.pause()
    engine.close()
    again = start(open_engine(folders))
    try:
        done, embedded, indexed, problems = counts(again)
        assert done == embedded == indexed < 120
        assert problems == 0
        scan(again)
        assert counts(again) == (120, 120, 120, 0)
        assert_each_finds_itself(again, files[::30])
    finally:
        again.close()


@pytest.mark.logs("background work stopped")
def test_a_full_disk_is_told_and_the_work_goes_on_when_there_is_room(
    folders: DataFolders, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(coordinator, "_RETRY_AFTER_S", 0.2)
    write_photos(photos, 8)
    is_full = threading.Event()
    is_full.set()

    def full(db: Database, encoder_id: EncoderId, batch: Sequence[EmbeddedPhoto]) -> list[SavedPhoto]:
        if is_full.is_set():
            raise DiskFullError("no space left")
        return save_batch(db, encoder_id, batch)

    monkeypatch.setattr(embedding, "save_batch", full)
    engine = open_engine(folders)
    events = heard(engine)
    engine.start()
    try:
        engine.library.add_root(photos)
        wait_for(lambda: any(isinstance(event, EngineFailed) for event in events))
        assert engine.work.last_failure is not None
        assert engine.work.last_failure.code == "disk_full"
        assert counts(engine) == (0, 0, 0, 0)
        is_full.clear()
        wait_for(lambda: counts(engine) == (8, 8, 8, 0))
    finally:
        engine.close()


def test_a_removed_root_leaves_nothing_behind_while_its_photos_are_added(engine: Engine, photos: Path) -> None:
    events = heard(engine)
    write_photos(photos, 150)
    root = engine.library.add_root(photos)
    wait_for(lambda: len(engine.shelves.answering.index) > 0)
    engine.library.remove_root(root.root_id)
    settle(engine)
    assert counts(engine) == (0, 0, 0, 0)
    assert not any(isinstance(event, EngineFailed) for event in events)


def test_watching_adds_what_comes_and_drops_what_goes(folders: DataFolders, photos: Path) -> None:
    engine = open_engine(folders)
    engine.start()
    try:
        engine.library.add_root(photos)
        settle(engine)
        files = write_photos(photos / "new", 3)
        wait_for(lambda: counts(engine)[:3] == (3, 3, 3))
        files[0].unlink()
        files[1].rename(photos / "moved.jpg")
        wait_for(lambda: sorted(paths(engine)) == ["moved.jpg", "new/IMG_0002.jpg"])
        away = photos.rename(photos.parent / "away")
        wait_for(lambda: not engine.library.roots()[0].is_online)
        assert counts(engine)[:3] == (2, 2, 2)
        away.rename(photos)
        wait_for(lambda: engine.library.roots()[0].is_online)
        settle(engine)
        assert counts(engine)[:3] == (2, 2, 2)
    finally:
        engine.close()


class Switching:
    """A library that is about to be embedded with a second encoder."""

    def __init__(self, folders: DataFolders, photos: Path, count: int) -> None:
        self.folders = folders
        write_colour_package(folders.models / "other", name="other", seed=1)
        self.files = write_photos(photos, count)
        self.engine = start(open_engine(folders))
        self.engine.library.add_root(photos)
        settle(self.engine)


@pytest.fixture
def switching(folders: DataFolders, photos: Path) -> Iterator[Switching]:
    made = Switching(folders, photos, 20)
    yield made
    made.engine.close()


def test_the_old_encoder_answers_until_the_new_one_knows_everything(switching: Switching, photos: Path) -> None:
    engine = switching.engine
    events = heard(engine)
    old = engine.shelves.answering
    engine.work.pause()
    engine.models.use("other")
    assert engine.models.active_name == "starter"
    assert engine.asking.search(SearchQuery(text="red")).encoder_id == old.encoder_id
    write_photos(photos / "new", 2, seed=8)
    engine.work.resume()
    scan(engine)
    assert engine.models.active_name == "other"
    new = engine.shelves.answering
    assert events.count(EncoderChanged(new.encoder_id)) == 1
    assert counts(engine) == (22, 22, 22, 0)
    assert_each_finds_itself(engine, switching.files[:3])


def test_new_photos_are_searchable_at_once_during_a_switch(switching: Switching, photos: Path) -> None:
    engine = switching.engine
    events = heard(engine)
    engine.models.use("other")
    file = write_photos(photos / "new", 1, seed=8)[0]
    engine.library.rescan()
    settle(engine)
    kinds = [type(event) for event in events if isinstance(event, EncoderChanged | PhotosChanged)]
    assert EncoderChanged in kinds
    assert_each_finds_itself(engine, [file])
    assert counts(engine) == (21, 21, 21, 0)


def test_switching_back_embeds_nothing(switching: Switching) -> None:
    engine = switching.engine
    first = engine.shelves.answering.encoder_id
    engine.models.use("other")
    settle(engine)
    engine.models.use("starter")
    settle(engine)
    assert engine.shelves.answering.encoder_id == first
    assert engine.work.progress.phase is IngestPhase.IDLE
    assert counts(engine) == (20, 20, 20, 0)
    assert stored_embedding(engine, 1).shape == (48,)


def test_a_switch_goes_on_after_a_restart(switching: Switching, folders: DataFolders) -> None:
    switching.engine.work.pause()
    switching.engine.models.use("other")
    switching.engine.close()
    again = open_engine(folders, encoder="other")
    try:
        assert again.models.active_name == "starter"
        assert len(again.asking.search(SearchQuery(text="red", limit=0)).photo_ids) == 20
        again.start(is_watching=False)
        settle(again)
        assert again.models.active_name == "other"
        assert counts(again) == (20, 20, 20, 0)
    finally:
        again.close()


def test_a_change_of_mind_during_a_switch_ends_with_the_last_choice(switching: Switching, folders: DataFolders) -> None:
    write_colour_package(folders.models / "third", name="third", seed=2)
    engine = switching.engine
    events = heard(engine)
    for name in ("other", "third", "starter", "third"):
        engine.models.use(name)
    settle(engine)
    assert engine.models.active_name == "third"
    assert not any(isinstance(event, EngineFailed) for event in events)
    engine.models.use("other")
    engine.models.use("third")
    settle(engine)
    assert engine.models.active_name == "third"


def test_a_finished_switch_stays_finished_where_some_photos_could_not_follow(
    switching: Switching, folders: DataFolders, photos: Path
) -> None:
    """A drive that was away during the switch, or a file that broke, must not bring the old encoder back."""
    away = photos.rename(photos.parent / "away")
    scan(switching.engine)
    switching.engine.models.use("other")
    settle(switching.engine)
    assert switching.engine.models.active_name == "other"
    switching.engine.close()
    again = start(open_engine(folders, encoder="other"))
    try:
        assert again.models.active_name == "other"
        away.rename(photos)
        scan(again)
        again.work.embed_missing()
        settle(again)
        assert counts(again) == (20, 20, 20, 0)
    finally:
        again.close()


def test_edits_behind_the_switch_are_embedded_too(switching: Switching) -> None:
    engine = switching.engine
    engine.models.use("other")
    wait_for(lambda: (target := engine.shelves.next) is None or len(target.index) > 0)
    edit_photo(switching.files[0], seed=4)
    engine.library.rescan()
    settle(engine)
    assert counts(engine) == (20, 20, 20, 0)
    assert_each_finds_itself(engine, [switching.files[0]])


@pytest.mark.logs("other is not installed")
def test_an_encoder_that_was_uninstalled_is_replaced_by_what_there_is(
    switching: Switching, folders: DataFolders
) -> None:
    switching.engine.models.use("other")
    settle(switching.engine)
    switching.engine.close()
    shutil.rmtree(folders.models / "other")
    again = open_engine(folders, encoder="other")
    try:
        assert again.models.active_name == "starter"
        assert len(again.asking.search(SearchQuery(text="red")).photo_ids) == 20
    finally:
        again.close()


def test_settings_are_saved_and_in_force(folders: DataFolders) -> None:
    engine = open_engine(folders)
    engine.settings.change(rescan_interval_s=86_400)
    engine.models.use("starter")
    engine.close()
    saved = load_settings(folders.settings)
    assert (saved.encoder, saved.rescan_interval_s) == ("starter", 86_400)


def test_an_encoder_that_is_to_take_over_has_seen_the_concepts_by_then(
    switching: Switching, folders: DataFolders
) -> None:
    engine = switching.engine
    engine.work.pause()
    engine.models.use("other")
    coming = engine.shelves.next
    assert coming is not None
    wait_for(lambda: any(str(coming.encoder_id) in kept.name for kept in folders.concepts.glob("*.npz")))
    engine.work.resume()
