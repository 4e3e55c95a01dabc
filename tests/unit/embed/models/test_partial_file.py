"""Two versions of a file are never joined."""

from __future__ import annotations

from pathlib import Path

import pytest

from photosearch.embed.models.partial_file import FileVersion, PartialFile


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        (FileVersion("a", '"1"', 5), FileVersion("a", '"2"', None), True),
        (FileVersion("a", '"1"', 5), FileVersion("b", '"1"', 5), False),
        (FileVersion(None, '"1"', 5), FileVersion("a", '"1"', 5), True),
        (FileVersion(None, '"1"', 5), FileVersion(None, '"1"', 6), False),
        (FileVersion(None, None, 5), FileVersion(None, None, 5), False),
    ],
)
def test_versions(one: FileVersion, other: FileVersion, is_same: bool) -> None:
    assert one.is_same(other) is is_same
    assert other.is_same(one) is is_same


def test_bytes_and_version_outlive_the_process(tmp_path: Path) -> None:
    version = FileVersion("a", '"1"', 6)
    with PartialFile(tmp_path / "m.pt").open_at(0, version) as part:
        part.write(b"abc")
    again = PartialFile(tmp_path / "m.pt")
    assert (again.size_bytes, again.version) == (3, version)


def test_writing_goes_on_at_a_place_and_drops_what_follows(tmp_path: Path) -> None:
    partial = PartialFile(tmp_path / "m.pt")
    with partial.open_at(0, FileVersion()) as part:
        part.write(b"abcdef")
    with partial.open_at(3, FileVersion()) as part:
        part.write(b"X")
    partial.complete()
    assert (tmp_path / "m.pt").read_bytes() == b"abcX"
    assert [file.name for file in tmp_path.iterdir()] == ["m.pt"]


def test_forgetting_leaves_nothing(tmp_path: Path) -> None:
    partial = PartialFile(tmp_path / "m.pt")
    partial.forget()
    with partial.open_at(0, FileVersion()) as part:
        part.write(b"a")
    partial.forget()
    assert (partial.size_bytes, list(tmp_path.iterdir())) == (0, [])


@pytest.mark.parametrize("note", ["", "[]", "{}", "nonsense"])
def test_an_unreadable_note_says_nothing(tmp_path: Path, note: str) -> None:
    (tmp_path / "m.pt.part.json").write_text(note)
    assert PartialFile(tmp_path / "m.pt").version == FileVersion()
