"""Turns what SQLite complains about into the app's own errors, by SQLite's result code."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy.exc import DBAPIError

from photosearch.errors import (
    BusyError,
    DamagedDatabaseError,
    DiskFullError,
    FailingDiskError,
    PhotosearchError,
    StoreError,
    UnwritableStoreError,
)

_PRIMARY_CODE = 0xFF
_BY_CODE: dict[int, type[PhotosearchError]] = {
    sqlite3.SQLITE_FULL: DiskFullError,
    sqlite3.SQLITE_CORRUPT: DamagedDatabaseError,
    sqlite3.SQLITE_NOTADB: DamagedDatabaseError,
    sqlite3.SQLITE_BUSY: BusyError,
    sqlite3.SQLITE_IOERR: FailingDiskError,
    sqlite3.SQLITE_CANTOPEN: UnwritableStoreError,
    sqlite3.SQLITE_READONLY: UnwritableStoreError,
    sqlite3.SQLITE_PERM: UnwritableStoreError,
}
_MAY_MEAN_FULL = frozenset({sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN})
"""SQLite says SQLITE_FULL of the database and its log only: with no room for the files beside them it says these."""
_ROOM_BYTES: Final = 64 * 1024
"""The file of shared memory that SQLite makes beside an open database takes 32 KiB."""


@contextmanager
def store_errors(path: Path) -> Iterator[None]:
    """Raise the app's error for whatever SQLite raises inside about the database ``path``.

    Raises:
        DiskFullError: no room left.
        DamagedDatabaseError: the file is not a sound SQLite database.
        UnwritableStoreError: no permission, or a disk that is only readable.
        FailingDiskError: the disk failed to read or write.
        BusyError: another process kept the write lock for longer than the busy timeout.
        StoreError: anything else (such as a constraint).
    """
    try:
        yield
    except DBAPIError as error:
        raise _translated(error.orig, path) from error
    except sqlite3.Error as error:
        raise _translated(error, path) from error


def _translated(error: BaseException | None, path: Path) -> PhotosearchError:
    code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY_CODE
    kind = _BY_CODE.get(code, StoreError)
    if code in _MAY_MEAN_FULL and _is_full(path.parent):
        kind = DiskFullError
    return kind(str(error), path=path)


def _is_full(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < _ROOM_BYTES
    except OSError:
        return False
