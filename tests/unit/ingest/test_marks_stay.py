"""What a person made of a photo stays through all that happens to its file, seen by the real scan."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pytest

from photosearch.types.ids import PhotoId
from photosearch.types.marks import Mark, MarkKind
from tests.library import Bench
from tests.photos import edit_photo, write_photos


@pytest.fixture
def file(bench: Bench) -> Path:
    """A favourite in an album, scanned."""
    (made,) = write_photos(bench.photos, 1)
    bench.scan()
    content_hash = hash_of(bench, made.name)
    bench.store.marks.set([content_hash], MarkKind.FAVOURITE, True, now_ms=1)
    bench.store.marks.set([content_hash], MarkKind.ALBUM, True, name="trip", now_ms=2)
    return made


def hash_of(bench: Bench, name: str) -> bytes:
    photo_id = bench.known()[name]
    return bench.store.photos.get([photo_id])[photo_id].content_hash


def marks_of(bench: Bench, name: str) -> list[tuple[MarkKind, str]]:
    return said(bench.store.marks.of_photo(bench.known()[name]))


def said(marks: tuple[Mark, ...]) -> list[tuple[MarkKind, str]]:
    return [(mark.kind, mark.name) for mark in marks]


BOTH = [(MarkKind.ALBUM, "trip"), (MarkKind.FAVOURITE, "")]


def test_an_edit_in_place(bench: Bench, file: Path) -> None:
    before = hash_of(bench, file.name)
    edit_photo(file, seed=3)
    bench.scan()
    assert hash_of(bench, file.name) != before
    assert marks_of(bench, file.name) == BOTH
    assert said(bench.store.marks.of([before])[before]) == BOTH


def test_another_photo_copied_over_it_is_not_marked_by_that(bench: Bench, file: Path) -> None:
    marked = hash_of(bench, file.name)
    (twin,) = write_photos(bench.photos, 1, seed=5, prefix="TWIN")
    bench.scan()
    shutil.copy(twin, file)
    bench.scan()
    assert hash_of(bench, file.name) == hash_of(bench, twin.name)
    assert marks_of(bench, twin.name) == []
    assert said(bench.store.marks.of([marked])[marked]) == BOTH


@pytest.mark.parametrize("by", [1, -1], ids=["up", "down"])
def test_photos_that_are_renumbered_keep_each_its_marks(bench: Bench, file: Path, by: int) -> None:
    """As when one is put in, or taken out, at the beginning: the name of each is another one's now."""
    others = write_photos(bench.photos, 5, seed=7, prefix="IMG_1")
    for number, one in enumerate(others):
        os.utime(one, ns=(10**18 + number, 10**18 + number))
    bench.scan()
    marked = hash_of(bench, others[2].name)
    bench.store.marks.set([marked], MarkKind.HIDDEN, True, now_ms=1)
    contents = [(one.read_bytes(), one.stat().st_mtime_ns) for one in others]
    for one, (content, mtime_ns) in zip(others, contents[-by:] + contents[:-by], strict=True):
        one.write_bytes(content)
        os.utime(one, ns=(mtime_ns, mtime_ns))
    bench.scan()
    hidden = [name for name in bench.known() if marks_of(bench, name) == [(MarkKind.HIDDEN, "")]]
    assert hidden == [others[2 + by].name]
    assert [mark.content_hash for mark in bench.store.marks.all_of(MarkKind.HIDDEN)] == [marked]


def test_a_move_and_a_copy(bench: Bench, file: Path) -> None:
    moved = file.with_name("moved.jpg")
    file.rename(moved)
    bench.scan()
    assert marks_of(bench, "moved.jpg") == BOTH
    shutil.copy(moved, file.with_name("copy.jpg"))
    bench.scan()
    assert marks_of(bench, "copy.jpg") == BOTH


def test_being_forgotten_and_coming_back(bench: Bench, file: Path) -> None:
    kept = file.read_bytes()
    file.unlink()
    bench.scan()
    assert bench.store.photos.purge_missing(time.time() + 10, 10).count == 1
    file.write_bytes(kept)
    bench.scan()
    assert marks_of(bench, file.name) == BOTH


def test_its_folder_being_removed_and_added_again(bench: Bench, file: Path) -> None:
    old_id = bench.known()[file.name]
    bench.store.libraries.remove(bench.root.root_id)
    assert bench.store.marks.of_photo(PhotoId(old_id)) == ()
    bench.root = bench.watch(bench.photos)
    bench.scan()
    assert bench.known()[file.name] != old_id
    assert marks_of(bench, file.name) == BOTH


def test_the_files_own_rating_is_another_thing(bench: Bench, file: Path) -> None:
    bench.store.marks.set([hash_of(bench, file.name)], MarkKind.RATING, 5, now_ms=3)
    photo_id = bench.known()[file.name]
    assert bench.store.photos.get([photo_id])[photo_id].metadata.told.rating is None
