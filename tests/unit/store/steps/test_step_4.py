"""To the words of photos: nothing known is lost, the words come in afterwards, and a kill leaves a version whole."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from photosearch.store.database import Database
from photosearch.store.migrations import STEPS, connect, integrity_problems, migrate
from photosearch.store.steps import step_4
from photosearch.store.texts import Texts
from photosearch.store.tokens import runs
from photosearch.types.texts import Field
from tests.unit.store.steps.ends import ends_of_upgrade, killed_at

PHOTOS = 20
ROWS = "SELECT * FROM photo ORDER BY photo_id"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """Version 3 with photos in two folders, one of them missing; the first has a title and a keyword."""
    path = tmp_path / "photosearch.db"
    migrate(path, STEPS[:3])
    with closing(connect(path)) as connection:
        connection.execute("BEGIN")
        connection.execute("INSERT INTO root VALUES (1, x'2f61', x'31', x'61', 'disk', x'2f', 0, 1)")
        for number in range(1, PHOTOS + 1):
            folder = "巴黎" if number % 2 else "london"
            connection.execute(
                "INSERT INTO photo (photo_id, root_id, relative_path, size_bytes, mtime_ns, content_hash, width_px,"
                " height_px, format, camera, missing_since_s) VALUES (?, 1, ?, 1, 1, ?, 4, 3, 'JPEG', 'Canon', ?)",
                [number, f"{folder}/{number}.jpg".encode(), b"%016d" % number, 5 if number == 3 else None],
            )
        connection.execute(
            "INSERT INTO photo_metadata (photo_id, title, sources, unread) VALUES (1, 'Tower', '{}', '[]')"
        )
        connection.execute("INSERT INTO keyword VALUES (1, 'trips|summer')")
        connection.execute("INSERT INTO photo_keyword VALUES (1, 1, 'xmp')")
        connection.execute("COMMIT")
    return path


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def test_what_was_known_stays_and_the_words_come_in(old: Path) -> None:
    before = rows(old, ROWS)
    with closing(Database.open(old)) as database:
        texts = Texts(database)
        texts.make_all_due()
        assert texts.make_some(100) == PHOTOS

        def found(asked: str) -> list[int]:
            with texts.reading() as reader:
                return list(reader.find([runs(asked)], frozenset(Field)).tolist())

        assert found("黎") == [number for number in range(1, PHOTOS, 2) if number != 3]
        assert found("tower") == found("summer") == [1]
        assert len(found("canon")) == PHOTOS - 1
    assert rows(old, ROWS) == before
    assert rows(old, "PRAGMA foreign_key_check") == []
    assert rows(old, "PRAGMA integrity_check") == [("ok",)]
    assert len(list(old.parent.glob("*.v3.backup"))) == 1


def test_ended_before_any_statement_it_is_whole_in_one_of_the_two_versions(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = rows(old, ROWS)
    ends = ends_of_upgrade(old, 4, monkeypatch)
    versions = [whole_version(end / old.name, before) for end in ends]
    assert versions == sorted(versions)
    assert set(versions) <= {3, 4}
    assert versions.count(3) > len(step_4.STATEMENTS)


@pytest.mark.parametrize("statement", ["CREATE VIRTUAL TABLE", "CREATE TRIGGER", "photo_place", "user_version = 4"])
def test_a_process_killed_on_the_way_leaves_the_old_version_whole(old: Path, statement: str) -> None:
    before = rows(old, ROWS)
    killed_at(old, 4, statement)
    assert whole_version(old, before) == 3


def whole_version(path: Path, photos: list[tuple[object, ...]]) -> int:
    """The version that the database is whole in; the next start brings it to the new one."""
    with closing(connect(path)) as connection:
        assert integrity_problems(connection) == []
    ((version,),) = rows(path, "PRAGMA user_version")
    migrate(path, STEPS[:4])
    assert rows(path, ROWS) == photos
    assert rows(path, "SELECT count(*) FROM photo_text, text_due, photo_place") == [(0,)]
    assert isinstance(version, int)
    return version
