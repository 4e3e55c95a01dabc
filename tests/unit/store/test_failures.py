"""What SQLite complains about arrives as the app's own errors."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from photosearch.errors import (
    BusyError,
    DamagedDatabaseError,
    DiskFullError,
    FailingDiskError,
    PhotosearchError,
    StoreError,
    UnwritableStoreError,
)
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
        (sqlite3.SQLITE_READONLY, UnwritableStoreError),
        (sqlite3.SQLITE_CANTOPEN, UnwritableStoreError),
        (sqlite3.SQLITE_IOERR_WRITE, FailingDiskError),
        (sqlite3.SQLITE_CONSTRAINT, StoreError),
    ],
)
def test_result_codes_choose_the_error(code: int, expected: type[PhotosearchError], tmp_path: Path) -> None:
    with pytest.raises(expected, match="said by SQLite") as caught, store_errors(tmp_path / "library.db"):
        raise error_with(code)
    assert type(caught.value) is expected


def test_an_error_without_a_code_is_a_store_error(tmp_path: Path) -> None:
    with pytest.raises(StoreError), store_errors(tmp_path / "library.db"):
        raise sqlite3.ProgrammingError("closed")


def test_other_errors_pass(tmp_path: Path) -> None:
    with pytest.raises(KeyError), store_errors(tmp_path / "library.db"):
        raise KeyError("mine")


@pytest.mark.parametrize("code", [sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_CANTOPEN])
def test_without_room_for_the_files_beside_the_database_the_disk_is_full(
    code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    total = shutil.disk_usage(tmp_path).total
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: shutil._ntuple_diskusage(total, total, 0))
    with pytest.raises(DiskFullError), store_errors(tmp_path / "library.db"):
        raise error_with(code)


def test_a_folder_that_is_gone_is_not_a_full_disk(tmp_path: Path) -> None:
    with pytest.raises(UnwritableStoreError), store_errors(tmp_path / "gone" / "library.db"):
        raise error_with(sqlite3.SQLITE_CANTOPEN)
