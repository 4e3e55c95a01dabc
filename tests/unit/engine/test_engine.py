"""What the window and the terminal ask of a library, answered by a real one."""

from __future__ import annotations

import datetime as dt
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from photosearch.engine.engine import Engine
from photosearch.errors import (
    DamagedDatabaseError,
    ModelInUseError,
    ModelNotInstalledError,
    NewerDatabaseError,
    QueryImageError,
    RootError,
)
from photosearch.events import EncoderChanged, Event, PhotosChanged, ProblemsChanged, RootsChanged
from photosearch.paths import DataFolders
from photosearch.settings import load_settings
from photosearch.types.files import ProblemReason
from photosearch.types.ids import PhotoId, RootId
from photosearch.types.queries import Filters, ImageTerm, SearchQuery
from tests.library import counts, open_engine, paths, scan, settle, start
from tests.packages import write_colour_package
from tests.photos import real_photo, write_photos


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


@pytest.fixture
def filled(engine: Engine, photos: Path) -> Engine:
    write_photos(photos / "trip", 3)
    write_photos(photos, 1, seed=4, prefix="TOP")
    engine.library.add_root(photos)
    settle(engine)
    return engine


def heard(engine: Engine) -> list[Event]:
    events: list[Event] = []
    engine.events.subscribe(events.append)
    return events


def code_of(engine: Engine, path: Path) -> str:
    with pytest.raises(RootError) as caught:
        engine.library.add_root(path)
    return caught.value.code


def test_a_new_library_is_empty_and_answers(engine: Engine) -> None:
    assert counts(engine) == (0, 0, 0, 0)
    assert engine.library.roots() == ()
    assert engine.library.formats() == []
    assert engine.library.taken_range() is None
    assert engine.library.problems() == []
    assert not len(engine.asking.search(SearchQuery(text="red")).photo_ids)


def test_folders_that_cannot_be_watched(filled: Engine, photos: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(photos)
    assert code_of(filled, tmp_path / "none") == "root_not_found"
    assert code_of(filled, photos / "TOP_0000.jpg") == "root_not_a_folder"
    assert code_of(filled, photos / "trip") == "root_part"
    assert code_of(filled, photos) == "root_watched"
    assert code_of(filled, tmp_path / "link") == "root_watched"
    assert code_of(filled, filled.folders.thumbnails) == "root_own_data"
    assert len(filled.library.roots()) == 1


def test_a_folder_around_a_watched_one_takes_it_in(filled: Engine, photos: Path, tmp_path: Path) -> None:
    before = filled.shelves.answering.index.ids().tolist()
    outer = filled.library.add_root(tmp_path)
    settle(filled)
    assert filled.library.roots() == (filled.library.status().roots[0],)
    assert filled.library.roots()[0].root_id == outer.root_id
    assert filled.shelves.answering.index.ids().tolist() == before
    assert all(path.startswith("photos/") for path in paths(filled))


def test_the_library_in_numbers(filled: Engine, photos: Path) -> None:
    root = filled.library.roots()[0]
    assert (root.path, root.photo_count, root.is_online) == (photos, 4, True)
    assert filled.library.folders_of(root.root_id) == [("", 1), ("trip", 3)]
    assert filled.library.formats() == [("JPEG", 4)]
    status = filled.library.status()
    assert status.encoder == filled.shelves.answering.encoder_id
    assert status.index_tier == "exact-fp16"
    filled.health.check_database()


def test_photos_are_found_by_the_days_that_they_say(engine: Engine, photos: Path) -> None:
    for day in (3, 9):
        exif = Image.Exif()
        exif.get_ifd(0x8769)[0x9003] = f"2021:07:{day:02} 10:00:00"
        Image.new("RGB", (40, 30), (day * 20, 9, 9)).save(photos / f"{day}.jpg", exif=exif)
    engine.library.add_root(photos)
    settle(engine)
    assert engine.library.taken_range() == (dt.date(2021, 7, 3), dt.date(2021, 7, 9))
    assert paths(engine, Filters(taken_from=dt.date(2021, 7, 4))) == ["9.jpg"]


def test_photos_come_in_the_order_asked_without_unknown_ones(filled: Engine) -> None:
    ids = [PhotoId(i) for i in filled.shelves.answering.index.ids().tolist()]
    asked = [ids[2], PhotoId(999), ids[0]]
    assert [photo.photo_id for photo in filled.library.photos(asked)] == [ids[2], ids[0]]
    of_index = list(filled.shelves.answering.index.ids()[:2])
    assert [photo.photo_id for photo in filled.library.photos(of_index)] == ids[:2]


def test_removing_tells_what_left(filled: Engine) -> None:
    events = heard(filled)
    ids = set(filled.shelves.answering.index.ids().tolist())
    filled.library.remove_root(filled.library.roots()[0].root_id)
    assert RootsChanged() in events
    (left,) = [event for event in events if isinstance(event, PhotosChanged)]
    assert set(left.removed) == ids
    assert counts(filled) == (0, 0, 0, 0)
    filled.library.remove_root(RootId(77))


@pytest.mark.logs("cannot use 'a.jpg'", "cannot use 'b.jpg'")
def test_problems_are_listed_and_tried_again(engine: Engine, photos: Path) -> None:
    for name in ("a.jpg", "b.jpg"):
        (photos / name).write_bytes(b"x")
    engine.library.add_root(photos)
    settle(engine)
    assert [problem.relative_path for problem in engine.library.problems(1)] == ["a.jpg"]
    assert engine.library.problems()[0].reason is ProblemReason.NOT_AN_IMAGE
    events = heard(engine)
    engine.library.retry_problems()
    settle(engine)
    assert any(isinstance(event, ProblemsChanged) for event in events)
    assert len(engine.library.problems()) == 2


def test_thumbnails_are_made_when_they_are_missing(filled: Engine, photos: Path) -> None:
    (photo,) = filled.library.photos([PhotoId(int(filled.shelves.answering.index.ids()[0]))])
    shutil.rmtree(filled.folders.thumbnails)
    made = filled.pictures.thumbnail(photo)
    assert made is not None
    with Image.open(made) as picture:
        assert picture.width > 0
    assert filled.pictures.thumbnail(photo) == made
    shutil.rmtree(filled.folders.thumbnails)
    photo.path.unlink()
    assert filled.pictures.thumbnail(photo) is None


def test_previews_are_as_large_as_asked(filled: Engine) -> None:
    (photo,) = filled.library.photos([PhotoId(int(filled.shelves.answering.index.ids()[0]))])
    assert max(filled.pictures.preview(photo, 100).shape) == 100
    assert filled.asking.look_at(real_photo("cat").read_bytes(), 64).shape[2] == 3
    photo.path.unlink()
    with pytest.raises(QueryImageError) as caught:
        filled.pictures.preview(photo, 100)
    assert caught.value.reason is ProblemReason.VANISHED


def test_encoders_are_listed_and_unknown_ones_refused(filled: Engine) -> None:
    listed = {info.name: info for info in filled.models.encoders()}
    assert listed["starter"].is_active
    assert listed["starter"].is_installed
    assert not listed["ViT-B-16"].is_installed
    before = filled.settings.now
    with pytest.raises(ModelNotInstalledError):
        filled.models.use("no such")
    with pytest.raises(ModelNotInstalledError):
        filled.models.use("ViT-B-16")
    assert filled.settings.now == before
    assert load_settings(filled.folders.settings).encoder == ""
    assert filled.models.active_name == "starter"


def test_a_model_that_answers_in_the_process_that_adds_photos_is_not_removed_by_another(
    filled: Engine, photos: Path
) -> None:
    """It could neither search nor add any more: the terminal's choice reaches the window at its next start."""
    write_colour_package(filled.folders.models / "other", name="other", seed=3)
    for name in ("other", "starter"):
        filled.models.use(name)
        settle(filled)
    before = counts(filled)
    terminal = open_engine(filled.folders, encoder="other")
    try:
        assert terminal.models.active_name == "other"
        with pytest.raises(ModelInUseError):
            terminal.models.remove("starter")
    finally:
        terminal.close()
    write_photos(photos, 2, seed=9, prefix="NEW")
    scan(filled)
    assert counts(filled) == tuple(count + 2 if count else 0 for count in before)


def test_choosing_the_encoder_in_use_switches_nothing(filled: Engine) -> None:
    events = heard(filled)
    filled.models.use("starter")
    settle(filled)
    assert not any(isinstance(event, EncoderChanged) for event in events)
    assert filled.shelves.next is None


def test_a_query_that_meets_a_switch_is_asked_again(filled: Engine) -> None:
    write_colour_package(filled.folders.models / "other", name="other", seed=1)
    filled.asking.search(SearchQuery(text="red"))
    old = filled.shelves.answering
    filled.models.use("other")
    settle(filled)
    old.service.close()
    result = filled.asking.search(SearchQuery(text="blue"))
    assert result.encoder_id != old.encoder_id


def test_what_is_expected_before_anything_was_asked_opens_nothing(folders: DataFolders) -> None:
    engine = open_engine(folders)
    try:
        engine.asking.expect(SearchQuery(text="red"))
        assert not engine.shelves.answering.service.ready.done()
    finally:
        engine.close()


def test_words_that_are_expected_are_embedded_before_they_are_asked(filled: Engine) -> None:
    before = filled.asking.search(SearchQuery(text="red"))
    filled.asking.expect(SearchQuery(text="blue"))
    # Were it not embedded by then, the closed encoder could not answer.
    filled.shelves.answering.service.encode_text(["green"]).result()
    filled.shelves.answering.service.close()
    assert len(filled.asking.search(SearchQuery(text="blue")).photo_ids) == len(before.photo_ids)


def test_a_database_that_is_newer_or_damaged_is_left_alone(folders: DataFolders) -> None:
    folders.database.write_bytes(b"no database at all" * 300)
    with pytest.raises(DamagedDatabaseError):
        open_engine(folders)
    assert folders.database.read_bytes().startswith(b"no database")
    folders.database.unlink()
    open_engine(folders).close()
    connection = sqlite3.connect(folders.database)
    connection.execute("PRAGMA user_version = 9999")
    connection.close()
    with pytest.raises(NewerDatabaseError):
        open_engine(folders)


def test_a_picture_from_elsewhere_can_be_searched_with(filled: Engine) -> None:
    result = filled.asking.search(SearchQuery(images=(ImageTerm(path=real_photo("cat")),), limit=2))
    assert len(result.photo_ids) == 2


def test_resting_and_going_on(engine: Engine) -> None:
    engine.work.pause()
    assert engine.work.is_paused
    engine.work.resume()
    assert engine.work.progress.is_paused is False
    assert engine.library.polled_roots == frozenset()
