"""From photos to items: what was known stays, no vector is written again, and a kill leaves one of the two versions."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from photosearch.store.database import Database
from photosearch.store.embeddings import Embeddings
from photosearch.store.migrations import STEPS, connect, integrity_problems, migrate
from photosearch.store.steps import step_2
from photosearch.types.ids import EncoderId, PhotoId, item_of
from tests.unit.store.steps.ends import ends_of_upgrade, killed_at

PHOTOS = 40
FIRST, SECOND = EncoderId("starter-1-abc"), EncoderId("ViT-B-16-1-def")


def vector(number: int) -> bytes:
    return np.random.default_rng(number).standard_normal(8).astype("<f2").tobytes()


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """Version 1 with two encoders, of which the second has seen half; one photo missing, one number never given."""
    path = tmp_path / "photosearch.db"
    migrate(path, STEPS[:1])
    with closing(connect(path)) as connection:
        connection.execute("BEGIN")
        connection.execute("INSERT INTO root VALUES (1, x'2f61', x'31', x'61', 'disk', x'2f', 0, 1)")
        connection.execute("INSERT INTO encoder VALUES (1, ?, 'starter', 8), (2, ?, 'ViT-B-16', 8)", [FIRST, SECOND])
        for number in range(1, PHOTOS + 1):
            photo_id = number + (number > 10)
            connection.execute(
                "INSERT INTO photo (photo_id, root_id, relative_path, size_bytes, mtime_ns, content_hash, width_px,"
                " height_px, format, missing_since_s) VALUES (?, 1, ?, 1, 1, ?, 4, 3, 'JPEG', ?)",
                [photo_id, b"IMG_%d.jpg" % number, b"%016d" % number, 5 if number == 3 else None],
            )
            for row in (1, 2)[: 2 - number % 2]:
                connection.execute(
                    "INSERT INTO embedding (encoder_row, photo_id, vector) VALUES (?, ?, ?)",
                    [row, photo_id, vector(row * 1000 + photo_id)],
                )
        connection.execute("COMMIT")
    return path


@pytest.fixture
def new(old: Path) -> Iterator[Database]:
    database = Database.open(old)
    yield database
    database.close()


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def test_every_photo_becomes_an_item_and_every_embedding_stays(old: Path) -> None:
    photos = rows(old, "SELECT * FROM photo")
    embeddings = rows(old, "SELECT seq, encoder_row, photo_id, vector FROM embedding")
    migrate(old, STEPS[:2])
    assert rows(old, "SELECT * FROM photo") == photos
    assert rows(old, "SELECT seq, encoder_row, item_id, vector FROM embedding") == embeddings
    assert rows(old, "SELECT item_id, photo_id, at_ms FROM item") == [(row[0], row[0], None) for row in photos]
    assert rows(old, "PRAGMA foreign_key_check") == []
    assert rows(old, "PRAGMA integrity_check") == [("ok",)]


def test_the_store_reads_what_an_older_one_wrote(new: Database) -> None:
    embeddings = Embeddings(new)
    assert embeddings.count(FIRST) == PHOTOS - 1
    found = embeddings.get(FIRST, item_of(PhotoId(21)))
    assert found is not None
    assert found.astype("<f2").tobytes() == vector(1021)
    ((ids, _, last),) = embeddings.since(SECOND, 0)
    assert ids.tolist() == [2, 4, 6, 8, 10, *range(13, PHOTOS + 2, 2)]
    assert last == embeddings.latest_seq(SECOND)
    assert embeddings.missing_ids(SECOND, 3).tolist() == [1, 5, 7]


def test_what_goes_with_a_photo_still_goes_and_numbers_are_never_given_twice(new: Database) -> None:
    with new.write() as session:
        connection = session.connection()
        connection.exec_driver_sql("DELETE FROM photo WHERE photo_id = 41")
        assert connection.exec_driver_sql("SELECT count(*) FROM item WHERE photo_id = 41").scalar_one() == 0
        assert connection.exec_driver_sql("SELECT count(*) FROM embedding WHERE item_id = 41").scalar_one() == 0
        connection.exec_driver_sql(
            "INSERT INTO photo"
            " (root_id, relative_path, size_bytes, mtime_ns, content_hash, width_px, height_px, format)"
            " VALUES (1, x'62', 1, 1, x'00', 1, 1, 'PNG')"
        )
        assert connection.exec_driver_sql("SELECT max(photo_id) FROM photo").scalar_one() == 42


def test_no_vector_is_written_again(old: Path) -> None:
    """The log of the upgrade holds the new tables and the catalogue, not the pages of the embeddings."""
    with closing(connect(old)) as connection:
        connection.execute("UPDATE embedding SET vector = randomblob(200000)")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("BEGIN IMMEDIATE")
        step_2.take(connection)
        connection.execute("COMMIT")
        log_bytes = old.with_name(old.name + "-wal").stat().st_size
    assert old.stat().st_size > 10_000_000
    assert log_bytes < 300_000


def test_ended_before_any_statement_it_is_whole_in_one_of_the_two_versions(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a kill leaves is the files as they are at that moment, so they are copied at every moment."""
    before = rows(old, "SELECT vector FROM embedding ORDER BY seq")
    ends = ends_of_upgrade(old, 2, monkeypatch)
    versions = [whole_version(end / old.name, before) for end in ends]
    assert versions == sorted(versions)
    assert set(versions) <= {1, 2}
    assert versions.count(1) > len(step_2.STATEMENTS)


@pytest.mark.parametrize("statement", ["BEGIN IMMEDIATE", "INSERT INTO item", "user_version = 2", "COMMIT"])
def test_a_process_killed_on_the_way_leaves_the_old_version_whole(old: Path, statement: str) -> None:
    before = rows(old, "SELECT vector FROM embedding ORDER BY seq")
    killed_at(old, 2, statement)
    assert whole_version(old, before) == 1


def whole_version(path: Path, vectors: list[tuple[object, ...]]) -> int:
    """The version that the database is whole in; the next start brings it to the new one."""
    with closing(connect(path)) as connection:
        assert integrity_problems(connection) == []
    ((version,),) = rows(path, "PRAGMA user_version")
    key = "photo_id" if version == 1 else "item_id"
    assert rows(path, f"SELECT vector FROM embedding WHERE {key} > 0 ORDER BY seq") == vectors
    migrate(path, STEPS[:2])
    assert rows(path, "PRAGMA user_version") == [(2,)]
    assert rows(path, "SELECT vector FROM embedding WHERE item_id > 0 ORDER BY seq") == vectors
    assert isinstance(version, int)
    return version
