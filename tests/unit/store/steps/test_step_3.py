"""To what is told of photos: nothing known is lost, no vector written, and a kill leaves one of the versions whole."""

from __future__ import annotations

import datetime as dt
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from photosearch.store.database import Database
from photosearch.store.migrations import STEPS, connect, integrity_problems, migrate
from photosearch.store.photos import Photos
from photosearch.store.problems import Problems
from photosearch.store.steps import step_3
from photosearch.types.ids import RootId
from photosearch.types.queries import Filters, Sort
from tests.unit.store.steps.ends import ends_of_upgrade, killed_at

PHOTOS = 20
TAKEN = dt.datetime(2019, 8, 3, 19, 12)
WRITTEN_S = 1_700_000_000
KEPT = "photo_id, root_id, relative_path, size_bytes, mtime_ns, content_hash, width_px, height_px, format, taken_at_us"
VECTORS = "SELECT vector FROM embedding ORDER BY seq"


def microseconds(time_: dt.datetime) -> int:
    return (time_ - dt.datetime(1970, 1, 1)) // dt.timedelta(microseconds=1)


@pytest.fixture(params=[1, 2], ids=["from version 1", "from version 2"])
def old(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """Photos of which every second one says when it was taken, each with an embedding, and one problem."""
    path = tmp_path / "photosearch.db"
    migrate(path, STEPS[: request.param])
    key = {1: "photo_id", 2: "item_id"}[request.param]
    with closing(connect(path)) as connection:
        connection.execute("BEGIN")
        connection.execute("INSERT INTO root VALUES (1, x'2f61', x'31', x'61', 'disk', x'2f', 0, 1)")
        connection.execute("INSERT INTO encoder (encoder_row, encoder_id, name, dim) VALUES (1, 'one', 'starter', 8)")
        connection.execute("INSERT INTO problem VALUES (1, x'62', 'damaged', '', 3, 4)")
        for number in range(1, PHOTOS + 1):
            taken_at_us = microseconds(TAKEN + dt.timedelta(days=number)) if number % 2 else None
            connection.execute(
                f"INSERT INTO photo ({KEPT}) VALUES (?, 1, ?, 1, ?, ?, 4, 3, 'JPEG', ?)",
                [number, b"%d.jpg" % number, (WRITTEN_S + number) * 10**9 + 5000, b"%016d" % number, taken_at_us],
            )
            if key == "item_id":
                connection.execute("INSERT INTO item VALUES (?, ?, NULL)", [number, number])
            connection.execute(
                f"INSERT INTO embedding (encoder_row, {key}, vector) VALUES (1, ?, ?)", [number, b"v%d" % number]
            )
        connection.execute("COMMIT")
    return path


@pytest.fixture
def in_shanghai(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    if not hasattr(time, "tzset"):
        pytest.skip("this system's zone cannot be set for one process")
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def test_what_was_known_stays(old: Path) -> None:
    problems = "SELECT root_id, relative_path, reason, detail FROM problem"
    before = rows(old, f"SELECT {KEPT} FROM photo"), rows(old, VECTORS), rows(old, problems)
    migrate(old)
    assert (rows(old, f"SELECT {KEPT} FROM photo"), rows(old, VECTORS), rows(old, problems)) == before
    assert rows(old, "PRAGMA foreign_key_check") == []
    assert rows(old, "PRAGMA integrity_check") == [("ok",)]


def test_what_could_not_be_read_is_tried_again(old: Path) -> None:
    assert rows(old, "SELECT reason, size_bytes FROM problem") == [("damaged", 3)]
    migrate(old)
    assert rows(old, "SELECT size_bytes, mtime_ns FROM problem") == [(None, None)]


def test_files_that_could_not_be_used_are_tried_again(old: Path) -> None:
    with closing(Database.open(old)) as database:
        problems = Problems(database)
        assert [problem.relative_path for problem in problems.all()] == ["b"]
        assert problems.stamps(RootId(1)) == {}


@pytest.mark.usefixtures("in_shanghai")
def test_a_photo_that_says_no_date_has_the_time_of_its_file_on_this_machines_clock(old: Path) -> None:
    migrate(old)
    ((date_us,),) = rows(old, "SELECT date_us FROM photo WHERE photo_id = 2")
    assert date_us == (WRITTEN_S + 2 + 8 * 3600) * 10**6 + 5
    ((date_us,),) = rows(old, "SELECT date_us FROM photo WHERE photo_id = 3")
    assert date_us == microseconds(TAKEN + dt.timedelta(days=3))


def test_a_file_dated_later_than_tomorrow_does_not_stand_first_for_ever(old: Path) -> None:
    with closing(connect(old)) as connection:
        connection.execute("UPDATE photo SET mtime_ns = 4300000000000000000 WHERE photo_id = 2")
    migrate(old)
    ((date_us,),) = rows(old, "SELECT date_us FROM photo WHERE photo_id = 2")
    assert isinstance(date_us, int)
    assert abs(date_us - microseconds(dt.datetime.now())) < 3600 * 10**6


def test_filters_and_order_go_by_the_same_date(old: Path) -> None:
    with closing(Database.open(old)) as database:
        photos = Photos(database)
        said = photos.ids(Filters(taken_until=dt.date(2020, 1, 1)), Sort.OLDEST).tolist()
        assert said == list(range(1, PHOTOS, 2))
        written = photos.ids(Filters(taken_from=dt.date(2023, 1, 1)), Sort.OLDEST).tolist()
        assert written == list(range(2, PHOTOS + 1, 2))
        assert photos.ids(sort=Sort.OLDEST).tolist() == said + written


def test_no_vector_is_written_again(old: Path) -> None:
    """The log of the upgrade holds the photos' rows and indexes, not the pages of the embeddings."""
    migrate(old, STEPS[:2])
    with closing(connect(old)) as connection:
        connection.execute("UPDATE embedding SET vector = randomblob(500000)")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("BEGIN IMMEDIATE")
        step_3.take(connection)
        connection.execute("COMMIT")
        log_bytes = old.with_name(old.name + "-wal").stat().st_size
    assert old.stat().st_size > 10_000_000
    assert log_bytes < 500_000


def test_ended_before_any_statement_it_is_whole_in_one_of_the_versions(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a kill leaves is the files as they are at that moment, so they are copied at every moment."""
    ((begun_at,),) = rows(old, "PRAGMA user_version")
    ends = ends_of_upgrade(old, 3, monkeypatch)
    versions = [whole_version(end / old.name) for end in ends]
    assert versions == sorted(versions)
    assert set(versions) <= {begun_at, 2, 3}
    assert versions.count(2) > len(step_3.STATEMENTS)


@pytest.mark.parametrize("statement", ["DROP COLUMN date_us", "UPDATE photo", "TABLE not_shown", "user_version = 3"])
def test_a_process_killed_on_the_way_leaves_the_version_before_whole(old: Path, statement: str) -> None:
    killed_at(old, 3, statement)
    assert whole_version(old) == 2


def whole_version(path: Path) -> int:
    """The version that the database is whole in; the next start brings it to the new one."""
    with closing(connect(path)) as connection:
        assert integrity_problems(connection) == []
    ((version,),) = rows(path, "PRAGMA user_version")
    assert len(rows(path, VECTORS)) == PHOTOS
    assert len(rows(path, "SELECT photo_id FROM photo WHERE date_us > 0")) == PHOTOS
    migrate(path, STEPS[:3])
    assert rows(path, "PRAGMA user_version") == [(3,)]
    assert len(rows(path, VECTORS)) == PHOTOS
    assert isinstance(version, int)
    return version
