"""`photosearch compare`."""

from __future__ import annotations

from pathlib import Path

from tests.photos import write_photos
from tests.terminal import Terminal


def test_a_picture_is_the_same_as_itself_and_no_library_is_needed(terminal: Terminal, photos: Path) -> None:
    first, second = write_photos(photos, 2)
    assert terminal.run("compare", first, first, "--json").value["score"] > 0.999
    one, other = (terminal.run("compare", *pair, "--json").value for pair in ((first, second), (second, first)))
    assert one == other
    assert one["score"] < 0.999


def test_mistakes_are_a_sentence(terminal: Terminal, tmp_path: Path, photos: Path) -> None:
    (first,) = write_photos(photos, 1)
    terminal.assert_wrong("compare", first, tmp_path / "none.jpg", says="none.jpg: There is no such picture.")
    terminal.assert_wrong("compare", first, says="B")
