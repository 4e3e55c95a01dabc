"""The ingest thread conducts an analysis beside embedding: at once, behind new photos, told of and tried again."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from photosearch.decode.thumbnails import ThumbnailCache
from photosearch.decode.worker_pool import DecodePool
from photosearch.events import EngineFailed, Event, EventBus
from photosearch.ingest import coordinator
from photosearch.ingest.coordinator import Coordinator
from photosearch.ingest.jobs import EmbedMissing, ScanFolder
from photosearch.ingest.pace.governor import Governor
from photosearch.paths import DataFolders
from photosearch.scan import volumes
from photosearch.settings import Settings
from photosearch.shelves.shelves import Shelves
from photosearch.store.database import Database
from photosearch.store.store import Store
from photosearch.types.progress import IngestPhase, Pace, YieldReason
from tests.library import PATIENCE_S, wait_for
from tests.packages import write_colour_package
from tests.photos import write_photos
from tests.troubled_colour import TroubledColour


class Background:
    """A coordinator over one root, with ``TroubledColour`` beside embedding."""

    def __init__(self, folders: DataFolders, photos: Path, pool: DecodePool) -> None:
        write_colour_package(folders.models / "starter", name="starter")
        self.settings = Settings()
        self.events: list[Event] = []
        bus = EventBus()
        bus.subscribe(self.events.append)
        self.photos = photos
        self.store = Store.of(Database.open(folders.database))
        self.colours = TroubledColour(self.store, folders.data / "colours.db")
        self.shelves = Shelves(folders, folders.models, self.store, bus, lambda: self.settings)
        self.coordinator = Coordinator(
            folders,
            lambda: self.settings,
            self.store,
            self.shelves,
            pool,
            bus,
            Governor(lambda: self.settings),
            own_folders=(),
            thumbnails=ThumbnailCache(folders.thumbnails, 1_000_000),
            analyses=(self.colours,),
        )
        volume = volumes.identify(photos)
        self.root = self.store.libraries.add(photos, volume, volumes.path_in_volume(photos, volume))

    def start(self) -> None:
        """Watch, and scan what is there."""
        self.coordinator.start(is_watching=True, jobs=(ScanFolder(self.root.root_id),))

    def settle(self) -> None:
        assert self.coordinator.wait_until_idle(PATIENCE_S)

    @property
    def has_all_colours(self) -> bool:
        return self.colours.kept().keys() == set(self.store.photos.ids().tolist())

    def close(self) -> None:
        self.coordinator.close()
        self.shelves.close()
        self.colours.close()
        self.store.database.close()


@pytest.fixture
def background(folders: DataFolders, tmp_path: Path, pool: DecodePool) -> Iterator[Background]:
    photos = tmp_path / "photos"
    photos.mkdir()
    made = Background(folders, photos, pool)
    yield made
    made.close()


def test_new_photos_and_copies_get_both(background: Background) -> None:
    files = write_photos(background.photos, 6)
    shutil.copy(files[0], background.photos / "copy.jpg")
    background.start()
    background.settle()
    assert background.store.photos.count() == 7
    assert background.has_all_colours
    assert background.coordinator.meter.snapshot().phase is IngestPhase.IDLE


@pytest.mark.logs("mean_colour is left for now", "background work stopped")
def test_a_failure_is_told_and_tried_again(background: Background, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coordinator, "_RETRY_AFTER_S", 0.1)
    write_photos(background.photos, 6)
    background.colours.is_broken = True
    background.start()
    wait_for(lambda: any(isinstance(event, EngineFailed) for event in background.events))
    assert background.store.embeddings.count(background.shelves.answering.encoder_id) == 6
    assert background.colours.kept() == {}
    background.colours.is_broken = False
    wait_for(lambda: background.has_all_colours)
    background.settle()


def test_it_waits_as_the_person_chose_and_says_so(background: Background) -> None:
    write_photos(background.photos, 4)
    background.settings = dataclasses.replace(background.settings, background_work="paused")
    background.start()
    wait_for(lambda: background.coordinator.meter.snapshot().pace == Pace(0.0, YieldReason.NOT_NOW))
    assert not background.coordinator.wait_until_idle(0.5)
    assert background.colours.seen == 0
    background.settings = dataclasses.replace(background.settings, background_work="always")
    background.settle()
    assert background.has_all_colours


def test_a_paused_pass_goes_on(background: Background) -> None:
    write_photos(background.photos, 4)
    background.start()
    background.settle()
    background.colours.version = "2"
    background.coordinator.set_paused(True)
    background.coordinator.add(EmbedMissing())
    wait_for(lambda: background.coordinator.meter.snapshot().total == 4)
    assert not background.coordinator.wait_until_idle(0.5)
    progress = background.coordinator.meter.snapshot()
    assert (progress.phase, progress.done, progress.is_paused) == (IngestPhase.READING, 0, True)
    background.coordinator.set_paused(False)
    background.settle()
    assert background.has_all_colours
    assert background.coordinator.meter.snapshot().done == 4
