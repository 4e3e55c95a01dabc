"""A file counts as gone only when that is certain."""

from __future__ import annotations

import sys
from pathlib import Path

from photosearch.ingest.presence import ExactNames, is_regular_file


def test_only_a_regular_file_is_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"")
    (tmp_path / "link.jpg").symlink_to(tmp_path / "a.jpg")
    (tmp_path / "broken.jpg").symlink_to(tmp_path / "none.jpg")
    (tmp_path / "folder.jpg").mkdir()
    assert is_regular_file(tmp_path / "a.jpg")
    assert is_regular_file(tmp_path / "link.jpg")
    for name in ("broken.jpg", "folder.jpg", "none.jpg", "a.jpg/below.jpg"):
        assert not is_regular_file(tmp_path / name)


def test_what_cannot_be_looked_at_counts_as_there(tmp_path: Path) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    assert is_regular_file(loop / "a.jpg")


def test_a_name_must_be_listed_as_it_is_spelled(tmp_path: Path) -> None:
    (tmp_path / "Trip").mkdir()
    (tmp_path / "Trip" / "IMG.jpg").write_bytes(b"")
    names = ExactNames(tmp_path)
    assert names.has("Trip/IMG.jpg")
    assert not names.has("Trip/img.jpg")
    assert not names.has("trip/IMG.jpg")


def test_a_folder_that_cannot_be_listed_proves_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert ExactNames(tmp_path).has("file/below.jpg")


def test_names_of_any_bytes(tmp_path: Path) -> None:
    name = "caf\udce9 📷.jpg" if sys.platform == "linux" else "café 📷.jpg"
    (tmp_path / name).write_bytes(b"")
    assert ExactNames(tmp_path).has(name)
