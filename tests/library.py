"""Real parts on small data: one library's stores, decoders and encoder, put together as the engine does it."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from photosearch.decode.worker_pool import DecodePool
from photosearch.embed.running.encoder import EncoderFailedError
from photosearch.embed.running.packaged import PackagedEncoder
from photosearch.embed.running.service import EncoderService
from photosearch.engine.engine import Engine
from photosearch.events import Event, EventBus
from photosearch.index.opening import FAISS, Backend, new_index
from photosearch.ingest.progress import ProgressMeter
from photosearch.ingest.root_scan import RootScan, ScanTools
from photosearch.paths import DataFolders
from photosearch.scan import volumes
from photosearch.settings import Settings, SettingsOwner
from photosearch.shelves.shelf import Shelf
from photosearch.store.database import Database
from photosearch.store.store import Store
from photosearch.types.arrays import Float32Array, UInt8Array
from photosearch.types.ids import EncoderId, ItemId, PhotoId, item_of
from photosearch.types.queries import Filters, ImageTerm, SearchQuery, Sort
from photosearch.types.roots import LibraryRoot
from tests.packages import write_colour_package

PATIENCE_S = 60.0


class CountingEncoder(PackagedEncoder):
    """The toy encoder; counts the images it embeds and fails where it is told to."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, threads=1)
        self.embedded = 0
        self.fails_on: Callable[[UInt8Array], bool] = lambda pixels: False

    def encode_images(self, pixels: UInt8Array) -> Float32Array:
        if any(self.fails_on(one) for one in pixels):
            raise EncoderFailedError("told to fail")
        self.embedded += len(pixels)
        return super().encode_images(pixels)


class Bench:
    """One library without the engine's threads: what the ingest modules work with, step by step."""

    def __init__(self, folder: Path, pool: DecodePool, backend: Backend = FAISS) -> None:
        self.folder = folder
        self.photos = folder / "photos"
        self.photos.mkdir(parents=True)
        self.pool = pool
        self.backend = backend
        self.database = Database.open(folder / "library.db")
        self.store = Store.of(self.database)
        self.bus = EventBus()
        self.events: list[Event] = []
        self.bus.subscribe(self.events.append)
        self.meter = ProgressMeter()
        self.is_stopping = False
        self.is_paused = False
        self.tools = ScanTools(
            self.store,
            pool,
            self.bus,
            self.meter,
            (),
            lambda: not self.is_paused,
            lambda: self.is_stopping,
        )
        self._services: list[EncoderService] = []
        self.encoder, self.shelf = self.make_shelf("toy")
        self.root = self.watch(self.photos)

    def make_shelf(self, name: str, seed: int = 0) -> tuple[CountingEncoder, Shelf]:
        """Another encoder with an empty index."""
        encoder = CountingEncoder(write_colour_package(self.folder / name, name=name, seed=seed))
        service = EncoderService(lambda: encoder, idle_release_s=None)
        service.start()
        self._services.append(service)
        self.store.embeddings.encoder_row(encoder.encoder_id, name, encoder.dim)
        return encoder, Shelf(name, encoder.encoder_id, service, new_index(encoder.dim, self.backend))

    def watch(self, path: Path) -> LibraryRoot:
        """Add a root."""
        path.mkdir(parents=True, exist_ok=True)
        volume = volumes.identify(path)
        return self.store.libraries.add(path, volume, volumes.path_in_volume(path, volume))

    def scan(self, under: str = "", root: LibraryRoot | None = None) -> None:
        """Look at a root."""
        wanted = (root or self.root).root_id
        now = next(found for found in self.store.libraries.all() if found.root_id == wanted)
        RootScan(self.tools, self.shelf, now).folder(under)

    def known(self) -> dict[str, PhotoId]:
        """Relative path -> id of the present photos of all roots."""
        found = self.store.photos.get([PhotoId(int(i)) for i in self.store.photos.ids()])
        return {photo.relative_path: photo.photo_id for photo in found.values()}

    def problems(self) -> dict[str, str]:
        """Relative path -> reason."""
        return {problem.relative_path: problem.reason.value for problem in self.store.problems.all()}

    def vector(self, name: str) -> Float32Array:
        """The stored embedding of the photo at a relative path."""
        vector = self.store.embeddings.get(self.shelf.encoder_id, item_of(self.known()[name]))
        assert vector is not None
        return vector

    def close(self) -> None:
        for service in self._services:
            service.close()
        self.database.close()

    def assert_consistent(self, shelf: Shelf | None = None) -> None:
        """Index and store hold the same vectors of the same photos."""
        shelf = shelf or self.shelf
        ids = self.store.embeddings.ids(shelf.encoder_id)
        np.testing.assert_array_equal(shelf.index.ids(), ids)
        for photo_id in ids.tolist():
            stored = self.store.embeddings.get(shelf.encoder_id, photo_id)
            assert stored is not None
            np.testing.assert_allclose(
                shelf.index.vectors_of(np.asarray([photo_id], dtype=np.int64))[0], stored, atol=1e-3
            )


def open_engine(folders: DataFolders, **settings: object) -> Engine:
    """An engine that starts fast: one decoder, and the toy package in place of the bundled encoder."""
    if not (folders.models / "starter").exists():
        write_colour_package(folders.models / "starter", name="starter")
    chosen = dataclasses.replace(Settings(decode_workers=1), **settings)  # type: ignore[arg-type]
    return Engine.open(folders, SettingsOwner(folders.settings, chosen))


def stored_embedding(engine: Engine, photo_id: int) -> Float32Array:
    """The embedding ``[dim]`` that the store holds of a photo under the answering encoder.

    Raises:
        KeyError: it has none.
    """
    vector = engine.store.embeddings.get(engine.shelves.answering.encoder_id, ItemId(photo_id))
    if vector is None:
        raise KeyError(photo_id)
    return vector


def start(engine: Engine) -> Engine:
    """Begin background work that looks at nothing by itself."""
    engine.start(is_watching=False, is_scanning=False)
    return engine


def scan(engine: Engine) -> None:
    """Look at every root and wait for the end."""
    engine.library.rescan()
    settle(engine)


def settle(engine: Engine) -> None:
    """Wait until nothing is left to do."""
    assert engine.work.wait_until_idle(PATIENCE_S)


def wait_for(condition: Callable[[], bool]) -> None:
    """Look every few milliseconds."""
    deadline_s = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline_s, "it did not happen"
        time.sleep(0.02)


def paths(engine: Engine, filters: Filters | None = None) -> list[str]:
    """Relative paths of all photos, sorted."""
    query = SearchQuery(filters=filters or Filters(), limit=0, sort=Sort.NEWEST)
    ids = [PhotoId(int(i)) for i in engine.asking.search(query).photo_ids]
    return sorted(photo.relative_path for photo in engine.library.photos(ids))


def assert_each_finds_itself(engine: Engine, files: Sequence[Path]) -> None:
    """Every file's own picture leads to that very file: no embedding is another photo's."""
    for file in files:
        result = engine.asking.search(SearchQuery(images=(ImageTerm(path=file),), limit=5))
        hits = engine.library.photos([PhotoId(int(i)) for i in result.photo_ids])
        assert result.scores is not None
        best = [photo.path for photo, score in zip(hits, result.scores, strict=True) if score > 0.998]
        assert file in best


def counts(engine: Engine) -> tuple[int, int, int, int]:
    """Photos, embedded, in the index, problems."""
    status = engine.library.status()
    return status.photos, status.embedded, status.index_count, status.problems


def embeddings_made(folders: DataFolders, encoder_id: EncoderId) -> int:
    """How many embeddings were ever committed for an encoder."""
    database = Database.open(folders.database)
    try:
        return Store.of(database).embeddings.latest_seq(encoder_id)
    finally:
        database.close()
