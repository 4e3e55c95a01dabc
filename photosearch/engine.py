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
from photosearch.decode.worker_pool import DecodePool
from photosearch.embed import catalogue
from photosearch.embed.encoder import EncoderClosedError
from photosearch.events import (
    EngineFailed,
    Event,
    EventBus,
    PhotosChanged,
    ProblemsChanged,
    RootsChanged,
)
from photosearch.ingest.coordinator import Coordinator
from photosearch.ingest.governor import Governor
from photosearch.ingest.jobs import EmbedMissing, Job, ScanFolder
from photosearch.ingest.model_optimiser import ModelOptimiser
from photosearch.ingest.new_root import checked_root, roots_inside
from photosearch.ingest.shelf import Shelf, Store
from photosearch.ingest.shelves import Shelves
from photosearch.paths import DataFolders
from photosearch.resources import resource
from photosearch.scan import volumes
from photosearch.scan.shared_place import shared_place
from photosearch.search.pictures import Pictures
from photosearch.search.searcher import Searcher, browse
from photosearch.search.web_picture import WebPictures
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
    RootId,
    SearchQuery,
    SearchResult,
    Sort,
    UInt8Array,
)

_log = logging.getLogger(__name__)


class Engine:
    """One open library."""

    def __init__(self, folders: DataFolders, settings: Settings, store: Store) -> None:
        self.folders = folders
        self.events = EventBus()
        self._settings = settings
        self._store = store
        self._governor = Governor(lambda: self._settings)
        self._thumbnails = ThumbnailCache(folders.thumbnails, settings.thumbnail_cache_bytes)
        self._pool = DecodePool(
            workers=settings.decode_workers or DecodePool.default_workers(),
            memory_limit_bytes=settings.decode_memory_bytes,
            timeout_s=settings.decode_timeout_s,
            thumbnails=self._thumbnails,
            rest_s=self._governor.rest_s,
        )
        self._pictures = Pictures(self._pool, self._thumbnails)
        self._web_pictures = WebPictures()
        self._shelves = Shelves(
            folders, resource("models"), store, self.events, lambda: self._settings, self._governor.rest_s
        )
        self.optimiser = ModelOptimiser(
            folders.models,
            resource("calibration"),
            store,
            self._pool,
            self.events,
            lambda: self._settings,
            self._switch_encoder,
        )
        """Turns an installed Chinese-CLIP into a form that is faster on this machine."""
        self._searcher_lock = threading.Lock()
        self._searcher: tuple[Shelf, Searcher] | None = None
        self.shared_place = shared_place(folders.data)
        """The service or network drive that holds the data folder, which endangers it; None as it should be."""
        self.last_failure: EngineFailed | None = None
        """What stopped background work last, if anything did."""
        self.events.subscribe(self._note_failure)
        self._coordinator = Coordinator(
            folders,
            lambda: self._settings,
            store,
            self._shelves,
            self._pool,
            self.events,
            self._governor,
            own_folders=self._own_folders,
            tidy=self._thumbnails.trim,
        )

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
            self.optimiser.begin(self.active_encoder_name)

    def warm_up(self) -> None:
        """Load the encoder now, before somebody asks; returns at once."""
        self.shelf().service.start()

    def close(self) -> None:
        """Stop everything within about two seconds; nothing committed is lost."""
        self.optimiser.close()
        self._coordinator.close()
        self._shelves.close()
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
            self._switch_encoder()

    # --- library ----------------------------------------------------------------------------------------

    def add_root(self, path: Path) -> LibraryRoot:
        """Watch ``path`` from now on.

        Raises:
            RootError: it is not a folder that can be read, or overlaps with one that is watched already.
        """
        watched = self._store.libraries.all()
        path = checked_root(path, watched, self._own_folders)
        volume = volumes.identify(path)
        inner = roots_inside(path, volume.identity, watched)
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
        for shelf in self._shelves.opened:
            shelf.index.remove(ids)
        self._coordinator.roots_changed()
        self.events.publish(RootsChanged())
        self.events.publish(PhotosChanged(removed=tuple(PhotoId(photo_id) for photo_id in ids.tolist())))

    def roots(self) -> tuple[LibraryRoot, ...]:
        """The watched folders, with how many photos are present in each."""
        return self._store.libraries.counted()

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
        self._coordinator.add(EmbedMissing())

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
        if not query.has_terms:
            return browse(self._store.photos, query)
        try:
            return self._open_searcher().search(query)
        except EncoderClosedError:
            # Another encoder took over while this query was under way.
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
                for root in self._store.libraries.counted()
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
        return self._pictures.thumbnail(photo)

    def preview(self, photo: Photo, max_px: int) -> UInt8Array:
        """The upright photo, RGB uint8 ``[height, width, 3]``, its longest side at most ``max_px``.

        Raises:
            QueryImageError: the photo cannot be read now.
        """
        return self._pictures.picture(photo.path, max_px)

    def picture(self, source: Path | bytes, max_px: int) -> UInt8Array:
        """Like ``preview`` for a file or image bytes outside the library.

        Raises:
            QueryImageError: it cannot be read.
        """
        return self._pictures.picture(source, max_px)

    def fetch_picture(self, url: str, should_stop: Callable[[], bool]) -> bytes:
        """The bytes at a public address of the web, on a person's yes; ``picture`` makes a picture of them. Blocking.

        Raises:
            WebPictureError: they may not, or cannot, be fetched.
        """
        return self._web_pictures.fetch(url, should_stop)

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

    def make_way(self) -> None:
        """A person searches: background work leaves the machine to them for a moment; returns at once."""
        self._governor.make_way()

    def expect(self, query: SearchQuery) -> None:
        """A person types and may ask this in a moment: way is made, and its words are embedded; returns at once."""
        self.make_way()
        # Opening may take long, and is done by the search itself.
        if self._searcher is not None:
            self._searcher[1].expect(query)

    def expect_picture(self) -> None:
        """A picture hovers over the window and may be searched with in a moment: all is made ready for it. Blocking.

        Raises:
            ModelError: the encoder cannot be loaded.
        """
        self.make_way()
        self._open_searcher().expect_picture()

    # --- encoders ---------------------------------------------------------------------------------------

    @property
    def active_encoder_name(self) -> str:
        """The encoder that answers queries now."""
        return self.shelf().name

    def encoders(self) -> tuple[EncoderInfo, ...]:
        """Every encoder there is, installed or not."""
        return self._shelves.encoders()

    def use_encoder(self, name: str) -> None:
        """Switch to ``name``: it answers once the library is embedded with it, until then the old one does.

        Raises:
            ModelError: it is not installed or cannot be used.
        """
        self._shelves.encoder_id_of(name)
        self.update_settings(dataclasses.replace(self._settings, encoder=name))

    def install_model(
        self,
        name: str,
        *,
        file: Path | None = None,
        source: str = "auto",
        is_optimising: bool = True,
        on_progress: Callable[[int, int | None], None],
        should_stop: Callable[[], bool],
    ) -> str:
        """Install Chinese-CLIP ``name`` from a checkpoint ``file``, or download it; returns its name.

        Then, unless ``is_optimising`` is False, it is optimised for this machine in the background.

        Raises:
            ModelError: the file or every source failed; nothing half-installed is left behind.
        """
        installed = catalogue.install(
            name,
            models_folder=self.folders.models,
            file=file,
            source=source,
            on_progress=on_progress,
            should_stop=should_stop,
        )
        if is_optimising:
            self.optimiser.begin(installed)
        return installed

    def shelf(self) -> Shelf:
        """The encoder and index that answer queries; opened on first use."""
        return self._shelves.answering

    def next_shelf(self) -> Shelf | None:
        """The encoder being switched to, if any."""
        return self._shelves.next

    # --- inside -----------------------------------------------------------------------------------------

    def _switch_encoder(self) -> None:
        """The settings name another encoder, or its name stands for another one, than the one that answers."""
        self._shelves.switch()
        self._coordinator.add(EmbedMissing())

    def _note_failure(self, event: Event) -> None:
        if isinstance(event, EngineFailed):
            self.last_failure = event

    @property
    def _own_folders(self) -> tuple[Path, ...]:
        own = (self.folders.data, self.folders.cache, self.folders.models, self.folders.logs)
        return tuple(folder.resolve() for folder in own)

    def _open_searcher(self) -> Searcher:
        with self._searcher_lock:
            shelf = self.shelf()
            if self._searcher is None or self._searcher[0] is not shelf:
                shelf.service.start()
                searcher = Searcher(shelf.encoder_id, shelf.service, shelf.index, self._store.photos, self._pool)
                self._searcher = (shelf, searcher)
            return self._searcher[1]
