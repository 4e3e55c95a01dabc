"""By the clock of a fake month: what is not needed any more goes, what a person made is copied, and nothing else."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NoReturn

import numpy as np
import pytest

from photosearch.decode.thumbnails import ThumbnailCache
from photosearch.engine.engine import Engine
from photosearch.errors import DiskFullError
from photosearch.index.opening import index_bytes
from photosearch.ingest import missing_photos, upkeep
from photosearch.ingest.timetable import Timetable
from photosearch.ingest.upkeep import Upkeep
from photosearch.paths import DataFolders
from photosearch.shelves import model_space
from photosearch.shelves.catch_up import save_index
from photosearch.store import encoders
from photosearch.store.database import Database
from photosearch.store.store import Store
from photosearch.types.ids import EncoderId, PhotoId
from photosearch.types.marks import MarkKind
from tests.library import counts, open_engine, scan, settle, start, wait_for
from tests.packages import write_colour_package
from tests.photos import write_photos

DAY_S = 86_400.0


class Kept:
    """A library whose upkeep a test looks after, with a clock that stands still until it is put on."""

    def __init__(self, folders: DataFolders, photos: Path) -> None:
        self.files = write_photos(photos, 3)
        self.engine: Engine = start(open_engine(folders))
        self.engine.library.add_root(photos)
        settle(self.engine)
        self.thumbnails = ThumbnailCache(folders.thumbnails, 100_000_000)
        self.now_s = time.time()
        self.upkeep = Upkeep(
            self.engine.store,
            self.engine.shelves,
            self.thumbnails,
            folders.data,
            now_s=lambda: self.now_s,
            timetable=Timetable(lambda: self.now_s),
        )
        self.upkeep.look()

    def lose(self, *files: Path) -> list[bytes]:
        """These files go, and a scan sees it; the hashes of their bytes."""
        ids = self.engine.store.photos.ids()
        hashes = [photo.content_hash for photo in self.engine.library.photos(ids.tolist()) if photo.path in files]
        for file in files:
            file.unlink()
        scan(self.engine)
        return hashes

    def after(self, days: float) -> None:
        self.now_s += days * DAY_S
        self.upkeep.look()


@pytest.fixture
def kept(folders: DataFolders, tmp_path: Path) -> Iterator[Kept]:
    made = Kept(folders, tmp_path / "photos")
    yield made
    made.engine.close()


def test_a_month_after_it_went_missing_a_photo_is_forgotten_while_the_library_stays_open(kept: Kept) -> None:
    (lost,) = kept.lose(kept.files[0])
    kept.after(29)
    assert kept.engine.store.photos.find_by_hash(lost)
    assert kept.thumbnails.has(lost)
    kept.after(1.1)
    assert kept.engine.store.photos.find_by_hash(lost) == []
    assert not kept.thumbnails.has(lost)
    assert counts(kept.engine) == (2, 2, 2, 0)


def test_an_index_that_still_has_a_forgotten_photo_loses_it(kept: Kept) -> None:
    """As the one that is being switched to may, until it is complete."""
    index = kept.engine.shelves.answering.index
    lost_id = PhotoId(int(index.ids()[0]))
    vector = index.vectors_of(np.asarray([lost_id]))
    (photo,) = kept.engine.library.photos([lost_id])
    kept.lose(photo.path)
    index.add(np.asarray([lost_id]), vector)
    kept.after(31)
    assert lost_id not in index.ids()
    assert len(index) == 2


def test_a_thumbnail_stays_as_long_as_a_photo_has_its_bytes(kept: Kept) -> None:
    twin = kept.files[0].with_name("twin.jpg")
    twin.write_bytes(kept.files[0].read_bytes())
    scan(kept.engine)
    (lost,) = kept.lose(kept.files[0])
    kept.after(31)
    assert kept.thumbnails.has(lost)
    assert len(kept.engine.store.photos.find_by_hash(lost)) == 1


def test_many_are_forgotten_a_piece_at_a_time(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(missing_photos, "_FORGOTTEN_AT_ONCE", 2)
    lost = kept.lose(*kept.files)
    kept.after(31)
    assert sum(bool(kept.engine.store.photos.find_by_hash(one)) for one in lost) == 1
    kept.after(0)
    assert not any(kept.engine.store.photos.find_by_hash(one) for one in lost)


def test_it_is_looked_at_once_an_hour(kept: Kept) -> None:
    (lost,) = kept.lose(kept.files[0])
    kept.now_s += 31 * DAY_S
    kept.upkeep.look()
    assert kept.engine.store.photos.find_by_hash(lost) == []
    (second,) = kept.lose(kept.files[1])
    kept.now_s = time.time() + 31 * DAY_S + 60
    kept.upkeep.look()
    assert kept.engine.store.photos.find_by_hash(second)
    kept.after(1 / 24)
    assert kept.engine.store.photos.find_by_hash(second) == []


def leave_starter(kept: Kept) -> EncoderId:
    """Another encoder takes its place; the id of the one that is left, which has a saved index."""
    engine = kept.engine
    left = engine.shelves.answering
    save_index(engine.folders.indexes, left.index, left.encoder_id, engine.store)
    write_colour_package(engine.folders.models / "other", name="other", seed=1)
    engine.models.use("other")
    settle(engine)
    assert engine.models.active_name == "other"
    return left.encoder_id


def test_a_month_after_the_switch_the_space_of_the_encoder_left_is_given_back(kept: Kept) -> None:
    left = leave_starter(kept)
    kept.after(29)
    assert kept.engine.store.embeddings.count(left) == 3
    assert index_bytes(kept.engine.folders.indexes, left) > 0
    kept.after(1.1)
    assert kept.engine.store.embeddings.count(left) == 0
    assert index_bytes(kept.engine.folders.indexes, left) == 0
    assert [one.name for one in kept.engine.store.encoders.all()] == ["other"]
    assert counts(kept.engine) == (3, 3, 3, 0)


def test_whoever_goes_back_within_the_month_embeds_nothing_and_keeps_all(kept: Kept) -> None:
    left = leave_starter(kept)
    kept.after(20)
    made = kept.engine.store.embeddings.latest_seq(left)
    kept.engine.models.use("starter")
    settle(kept.engine)
    kept.after(20)
    assert kept.engine.models.active_name == "starter"
    assert kept.engine.store.embeddings.latest_seq(left) == made
    assert kept.engine.store.embeddings.count(left) == 3
    kept.after(90)
    assert kept.engine.store.embeddings.latest_seq(left) == made


def test_encoders_left_before_anybody_noted_it_have_their_month_from_now(kept: Kept) -> None:
    """As in a library of the version before."""
    store = kept.engine.store
    abandoned = EncoderId("abandoned-1")
    store.embeddings.encoder_row(abandoned, "abandoned", 4)
    store.embeddings.save(abandoned, store.photos.ids(), np.eye(4, dtype=np.float32)[:3])
    kept.after(1)
    kept.after(29)
    assert store.embeddings.count(abandoned) == 3
    kept.after(1.1)
    assert store.embeddings.count(abandoned) == 0


def test_many_embeddings_are_deleted_a_piece_at_a_time(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoders, "_FORGOTTEN_AT_ONCE", 2)
    left = leave_starter(kept)
    kept.after(31)
    assert kept.engine.store.embeddings.count(left) == 1
    kept.after(0)
    assert kept.engine.store.embeddings.count(left) == 0


def test_one_that_another_process_takes_up_meanwhile_keeps_the_rest(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encoders, "_FORGOTTEN_AT_ONCE", 2)
    left = leave_starter(kept)
    kept.after(31)
    assert kept.engine.store.embeddings.count(left) == 1
    with closing(Database.open(kept.engine.folders.database)) as elsewhere:
        Store.of(elsewhere).encoders.take_up(left)
    kept.after(0)
    kept.after(0)
    assert kept.engine.store.embeddings.count(left) == 1
    assert "starter" in [one.name for one in kept.engine.store.encoders.all()]


@pytest.mark.logs("cannot be deleted, it is tried again later: in use")
def test_an_index_that_cannot_be_deleted_is_tried_again(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    left = leave_starter(kept)

    def refuse(_folder: Path, _encoder_id: EncoderId) -> None:
        raise OSError("in use")

    with monkeypatch.context() as broken:
        broken.setattr(model_space, "remove_index", refuse)
        kept.after(31)
        kept.after(0)
    assert kept.engine.store.embeddings.count(left) == 3
    kept.after(0.1)
    assert kept.engine.store.embeddings.count(left) == 0


def test_what_a_full_disk_refuses_is_left_for_an_hour(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    left = leave_starter(kept)
    (lost,) = kept.lose(kept.files[0])

    def full(*_arguments: object) -> NoReturn:
        raise DiskFullError("no room")

    with monkeypatch.context() as broken:
        broken.setattr(kept.engine.store.database, "write", full)
        for days in (31, 0):
            with pytest.raises(DiskFullError):
                kept.after(days)
        kept.after(0)
    kept.after(0)
    assert kept.engine.store.photos.find_by_hash(lost)
    assert kept.engine.store.embeddings.count(left) == 2
    kept.after(0.1)
    assert kept.engine.store.photos.find_by_hash(lost) == []
    assert kept.engine.store.embeddings.count(left) == 0


def test_marks_are_copied_every_day(kept: Kept) -> None:
    kept.engine.store.marks.set([b"m" * 16], MarkKind.FAVOURITE, True, now_ms=1)
    kept.after(1)
    assert len(list(kept.engine.folders.data.glob("marks-*.jsonl"))) == 1


def test_the_running_owner_does_it(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    (lost,) = kept.lose(kept.files[0])
    monkeypatch.setattr(missing_photos, "_KEPT_S", -10)
    monkeypatch.setattr(upkeep, "_LOOK_EVERY_S", 0.1)
    wait_for(lambda: not kept.engine.store.photos.find_by_hash(lost))
