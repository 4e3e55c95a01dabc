"""Which files beside photos were read for them, as a scan and a watcher ask."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from photosearch.store.sidecars import Sidecars
from photosearch.types.files import FileStamp, file_line
from photosearch.types.ids import PhotoId
from photosearch.types.metadata import FileMetadata, Sidecar
from photosearch.types.photos import PhotoMetadata

if TYPE_CHECKING:
    from tests.unit.store.conftest import Shelf

STAMP = FileStamp(5, 6)


@pytest.fixture
def ids(shelf: Shelf) -> list[PhotoId]:
    beside = {
        "a.jpg": ["a.xmp"],
        "trip/b.jpg": ["b.xmp", "b.jpg.xmp"],
        "trip/b.nef": ["b.xmp"],
        "trip/day/c.jpg": ["c.xmp"],
    }
    batch = []
    for path, names in beside.items():
        told = FileMetadata(sidecars=tuple(Sidecar(name, STAMP, 7) for name in names))
        batch.append(replace(shelf.new(path), metadata=PhotoMetadata(4, 3, "JPEG", told)))
    return shelf.photos.save(batch)


def line(path: str) -> str:
    return file_line(path, STAMP.size_bytes, 7)


@pytest.mark.usefixtures("ids")
@pytest.mark.parametrize(
    ("under", "paths"),
    [
        ("", {"a.xmp", "trip/b.xmp", "trip/b.jpg.xmp", "trip/day/c.xmp"}),
        ("trip", {"trip/b.xmp", "trip/b.jpg.xmp", "trip/day/c.xmp"}),
        ("trip/b.xmp", {"trip/b.xmp"}),
        ("a.xmp", {"a.xmp"}),
        ("trip/b.jpg", set()),
        ("b.xmp", set()),
    ],
)
def test_the_known_ones_at_or_below_a_path(shelf: Shelf, under: str, paths: set[str]) -> None:
    known = Sidecars(shelf.db).known_lines(shelf.root, under, with_ctime=True)
    assert known == {line(path) for path in paths}


def test_change_times_are_told_only_when_asked_for(shelf: Shelf, ids: list[PhotoId]) -> None:
    assert Sidecars(shelf.db).known_lines(shelf.root, "a.xmp") == {file_line("a.xmp", *STAMP)}
    shelf.photos.mark_missing(ids[:1], 0)
    assert Sidecars(shelf.db).known_lines(shelf.root, "a.xmp") == set()


def test_whose_they_are_and_what_lies_in_the_folder(shelf: Shelf, ids: list[PhotoId]) -> None:
    sidecars = Sidecars(shelf.db)
    _, jpeg, raw, _ = ids
    assert sidecars.of_folder(shelf.root, "trip") == {"trip/b.xmp": {jpeg, raw}, "trip/b.jpg.xmp": {jpeg}}
    assert sidecars.photos_in(shelf.root, "trip") == {"b.jpg": jpeg, "b.nef": raw}
    assert sidecars.photos_in(shelf.root, "") == {"a.jpg": ids[0]}
