"""Turns what SQLite complains about into the app's own errors, by SQLite's result code."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from photosearch.errors import BusyError, DamagedDatabaseError, DiskFullError, PhotosearchError, StoreError

_PRIMARY_CODE = 0xFF
_BY_CODE: dict[int, type[PhotosearchError]] = {
    sqlite3.SQLITE_FULL: DiskFullError,
    sqlite3.SQLITE_CORRUPT: DamagedDatabaseError,
    sqlite3.SQLITE_NOTADB: DamagedDatabaseError,
    sqlite3.SQLITE_BUSY: BusyError,
}


@contextmanager
def store_errors() -> Iterator[None]:
    """Raise the app's error for whatever SQLite raises inside.

    Raises:
        DiskFullError: no room left.
        DamagedDatabaseError: the file is not a sound SQLite database.
        BusyError: another process kept the write lock for longer than the busy timeout.
        StoreError: anything else (no permission, a read-only disk, a constraint).
    """
    try:
        yield
    except DBAPIError as error:
        raise _translated(error.orig) from error
    except sqlite3.Error as error:
        raise _translated(error) from error


def _translated(error: BaseException | None) -> PhotosearchError:
    code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY_CODE
    return _BY_CODE.get(code, StoreError)(str(error))
