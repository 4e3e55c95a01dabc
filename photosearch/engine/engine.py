"""One open library: puts the parts together, starts and ends them.

Opening is quick and loads no encoder. Blocking calls are for background threads. Start-up: open the store;
open the index while the encoder loads on its own thread; then scan, watch and catch up on the ingest thread.
"""

from __future__ import annotations

import dataclasses
from pathlib import Path

from photosearch.decode.thumbnails import ThumbnailCache
from photosearch.decode.worker_pool import DecodePool
from photosearch.engine import beside_embedding
from photosearch.engine.asking import AskingPart
from photosearch.engine.health import HealthPart
from photosearch.engine.library import LibraryPart
from photosearch.engine.models import ModelsPart
from photosearch.engine.pictures import PicturesPart
from photosearch.engine.work import WorkPart
from photosearch.events import EventBus
from photosearch.ingest.coordinator import Coordinator
from photosearch.ingest.jobs import EmbedMissing, Job, ScanFolder
from photosearch.ingest.model_optimiser import ModelOptimiser
from photosearch.ingest.pace.governor import Governor
from photosearch.paths import DataFolders
from photosearch.resources import resource
from photosearch.scan.shared_place import shared_place
from photosearch.settings import Settings, save_settings
from photosearch.shelves.shelves import Shelves
from photosearch.store.database import Database
from photosearch.store.store import Store


class Engine:
    """One open library."""

    def __init__(self, folders: DataFolders, settings: Settings, store: Store) -> None:
        self.folders = folders
        self.events = EventBus()
        self._settings = settings
        self.store = store
        governor = Governor(lambda: self._settings)
        thumbnails = ThumbnailCache(folders.thumbnails, settings.thumbnail_cache_bytes)
        self._pool = DecodePool(
            workers=settings.decode_workers or DecodePool.default_workers(),
            memory_limit_bytes=settings.decode_memory_bytes,
            timeout_s=settings.decode_timeout_s,
            thumbnails=thumbnails,
            rest_s=governor.rest_s,
        )
        self.shelves = Shelves(folders, resource("models"), store, self.events, lambda: self._settings, governor.rest_s)
        self._optimiser = ModelOptimiser(
            folders.models,
            resource("calibration"),
            store,
            self._pool,
            self.events,
            lambda: self._settings,
            self._switch_encoder,
        )
        self._analyses = tuple(make(store, folders) for make in beside_embedding.ANALYSES)
        own_folders = _resolved(folders)
        self._coordinator = Coordinator(
            folders,
            lambda: self._settings,
            store,
            self.shelves,
            self._pool,
            self.events,
            governor,
            own_folders=own_folders,
            tidy=thumbnails.trim,
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
        self.asking = AskingPart(folders, store, self.shelves, self._pool, governor)
        self.pictures = PicturesPart(self._pool, thumbnails)
        self.work = WorkPart(self._coordinator, self.events)
        self.models = ModelsPart(folders.models, self.shelves, self._optimiser, self._choose_encoder)
        self.health = HealthPart(store, self.shelves)

    @classmethod
    def open(cls, folders: DataFolders, settings: Settings) -> Engine:
        """Open the library in ``folders``, making it if there is none.

        Raises:
            StoreError: the database is newer, damaged or cannot be written.
        """
        folders.create()
        return cls(folders, settings, Store.of(Database.open(folders.database)))

    def start(self, *, is_watching: bool = True, is_scanning: bool = True) -> None:
        """Begin background work: scan every root and embed what lacks an embedding, then go on watching."""
        scans = tuple(ScanFolder(root.root_id) for root in self.store.libraries.all())
        jobs: tuple[Job, ...] = (*scans, EmbedMissing()) if is_scanning else ()
        self._coordinator.start(is_watching=is_watching, jobs=jobs)
        if is_watching:
            self.models.warm_up()
            self.models.begin_optimising()

    def close(self) -> None:
        """Stop everything within about two seconds; nothing committed is lost."""
        self._optimiser.close()
        self._coordinator.close()
        for analysis in self._analyses:
            analysis.close()
        self.shelves.close()
        self._pool.close()
        self.store.database.close()

    @property
    def settings(self) -> Settings:
        """The settings in force."""
        return self._settings

    def update_settings(self, settings: Settings) -> None:
        """Save and apply ``settings``.

        Raises:
            OSError: the settings file cannot be written; they are in force all the same.
            ModelError: the chosen encoder is not installed.
        """
        is_other_encoder = settings.encoder != self._settings.encoder
        self._settings = settings
        save_settings(settings, self.folders.settings)
        if is_other_encoder:
            self._switch_encoder()

    def _choose_encoder(self, name: str) -> None:
        self.update_settings(dataclasses.replace(self._settings, encoder=name))

    def _switch_encoder(self) -> None:
        """The settings name another encoder, or its name stands for another one, than the one that answers."""
        self.shelves.switch()
        self._coordinator.add(EmbedMissing())


def _resolved(folders: DataFolders) -> tuple[Path, ...]:
    """The folders that hold no photos of the person."""
    own = (folders.data, folders.cache, folders.models, folders.logs)
    return tuple(folder.resolve() for folder in own)
