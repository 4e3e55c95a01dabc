"""`photosearch marks`."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from photosearch.decode.content_hash import hash_bytes
from photosearch.paths import DataFolders
from photosearch.store.database import Database
from photosearch.store.marks import Marks
from photosearch.store.store import Store
from photosearch.types.ids import PhotoId
from photosearch.types.marks import Mark, MarkKind
from tests.marks import HASH, make_mark
from tests.photos import write_photos
from tests.terminal import Terminal


def kept(folders: DataFolders, *marks: Mark) -> list[Mark]:
    """All that the library has after these came in."""
    database = Database.open(folders.database)
    try:
        Marks(database).merge(marks)
        return list(Store.of(database).marks.all())
    finally:
        database.close()


FAVOURITE, ALBUM = make_mark(changed_at_ms=10), make_mark(MarkKind.ALBUM, name="海边", changed_at_ms=20)


def test_what_is_exported_is_imported_elsewhere(terminal: Terminal, tmp_path: Path) -> None:
    taken_back = make_mark(MarkKind.HIDDEN, changed_at_ms=30, is_removed=True)
    kept(terminal.folders, FAVOURITE, ALBUM, taken_back)
    file = tmp_path / "out.jsonl"
    answer = terminal.run("marks", "export", file)
    assert (answer.code, answer.out) == (0, f"3 marks written to {file}.\n")
    terminal.folders.database.unlink()
    hidden = make_mark(MarkKind.HIDDEN, changed_at_ms=5)
    kept(terminal.folders, ALBUM, hidden)
    answer = terminal.run("marks", "import", file)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out == "3 marks read, 2 of them new or changed.\n"
    assert kept(terminal.folders) == [ALBUM, taken_back, FAVOURITE]
    assert terminal.run("marks", "import", file).out == "3 marks read, 0 of them new or changed.\n"


def test_standard_output_and_input_serve_as_files(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    kept(terminal.folders, FAVOURITE)
    answer = terminal.run("marks", "export", "-")
    assert [json.loads(line).get("kind") for line in answer.out.splitlines()] == [None, "favourite"]
    terminal.folders.database.unlink()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(answer.out.encode())))
    assert terminal.run("marks", "import", "-").code == 0
    assert kept(terminal.folders) == [FAVOURITE]


def test_bad_lines_are_told_and_the_rest_goes_in(terminal: Terminal, tmp_path: Path) -> None:
    kept(terminal.folders, FAVOURITE, ALBUM)
    file = tmp_path / "out.jsonl"
    terminal.run("marks", "export", file)
    header, favourite, album = file.read_bytes().splitlines()
    terminal.folders.database.unlink()
    file.write_bytes(b"\n".join([header, b"{", favourite, b"x" * 200_000, album.replace(b"album", b"like"), album]))
    answer = terminal.run("marks", "import", file)
    assert answer.code == 1
    assert answer.err.splitlines() == [
        "line 2: this is no JSON",
        "line 4: this is far too long for a mark",
        "line 5: there is no such kind of mark",
    ]
    assert answer.out == "2 marks read, 2 of them new or changed. 3 lines could not be used.\n"
    assert kept(terminal.folders) == [FAVOURITE, ALBUM]


def test_a_file_of_something_else_changes_nothing(terminal: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "photo.jpg"
    file.write_bytes(b"\xff\xd8\xff\n" * 1000)
    answer = terminal.run("marks", "import", file)
    assert answer.code == 2
    assert answer.err.splitlines()[0] == "line 1: this is no JSON"
    assert answer.err.splitlines()[20:] == ["980 more lines could not be used."]
    assert kept(terminal.folders) == []


def test_mistakes_are_a_sentence(terminal: Terminal, tmp_path: Path) -> None:
    newer = tmp_path / "newer.jsonl"
    newer.write_text('{"photosearch_marks":99}\n')
    terminal.assert_wrong("marks", says="ACTION")
    terminal.assert_wrong("marks", "import", tmp_path / "none", says="There is no file")
    terminal.assert_wrong("marks", "import", tmp_path, says="There is no file")
    terminal.assert_wrong("marks", "import", newer, says="newer version of photosearch")
    terminal.assert_wrong(
        "marks", "export", tmp_path / "none" / "file", says=f"There is no folder {tmp_path / 'none'}."
    )


def test_marks_of_photos_that_are_not_here_are_kept(terminal: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "in.jsonl"
    kept(terminal.folders, make_mark(content_hash=HASH[::-1]))
    terminal.run("marks", "export", file)
    terminal.folders.database.unlink()
    assert terminal.run("marks", "import", file).code == 0
    assert len(kept(terminal.folders)) == 1


def test_after_the_database_was_lost_the_daily_copy_brings_marks_back(terminal: Terminal, photos: Path) -> None:
    write_photos(photos, 2)
    terminal.run("add", photos)
    content_hash = hash_bytes((photos / "IMG_0000.jpg").read_bytes())
    favourite = make_mark(content_hash=content_hash)
    kept(terminal.folders, favourite)
    terminal.run("scan")
    for file in terminal.folders.data.glob("photosearch.db*"):
        file.unlink()
    terminal.run("add", photos)
    (copy,) = terminal.folders.data.glob("marks-*.jsonl")
    assert terminal.run("marks", "import", copy).code == 0
    database = Database.open(terminal.folders.database)
    try:
        store = Store.of(database)
        marks = {photo_id: store.marks.of_photo(PhotoId(photo_id)) for photo_id in store.photos.ids().tolist()}
    finally:
        database.close()
    assert sorted(marks.values(), key=len) == [(), (favourite,)]
