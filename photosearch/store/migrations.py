"""Brings a database file to this version's schema: numbered steps, a transaction each, a backup before the first."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from photosearch.errors import DamagedDatabaseError, NewerDatabaseError
from photosearch.store.failures import store_errors
from photosearch.store.steps import step_1, step_2, step_3, step_4, step_5, step_6

_log = logging.getLogger(__name__)
BUSY_TIMEOUT_S = 30.0
QUICK_CHECK_LIMIT_BYTES = 16_000_000
"""Files up to this size are checked page by page at every start (some 10 ms); ``Database.check`` does it for any."""


@dataclass(frozen=True, slots=True)
class Step:
    """Leads from version ``version - 1`` to ``version`` (``PRAGMA user_version``)."""

    version: int
    take: Callable[[sqlite3.Connection], None]
    """Called in an open transaction, with foreign keys not enforced, which it must neither commit nor roll back."""


STEPS: tuple[Step, ...] = (
    Step(1, step_1.take),
    Step(2, step_2.take),
    Step(3, step_3.take),
    Step(4, step_4.take),
    Step(5, step_5.take),
    Step(6, step_6.take),
)


def migrate(path: Path, steps: Sequence[Step] = STEPS) -> None:
    """Make or upgrade the database at ``path``. Killed at any point, the file still holds the old version, intact.

    Raises:
        NewerDatabaseError: a newer photosearch wrote it; it is left alone.
        DamagedDatabaseError: it is not a sound database; it is left alone.
        DiskFullError: no room for the backup or the new version.
        StoreError: it cannot be opened or written.
    """
    with store_errors(path), closing(connect(path)) as connection:
        version = _check(connection, path, steps[-1].version)
        latest = steps[-1].version
        connection.execute("PRAGMA journal_mode = WAL")
        if 0 < version < latest:
            _back_up(connection, path, version)
        # Cannot be changed within a transaction, and would delete what refers to a table that a step makes anew.
        connection.execute("PRAGMA foreign_keys = OFF")
        for step in steps:
            _take(connection, step)


def connect(path: Path) -> sqlite3.Connection:
    """A connection that begins no transaction by itself, waits for other processes and is usable from any thread."""
    connection = sqlite3.connect(path, timeout=BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def integrity_problems(connection: sqlite3.Connection) -> list[str]:
    """What ``PRAGMA quick_check`` finds wrong, at most ten lines; reads the whole file."""
    return [line for (line,) in connection.execute("PRAGMA quick_check(10)") if line != "ok"]


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def _check(connection: sqlite3.Connection, path: Path, latest: int) -> int:
    """The version of a database that can be used, read in one transaction since another process may be making it."""
    with _transaction(connection, "BEGIN"):
        version = _version(connection)
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        (size_bytes,) = connection.execute(
            "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
        ).fetchone()
        if version > latest:
            raise NewerDatabaseError(f"{path} has version {version}, this photosearch knows {latest}")
        if version == 0 and tables:
            raise DamagedDatabaseError(f"{path} is a database of something else")
        problems = integrity_problems(connection) if size_bytes <= QUICK_CHECK_LIMIT_BYTES else []
    if problems:
        raise DamagedDatabaseError(f"{path}: {'; '.join(problems)}")
    return version


def _back_up(connection: sqlite3.Connection, path: Path, version: int) -> None:
    """Copy the database, unless another process is faster: of several that start at once, the others wait for it."""
    backup = path.with_name(f"{path.name}.v{version}.backup")
    unfinished = backup.with_name(backup.name + ".new")
    # A second connection reads: SQLite copies nothing through one that is about to write.
    with _transaction(connection, "BEGIN IMMEDIATE"), closing(connect(path)) as source:
        if _version(source) != version:
            return
        unfinished.unlink(missing_ok=True)
        try:
            with closing(sqlite3.connect(unfinished)) as copy:
                source.backup(copy)
            unfinished.replace(backup)
        finally:
            # Half a copy is no use, and may have taken the last of the disk.
            unfinished.unlink(missing_ok=True)
    _log.info("database version %d kept as %s before the upgrade", version, backup)


def _take(connection: sqlite3.Connection, step: Step) -> None:
    with _transaction(connection, "BEGIN IMMEDIATE"):
        if _version(connection) >= step.version:  # another process may have been faster
            return
        step.take(connection)
        connection.execute(f"PRAGMA user_version = {step.version}")


@contextmanager
def _transaction(connection: sqlite3.Connection, begin: str) -> Iterator[None]:
    connection.execute(begin)
    try:
        yield
    except BaseException:
        connection.rollback()
        raise
    connection.commit()
