"""`photosearch scan`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.photos import write_photos
from tests.terminal import Terminal


def test_changes_on_disk_are_followed(terminal: Terminal, photos: Path) -> None:
    first, _ = write_photos(photos, 2)
    terminal.run("add", photos)
    first.unlink()
    write_photos(photos / "new", 3, seed=3)
    answer = terminal.run("scan", "--json")
    assert (answer.code, answer.value["photos"], answer.value["index"]["count"]) == (0, 4, 4)


def test_nothing_watched_is_nothing_to_do(terminal: Terminal) -> None:
    answer = terminal.run("scan")
    assert answer.code == 0
    assert "photosearch add FOLDER" in answer.err


@pytest.mark.logs("cannot use 'bad.jpg'")
def test_problem_files_are_tried_again_when_asked(terminal: Terminal, photos: Path) -> None:
    (photos / "bad.jpg").write_bytes(b"x")
    assert terminal.run("add", photos).code == 1
    assert terminal.run("scan", "--retry").code == 1
    (photos / "bad.jpg").unlink()
    assert terminal.run("scan").code == 0
