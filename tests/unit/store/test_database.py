"""Sessions read snapshots, writes are all or nothing and outlive a kill, and other processes are noticed."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import select, text

from photosearch.errors import DamagedDatabaseError, DiskFullError, StoreError
from photosearch.store.database import Database
from photosearch.store.tables import PropertyTable

ENDLESS_WRITER = """
import sys
from pathlib import Path
from photosearch.store.database import Database
from photosearch.store.tables import PropertyTable
db = Database.open(Path(sys.argv[1]))
number = 0
while True:
    with db.write() as session:
        session.add(PropertyTable(name=f"first {number}", value="x" * 5000))
        session.flush()
        session.add(PropertyTable(name=f"second {number}", value="x" * 5000))
    print(number, flush=True)
    number += 1
"""


def put(db: Database, name: str, value: str = "") -> None:
    with db.write() as session:
        session.add(PropertyTable(name=name, value=value))


def names(db: Database) -> set[str]:
    with db.read() as session:
        return set(session.scalars(select(PropertyTable.name))) - {"identity"}


def test_a_write_is_there_after_opening_again(tmp_path: Path) -> None:
    db = Database.open(tmp_path / "a.db")
    put(db, "kept")
    identity = db.identity
    db.close()
    again = Database.open(tmp_path / "a.db")
    assert names(again) == {"kept"}
    assert again.identity == identity
    again.close()


def test_two_databases_have_two_identities(tmp_path: Path) -> None:
    one, other = Database.open(tmp_path / "a.db"), Database.open(tmp_path / "b.db")
    assert one.identity != other.identity
    one.close()
    other.close()


def test_a_block_that_raises_leaves_nothing(db: Database) -> None:
    def fail_after_writing() -> None:
        with db.write() as session:
            session.execute(text("INSERT INTO property VALUES ('half', '')"))
            raise KeyError

    with pytest.raises(KeyError):
        fail_after_writing()
    assert names(db) == set()
    put(db, "next")
    assert names(db) == {"next"}


def test_a_reader_keeps_its_snapshot_while_another_thread_writes(db: Database) -> None:
    with db.read() as session:
        before = session.scalars(select(PropertyTable.name)).all()
        writer = threading.Thread(target=put, args=(db, "new"))
        writer.start()
        writer.join()
        assert session.scalars(select(PropertyTable.name)).all() == before
    assert names(db) == {"new"}


def test_writers_in_many_threads_take_turns(db: Database) -> None:
    threads = [threading.Thread(target=put, args=(db, str(number))) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert names(db) == {str(number) for number in range(20)}


@pytest.mark.parametrize(("pragma", "expected"), [("foreign_keys", 1), ("synchronous", 2), ("journal_mode", "wal")])
def test_every_connection_is_set_up(db: Database, pragma: str, expected: int | str) -> None:
    with db.read() as reader, db.write() as writer:
        for session in (reader, writer):
            assert session.execute(text(f"PRAGMA {pragma}")).scalar() == expected


def test_only_other_openers_change_the_data_version(db: Database) -> None:
    before = db.data_version()
    put(db, "mine")
    assert db.data_version() == before
    other = Database.open(db.path)
    put(other, "theirs")
    other.close()
    assert db.data_version() != before


def test_data_version_does_not_wait_for_a_write(db: Database) -> None:
    before = db.data_version()
    with db.write():
        assert db.data_version() == before


def test_a_full_disk_is_said_and_nothing_is_half_written(db: Database) -> None:
    with db.write() as session:
        pages = session.execute(text("PRAGMA page_count")).scalar_one()
        session.execute(text(f"PRAGMA max_page_count = {pages + 2}"))
    with pytest.raises(DiskFullError):
        put(db, "large", "x" * 1_000_000)
    assert names(db) == set()
    put(db, "small")
    assert names(db) == {"small"}


def test_what_was_committed_survives_a_kill(tmp_path: Path) -> None:
    path = tmp_path / "photosearch.db"
    command = [sys.executable, "-c", ENDLESS_WRITER, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        committed = [int(writer.stdout.readline()) for _ in range(20)]
        writer.kill()
        committed += [int(line) for line in writer.stdout]
    db = Database.open(path)
    db.check()
    found = names(db)
    db.close()
    assert {f"first {number}" for number in committed} <= found
    assert {name.split()[1] for name in found if name.startswith("first")} == {
        name.split()[1] for name in found if name.startswith("second")
    }


def test_processes_may_open_a_new_database_at_once(tmp_path: Path) -> None:
    code = (
        "import sys, pathlib; from photosearch.store.database import Database as D; D.open(pathlib.Path(sys.argv[1]))"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "photosearch.db")]
    openers = [subprocess.Popen(command) for _ in range(3)]
    assert [opener.wait() for opener in openers] == [0, 0, 0]


def test_damage_is_found_by_a_check(tmp_path: Path) -> None:
    path = tmp_path / "photosearch.db"
    db = Database.open(path)
    for number in range(200):
        put(db, str(number), "x" * 500)
    db.close()
    content = bytearray(path.read_bytes())
    content[len(content) // 2 :] = b"\xff" * (len(content) - len(content) // 2)
    path.write_bytes(content)
    with pytest.raises(DamagedDatabaseError):
        Database.open(path)


@pytest.mark.parametrize("content", [b"not a database at all, but long enough to be looked at" * 40, b"short"])
def test_a_file_that_is_no_database_is_refused_and_kept(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "photosearch.db"
    path.write_bytes(content)
    with pytest.raises(DamagedDatabaseError):
        Database.open(path)
    assert path.read_bytes() == content


def test_a_database_without_its_identity_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "photosearch.db"
    Database.open(path).close()
    connection = sqlite3.connect(path)
    connection.execute("DELETE FROM property")
    connection.commit()
    connection.close()
    with pytest.raises(DamagedDatabaseError):
        Database.open(path)


def test_a_folder_in_the_place_of_the_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        Database.open(tmp_path)
