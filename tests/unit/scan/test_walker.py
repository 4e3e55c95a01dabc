"""Listing the photo files below a root."""

from __future__ import annotations

import errno
import os
import shutil
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest

from photosearch.errors import RootError, StoreError
from photosearch.exclusions import Exclusions
from photosearch.scan import nameless
from photosearch.scan.walker import Found, WalkRules, WalkStopped, walk
from photosearch.types.files import FileStamp, FoundFile, FoundProblem, NotShownKind, ProblemReason, file_line


def make(root: Path, *relative_paths: str) -> None:
    for relative_path in relative_paths:
        path = root / relative_path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"photo")


def names(found: Iterator[Found]) -> list[str]:
    return sorted(item.relative_path for item in found if isinstance(item, FoundFile))


def problems(found: Iterator[Found]) -> dict[str, ProblemReason]:
    return {item.relative_path: item.reason for item in found if isinstance(item, FoundProblem)}


def test_lists_photos_of_every_depth_with_their_stamp(tmp_path: Path) -> None:
    make(tmp_path, "a.jpg", "b/c.PNG", "b/d/e/猫🐈.heic", "notes.txt")
    os.utime(tmp_path / "a.jpg", ns=(1, 1_234_567_000))
    found = list(walk(tmp_path))
    assert names(iter(found)) == ["a.jpg", "b/c.PNG", "b/d/e/猫🐈.heic"]
    assert FoundFile("a.jpg", FileStamp(5, 1_234_567_000)) in found


def test_a_picture_without_an_ending_is_listed_and_a_text_is_not(tmp_path: Path) -> None:
    make(tmp_path, "a.jpg", "Makefile", "b/LICENSE")
    (tmp_path / "b" / "IMG_0001").write_bytes(b"\xff\xd8\xff\xe0" + bytes(100))
    (tmp_path / "f_00a1").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    assert names(walk(tmp_path)) == ["a.jpg", "b/IMG_0001", "f_00a1"]
    stamps = {item.relative_path: item.stamp for item in walk(tmp_path) if isinstance(item, FoundFile)}
    known = known_as(*(file_line(name, *stamps[name]) for name in ("a.jpg", "b/IMG_0001")))
    assert names(walk(tmp_path, known=known)) == ["f_00a1"]


def test_a_text_without_an_ending_is_opened_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "Makefile")
    opened: list[str] = []
    begins = nameless._begins_like_a_picture

    def looked(path: str) -> bool:
        opened.append(path)
        return begins(path)

    monkeypatch.setattr(nameless, "_begins_like_a_picture", looked)
    for _ in range(3):
        assert names(walk(tmp_path)) == []
    assert len(opened) == 1
    (tmp_path / "Makefile").write_bytes(b"\xff\xd8\xff\xe0" + bytes(100))
    assert names(walk(tmp_path)) == ["Makefile"]


def test_passes_by_hidden_files_and_litter(tmp_path: Path) -> None:
    make(tmp_path, "._a.jpg", ".hidden/a.jpg", "@eaDir/a.jpg", "x/#recycle/a.jpg", "x/.Trash-1000/a.jpg", "x/a.jpg")
    make(tmp_path, "Fotos.photoslibrary/originals/0/a.jpg", "Fotos.photoslibrary/resources/a.jpg")
    assert names(walk(tmp_path)) == ["Fotos.photoslibrary/originals/0/a.jpg", "x/a.jpg"]


def test_a_root_with_a_hidden_name_is_walked(tmp_path: Path) -> None:
    make(tmp_path, ".mine/a.jpg")
    assert names(walk(tmp_path / ".mine")) == ["a.jpg"]


def test_passes_by_folders_that_are_kept_from_galleries_and_all_below(tmp_path: Path) -> None:
    make(tmp_path, "a.jpg", "phone/b.jpg", "phone/thumbs/.nomedia", "phone/thumbs/c.jpg", "phone/thumbs/deep/d.jpg")
    make(tmp_path, "like/.nomedia.jpg", "like/nomedia", "like/e.jpg")
    assert names(walk(tmp_path)) == ["a.jpg", "like/e.jpg", "phone/b.jpg"]
    for under in ("phone/thumbs", "phone/thumbs/c.jpg", "phone/thumbs/deep", "phone/thumbs/deep/d.jpg"):
        assert names(walk(tmp_path, under=under)) == []
    assert names(walk(tmp_path, under="phone")) == ["phone/b.jpg"]


def test_a_root_that_is_kept_from_galleries_was_asked_for(tmp_path: Path) -> None:
    make(tmp_path, "thumbs/.nomedia", "thumbs/c.jpg", "thumbs/deep/d.jpg")
    assert names(walk(tmp_path / "thumbs")) == ["c.jpg", "deep/d.jpg"]
    assert names(walk(tmp_path / "thumbs", under="deep")) == ["deep/d.jpg"]


def test_a_folder_named_like_a_photo_is_a_problem_and_walked(tmp_path: Path) -> None:
    make(tmp_path, "x.jpg/inner.jpg")
    found = list(walk(tmp_path))
    assert names(iter(found)) == ["x.jpg/inner.jpg"]
    assert problems(iter(found)) == {"x.jpg": ProblemReason.IS_A_FOLDER}


def test_under_lists_one_folder_one_file_or_nothing(tmp_path: Path) -> None:
    make(tmp_path, "a/x.jpg", "a/b/y.jpg", "ab/z.jpg", "a/notes.txt", ".git/g.jpg")
    assert names(walk(tmp_path, under="a")) == ["a/b/y.jpg", "a/x.jpg"]
    assert names(walk(tmp_path, under="a/x.jpg")) == ["a/x.jpg"]
    assert list(walk(tmp_path, under="a/gone.jpg")) == []
    assert list(walk(tmp_path, under="a/x.jpg/below-a-file")) == []
    assert list(walk(tmp_path, under="a/notes.txt")) == []
    assert list(walk(tmp_path, under=".git")) == []


def test_under_a_folder_named_like_a_photo_says_so_too(tmp_path: Path) -> None:
    make(tmp_path, "x.jpg/inner.jpg")
    assert problems(walk(tmp_path, under="x.jpg")) == {"x.jpg": ProblemReason.IS_A_FOLDER}


def test_a_root_that_is_not_there_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(RootError) as caught:
        walk(tmp_path / "gone")
    assert caught.value.code == "root_not_found"
    make(tmp_path, "file.jpg")
    with pytest.raises(RootError) as caught:
        walk(tmp_path / "file.jpg")
    assert caught.value.code == "root_not_a_folder"


def test_a_root_that_goes_away_meanwhile_is_no_short_listing(tmp_path: Path) -> None:
    make(tmp_path, *(f"root/{number}/a.jpg" for number in range(5)))
    found = walk(tmp_path / "root")
    next(found)
    shutil.rmtree(tmp_path / "root")
    with pytest.raises(RootError) as caught:
        list(found)
    assert caught.value.code == "root_not_found"


def test_a_root_replaced_meanwhile_is_no_short_listing(tmp_path: Path) -> None:
    make(tmp_path, *(f"root/{number}/a.jpg" for number in range(5)))
    found = walk(tmp_path / "root")
    next(found)
    (tmp_path / "root").rename(tmp_path / "moved")
    (tmp_path / "root").mkdir()
    with pytest.raises(RootError) as caught:
        list(found)
    assert caught.value.code == "root_not_found"


def test_a_folder_that_vanishes_meanwhile_is_simply_gone(tmp_path: Path) -> None:
    make(tmp_path, "a/1.jpg", "b/1.jpg", "c/1.jpg")
    found = walk(tmp_path)
    first = next(found).relative_path
    for name in {"a", "b", "c"} - {first[0]}:
        shutil.rmtree(tmp_path / name)
    assert list(found) == []


def test_stopping_is_no_short_listing(tmp_path: Path) -> None:
    make(tmp_path, "a/1.jpg", "b/1.jpg")
    answers = iter([False, False, True])
    with pytest.raises(WalkStopped):
        list(walk(tmp_path, should_stop=lambda: next(answers)))


@pytest.fixture
def locked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """Paths (by their end) that the operating system refuses to list, with the error number; works for root too."""
    refused: list[tuple[str, int]] = []
    scandir = os.scandir

    def refusing(path: Any) -> Any:
        for end, number in refused:
            if os.fspath(path).endswith(end):
                raise OSError(number, os.strerror(number), path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    return refused


@pytest.mark.parametrize("number", [errno.EACCES, errno.EIO, errno.ESTALE])
def test_a_folder_that_cannot_be_listed_is_a_problem(
    tmp_path: Path, locked: list[tuple[str, int]], number: int
) -> None:
    make(tmp_path, "a/x.jpg", "locked/y.jpg")
    locked.append(("locked", number))
    found = list(walk(tmp_path))
    assert names(iter(found)) == ["a/x.jpg"]
    assert problems(iter(found)) == {"locked": ProblemReason.UNREADABLE_FOLDER}


def test_a_root_that_cannot_be_listed_is_a_problem_of_the_whole_root(
    tmp_path: Path, locked: list[tuple[str, int]]
) -> None:
    locked.append((tmp_path.name, errno.EACCES))
    assert problems(walk(tmp_path)) == {"": ProblemReason.UNREADABLE_FOLDER}


def known_as(*lines: str) -> Future[set[str]]:
    known: Future[set[str]] = Future()
    known.set_result(set(lines))
    return known


def test_files_that_are_as_known_are_taken_out_instead_of_listed(tmp_path: Path) -> None:
    for name in ("same.jpg", "edited.jpg", "new.jpg"):
        (tmp_path / name).write_bytes(b"12345")
    stamps = {item.relative_path: item.stamp for item in walk(tmp_path) if isinstance(item, FoundFile)}
    edited, gone = file_line("edited.jpg", 4, 1), file_line("gone.jpg", 5, 5)
    known = known_as(file_line("same.jpg", *stamps["same.jpg"]), edited, gone)
    assert sorted(item.relative_path for item in walk(tmp_path, known=known)) == ["edited.jpg", "new.jpg"]
    assert known.result() == {edited, gone}


@pytest.mark.parametrize("read_after", [1, 2, 3, 4])
def test_what_is_known_may_be_read_while_folders_are_listed(tmp_path: Path, read_after: int) -> None:
    make(tmp_path, "1.jpg", "a/2.jpg", "b/3.jpg", "c/4.jpg")
    listed = [item for item in walk(tmp_path) if isinstance(item, FoundFile)]
    (tmp_path / "b" / "new.jpg").write_bytes(b"new")
    known: Future[set[str]] = Future()
    asked = iter(range(1, 9))

    def read() -> bool:  # asked once in every folder
        if next(asked) == read_after:
            known.set_result({file_line(file.relative_path, *file.stamp) for file in listed})
        return False

    assert names(walk(tmp_path, should_stop=read, known=known)) == ["b/new.jpg"]
    assert known.result() == set()


def test_what_cannot_be_read_of_the_known_is_no_listing(tmp_path: Path) -> None:
    make(tmp_path, "a.jpg")
    known: Future[set[str]] = Future()
    known.set_exception(StoreError("unreadable"))
    with pytest.raises(StoreError):
        list(walk(tmp_path, known=known))


def test_what_is_left_out_is_not_walked(tmp_path: Path) -> None:
    make(tmp_path, "a.jpg", "b.png", "out/c.jpg", "out/deep/d.jpg", "in/out/e.jpg", "in/f.png")
    rules = WalkRules(Exclusions(["/out/", "*.png"]))
    assert names(walk(tmp_path, rules=rules)) == ["a.jpg", "in/out/e.jpg"]
    for under in ("out", "out/c.jpg", "out/deep", "b.png"):
        assert names(walk(tmp_path, under=under, rules=rules)) == []
    assert names(walk(tmp_path, under="in", rules=rules)) == ["in/out/e.jpg"]


def test_folders_kept_from_galleries_are_walked_where_a_person_wants_to_see_them(tmp_path: Path) -> None:
    make(tmp_path, "thumbs/.nomedia", "thumbs/c.jpg")
    assert names(walk(tmp_path, rules=WalkRules(shows_no_media=True))) == ["thumbs/c.jpg"]
    assert names(walk(tmp_path, under="thumbs", rules=WalkRules(shows_no_media=True))) == ["thumbs/c.jpg"]


def test_what_cannot_be_shown_is_counted_where_it_is_not_left_out(tmp_path: Path) -> None:
    make(tmp_path, "a.mp4", "b.MOV", "c.pdf", "x.jpg", "notes.txt", ".hidden.mp4", "out/d.mp4", "a.json", "y.xmp")
    counts: Counter[NotShownKind] = Counter()
    found = list(walk(tmp_path, rules=WalkRules(Exclusions(["/out/"])), not_shown=counts))
    assert counts == {NotShownKind.VIDEO: 2, NotShownKind.DOCUMENT: 1}
    assert names(iter(found)) == ["a.json", "x.jpg", "y.xmp"]


@pytest.mark.parametrize("under", ["", "a.jpg"])
def test_the_change_time_is_told_where_it_means_something(tmp_path: Path, under: str) -> None:
    make(tmp_path, "a.jpg")
    status = (tmp_path / "a.jpg").stat()
    stamp = FileStamp(status.st_size, status.st_mtime_ns)
    assert list(walk(tmp_path, under=under)) == [FoundFile("a.jpg", stamp)]
    rules = WalkRules(keeps_change_time=True)
    assert list(walk(tmp_path, under=under, rules=rules)) == [FoundFile("a.jpg", stamp, status.st_ctime_ns)]
    known = known_as(file_line("a.jpg", stamp.size_bytes, status.st_ctime_ns))
    assert list(walk(tmp_path, under="", known=known, rules=rules)) == []
    assert known.result() == set()
