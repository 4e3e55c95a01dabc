"""A library of any size, written straight through the store: what an app has that someone used for years.

Vectors are clustered as those of real photos are: holidays and series share a direction, and a few directions carry
most of the variance. Three photos of four say where they were taken, and all have colours.
"""

from __future__ import annotations

import datetime as dt
import io
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from photosearch.decode.metadata.reading import READERS_VERSION
from photosearch.embed.models import catalogue
from photosearch.gazetteer.gazetteer import bundled_gazetteer
from photosearch.ingest.analyses.colours import Colours
from photosearch.ingest.photo_places import PhotoPlaces
from photosearch.paths import DataFolders
from photosearch.resources import resource
from photosearch.scan import volumes
from photosearch.shelves.catch_up import open_index, save_index
from photosearch.store.colours import Coloured
from photosearch.store.database import Database
from photosearch.store.embeddings import save_batch
from photosearch.store.records import EmbeddedPhoto, NewPhoto
from photosearch.store.store import Store
from photosearch.types.arrays import Float32Array
from photosearch.types.colours import Colour, Colouring
from photosearch.types.files import FileStamp
from photosearch.types.ids import EncoderId, PhotoId
from photosearch.types.metadata import DateSource, FileMetadata, Keyword, Origin, PhotoDate, Position, Told
from photosearch.types.photos import PhotoMetadata
from photosearch.types.roots import LibraryRoot
from tests.photos import real_photo

DIM = 512
_CLUSTER_SIZE = 50
_SPREAD = 0.6
"""Length of what is a photo's own beside its cluster's direction of length 1."""
_FOLDER_SIZE = 500
_CHUNK = 4000
_CAMERAS = ("Apple iPhone 12", "Canon EOS R6", "HUAWEI P40 Pro", "NIKON D750")
_TITLES = ("Anna at the beach", "洱海边看日落", "Birthday of Leo", "外婆家的院子", "Kew Gardens", "巴黎铁塔")
_NAMED = """
    family holiday beach mountain garden party Anna Leo Lisbon Scotland snow food cat dog sunset city
    家人 旅行 海边 雪山 花园 生日 外婆 大理 洱海 北京 猫 狗 日落 夜景 美食 婚礼
"""
_WORDS = _NAMED.split()
_POSITIONS = (
    (25.606, 100.267),
    (25.760, 100.190),
    (30.247, 120.149),
    (39.916, 116.397),
    (31.230, 121.474),
    (29.653, 91.172),
    (39.097, -120.032),
    (48.858, 2.294),
    (38.722, -9.139),
    (51.479, -0.296),
    (35.011, 135.768),
    (40.758, -73.986),
)
"""Dali and its lake, Hangzhou, Beijing, Shanghai, Lhasa, Lake Tahoe, Paris, Lisbon, Kew, Kyoto, New York."""
_FORM = 2
"""Of what is made: another one is made again."""
_FIRST_DAY = dt.datetime(2005, 1, 1, 12)


@dataclass(frozen=True, slots=True)
class Library:
    """Where a made library is, and what it knows."""

    count: int
    home: Path
    photos: Path
    encoder_id: EncoderId

    @property
    def folders(self) -> DataFolders:
        """As with ``PHOTOSEARCH_HOME`` set to ``home``."""
        return DataFolders(self.home / "data", self.home / "cache", self.home / "models", self.home / "logs")


def make_library(place: Path, count: int, *, with_files: bool, encoder: tuple[str, EncoderId] | None = None) -> Library:
    """The library of ``count`` photos below ``place``, made unless a former run left it there.

    ``with_files``: the photos are on disk too (all of them the same 1 kB picture), so that a scan finds nothing new.
    ``encoder``: name and id of the one that the vectors are said to be of; the starter if None.
    """
    name, encoder_id = encoder or (catalogue.STARTER, _starter_id())
    library = Library(count, place / f"{count}-home", place / f"{count}-photos", encoder_id)
    done = library.home / f"made-{_FORM}-for-{library.encoder_id}"
    if done.exists():
        return library
    begin_s = time.monotonic()
    for leftover in (library.home, library.photos):
        shutil.rmtree(leftover, ignore_errors=True)
    library.folders.create()
    library.photos.mkdir(parents=True, exist_ok=True)
    store = Store.of(Database.open(library.folders.database))
    store.embeddings.encoder_row(library.encoder_id, name, DIM)
    volume = volumes.identify(library.photos)
    root = store.libraries.add(library.photos, volume, volumes.path_in_volume(library.photos, volume))
    # Noted first: otherwise whoever opens the library finds all places anew.
    store.places.make_all_due(bundled_gazetteer().version)
    _fill(library, store, root, with_files=with_files)
    places = PhotoPlaces(store)
    while places.find_some(_CHUNK):
        pass
    index, _ = open_index(library.folders.indexes, library.encoder_id, DIM, store)
    save_index(library.folders.indexes, index, library.encoder_id, store)
    store.database.close()
    done.touch()
    print(f"  (made a library of {count:,} photos in {time.monotonic() - begin_s:.0f} s)")
    return library


def clustered_vectors(count: int, *, seed: int = 0, chunk: int = _CHUNK) -> Iterator[Float32Array]:
    """``count`` unit vectors in pieces of ``chunk``; the order is that of a life: a cluster's photos come together."""
    numbers = np.random.default_rng(seed)
    scale = (np.arange(1, DIM + 1) ** -0.5).astype(np.float32)
    clusters = unit(numbers.standard_normal((max(1, count // _CLUSTER_SIZE), DIM), dtype=np.float32) * scale)
    for start in range(0, count, chunk):
        rows = np.arange(start, min(start + chunk, count))
        own = unit(numbers.standard_normal((len(rows), DIM), dtype=np.float32) * scale) * _SPREAD
        yield unit(clusters[np.minimum(rows // _CLUSTER_SIZE, len(clusters) - 1)] + own)


def unit(vectors: Float32Array) -> Float32Array:
    """Rows of length 1."""
    rows: Float32Array = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return rows


def _fill(library: Library, store: Store, root: LibraryRoot, *, with_files: bool) -> None:
    picture = _tiny_picture()
    start = 0
    for vectors in clustered_vectors(library.count):
        numbers = range(start, start + len(vectors))
        files = [_write(library.photos / _name(n), picture) if with_files else (_stamp(n), 0) for n in numbers]
        photos = [_photo(root, number, *file) for number, file in zip(numbers, files, strict=True)]
        batch = [EmbeddedPhoto(photo, vector) for photo, vector in zip(photos, vectors, strict=True)]
        saved = save_batch(store.database, library.encoder_id, batch)
        coloured = [_coloured(one.photo_id, number) for one, number in zip(saved, numbers, strict=True)]
        store.colours.keep(Colours.version, coloured)
        start += len(vectors)


def _photo(root: LibraryRoot, number: int, stamp: FileStamp, ctime_ns: int) -> NewPhoto:
    taken_at = _FIRST_DAY + dt.timedelta(minutes=number * 10)
    metadata = PhotoMetadata(
        width_px=4032 if number % 3 else 3024,
        height_px=3024 if number % 3 else 4032,
        format="HEIF" if number % 7 == 0 else "JPEG",
        told=FileMetadata(
            date=PhotoDate(taken_at, DateSource.EXIF_ORIGINAL) if number % 10 else None,
            position=_position(number) if number % 4 else None,
            camera=Told(_CAMERAS[number // _FOLDER_SIZE % len(_CAMERAS)], Origin.EXIF),
            title=Told(_TITLES[number // 10 % len(_TITLES)], Origin.XMP) if number % 10 == 0 else None,
            keywords=_keywords(number) if number % 3 == 0 else (),
        ),
    )
    return NewPhoto(
        root.root_id,
        _name(number),
        stamp,
        number.to_bytes(16, "big"),
        metadata,
        ctime_ns=ctime_ns,
        told_version=READERS_VERSION,
    )


def _position(number: int) -> Position:
    """Those of a cluster are some hundred metres apart."""
    latitude_deg, longitude_deg = _POSITIONS[number // _CLUSTER_SIZE % len(_POSITIONS)]
    return Position(latitude_deg + number % 7 / 1000, longitude_deg + number % 11 / 1000, Origin.EXIF)


def _coloured(photo_id: PhotoId, number: int) -> Coloured:
    """Most of it in one colour, the rest in another."""
    shares = [0] * len(Colour)
    shares[number // _CLUSTER_SIZE % len(shares)] += 150
    shares[number % len(shares)] += 105
    return Coloured(photo_id, number.to_bytes(16, "big"), Colouring(tuple(shares), 20 + number % 60, 10 + number % 90))


def _keywords(number: int) -> tuple[Keyword, ...]:
    words = dict.fromkeys(_WORDS[number // step % len(_WORDS)] for step in (3, 50, 700))
    return tuple(Keyword((word,), Origin.XMP) for word in words)


def _name(number: int) -> str:
    return f"{number // (20 * _FOLDER_SIZE):03}/{number // _FOLDER_SIZE:04}/IMG_{number:07}.jpg"


def _stamp(number: int) -> FileStamp:
    return FileStamp(3_000_000 + number, 1_500_000_000_000_000_000 + number * 1_000_000_000)


def _write(path: Path, data: bytes) -> tuple[FileStamp, int]:
    """The stamp and the change time of the new file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    status = path.stat()
    return FileStamp(status.st_size, status.st_mtime_ns), status.st_ctime_ns


def _tiny_picture() -> bytes:
    stream = io.BytesIO()
    with Image.open(real_photo("cat")) as image:
        image.convert("RGB").resize((48, 36)).save(stream, "JPEG", quality=60)
    return stream.getvalue()


def _starter_id() -> EncoderId:
    return catalogue.encoder_id_of(catalogue.STARTER, models_folder=Path(), bundled=resource("models"))
