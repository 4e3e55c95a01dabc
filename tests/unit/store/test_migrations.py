"""Upgrades are all or nothing, keep a backup, and never touch what is newer or not ours."""

from __future__ import annotations

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from photosearch.errors import DamagedDatabaseError, NewerDatabaseError, StoreError
from photosearch.store import migrations
from photosearch.store.migrations import STEPS, Step, connect, integrity_problems, migrate


def step(version: int, *statements: str) -> Step:
    """One that only executes statements."""

    def take(connection: sqlite3.Connection) -> None:
        for statement in statements:
            connection.execute(statement)

    return Step(version, take)


SECOND = step(2, "ALTER TABLE photo ADD COLUMN note TEXT", "CREATE TABLE later (a INTEGER)")
BROKEN_SECOND = step(2, "ALTER TABLE photo ADD COLUMN note TEXT", "CREATE TABLE photo (a INTEGER)")


def asked(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def version(path: Path) -> object:
    return asked(path, "PRAGMA user_version")[0][0]


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A database of version 1 with something in it."""
    path = tmp_path / "photosearch.db"
    migrate(path, STEPS[:1])
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT INTO property VALUES ('mine', 'kept')")
    return path


def test_steps_are_numbered_without_a_gap() -> None:
    assert [one.version for one in STEPS] == list(range(1, len(STEPS) + 1))


def test_a_new_file_gets_the_latest_version_and_no_backup(tmp_path: Path) -> None:
    path = tmp_path / "photosearch.db"
    migrate(path)
    assert version(path) == STEPS[-1].version
    assert list(tmp_path.glob("*backup*")) == []


def test_migrating_again_changes_nothing(old: Path) -> None:
    migrate(old)
    before = asked(old, "SELECT name, sql FROM sqlite_master"), asked(old, "SELECT * FROM property")
    migrate(old)
    assert (asked(old, "SELECT name, sql FROM sqlite_master"), asked(old, "SELECT * FROM property")) == before


def test_an_upgrade_keeps_the_data_and_a_backup_of_the_old_version(old: Path) -> None:
    migrate(old, (*STEPS[:1], SECOND))
    backup = old.with_name("photosearch.db.v1.backup")
    assert (version(old), version(backup)) == (2, 1)
    for path in (old, backup):
        assert asked(path, "SELECT value FROM property WHERE name = 'mine'") == [("kept",)]
    assert list(old.parent.glob("*.new")) == []


def test_processes_that_start_at_once_upgrade_it_once_and_keep_one_backup(old: Path) -> None:
    with closing(sqlite3.connect(old)) as connection, connection:
        connection.execute("CREATE TABLE filler (content BLOB)")
        connection.executemany("INSERT INTO filler VALUES (randomblob(100000))", [()] * 50)
    start = threading.Barrier(4)

    def upgrade() -> None:
        start.wait()
        migrate(old)

    with ThreadPoolExecutor(4) as starts:
        for begun in [starts.submit(upgrade) for _ in range(4)]:
            begun.result()
    backup = old.with_name("photosearch.db.v1.backup")
    assert (version(old), version(backup)) == (STEPS[-1].version, 1)
    assert asked(backup, "SELECT count(*) FROM filler") == [(50,)]
    assert asked(backup, "PRAGMA quick_check") == [("ok",)]
    assert list(old.parent.glob("*.new")) == []


def test_a_backup_is_not_taken_of_what_another_process_upgraded_meanwhile(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked = migrations._check

    def check_slowly(connection: sqlite3.Connection, path: Path, latest: int) -> int:
        found = checked(connection, path, latest)
        monkeypatch.setattr(migrations, "_check", checked)
        migrate(old)
        return found

    monkeypatch.setattr(migrations, "_check", check_slowly)
    migrate(old)
    assert (version(old), version(old.with_name("photosearch.db.v1.backup"))) == (STEPS[-1].version, 1)


def test_a_backup_that_fails_leaves_the_old_version_and_no_half_of_a_copy(old: Path) -> None:
    old.with_name("photosearch.db.v1.backup").mkdir()
    with pytest.raises(OSError, match="backup"):
        migrate(old)
    assert version(old) == 1
    assert list(old.parent.glob("*.new")) == []


def test_a_step_that_fails_leaves_the_old_version_intact(old: Path) -> None:
    schema = asked(old, "SELECT name, sql FROM sqlite_master")
    with pytest.raises(StoreError):
        migrate(old, (*STEPS[:1], BROKEN_SECOND))
    assert version(old) == 1
    assert asked(old, "SELECT name, sql FROM sqlite_master") == schema
    migrate(old, (*STEPS[:1], SECOND))
    assert version(old) == 2


def test_steps_before_the_failing_one_are_kept(old: Path) -> None:
    with pytest.raises(StoreError):
        migrate(old, (*STEPS[:1], SECOND, step(3, "no SQL")))
    assert version(old) == 2


def test_a_newer_database_is_refused_and_left_alone(old: Path) -> None:
    migrate(old, (*STEPS[:1], SECOND))
    content = old.read_bytes()
    with pytest.raises(NewerDatabaseError):
        migrate(old, STEPS[:1])
    assert old.read_bytes() == content


def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE photo (a INTEGER)")
    content = path.read_bytes()
    with pytest.raises(DamagedDatabaseError):
        migrate(path)
    assert path.read_bytes() == content


def test_a_sound_database_has_no_integrity_problems(old: Path) -> None:
    with closing(connect(old)) as connection:
        assert integrity_problems(connection) == []
