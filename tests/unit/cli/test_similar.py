"""`photosearch similar`."""

from __future__ import annotations

from pathlib import Path

from tests.photos import write_photos
from tests.terminal import Terminal


def test_a_photo_is_most_similar_to_itself(terminal: Terminal, photos: Path) -> None:
    files = write_photos(photos, 4)
    terminal.run("add", photos)
    (hit,) = terminal.run("similar", files[2], "--top", "1", "--json").value["hits"]
    assert hit["path"] == str(files[2])


def test_mistakes_are_a_sentence(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "text.jpg").write_text("hello", encoding="utf-8")
    terminal.assert_wrong("similar", tmp_path / "none.jpg", says="none.jpg: There is no such picture.")
    terminal.assert_wrong("similar", tmp_path / "text.jpg", says="text.jpg: This is not a picture")
    terminal.assert_wrong("similar", tmp_path / "text.jpg", "--top", "-1", says="give a number from 1 up")
    terminal.assert_wrong("similar", says="IMAGE")
    terminal.assert_wrong("similar", "", says="the path is empty")
    terminal.assert_wrong("similar", tmp_path, says="This is a folder. Give a picture in it.")
    (tmp_path / "link.jpg").symlink_to(tmp_path / "none.jpg")
    terminal.assert_wrong("similar", tmp_path / "link.jpg", says="link.jpg: This link leads nowhere.")
