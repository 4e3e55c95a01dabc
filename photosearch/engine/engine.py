"""One open library: puts the parts together, starts and ends them.

Opening is quick and loads no encoder. Blocking calls are for background threads. Start-up: open the store;
open the index while the encoder loads on its own thread; then scan, watch and catch up on the ingest thread.
"""

from __future__ import annotations

import logging
from pathlib import Path

from photosearch.decode.thumbnails import ThumbnailCache
from photosearch.decode.worker_pool import DecodePool
from photosearch.engine import beside_embedding
from photosearch.engine.asking import AskingPart
from photosearch.engine.exporting import ExportingPart
from photosearch.engine.files import FilesPart
from photosearch.engine.health import HealthPart
from photosearch.engine.library import LibraryPart
from photosearch.engine.marks import MarksPart
from photosearch.engine.models import ModelsPart
from photosearch.engine.pictures import PicturesPart
from photosearch.engine.tags import TagsPart
from photosearch.engine.understanding import Understanding
from photosearch.engine.work import WorkPart
from photosearch.errors import StoreError
from photosearch.events import EventBus
from photosearch.gazetteer.gazetteer import bundled_gazetteer
from photosearch.ingest.coordinator import Coordinator
from photosearch.ingest.jobs import EmbedMissing, Job, ScanFolder
from photosearch.ingest.model_installer import ModelInstaller
from photosearch.ingest.model_optimiser import ModelOptimiser
from photosearch.ingest.pace.governor import Governor
from photosearch.ingest.photo_places import PhotoPlaces
from photosearch.paths import DataFolders
from photosearch.resources import resource
from photosearch.scan.shared_place import shared_place
from photosearch.settings import Settings, SettingsChanged, SettingsOwner, SettingsUnsaved
from photosearch.shelves.shelves import Shelves
from photosearch.store.database import Database
from photosearch.store.store import Store

_log = logging.getLogger(__name__)

_TEXTS_AT_OPENING = 2000
"""Some 0.4 s, once."""
_PLACES_AT_OPENING = 5000
"""Some 0.4 s, once."""


class Engine:
    """One open library."""

    def __init__(self, folders: DataFolders, settings: SettingsOwner, store: Store) -> None:
        self.folders = folders
        self.events = EventBus()
        self.settings = settings
        self.store = store
        governor = Governor(self._settings_now)
        at_start = settings.now
        thumbnails = ThumbnailCache(folders.thumbnails, at_start.thumbnail_cache_bytes)
        self._pool = DecodePool(
            workers=at_start.decode_workers or DecodePool.default_workers(),
            memory_limit_bytes=at_start.decode_memory_bytes,
            timeout_s=at_start.decode_timeout_s,
            thumbnails=thumbnails,
            rest_s=governor.rest_s,
        )
        self.shelves = Shelves(folders, resource("models"), store, self.events, self._settings_now, governor.rest_s)
        self._optimiser = ModelOptimiser(
            folders.models,
            resource("calibration"),
            store,
            self._pool,
            self.events,
            self._settings_now,
            self._switch_encoder,
        )
        self._analyses = tuple(make(store, folders) for make in beside_embedding.ANALYSES)
        sources = tuple(make(store, folders) for make in beside_embedding.SOURCES)
        own_folders = _resolved(folders)
        self._coordinator = Coordinator(
            folders,
            self._settings_now,
            store,
            self.shelves,
            self._pool,
            self.events,
            governor,
            own_folders=own_folders,
            thumbnails=thumbnails,
            analyses=self._analyses,
        )
        self.library = LibraryPart(
            store,
            self.shelves,
            self._coordinator,
            self.events,
            own_folders=own_folders,
            shared_place=shared_place(folders.data),
        )
        self._understanding = Understanding(store, self.events)
        self.asking = AskingPart(
            store, self.shelves, self._pool, governor, sources, folders.concepts, self._understanding
        )
        self.tags = TagsPart(store, self.asking.open_searcher)
        self.pictures = PicturesPart(self._pool, thumbnails)
        self.files = FilesPart(store, self._pool)
        self.exporting = ExportingPart(self.library.photos, store, self._pool, thumbnails)
        self.work = WorkPart(self._coordinator, self.events)
        ownership = self._coordinator.ownership
        installer = ModelInstaller(folders.models, self._optimiser, self._settings_now)
        self.models = ModelsPart(
            folders.models, self.shelves, self._optimiser, installer, ownership, self._choose_encoder
        )
        self.marks = MarksPart(store.marks)
        self.health = HealthPart(store, self.shelves)
        self._stop_hearing = settings.subscribe(self._on_settings)

    @classmethod
    def open(cls, folders: DataFolders, settings: SettingsOwner) -> Engine:
        """Open the library in ``folders``, making it if there is none. It follows ``settings`` until it is closed.

        Raises:
            StoreError: the database is newer, damaged or cannot be written.
        """
        folders.create()
        store = Store.of(Database.open(folders.database))
        _begin_texts(store)
        _begin_places(store)
        return cls(folders, settings, store)

    def start(self, *, is_watching: bool = True, is_scanning: bool = True) -> None:
        """Begin background work: scan every root and embed what lacks an embedding, then go on watching."""
        scans = tuple(ScanFolder(root.root_id) for root in self.store.libraries.all())
        jobs: tuple[Job, ...] = (*scans, EmbedMissing()) if is_scanning else ()
        self._coordinator.start(is_watching=is_watching, jobs=jobs)
        if is_watching:
            self.models.warm_up()
            self.asking.warm_up()
            self.models.begin_optimising()

    def close(self) -> None:
        """Stop everything within about two seconds; nothing committed is lost."""
        self._stop_hearing()
        self._understanding.close()
        self._optimiser.close()
        self._coordinator.close()
        for analysis in self._analyses:
            analysis.close()
        self.shelves.close()
        self._pool.close()
        self.store.database.close()

    def _settings_now(self) -> Settings:
        return self.settings.now

    def _on_settings(self, event: SettingsChanged | SettingsUnsaved) -> None:
        """On the changing thread."""
        if not isinstance(event, SettingsChanged):
            return
        if event.old.encoder != event.new.encoder:
            self._switch_encoder()
        if event.old.no_media != event.new.no_media:
            self.library.rescan()

    def _choose_encoder(self, name: str) -> None:
        self.settings.change(encoder=name)
        self.settings.save()

    def _switch_encoder(self) -> None:
        """The settings name another encoder, or its name stands for another one, than the one that answers."""
        self.shelves.switch()
        self.asking.warm_up()
        self._coordinator.add(EmbedMissing())


def _resolved(folders: DataFolders) -> tuple[Path, ...]:
    """The folders that hold no photos of the person."""
    own = (folders.data, folders.cache, folders.models, folders.logs)
    return tuple(folder.resolve() for folder in own)


def _begin_texts(store: Store) -> None:
    """After an upgrade the words of a small library are found at once; those of a large one as they are made."""
    try:
        store.texts.make_all_due()
        store.texts.make_some(_TEXTS_AT_OPENING)
    except StoreError as error:
        # As on a full disk: what is there can be looked at all the same.
        _log.warning("the words of photos are made later: %s", error)


def _begin_places(store: Store) -> None:
    """After an upgrade, or an addition that ended at once, photos are found by their places too."""
    try:
        store.places.make_all_due(bundled_gazetteer().version)
        PhotoPlaces(store).find_some(_PLACES_AT_OPENING)
    except StoreError as error:
        _log.warning("the places of photos are found later: %s", error)
