"""`photosearch remove`."""

from __future__ import annotations

from pathlib import Path

from tests.photos import write_photos
from tests.terminal import Terminal


def test_the_folder_is_forgotten_and_its_files_stay(terminal: Terminal, photos: Path) -> None:
    (photo,) = write_photos(photos, 1)
    terminal.run("add", photos)
    answer = terminal.run("remove", f"{photos}/")
    assert answer.code == 0
    assert str(photos) in answer.out
    assert photo.exists()
    assert terminal.run("status", "--json").value["photos"] == 0


def test_a_folder_on_a_drive_that_is_away_can_be_removed(terminal: Terminal, photos: Path) -> None:
    terminal.run("add", photos)
    photos.rmdir()
    assert terminal.run("remove", photos).code == 0


def test_a_folder_that_is_not_watched(terminal: Terminal, photos: Path) -> None:
    terminal.assert_wrong("remove", photos, says="not a watched folder")
    terminal.assert_wrong("remove", "", says="the path is empty")
