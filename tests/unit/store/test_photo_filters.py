"""Every filter alone and all together, against a plain definition of who passes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from photosearch.types.ids import PhotoId, RootId
from photosearch.types.metadata import FileMetadata, Keyword, Origin, Told
from photosearch.types.photos import Orientation
from photosearch.types.queries import Filters
from photosearch.types.texts import Field
from photosearch.types.understood import DayRange, Written

if TYPE_CHECKING:
    from tests.unit.store.conftest import Shelf

DAY = dt.datetime(2024, 5, 1)


@pytest.fixture
def filled(shelf: Shelf) -> Shelf:
    other = shelf.add_root("/photos-other").root_id
    batch = [
        shelf.new("trip/a.jpg", taken_at=DAY, size_px=(40, 30)),
        shelf.new("trip/day/b.heic", taken_at=DAY.replace(hour=23, minute=59, second=59), image_format="HEIF"),
        shelf.new("trip.jpg", taken_at=DAY + dt.timedelta(days=1), size_px=(30, 40)),
        # Says no date: the time of its file, of the year 2001, stands in.
        shelf.new("trip2/c.jpg", size_px=(30, 30)),
        shelf.new("trip/d.png", root_id=other, taken_at=DAY - dt.timedelta(microseconds=1), image_format="PNG"),
        shelf.new("trip/gone.jpg", taken_at=DAY),
    ]
    shelf.photos.mark_missing([shelf.photos.save(batch)[-1]], 0)
    return shelf


def passing(shelf: Shelf, filters: Filters) -> set[str]:
    ids = [PhotoId(photo_id) for photo_id in shelf.photos.ids(filters).tolist()]
    return {photo.relative_path for photo in shelf.photos.get(ids).values()}


EVERYTHING = {"trip/a.jpg", "trip/day/b.heic", "trip.jpg", "trip2/c.jpg", "trip/d.png"}
CASES: list[tuple[Filters, set[str]]] = [
    (Filters(), EVERYTHING),
    (Filters(root_ids=frozenset({RootId(2)})), {"trip/d.png"}),
    (Filters(root_ids=frozenset({RootId(1), RootId(2)})), EVERYTHING),
    (Filters(folder=Path("/photos/trip")), {"trip/a.jpg", "trip/day/b.heic"}),
    (Filters(folder=Path("/photos")), EVERYTHING - {"trip/d.png"}),
    (Filters(folder=Path("/")), EVERYTHING),
    (Filters(folder=Path("/photos/trip/a.jpg")), set()),
    (Filters(folder=Path("/elsewhere")), set()),
    (Filters(taken_from=DAY.date()), {"trip/a.jpg", "trip/day/b.heic", "trip.jpg"}),
    (Filters(taken_until=DAY.date()), {"trip/a.jpg", "trip/day/b.heic", "trip/d.png", "trip2/c.jpg"}),
    (Filters(taken_from=DAY.date(), taken_until=DAY.date()), {"trip/a.jpg", "trip/day/b.heic"}),
    (Filters(taken_from=dt.date.min, taken_until=dt.date.max), EVERYTHING),
    (Filters(taken_from=dt.date(2001, 9, 8), taken_until=dt.date(2001, 9, 10)), {"trip2/c.jpg"}),
    (Filters(days=(DayRange(DAY.date(), DAY.date()),)), {"trip/a.jpg", "trip/day/b.heic"}),
    (
        Filters(days=(DayRange(last=dt.date(2001, 12, 31)), DayRange(dt.date(2024, 5, 2)))),
        {"trip2/c.jpg", "trip.jpg"},
    ),
    (Filters(days=(DayRange(dt.date(2010, 1, 1), dt.date(2010, 12, 31)),)), set()),
    (Filters(days=(DayRange(),)), EVERYTHING),
    (Filters(days=(DayRange(last=DAY.date()),), taken_from=DAY.date()), {"trip/a.jpg", "trip/day/b.heic"}),
    (Filters(formats=frozenset({"HEIF", "PNG"})), {"trip/day/b.heic", "trip/d.png"}),
    (Filters(orientation=Orientation.PORTRAIT), {"trip.jpg"}),
    (Filters(orientation=Orientation.SQUARE), {"trip2/c.jpg"}),
    (Filters(orientation=Orientation.LANDSCAPE), {"trip/a.jpg", "trip/day/b.heic", "trip/d.png"}),
    (Filters(folders=frozenset({Path("/photos/trip/day"), Path("/photos/trip2")})), {"trip/day/b.heic", "trip2/c.jpg"}),
    (Filters(folders=frozenset({Path("/photos-other/trip")})), {"trip/d.png"}),
    (Filters(folders=frozenset({Path("/elsewhere")})), set()),
    (Filters(folders=frozenset({Path("trip")})), {"trip/a.jpg", "trip/day/b.heic", "trip/d.png"}),
    (Filters(folders=frozenset({Path("day")})), {"trip/day/b.heic"}),
    (Filters(folders=frozenset({Path("photos-other")})), {"trip/d.png"}),
    (Filters(folders=frozenset({Path("tri%")})), set()),
    (Filters(folder=Path("/photos"), folders=frozenset({Path("/photos-other")})), set()),
    (Filters(folder=Path("/photos/trip"), formats=frozenset({"JPEG"}), taken_from=DAY.date()), {"trip/a.jpg"}),
]


@pytest.mark.parametrize(("filters", "expected"), CASES)
def test_who_passes(filled: Shelf, filters: Filters, expected: set[str]) -> None:
    assert passing(filled, filters) == expected


def test_a_folder_follows_its_root_to_another_mount_point(filled: Shelf) -> None:
    filled.libraries.set_location(filled.root, Path("/mnt/card"), Path("/mnt"), True)
    assert passing(filled, Filters(folder=Path("/mnt/card/trip"))) == {"trip/a.jpg", "trip/day/b.heic"}
    assert passing(filled, Filters(folder=Path("/photos/trip"))) == set()


def test_what_is_written_is_meant_letter_by_letter_and_of_one_photo_all_of_it(shelf: Shelf) -> None:
    def told(camera: str, *keywords: tuple[str, ...]) -> FileMetadata:
        return FileMetadata(
            camera=Told(camera, Origin.EXIF),
            lens=Told(f"{camera} lens", Origin.EXIF),
            creator=Told(f"{camera} owner", Origin.EXIF),
            keywords=tuple(Keyword(path, Origin.XMP) for path in keywords),
        )

    shelf.photos.save(
        [
            shelf.new("one.jpg", told=told("iPhone 14", ("sea",), ("a|b", "c"))),
            shelf.new("two.jpg", told=told("iPhone 14 Pro", ("sea",), ("Places", "sea"))),
            shelf.new("three.jpg"),
        ]
    )

    def found(*written: tuple[Field, tuple[str, ...]]) -> set[str]:
        return passing(shelf, Filters(written=frozenset(Written(*one) for one in written)))

    assert found((Field.CAMERA, ("iPhone 14",))) == {"one.jpg"}
    assert found((Field.LENS, ("iPhone 14 Pro lens",))) == {"two.jpg"}
    assert found((Field.CREATOR, ("iPhone 14 owner",))) == {"one.jpg"}
    assert found((Field.KEYWORD, ("sea",))) == {"one.jpg", "two.jpg"}
    assert found((Field.KEYWORD, ("Places", "sea"))) == {"two.jpg"}
    assert found((Field.KEYWORD, ("a|b", "c"))) == {"one.jpg"}
    assert found((Field.KEYWORD, ("sea",)), (Field.CAMERA, ("iPhone 14",))) == {"one.jpg"}
    assert found((Field.KEYWORD, ("SEA",))) == set()
    unwanted = Filters(without=(Filters(written=frozenset({Written(Field.LENS, ("iPhone 14 lens",))})),))
    assert passing(shelf, unwanted) == {"two.jpg", "three.jpg"}


def test_a_file_name_is_nothing_that_is_filtered_by_as_written() -> None:
    with pytest.raises(ValueError, match="file_name"):
        Written(Field.FILE_NAME, ("a.jpg",))
