"""What SQLite complains about arrives as the app's own errors."""

from __future__ import annotations

import sqlite3

import pytest

from photosearch.errors import BusyError, DamagedDatabaseError, DiskFullError, PhotosearchError, StoreError
from photosearch.store.failures import store_errors


def error_with(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("said by SQLite")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (sqlite3.SQLITE_FULL, DiskFullError),
        (sqlite3.SQLITE_CORRUPT, DamagedDatabaseError),
        (sqlite3.SQLITE_CORRUPT_INDEX, DamagedDatabaseError),
        (sqlite3.SQLITE_NOTADB, DamagedDatabaseError),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, BusyError),
        (sqlite3.SQLITE_READONLY, StoreError),
    ],
)
def test_result_codes_choose_the_error(code: int, expected: type[PhotosearchError]) -> None:
    with pytest.raises(expected, match="said by SQLite") as caught, store_errors():
        raise error_with(code)
    assert type(caught.value) is expected


def test_an_error_without_a_code_is_a_store_error() -> None:
    with pytest.raises(StoreError), store_errors():
        raise sqlite3.ProgrammingError("closed")


def test_other_errors_pass() -> None:
    with pytest.raises(KeyError), store_errors():
        raise KeyError("mine")
