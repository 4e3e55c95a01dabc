"""Which encoder answers."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from photosearch.errors import ModelInUseError, ModelNotInstalledError
from photosearch.events import EncoderChanged, Event, EventBus
from photosearch.index.opening import index_bytes
from photosearch.paths import DataFolders
from photosearch.settings import Settings
from photosearch.shelves.catch_up import save_index
from photosearch.shelves.shelves import Shelves
from photosearch.store.database import Database
from photosearch.store.records import NewPhoto
from photosearch.store.store import Store
from photosearch.types.files import FileStamp
from photosearch.types.ids import EncoderId
from photosearch.types.photos import PhotoMetadata
from photosearch.types.roots import VolumeIdentity
from tests.packages import DIM, write_colour_package


class Rack:
    """Shelves over three small packages, and settings that a test may change."""

    def __init__(self, folders: DataFolders) -> None:
        self.folders = folders
        bundled = folders.data / "bundled"
        write_colour_package(bundled / "starter", name="starter")
        for seed, name in enumerate(("other", "third"), start=1):
            write_colour_package(folders.models / name, name=name, seed=seed)
        self.store = Store.of(Database.open(folders.database))
        self.settings = Settings()
        self.events: list[Event] = []
        bus = EventBus()
        bus.subscribe(self.events.append)
        self.shelves = Shelves(folders, bundled, self.store, bus, lambda: self.settings)

    def want(self, name: str) -> None:
        self.settings = Settings(encoder=name)

    def add_photos(self, count: int, *encoder_ids: EncoderId) -> None:
        root = self.store.libraries.add(Path("/photos"), VolumeIdentity("disk", "", Path("/")), "photos")
        metadata = PhotoMetadata(1, 1, "JPEG")
        new = [
            NewPhoto(root.root_id, f"{n}.jpg", FileStamp(n, n), n.to_bytes(16, "big"), metadata) for n in range(count)
        ]
        ids = np.asarray(self.store.photos.save(new), dtype=np.int64)
        for encoder_id in encoder_ids:
            self.store.embeddings.encoder_row(encoder_id, encoder_id.partition("-")[0], DIM)
            vectors = np.eye(DIM, dtype=np.float32)[ids % DIM]
            self.store.embeddings.save(encoder_id, ids, vectors)

    def close(self) -> None:
        self.shelves.close()
        self.store.database.close()


@pytest.fixture
def rack(folders: DataFolders) -> Iterator[Rack]:
    made = Rack(folders)
    yield made
    made.close()


def test_the_default_answers_an_empty_library(rack: Rack) -> None:
    assert rack.shelves.opened == ()
    assert rack.shelves.answering.name == "starter"
    assert rack.shelves.next is None
    assert [info.name for info in rack.shelves.encoders() if info.is_active] == ["starter"]


def test_the_wanted_one_answers_an_empty_library(rack: Rack) -> None:
    rack.want("other")
    assert rack.shelves.answering.name == "other"


def test_one_that_knows_the_library_answers_until_the_wanted_one_does(rack: Rack) -> None:
    starter = rack.shelves.encoder_id_of("starter")
    rack.add_photos(5, starter)
    rack.want("other")
    assert rack.shelves.answering.name == "starter"
    assert len(rack.shelves.answering.index) == 5
    target = rack.shelves.next
    assert target is not None
    assert target.name == "other"
    rack.shelves.finish_switch(target)
    assert rack.shelves.answering is target
    assert rack.shelves.next is None
    assert rack.events == [EncoderChanged(target.encoder_id)]
    rack.shelves.finish_switch(target)
    assert rack.shelves.answering is target


def test_one_that_is_complete_does_not_answer_when_another_is_chosen_while_its_index_is_saved(rack: Rack) -> None:
    rack.add_photos(5, rack.shelves.encoder_id_of("starter"))
    rack.want("other")
    rack.shelves.switch()
    complete = rack.shelves.next
    assert complete is not None
    rack.want("third")
    rack.shelves.switch()
    rack.shelves.finish_switch(complete)
    assert [shelf.name for shelf in rack.shelves.opened] == ["starter", "third"]
    assert rack.events == []


def test_choosing_again_replaces_or_ends_the_switch(rack: Rack) -> None:
    rack.add_photos(3, rack.shelves.encoder_id_of("starter"))
    assert rack.shelves.answering.name == "starter"
    seen = []
    for name in ("other", "other", "third", "starter"):
        rack.want(name)
        rack.shelves.switch()
        seen.append(rack.shelves.next)
    assert seen[0] is seen[1]
    assert [shelf.name if shelf else None for shelf in seen] == ["other", "other", "third", None]


def test_choosing_before_anything_is_open_opens_each_once(rack: Rack) -> None:
    rack.add_photos(3, rack.shelves.encoder_id_of("starter"))
    rack.want("other")
    rack.shelves.switch()
    assert [shelf.name for shelf in rack.shelves.opened] == ["starter", "other"]


@pytest.mark.logs("other is not installed")
def test_one_that_was_uninstalled_is_replaced(rack: Rack) -> None:
    rack.want("other")
    shutil.rmtree(rack.folders.models / "other")
    assert rack.shelves.answering.name == "starter"


def test_an_unknown_name_is_refused(rack: Rack) -> None:
    with pytest.raises(ModelNotInstalledError):
        rack.shelves.encoder_id_of("no such")


def test_a_name_that_opens_another_encoder_is_switched_to_behind_the_old_one(rack: Rack) -> None:
    """As when a model in use was optimised: what it embedded stays, and answers until the rest is done."""
    rack.want("other")
    old_id = rack.shelves.encoder_id_of("other")
    rack.add_photos(4, old_id)
    assert rack.shelves.answering.encoder_id == old_id
    # The old form stays installed, under a name of its own.
    (rack.folders.models / "other").rename(rack.folders.models / "kept")
    manifest = rack.folders.models / "kept" / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"name": "other"', '"name": "kept"'))
    write_colour_package(rack.folders.models / "other", name="other", seed=5)
    rack.shelves.switch()
    answering, target = rack.shelves.opened
    assert (answering.encoder_id, target.encoder_id) == (old_id, rack.shelves.encoder_id_of("other"))
    assert len(answering.index) == 4
    assert target.encoder_id != old_id
    # Loaded only now: each loads the very encoder that its embeddings are of.
    for shelf in (answering, target):
        shelf.service.start()
        assert shelf.service.ready.result(30).encoder_id == shelf.encoder_id
    rack.shelves.finish_switch(target)
    assert rack.shelves.answering is target
    assert rack.store.embeddings.count(old_id) == 4
    rack.shelves.switch()
    assert rack.shelves.next is None


def sizes_of(rack: Rack) -> dict[str, tuple[bool, bool, int]]:
    return {
        size.name: (size.weights_bytes > 0, size.index_bytes > 0, size.embeddings_bytes)
        for size in rack.shelves.sizes()
    }


def leave_starter_for_other(rack: Rack) -> EncoderId:
    """The id of the one left: it has embeddings and a saved index."""
    starter = rack.shelves.encoder_id_of("starter")
    rack.add_photos(4, starter, rack.shelves.encoder_id_of("other"))
    shelf = rack.shelves.answering
    save_index(rack.folders.indexes, shelf.index, starter, rack.store)
    rack.want("other")
    rack.shelves.switch()
    target = rack.shelves.next
    assert target is not None
    rack.shelves.finish_switch(target)
    return starter


def test_each_model_tells_what_it_takes(rack: Rack) -> None:
    starter = leave_starter_for_other(rack)
    one = 4 * DIM * 2
    assert sizes_of(rack) == {"starter": (True, True, one), "other": (True, False, one), "third": (True, False, 0)}
    by_name = {size.name: size for size in rack.shelves.sizes()}
    assert [name for name, size in by_name.items() if size.is_active] == ["other"]
    assert by_name["starter"].encoder_id == starter
    assert by_name["starter"].is_installed


def test_removing_gives_back_what_a_model_took_and_no_other(rack: Rack) -> None:
    starter = leave_starter_for_other(rack)
    rack.shelves.remove("Starter", is_alone=True)
    # Its weights are bundled with the app.
    assert sizes_of(rack)["starter"] == (True, False, 0)
    assert index_bytes(rack.folders.indexes, starter) == 0
    assert rack.store.embeddings.count(rack.shelves.answering.encoder_id) == 4
    rack.shelves.remove("third", is_alone=True)
    assert set(sizes_of(rack)) == {"starter", "other"}
    assert not (rack.folders.models / "third").exists()


def test_embeddings_of_a_model_that_is_not_installed_any_more_are_told_and_removed(rack: Rack) -> None:
    rack.add_photos(2, rack.shelves.encoder_id_of("third"), rack.shelves.encoder_id_of("starter"))
    assert rack.shelves.answering.name == "starter"
    shutil.rmtree(rack.folders.models / "third")
    size = next(size for size in rack.shelves.sizes() if size.name == "third")
    assert (size.is_installed, size.weights_bytes, size.embeddings_bytes) == (False, 0, 2 * DIM * 2)
    rack.shelves.remove("third", is_alone=True)
    assert "third" not in sizes_of(rack)


def test_a_model_that_answers_or_is_about_to_is_not_removed(rack: Rack) -> None:
    rack.add_photos(3, rack.shelves.encoder_id_of("starter"))
    assert rack.shelves.answering.name == "starter"
    rack.want("other")
    rack.shelves.switch()
    for name in ("starter", "other"):
        with pytest.raises(ModelInUseError):
            rack.shelves.remove(name, is_alone=True)
    with pytest.raises(ModelNotInstalledError):
        rack.shelves.remove("ViT-B-16", is_alone=True)
    assert rack.store.embeddings.count(rack.shelves.answering.encoder_id) == 3
    assert (rack.folders.models / "other" / "manifest.json").exists()


def test_what_the_process_that_adds_photos_has_in_use_is_not_removed_by_another(rack: Rack) -> None:
    rack.add_photos(3, rack.shelves.encoder_id_of("third"), rack.shelves.encoder_id_of("other"))
    rack.want("other")
    assert rack.shelves.answering.name == "other"
    with pytest.raises(ModelInUseError):
        rack.shelves.remove("third", is_alone=False)
    rack.store.encoders.leave_all_but([rack.shelves.answering.encoder_id], time.time())
    rack.shelves.remove("third", is_alone=False)
    assert "third" not in sizes_of(rack)


def test_the_one_that_is_left_is_noted_until_it_is_taken_up_again(rack: Rack) -> None:
    started_s = time.time()
    starter = leave_starter_for_other(rack)
    assert rack.store.encoders.left_before(started_s) == []
    assert rack.store.encoders.left_before(time.time() + 1) == [starter]
    rack.want("starter")
    rack.shelves.switch()
    assert rack.store.encoders.left_before(time.time() + 1) == []


def test_one_that_another_process_gives_back_just_when_it_is_opened_has_a_row(
    rack: Rack, monkeypatch: pytest.MonkeyPatch
) -> None:
    starter = leave_starter_for_other(rack)
    made = rack.store.embeddings.encoder_row

    def encoder_row(encoder_id: EncoderId, name: str, dim: int) -> int:
        row = made(encoder_id, name, dim)
        rack.store.encoders.forget_some(starter, only_left=True)
        return row

    monkeypatch.setattr(rack.store.embeddings, "encoder_row", encoder_row)
    rack.want("starter")
    rack.shelves.switch()
    assert starter in [one.encoder_id for one in rack.store.encoders.all()]
    assert rack.store.embeddings.count(starter) == 4


def test_what_is_in_use_is_not_given_back(rack: Rack) -> None:
    starter = leave_starter_for_other(rack)
    other = rack.shelves.answering.encoder_id
    rack.want("starter")
    rack.shelves.switch()
    assert not rack.shelves.give_back_some(other)
    assert not rack.shelves.give_back_some(starter)
    assert rack.store.embeddings.count(other) == rack.store.embeddings.count(starter) == 4
    assert index_bytes(rack.folders.indexes, starter) > 0
