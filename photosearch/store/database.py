"""Opens the SQLite file and hands out sessions: many readers, one writer, and errors in the app's own words."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self, cast

from sqlalchemy import create_engine, event, select
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.orm import Session
from sqlalchemy.pool import Pool, QueuePool, StaticPool

from photosearch.errors import DamagedDatabaseError
from photosearch.store.failures import store_errors
from photosearch.store.migrations import connect, integrity_problems, migrate
from photosearch.store.tables import PropertyTable

_READERS_KEPT = 4
_WAL_LIMIT_BYTES = 64_000_000


class Database:
    """One open database file. Safe to use from any thread; several processes may have the same file open."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._readers = _engine(path, QueuePool, "BEGIN", pool_size=_READERS_KEPT, max_overflow=-1)
        # One connection for all writes: what PRAGMA data_version reports on it is then other processes' doing alone.
        self._writer = _engine(path, StaticPool, "BEGIN IMMEDIATE")
        self._write_lock = threading.Lock()
        self._data_version = 0
        self._own_commits = 0
        with self.read() as session:
            query = select(PropertyTable.value).where(PropertyTable.name == "identity")
            identity = session.scalars(query).one_or_none()
        if identity is None:
            raise DamagedDatabaseError(f"{path} has lost its identity")
        self.identity: str = identity
        """Random, made with the file: says whether a copy of its data (a saved index) came from this very database."""

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open ``path``, made or brought to this version first.

        Raises:
            NewerDatabaseError: a newer photosearch wrote it.
            DamagedDatabaseError: it is not a sound database.
            DiskFullError: no room to make or upgrade it.
            StoreError: it cannot be opened or written.
        """
        migrate(path)
        return cls(path)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that sees one snapshot and waits for no writer.

        Raises:
            StoreError: or one of its family, see ``failures``.
        """
        with store_errors(self.path), Session(self._readers) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A session that commits when the block ends and rolls back when it raises. Blocks must not be nested.

        Raises:
            DiskFullError: no room left; nothing was kept of the block.
            BusyError: another process has been writing for half a minute.
            StoreError: or another one of its family, see ``failures``.
        """
        with self._write_lock:
            with store_errors(self.path), Session(self._writer, autoflush=False) as session, session.begin():
                yield session
            self._own_commits += 1

    def data_version(self) -> int:
        """A number that changes when another process has committed. While a write is under way: the last one known."""
        if self._write_lock.acquire(blocking=False):
            try:
                with store_errors(self.path):
                    self._data_version = self._read_data_version()
            finally:
                self._write_lock.release()
        return self._data_version

    def stamp(self) -> tuple[int, int]:
        """Another value whenever something was committed, here or by another process."""
        return self.data_version(), self._own_commits

    def check(self) -> None:
        """Read the whole file and verify its structure (seconds per gigabyte).

        Raises:
            DamagedDatabaseError: something is wrong; the detail says what.
        """
        with self.read() as session:
            problems = integrity_problems(_sqlite_connection(session.connection()))
        if problems:
            raise DamagedDatabaseError("; ".join(problems))

    def close(self) -> None:
        """Wait for a write under way, then close every connection."""
        with self._write_lock:
            self._writer.dispose()
        self._readers.dispose()

    def _read_data_version(self) -> int:
        raw = self._writer.raw_connection()
        try:
            cursor = raw.cursor()
            (version,) = cursor.execute("PRAGMA data_version").fetchone()
            cursor.close()
        finally:
            raw.close()
        return int(version)


def _engine(path: Path, pool: type[Pool], begin: str, **pool_options: int) -> Engine:
    engine = create_engine("sqlite://", creator=lambda: _connect(path), poolclass=pool, **pool_options)

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _connect(path: Path) -> sqlite3.Connection:
    connection = connect(path)
    # FULL syncs the log at every commit. NORMAL would already survive kill -9, but a power cut could take back the last
    # commits after the saved index has seen their seq numbers, which would then be given again to other photos.
    # A commit holds a batch of photos, so one sync is small beside encoding them (measured in docs/schema.md).
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA fullfsync = ON")  # macOS only: a plain fsync there leaves data in the drive's cache
    connection.execute(f"PRAGMA journal_size_limit = {_WAL_LIMIT_BYTES}")
    return connection


def _sqlite_connection(connection: Connection) -> sqlite3.Connection:
    return cast(sqlite3.Connection, connection.connection.dbapi_connection)
