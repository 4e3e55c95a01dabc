"""Files that appear whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from photosearch.exporting.part_file import claim, clear_leftovers, part_file


def test_a_claimed_file_has_its_name_and_nothing_else_is_left(tmp_path: Path) -> None:
    with part_file(tmp_path) as part:
        part.write_bytes(b"whole")
        claim(part, tmp_path / "a.jpg")
    assert [path.name for path in tmp_path.iterdir()] == ["a.jpg"]
    assert (tmp_path / "a.jpg").read_bytes() == b"whole"


def test_what_is_not_claimed_is_gone(tmp_path: Path) -> None:
    def fail() -> None:
        with part_file(tmp_path) as part:
            part.write_bytes(b"half")
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("has_links", [True, False])
def test_a_file_that_is_there_is_never_replaced(
    tmp_path: Path, has_links: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_link(source: object, target: object) -> None:
        del source, target
        raise OSError(errno.EPERM, "Operation not permitted")  # as a FAT stick says

    if not has_links:
        monkeypatch.setattr(os, "link", no_link)
    there = tmp_path / "a.jpg"
    there.write_bytes(b"mine")
    with part_file(tmp_path) as part:
        part.write_bytes(b"new")
        with pytest.raises(FileExistsError):
            claim(part, there)
        claim(part, tmp_path / "b.jpg")
    assert there.read_bytes() == b"mine"
    assert (tmp_path / "b.jpg").read_bytes() == b"new"
    assert len(list(tmp_path.iterdir())) == 2


def test_old_leftovers_of_killed_exports_go_and_nothing_else(tmp_path: Path) -> None:
    old = [".photosearch-0011aabb.part", "photo.part", ".photosearch-x.jpg"]
    for name in old:
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (1, 1))
    (tmp_path / ".photosearch-new.part").touch()
    clear_leftovers(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*old[1:], ".photosearch-new.part"])
