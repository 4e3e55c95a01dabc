"""Which photos are taken for screenshots, selfies and so on, and which for none of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from photosearch.store.marks import Marks
from photosearch.types.ids import PhotoId
from photosearch.types.marks import HASH_BYTES, MarkKind
from photosearch.types.metadata import FileMetadata, Origin, Told
from photosearch.types.queries import Filters
from photosearch.types.understood import Media, Rated

if TYPE_CHECKING:
    from tests.unit.store.conftest import Shelf


def said(**values: object) -> FileMetadata:
    return FileMetadata(**{name: Told(value, Origin.EXIF) for name, value in values.items()})  # type: ignore[arg-type]


IPHONE = said(camera="Apple iPhone 15 Pro", lens="iPhone 15 Pro back triple camera 6.765mm f/1.78", rating=4.0)
FRONT = said(camera="Apple iPhone 15 Pro", lens="iPhone 15 Pro front camera 2.69mm f/1.9", rating=2.5)


@pytest.fixture
def filled(shelf: Shelf) -> Shelf:
    shelf.photos.save(
        [
            shelf.new("IMG_1.jpg", told=IPHONE),
            shelf.new("IMG_2.heic", told=FRONT, image_format="HEIF"),
            shelf.new("自拍/IMG_3.jpg"),
            shelf.new("Screenshot_20240101-120000.jpg", size_px=(2400, 1080)),
            shelf.new("截圖 1.png", size_px=(300, 200), image_format="PNG"),
            shelf.new("IMG_4.PNG", size_px=(1170, 2532), image_format="PNG"),
            shelf.new("drawing.png", size_px=(900, 900), image_format="PNG"),
            shelf.new("scan.png", size_px=(1170, 2532), image_format="PNG", told=said(camera="EPSON V600")),
            shelf.new("wide.jpg", size_px=(8000, 4000), told=said(rating=5.0)),
            shelf.new("nearly.jpg", size_px=(7999, 4000)),
            shelf.new("PANO_1.jpg", size_px=(4000, 3000)),
            shelf.new("a.gif", image_format="GIF"),
            shelf.new("a.dng", image_format="DNG", told=said(camera="SONY ILCE-7M3", rating=-1.0)),
            shelf.new("live.jpg", told=said(content_identifier="A-B")),
            shelf.new("burst.jpg", told=said(burst_id="C")),
        ]
    )
    return shelf


def passing(shelf: Shelf, filters: Filters) -> set[str]:
    ids = [PhotoId(photo_id) for photo_id in shelf.photos.ids(filters).tolist()]
    return {photo.relative_path for photo in shelf.photos.get(ids).values()}


def of(*media: Media) -> Filters:
    return Filters(media=frozenset(media))


SCREENSHOTS = {"Screenshot_20240101-120000.jpg", "截圖 1.png", "IMG_4.PNG"}


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (of(Media.SCREENSHOT), SCREENSHOTS),
        (of(Media.SELFIE), {"IMG_2.heic", "自拍/IMG_3.jpg"}),
        (of(Media.PANORAMA), {"wide.jpg", "PANO_1.jpg"}),
        (of(Media.RAW), {"a.dng"}),
        (of(Media.ANIMATED), {"a.gif"}),
        (of(Media.LIVE), {"live.jpg"}),
        (of(Media.BURST), {"burst.jpg"}),
        (of(Media.SCREENSHOT, Media.PANORAMA), SCREENSHOTS | {"wide.jpg", "PANO_1.jpg"}),
        (of(Media.RAW, Media.LIVE), set()),
        (Filters(cameras=frozenset({("iphone",)})), {"IMG_1.jpg", "IMG_2.heic"}),
        (Filters(cameras=frozenset({("iphone", "14")})), set()),
        (Filters(cameras=frozenset({("sony", "7m3"), ("epson",)})), {"a.dng", "scan.png"}),
        (Filters(cameras=frozenset({("%",)})), set()),
        (Filters(ratings=frozenset({Rated(4)})), {"IMG_1.jpg", "wide.jpg"}),
        (Filters(ratings=frozenset({Rated(2, 3)})), {"IMG_2.heic"}),
        (Filters(ratings=frozenset({Rated(5)}), media=frozenset({Media.PANORAMA})), {"wide.jpg"}),
    ],
)
def test_who_passes(filled: Shelf, filters: Filters, expected: set[str]) -> None:
    assert passing(filled, filters) == expected


def test_a_photo_that_nobody_rated_or_that_was_rejected_is_told_apart(filled: Shelf) -> None:
    unrated = passing(filled, Filters(ratings=frozenset({Rated(0, 0)})))
    assert unrated == passing(filled, Filters()) - {"IMG_1.jpg", "IMG_2.heic", "wide.jpg", "a.dng"}


@pytest.mark.parametrize(
    ("unwanted", "left_out"),
    [
        ((of(Media.SCREENSHOT),), SCREENSHOTS),
        ((of(Media.SCREENSHOT), of(Media.RAW)), SCREENSHOTS | {"a.dng"}),
        # What has no camera was not taken with an iPhone.
        ((Filters(cameras=frozenset({("iphone",)})),), {"IMG_1.jpg", "IMG_2.heic"}),
        ((Filters(ratings=frozenset({Rated(4)})),), {"IMG_1.jpg", "wide.jpg"}),
        ((Filters(cameras=frozenset({("iphone",)}), ratings=frozenset({Rated(4)})),), {"IMG_1.jpg"}),
    ],
)
def test_what_is_not_wanted_is_left_out(filled: Shelf, unwanted: tuple[Filters, ...], left_out: set[str]) -> None:
    assert passing(filled, Filters(without=unwanted)) == passing(filled, Filters()) - left_out


def test_several_ratings_are_alternatives(filled: Shelf) -> None:
    ratings = frozenset({Rated(5, 5), Rated(2, 3)})
    assert passing(filled, Filters(ratings=ratings)) == {"IMG_2.heic", "wide.jpg"}


def test_favourites_are_what_a_person_marked_and_has_not_taken_back(shelf: Shelf) -> None:
    one, other, rated = (bytes([number]) * HASH_BYTES for number in range(3))
    shelf.photos.save(
        [shelf.new("a", one), shelf.new("copy of a", one), shelf.new("b", other), shelf.new("c", rated), shelf.new("d")]
    )
    marks = Marks(shelf.db)
    marks.set([one, other], MarkKind.FAVOURITE, True, now_ms=1)
    marks.set([rated], MarkKind.RATING, 5, now_ms=1)
    favourites = Filters(is_favourite=True)
    assert passing(shelf, favourites) == {"a", "copy of a", "b"}
    assert passing(shelf, Filters(without=(favourites,))) == {"c", "d"}
    marks.take_back([one], MarkKind.FAVOURITE, now_ms=2)
    assert passing(shelf, favourites) == {"b"}
    marks.set([other], MarkKind.FAVOURITE, False, now_ms=3)
    assert passing(shelf, favourites) == set()
