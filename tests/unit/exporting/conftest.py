"""Records of photos with real files, as the library keeps them."""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from photosearch.types.files import FileStamp
from photosearch.types.ids import PhotoId, RootId
from photosearch.types.metadata import DatePrecision, DateSource, FileMetadata, PhotoDate, Sidecar
from photosearch.types.photos import Photo, PhotoMetadata

MakeRecord = Callable[..., Photo]


@pytest.fixture
def record() -> MakeRecord:
    """A record; its file need not be there."""
    numbers: Iterator[int] = itertools.count(1)

    def make(
        path: Path,
        at: dt.datetime | None = None,
        *,
        precision: DatePrecision = DatePrecision.TIME,
        sidecars: tuple[str, ...] = (),
    ) -> Photo:
        date = None if at is None else PhotoDate(at, DateSource.EXIF_ORIGINAL, precision=precision)
        beside = tuple(Sidecar(name, FileStamp(1, 1)) for name in sidecars)
        number = next(numbers)
        return Photo(
            PhotoId(number),
            RootId(1),
            path,
            path.name,
            FileStamp(100, 1_500_000_000_000_000_000),
            hashlib.blake2b(str(number).encode(), digest_size=16).digest(),
            PhotoMetadata(400, 300, "JPEG", FileMetadata(date=date, sidecars=beside)),
        )

    return make
