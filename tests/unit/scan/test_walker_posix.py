"""Listing what only POSIX file systems have: links without privileges, FIFOs, names of any bytes, very deep folders."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from photosearch.scan.reconcile import KnownFile, reconcile
from photosearch.scan.walker import walk
from photosearch.types.files import FileStamp, FoundFile, FoundProblem, ProblemReason


def make(root: Path, *relative_paths: str) -> None:
    for relative_path in relative_paths:
        path = root / relative_path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"photo")


def listed(root: Path, under: str = "") -> tuple[list[str], dict[str, ProblemReason]]:
    found = list(walk(root, under=under))
    files = sorted(item.relative_path for item in found if isinstance(item, FoundFile))
    return files, {item.relative_path: item.reason for item in found if isinstance(item, FoundProblem)}


def test_link_loops_end(tmp_path: Path) -> None:
    make(tmp_path, "root/a/x.jpg")
    (tmp_path / "root/a/up").symlink_to(tmp_path / "root")
    (tmp_path / "root/a/self").symlink_to("self")
    (tmp_path / "root/a/around").symlink_to(tmp_path)
    files, problems = listed(tmp_path / "root")
    assert files == ["a/x.jpg"]
    assert problems == {"a/self": ProblemReason.UNREADABLE_FOLDER}
    assert listed(tmp_path / "root", under="a/up/a") == ([], {})


def test_a_folder_behind_a_link_is_walked_once(tmp_path: Path) -> None:
    make(tmp_path, "outside/x.jpg", "root/a.jpg")
    (tmp_path / "outside/again").symlink_to(tmp_path / "outside")
    (tmp_path / "root/link").symlink_to(tmp_path / "outside")
    assert listed(tmp_path / "root") == (["a.jpg", "link/x.jpg"], {})
    assert listed(tmp_path / "root", under="link") == (["link/x.jpg"], {})
    assert listed(tmp_path / "root", under="link/again") == ([], {})


def test_two_folders_that_link_to_each_other_end(tmp_path: Path) -> None:
    make(tmp_path, "one/x.jpg", "two/y.jpg")
    (tmp_path / "one/to").symlink_to(tmp_path / "two")
    (tmp_path / "two/to").symlink_to(tmp_path / "one")
    (tmp_path / "root").mkdir()
    (tmp_path / "root/start").symlink_to(tmp_path / "one")
    assert listed(tmp_path / "root") == (["start/to/y.jpg", "start/x.jpg"], {})


def test_a_linked_file_has_the_stamp_of_its_target(tmp_path: Path) -> None:
    make(tmp_path, "outside/x.jpg", "root/a.txt")
    os.utime(tmp_path / "outside/x.jpg", ns=(7, 7_000_000_000))
    (tmp_path / "root/link.jpg").symlink_to(tmp_path / "outside/x.jpg")
    assert list(walk(tmp_path / "root")) == [FoundFile("link.jpg", FileStamp(5, 7_000_000_000))]


def test_a_root_that_is_a_link_is_walked(tmp_path: Path) -> None:
    make(tmp_path, "real/a.jpg")
    (tmp_path / "root").symlink_to(tmp_path / "real")
    assert listed(tmp_path / "root") == (["a.jpg"], {})


def test_broken_links(tmp_path: Path) -> None:
    (tmp_path / "gone.jpg").symlink_to(tmp_path / "nowhere.jpg")
    (tmp_path / "notes.txt").symlink_to(tmp_path / "nowhere.txt")
    (tmp_path / "round.jpg").symlink_to(tmp_path / "round.jpg")
    assert listed(tmp_path) == ([], dict.fromkeys(("gone.jpg", "round.jpg"), ProblemReason.NOT_A_FILE))


@pytest.mark.parametrize("name", ["gone.jpg", "round.jpg", "a/gone.jpg"])
def test_a_broken_link_that_is_pointed_out_is_what_it_is_in_a_whole_listing(tmp_path: Path, name: str) -> None:
    (tmp_path / "a").mkdir()
    for link, target in (("gone.jpg", "nowhere.jpg"), ("round.jpg", "round.jpg"), ("a/gone.jpg", "nowhere.jpg")):
        (tmp_path / link).symlink_to(tmp_path / target)
    assert [item for item in walk(tmp_path) if item.relative_path == name] == list(walk(tmp_path, under=name))
    known = {name: KnownFile(1, FileStamp(5, 5)), "a/b.jpg": KnownFile(2, FileStamp(5, 5))}
    assert reconcile(known, walk(tmp_path, under=name), under=name).vanished == (name,)


@pytest.mark.parametrize("under", ["", "disk", "disk/2024", "disk/2024/x.jpg"])
def test_nothing_vanishes_behind_a_link_to_a_disk_that_is_unplugged(tmp_path: Path, under: str) -> None:
    make(tmp_path, "media/2024/x.jpg", "root/a.jpg")
    (tmp_path / "root/disk").symlink_to(tmp_path / "media")
    assert listed(tmp_path / "root")[0] == ["a.jpg", "disk/2024/x.jpg"]
    shutil.rmtree(tmp_path / "media")
    known = {"disk/2024/x.jpg": KnownFile(1, FileStamp(5, 5))}
    assert reconcile(known, walk(tmp_path / "root", under=under), under=under).vanished == ()


def test_what_is_no_regular_file_is_a_problem(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo.jpg")
    os.mkfifo(tmp_path / "fifo.txt")
    (tmp_path / "link.jpg").symlink_to(tmp_path / "fifo.jpg")
    problems = {"fifo.jpg": ProblemReason.NOT_A_FILE, "link.jpg": ProblemReason.NOT_A_FILE}
    assert listed(tmp_path) == ([], problems)
    assert listed(tmp_path, under="fifo.jpg") == ([], {"fifo.jpg": ProblemReason.NOT_A_FILE})


def test_a_folder_too_deep_to_be_reached_by_its_path_is_a_problem(tmp_path: Path) -> None:
    make(tmp_path, "a.jpg")
    place = os.open(tmp_path, os.O_RDONLY)
    for _ in range(25):
        os.mkdir("d" * 200, dir_fd=place)
        deeper = os.open("d" * 200, os.O_RDONLY, dir_fd=place)
        os.close(place)
        place = deeper
    os.close(place)
    files, problems = listed(tmp_path)
    assert files == ["a.jpg"]
    assert list(problems.values()) == [ProblemReason.UNREADABLE_FOLDER]
    shutil.rmtree(tmp_path / ("d" * 200))


file_names = st.binary(min_size=1, max_size=40).filter(lambda name: not {0, 0x2F} & set(name) and name[0] != 0x2E)


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sets(file_names, min_size=1, max_size=4), file_names)
def test_names_of_any_bytes_are_found_and_lead_back_to_the_file(
    tmp_path_factory: pytest.TempPathFactory, names: set[bytes], folder: bytes
) -> None:
    root = tmp_path_factory.mktemp("bytes")
    inside = os.path.join(os.fsencode(root), folder)  # noqa: PTH118
    litter = {b"recycler", b"recycled", b"lost+found"}
    if folder.lower() in litter:
        return
    os.mkdir(inside)  # noqa: PTH102
    for name in names:
        (root / os.fsdecode(folder) / os.fsdecode(name + b".jpg")).write_bytes(b"x")
    found = [item.relative_path for item in walk(root) if isinstance(item, FoundFile)]
    assert {os.fsencode(path) for path in found} == {folder + b"/" + name + b".jpg" for name in names}
    assert all((root / path).read_bytes() == b"x" for path in found)
