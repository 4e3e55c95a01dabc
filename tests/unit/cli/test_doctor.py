"""`photosearch doctor`."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from photosearch.store import migrations
from tests.packages import DIM, write_colour_package
from tests.photos import write_photos
from tests.terminal import Terminal


def found(value: dict[str, list[dict[str, object]]]) -> dict[str, bool]:
    return {str(row["check"]): bool(row["ok"]) for row in value["checks"]}


def test_a_sound_library(terminal: Terminal, photos: Path) -> None:
    write_photos(photos, 1)
    terminal.run("add", photos)
    value = terminal.run("doctor", "--json").value
    assert any("finds 100.0% of the first 50 hits" in row["finding"] for row in value["checks"])
    checks = found(value)
    assert all(checks[name] for name in ("database", "encoder", "index", "watched folders"))


def test_what_a_model_that_was_left_takes_is_listed_and_nothing_wrong(terminal: Terminal, photos: Path) -> None:
    write_photos(photos, 2)
    terminal.run("add", photos)
    assert "ok    other models: none has anything" in terminal.run("doctor").out
    write_colour_package(terminal.folders.models / "other", name="other", seed=1)
    terminal.run("model", "use", "other")
    answer = terminal.run("doctor")
    assert answer.code == 0
    assert "ok    other models: starter (weights" in answer.out
    assert f"embeddings {2 * DIM * 2} bytes" in answer.out
    terminal.run("model", "remove", "starter")
    assert "ok    other models: none has anything" in terminal.run("doctor").out


@pytest.mark.logs("the encoder cannot be loaded")
def test_what_is_wrong_is_named_with_what_to_do(terminal: Terminal, photos: Path) -> None:
    terminal.run("add", photos)
    photos.rename(photos.parent / "away")
    (terminal.folders.models / "starter" / "image.onnx").write_bytes(b"damaged")
    answer = terminal.run("doctor")
    assert answer.code == 1
    assert "LOOK  watched folders: offline" in answer.out
    assert "LOOK  encoder" in answer.out


def test_a_damaged_library(terminal: Terminal) -> None:
    terminal.folders.database.write_bytes(b"this is no database, whatever its name says" * 100)
    answer = terminal.run("doctor")
    assert answer.code == 1
    assert "LOOK  library" in answer.out
    terminal.assert_wrong("status", says="database is damaged")


def test_what_cannot_be_checked_bears_the_name_of_the_check(
    terminal: Terminal, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A large database is read as a whole by the doctor only, not when it is opened."""
    terminal.run("add", photos)
    with closing(sqlite3.connect(terminal.folders.database)) as connection, connection:
        _write_nothing_where_something_must_be(connection)
    monkeypatch.setattr(migrations, "QUICK_CHECK_LIMIT_BYTES", 0)
    assert "LOOK  database: The library's database is damaged." in terminal.run("doctor").out
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert "注意  数据库: 图库数据库已损坏。" in terminal.run("doctor").out


def _write_nothing_where_something_must_be(connection: sqlite3.Connection) -> None:
    change = "UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE name = 'property'"
    must, may = "value TEXT NOT NULL", "value TEXT"
    connection.execute("PRAGMA writable_schema = RESET")
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute(change, (must, may))
    connection.execute("PRAGMA writable_schema = RESET")
    connection.execute("INSERT INTO property VALUES ('nothing', NULL)")
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute(change, (may, must))


def test_a_library_in_a_synchronised_folder_is_warned_about(terminal: Terminal) -> None:
    terminal.folders.data.mkdir(parents=True, exist_ok=True)
    assert found(terminal.run("doctor", "--json").value)["data folder"]
    (terminal.folders.data.parent / ".stfolder").mkdir()
    answer = terminal.run("doctor")
    assert answer.code == 1
    assert "LOOK  data folder: Your library is in a folder that Syncthing synchronises" in answer.out
    assert f"({terminal.folders.data})" in answer.out
    assert "PHOTOSEARCH_HOME says where" in answer.out
