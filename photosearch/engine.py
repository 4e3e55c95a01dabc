"""Everything below the surface as one object: what the window and the command line talk to.

Opening is quick and loads no encoder. Blocking calls are for background threads. Start-up: open the store;
open the index while the encoder loads on its own thread; then scan, watch and catch up on the ingest thread.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import logging
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from photosearch.decode.thumbnails import ThumbnailCache
from photosearch.decode.worker_pool import DecodeFailure, DecodePool, DecodeRequest
from photosearch.embed import catalogue
from photosearch.embed.service import EncoderService
from photosearch.errors import QueryImageError, RootError
from photosearch.events import (
    EncoderChanged,
    EngineFailed,
    Event,
    EventBus,
    PhotosChanged,
    ProblemsChanged,
    RootsChanged,
)
from photosearch.ingest.catch_up import open_index
from photosearch.ingest.coordinator import Coordinator
from photosearch.ingest.jobs import EmbedMissing, Job, ScanFolder
from photosearch.ingest.progress import ProgressMeter
from photosearch.ingest.root_scan import ScanTools
from photosearch.ingest.shelf import Shelf, Store
from photosearch.paths import DataFolders
from photosearch.resources import resource
from photosearch.scan import volumes
from photosearch.search.searcher import Searcher
from photosearch.settings import Settings, save_settings
from photosearch.store.database import Database
from photosearch.types import (
    EncoderInfo,
    Filters,
    Float32Array,
    IngestProgress,
    LibraryRoot,
    LibraryStatus,
    Photo,
    PhotoId,
    Problem,
    ProblemReason,
    RootId,
    SearchQuery,
    SearchResult,
    Sort,
    UInt8Array,
)

_log = logging.getLogger(__name__)

_IDLE_RELEASE_S = 900.0
"""An encoder that nobody asked for a quarter of an hour gives its memory back."""


class Engine:
    """One open library."""

    def __init__(self, folders: DataFolders, settings: Settings, store: Store) -> None:
        self.folders = folders
        self.events = EventBus()
        self._settings = settings
        self._store = store
        self._thumbnails = ThumbnailCache(folders.thumbnails, settings.thumbnail_cache_bytes)
        self._pool = DecodePool(
            workers=settings.decode_workers or DecodePool.default_workers(),
            memory_limit_bytes=settings.decode_memory_bytes,
            timeout_s=settings.decode_timeout_s,
            thumbnails=self._thumbnails,
        )
        self._shelf_lock = threading.RLock()
        self._shelf: Shelf | None = None
        self._next_shelf: Shelf | None = None
        self._searcher: Searcher | None = None
        self.last_failure: EngineFailed | None = None
        """What stopped background work last, if anything did."""
        self.events.subscribe(self._note_failure)
        self._coordinator = Coordinator(self, store, self._scan_tools, self.events, folders.data, folders.indexes)

    @classmethod
    def open(cls, folders: DataFolders, settings: Settings) -> Engine:
        """Open the library in ``folders``, making it if there is none.

        Raises:
            StoreError: the database is newer, damaged or cannot be written.
        """
        folders.create()
        return cls(folders, settings, Store.of(Database.open(folders.database)))

    def start(self, *, is_watching: bool = True, jobs: tuple[Job, ...] | None = None) -> None:
        """Begin background work: by default scan every root, watch them and embed what lacks an embedding."""
        if jobs is None:
            scans = tuple(ScanFolder(root.root_id) for root in self._store.libraries.all())
            jobs = (*scans, EmbedMissing())
        self._coordinator.start(is_watching=is_watching, jobs=jobs)
        if is_watching:
            self.warm_up()

    def warm_up(self) -> None:
        """Load the encoder now, before somebody asks; returns at once."""
        self.shelf().service.start()

    def close(self) -> None:
        """Stop everything within about two seconds; nothing committed is lost."""
        self._coordinator.close()
        with self._shelf_lock:
            for shelf in (self._shelf, self._next_shelf):
                if shelf is not None:
                    shelf.service.close()
        self._pool.close()
        self._store.database.close()

    # --- settings ---------------------------------------------------------------------------------------

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
            self._switch()

    # --- library ----------------------------------------------------------------------------------------

    def add_root(self, path: Path) -> LibraryRoot:
        """Watch ``path`` from now on.

        Raises:
            RootError: it is not a folder that can be read, or overlaps with one that is watched already.
        """
        path = path.expanduser().absolute()
        path = path.resolve() if path.exists() else path
        self._check_root(path)
        volume = volumes.identify(path)
        inner = self._roots_inside(path, volume.identity)
        root = self._store.libraries.add(path, volume, volumes.path_in_volume(path, volume))
        for part in inner:
            self._store.libraries.absorb(part.root_id, root.root_id, part.path.relative_to(path).as_posix())
        self.events.publish(RootsChanged())
        self._coordinator.roots_changed()
        self._coordinator.add(ScanFolder(root.root_id))
        return root

    def remove_root(self, root_id: RootId) -> None:
        """Forget the folder and what is known of its photos; the files stay where they are."""
        filters = Filters(root_ids=frozenset({root_id}))
        ids = self._store.photos.ids(filters, Sort.NEWEST, None)
        self._store.libraries.remove(root_id)
        self.shelf().index.remove(ids)
        self._coordinator.roots_changed()
        self.events.publish(RootsChanged())
        self.events.publish(PhotosChanged(removed=tuple(PhotoId(photo_id) for photo_id in ids.tolist())))

    def roots(self) -> tuple[LibraryRoot, ...]:
        """The watched folders."""
        return self._store.libraries.all()

    def rescan(self, root_id: RootId | None = None) -> None:
        """Look at a root, or all of them, again; returns at once."""
        for root in self._store.libraries.all():
            if root_id in (None, root.root_id):
                self._coordinator.add(ScanFolder(root.root_id))

    def retry_problems(self) -> None:
        """Try every problem file again, changed or not; returns at once."""
        self._store.problems.forget_stamps()
        self.events.publish(ProblemsChanged(self._store.problems.count()))
        self.rescan()

    def wait_until_idle(self, timeout_s: float | None = None) -> bool:
        """Block until all background work is done; False when ``timeout_s`` passed first."""
        return self._coordinator.wait_until_idle(timeout_s)

    @property
    def coordinator(self) -> Coordinator:
        """The background work itself."""
        return self._coordinator

    # --- asking -----------------------------------------------------------------------------------------

    def search(self, query: SearchQuery) -> SearchResult:
        """Rank the photos for ``query``.

        Raises:
            QueryImageError: a picture of the query cannot be read.
            ModelError: the encoder cannot be loaded.
        """
        return self._open_searcher().search(query)

    def photos(self, photo_ids: Sequence[PhotoId]) -> list[Photo]:
        """The records of ``photo_ids`` in that order; unknown ones are left out."""
        # Ids out of an array are numpy's integers, which SQLite takes for something else.
        wanted = [PhotoId(int(photo_id)) for photo_id in photo_ids]
        found = self._store.photos.get(wanted)
        return [found[photo_id] for photo_id in wanted if photo_id in found]

    def problems(self, limit: int = 1000) -> list[Problem]:
        """Files that could not be used."""
        return self._store.problems.all(limit)

    def status(self) -> LibraryStatus:
        """The library in numbers."""
        shelf = self.shelf()
        return LibraryStatus(
            photos=self._store.photos.count(),
            embedded=self._store.embeddings.count(shelf.encoder_id),
            problems=self._store.problems.count(),
            roots=tuple(
                dataclasses.replace(root, is_online=volumes.is_root_online(root))
                for root in self._store.libraries.all()
            ),
            encoder=shelf.encoder_id,
            index_count=len(shelf.index),
            index_tier=shelf.index.tier,
        )

    def check_database(self) -> None:
        """Read the whole database file.

        Raises:
            DamagedDatabaseError: something is wrong with it; the detail says what.
        """
        self._store.database.check()

    def formats(self) -> list[tuple[str, int]]:
        """The file formats in the library with their counts."""
        return self._store.photos.formats()

    def folders_of(self, root_id: RootId) -> list[tuple[str, int]]:
        """Folders below a root that hold photos, with their counts."""
        return self._store.photos.folders(root_id)

    def taken_range(self) -> tuple[dt.date, dt.date] | None:
        """The first and last day a photo was taken."""
        return self._store.photos.taken_range()

    def stored_embedding(self, photo_id: int) -> Float32Array:
        """The embedding ``[dim]`` that the store holds of a photo under the answering encoder.

        Raises:
            KeyError: it has none.
        """
        vector = self._store.embeddings.get(self.shelf().encoder_id, PhotoId(photo_id))
        if vector is None:
            raise KeyError(photo_id)
        return vector

    # --- pictures ---------------------------------------------------------------------------------------

    def thumbnail(self, photo: Photo) -> Path | None:
        """The thumbnail's file, made now if it is not there; None when the photo cannot be read."""
        path = self._thumbnails.path_of(photo.content_hash)
        if path.exists():
            return path
        request = DecodeRequest(path=photo.path, wants_thumbnail=True, wants_metadata=False)
        result = self._pool.submit(request).result()
        is_made = not isinstance(result, DecodeFailure) and result.content_hash == photo.content_hash
        return path if is_made and path.exists() else None

    def preview(self, photo: Photo, max_px: int) -> UInt8Array:
        """The upright photo, RGB uint8 ``[height, width, 3]``, its longest side at most ``max_px``.

        Raises:
            QueryImageError: the photo cannot be read now.
        """
        return self.picture(photo.path, max_px)

    def picture(self, source: Path | bytes, max_px: int) -> UInt8Array:
        """Like ``preview`` for a file or image bytes outside the library.

        Raises:
            QueryImageError: it cannot be read.
        """
        path = source if isinstance(source, Path) else None
        data = source if isinstance(source, bytes) else None
        request = DecodeRequest(path=path, data=data, preview_px=max_px, wants_hash=False, wants_metadata=False)
        result = self._pool.submit(request).result()
        if isinstance(result, DecodeFailure):
            raise QueryImageError(result.reason, path, result.detail)
        if result.preview is None:
            raise QueryImageError(ProblemReason.UNSUPPORTED, path)
        return result.preview

    # --- background work --------------------------------------------------------------------------------

    @property
    def progress(self) -> IngestProgress:
        """How far the background work is."""
        return self._coordinator.meter.snapshot()

    @property
    def is_paused(self) -> bool:
        """Whether the person paused it."""
        return self.progress.is_paused

    def pause(self) -> None:
        """Hand out no further files; what is in flight is finished."""
        self._coordinator.set_paused(True)

    def resume(self) -> None:
        """Go on."""
        self._coordinator.set_paused(False)

    # --- encoders ---------------------------------------------------------------------------------------

    @property
    def active_encoder_name(self) -> str:
        """The encoder that answers queries now."""
        return self.shelf().name

    def encoders(self) -> tuple[EncoderInfo, ...]:
        """Every encoder there is, installed or not."""
        active = self._shelf.name if self._shelf is not None else None
        known = catalogue.list_encoders(self.folders.models, self._bundled)
        return tuple(dataclasses.replace(info, is_active=info.name == active) for info in known)

    def use_encoder(self, name: str) -> None:
        """Switch to ``name``: it answers once the library is embedded with it, until then the old one does.

        Raises:
            ModelError: it is not installed or cannot be used.
        """
        catalogue.encoder_id_of(name, models_folder=self.folders.models, bundled=self._bundled)
        self.update_settings(dataclasses.replace(self._settings, encoder=name))

    def install_model(
        self,
        name: str,
        *,
        file: Path | None = None,
        source: str = "auto",
        on_progress: Callable[[int, int | None], None],
        should_stop: Callable[[], bool],
    ) -> None:
        """Install Chinese-CLIP ``name`` from a checkpoint ``file``, or download it.

        Raises:
            ModelError: the file or every source failed; nothing half-installed is left behind.
        """
        catalogue.install(
            name,
            models_folder=self.folders.models,
            file=file,
            source=source,
            on_progress=on_progress,
            should_stop=should_stop,
        )

    def shelf(self) -> Shelf:
        """The encoder and index that answer queries; opened on first use."""
        with self._shelf_lock:
            if self._shelf is None:
                self._open_shelves()
            assert self._shelf is not None
            return self._shelf

    def next_shelf(self) -> Shelf | None:
        """The encoder being switched to, if any."""
        with self._shelf_lock:
            return self._next_shelf

    def finish_switch(self) -> None:
        """The next shelf is complete: it answers from now on."""
        with self._shelf_lock:
            old, self._shelf, self._next_shelf = self._shelf, self._next_shelf, None
            self._searcher = None
            new = self.shelf()
        if old is not None:
            old.service.close()
        _log.info("%s answers from now on", new.encoder_id)
        self.events.publish(EncoderChanged(new.encoder_id))

    def _note_failure(self, event: Event) -> None:
        if isinstance(event, EngineFailed):
            self.last_failure = event

    # --- inside -----------------------------------------------------------------------------------------

    @property
    def _bundled(self) -> Path:
        return resource("models")

    def _wanted_name(self) -> str:
        return self._settings.encoder or catalogue.default_encoder_name(self.folders.models, self._bundled)

    def _open_shelves(self) -> None:
        """The wanted encoder answers, unless another one knows more of the library so far."""
        wanted = self._wanted_name()
        answering = self._fullest_encoder(wanted)
        self._shelf = self._make_shelf(answering)
        if answering != wanted:
            self._next_shelf = self._make_shelf(wanted)

    def _fullest_encoder(self, wanted: str) -> str:
        counts = {
            info.name: self._store.embeddings.count(info.encoder_id)
            for info in self.encoders()
            if info.is_installed and info.encoder_id is not None
        }
        best = max(counts, key=lambda name: counts[name], default=wanted)
        return wanted if counts.get(wanted, 0) >= counts.get(best, 0) else best

    def _switch(self) -> None:
        with self._shelf_lock:
            current = self.shelf()
            wanted = self._wanted_name()
            old_next, self._next_shelf = self._next_shelf, None
            if wanted != current.name:
                self._next_shelf = self._make_shelf(wanted)
        if old_next is not None:
            old_next.service.close()
        self._coordinator.add(EmbedMissing())

    def _make_shelf(self, name: str) -> Shelf:
        encoder_id = catalogue.encoder_id_of(name, models_folder=self.folders.models, bundled=self._bundled)
        service = EncoderService(
            lambda: catalogue.open_encoder(
                name,
                models_folder=self.folders.models,
                bundled=self._bundled,
                device=self._settings.device,
                threads=0,
            ),
            idle_release_s=_IDLE_RELEASE_S,
        )
        dim = next(info.dim for info in self.encoders() if info.name == name)
        self._store.embeddings.encoder_row(encoder_id, name, dim)
        index, seq = open_index(self.folders.indexes, encoder_id, dim, self._store)
        return Shelf(name, encoder_id, service, index, seq)

    def _open_searcher(self) -> Searcher:
        with self._shelf_lock:
            if self._searcher is None:
                shelf = self.shelf()
                shelf.service.start()
                self._searcher = Searcher(shelf.encoder_id, shelf.service, shelf.index, self._store.photos, self._pool)
            return self._searcher

    def _scan_tools(
        self, may_go_on: Callable[[], bool], should_stop: Callable[[], bool], meter: ProgressMeter
    ) -> ScanTools:
        own = (self.folders.data, self.folders.cache, self.folders.models, self.folders.logs)
        return ScanTools(
            self._store, self._pool, self.events, meter, own, may_go_on, should_stop, self._thumbnails.trim
        )

    def _roots_inside(self, path: Path, volume_identity: str) -> list[LibraryRoot]:
        """Watched folders that become part of a new one around them.

        Raises:
            RootError: one of them is on another volume, which comes and goes by itself.
        """
        inner = [root for root in self._store.libraries.all() if root.path.is_relative_to(path)]
        for root in inner:
            if root.volume_identity != volume_identity:
                raise RootError("nested", path, other=root.path)
        return inner

    def _check_root(self, path: Path) -> None:
        if not path.exists():
            raise RootError("not_found", path)
        if not path.is_dir():
            raise RootError("not_a_folder", path)
        if any(path.is_relative_to(own) for own in (self.folders.data, self.folders.cache)):
            raise RootError("own_data", path)
        for root in self._store.libraries.all():
            if path.is_relative_to(root.path):
                raise RootError("nested", path, other=root.path)
