"""What a library knows for the sentences that are asked of it, and when it is read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from photosearch.engine.understanding import Understanding, known_of
from photosearch.events import EventBus, PhotosChanged
from photosearch.store.database import Database
from photosearch.store.records import NewPhoto
from photosearch.store.store import Store
from photosearch.types.files import FileStamp
from photosearch.types.ids import RootId
from photosearch.types.metadata import FileMetadata, Origin, Told
from photosearch.types.photos import PhotoMetadata
from photosearch.types.roots import VolumeIdentity
from photosearch.types.understood import InFolder


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    database = Database.open(tmp_path / "photosearch.db")
    store = Store.of(database)
    store.libraries.add(Path("/photos"), VolumeIdentity("uuid-1", "disk", Path("/")), "photos")
    yield store
    database.close()


def add(store: Store, path: str, camera: str | None = None) -> None:
    told = FileMetadata(camera=None if camera is None else Told(camera, Origin.EXIF))
    metadata = PhotoMetadata(40, 30, "JPEG", told)
    store.photos.save([NewPhoto(RootId(1), path, FileStamp(1, 1), path.encode(), metadata)])


def test_folders_on_the_way_to_photos_are_known_and_each_camera_once(store: Store) -> None:
    add(store, "旅行/2019/a.jpg", "Canon EOS R5")
    add(store, "旅行/2019/b.jpg", "Canon EOS R5")
    add(store, "c.jpg", "Apple iPhone 15")
    known = known_of(store)
    assert known.folders == tuple(Path("/photos", *parts) for parts in ([], ["旅行"], ["旅行", "2019"]))
    assert known.cameras == ("Apple iPhone 15", "Canon EOS R5")


def test_a_command_that_asks_once_has_the_library_read_for_it(store: Store) -> None:
    understanding = Understanding(store, EventBus())
    assert understanding.understand("cats without dogs").words == "cats"
    understanding.close()


def test_a_library_that_cannot_be_read_does_not_stand_in_the_way(store: Store) -> None:
    store.database.close()
    store.database.path.write_bytes(b"no database at all" * 100)
    understanding = Understanding(store, EventBus())
    assert understanding.understand("cats without dogs").words == "cats"
    understanding.close()


def test_what_comes_into_the_library_is_known_when_somebody_types_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("photosearch.engine.understanding._PAUSE_S", -1.0)
    events = EventBus()
    understanding = Understanding(store, events)
    understanding.get_ready()
    understanding.close()
    assert understanding.understand("cats in the wedding folder").chips == ()
    understanding = Understanding(store, events)
    understanding.understand("cats")
    add(store, "wedding/c.jpg")
    events.publish(PhotosChanged())
    understanding.understand("cats in the w")
    understanding.close()
    (chip,) = understanding.understand("cats in the wedding folder").chips
    assert chip.meaning == InFolder((Path("/photos/wedding"),))
