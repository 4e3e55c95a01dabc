"""A database with one root, and short ways to fill it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from photosearch.store.database import Database
from photosearch.store.embeddings import Embeddings
from photosearch.store.left_out import LeftOut
from photosearch.store.libraries import Libraries
from photosearch.store.photos import Photos
from photosearch.store.problems import Problems
from photosearch.store.records import NewPhoto
from photosearch.store.texts import Texts
from photosearch.types.arrays import Float32Array
from photosearch.types.files import FileStamp
from photosearch.types.ids import EncoderId, PhotoId, RootId
from photosearch.types.metadata import DateSource, FileMetadata, PhotoDate
from photosearch.types.photos import PhotoMetadata
from photosearch.types.roots import LibraryRoot, VolumeIdentity
from tests.known import known_files

DIM = 8


class Shelf:
    """The store under test with its readers and writers."""

    encoder = EncoderId("starter-1-abc")

    def __init__(self, db: Database) -> None:
        self.db = db
        self.libraries = Libraries(db)
        self.photos = Photos(db)
        self.problems = Problems(db)
        self.embeddings = Embeddings(db)
        self.left_out = LeftOut(db)
        self.texts = Texts(db)
        self.root = self.add_root("/photos").root_id

    def add_root(self, path: str) -> LibraryRoot:
        volume = VolumeIdentity("uuid-1", "disk", Path("/"))
        return self.libraries.add(Path(path), volume, path.strip("/"))

    def new(
        self,
        path: str,
        content: bytes | None = None,
        *,
        root_id: RootId | None = None,
        stamp: FileStamp = FileStamp(100, 10**18),  # noqa: B008  (frozen)
        size_px: tuple[int, int] = (4000, 3000),
        image_format: str = "JPEG",
        taken_at: dt.datetime | None = None,
        told: FileMetadata = FileMetadata(),  # noqa: B008  (frozen)
    ) -> NewPhoto:
        """A photo record; its bytes differ from path to path unless ``content`` is given."""
        date = told.date if taken_at is None else PhotoDate(taken_at, DateSource.EXIF_ORIGINAL)
        metadata = PhotoMetadata(*size_px, image_format, replace(told, date=date))
        content_hash = content if content is not None else b"of " + path.encode("utf-8", "surrogateescape")
        return NewPhoto(self.root if root_id is None else root_id, path, stamp, content_hash, metadata)

    def save(self, *paths: str) -> list[PhotoId]:
        return self.photos.save([self.new(path) for path in paths])

    def embed(self, *photo_ids: PhotoId) -> Float32Array:
        """Store an embedding for each photo; returns them."""
        self.embeddings.encoder_row(self.encoder, "starter", DIM)
        vectors = np.stack([unit(photo_id) for photo_id in photo_ids])
        self.embeddings.save(self.encoder, np.array(photo_ids, np.int64), vectors)
        return vectors

    def all_ids(self) -> list[PhotoId]:
        """Of everything present."""
        return [PhotoId(photo_id) for photo_id in self.photos.ids().tolist()]

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What the file itself holds."""
        with self.db.read() as session:
            return [tuple(row) for row in session.connection().exec_driver_sql(query)]

    def paths(self) -> set[str]:
        """Relative paths of everything present."""
        return set(known_files(self.photos, self.root))


def unit(seed: int) -> Float32Array:
    vector = np.random.default_rng(seed).standard_normal(DIM).astype(np.float32)
    return vector / np.float32(np.linalg.norm(vector))


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    database = Database.open(tmp_path / "photosearch.db")
    yield database
    database.close()


@pytest.fixture
def shelf(db: Database) -> Shelf:
    return Shelf(db)
