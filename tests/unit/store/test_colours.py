"""Colours of photos are kept with the note that they are done, and asked for by how well they fit."""

from __future__ import annotations

import pytest

from photosearch.store.analyses import Analyses
from photosearch.store.colours import COLOURS, Coloured, Colours
from photosearch.store.database import Database
from photosearch.store.photos import Photos
from photosearch.types.colours import Colour, Colouring, ColourWish, Palette
from photosearch.types.ids import PhotoId
from tests.unit.store.conftest import Shelf

VERSION = "1"


def colouring(mean_chroma: int = 0, high_chroma: int = 0, **shares: float) -> Colouring:
    parts = tuple(round(255 * shares.get(colour.value, 0)) for colour in Colour)
    return Colouring(parts, mean_chroma, high_chroma)


def coloured(shelf: Shelf, photo_id: PhotoId, found: Colouring | None) -> Coloured:
    return Coloured(photo_id, shelf.photos.get([photo_id])[photo_id].content_hash, found)


def fitting(shelf: Shelf, wish: ColourWish, least: float = 0.2) -> list[int]:
    return [int(photo_id) for photo_id in Colours(shelf.db).fitting(wish, least)[0]]


@pytest.fixture
def photos(shelf: Shelf) -> list[PhotoId]:
    """A blue one, a more blue one, a red one, a black and white one."""
    made = shelf.save("sea.jpg", "sky.jpg", "rose.jpg", "old.jpg")
    kinds = (
        colouring(30, 60, blue=0.5, white=0.5),
        colouring(40, 60, blue=0.9),
        colouring(60, 90, red=0.7, green=0.3),
        colouring(0, 1, grey=0.6, black=0.4),
    )
    Colours(shelf.db).keep(VERSION, [coloured(shelf, one, kind) for one, kind in zip(made, kinds, strict=True)])
    return made


def test_those_that_fit_best_come_first(shelf: Shelf, photos: list[PhotoId]) -> None:
    sea, sky, rose, old = photos
    assert fitting(shelf, Colour.BLUE) == [sky, sea]
    assert fitting(shelf, Colour.BLUE, 0.6) == [sky]
    assert fitting(shelf, Palette.COOL) == [sky, sea, rose]
    assert fitting(shelf, Palette.WARM) == [rose]
    assert fitting(shelf, Palette.MONOCHROME) == [old]
    assert fitting(shelf, Palette.VIVID, 0.6) == [rose, sky]
    fits = Colours(shelf.db).fitting(Palette.VIVID, 0.6)[1]
    assert fits.tolist() == pytest.approx([1.0, 2 / 3], abs=1e-6)


def test_what_is_known_follows_what_is_committed_here_and_elsewhere(shelf: Shelf, photos: list[PhotoId]) -> None:
    colours = Colours(shelf.db)
    assert colours.fitting(Palette.WARM, 0.2)[0].tolist() == photos[2:3]
    colours.keep(VERSION, [coloured(shelf, photos[0], colouring(red=1))])
    assert colours.fitting(Palette.WARM, 0.2)[0].tolist() == [photos[0], photos[2]]
    elsewhere = Database(shelf.db.path)
    Photos(elsewhere).mark_missing(photos[:1], 5)
    elsewhere.close()
    assert colours.fitting(Palette.WARM, 0.2)[0].tolist() == photos[2:3]


def test_each_of_the_numbers_of_a_photo_is_read_as_it_was_kept(shelf: Shelf) -> None:
    ids = shelf.save(*(f"{colour}.jpg" for colour in Colour))
    found = [colouring(60, 255, **{colour.value: 1.0}) for colour in Colour]
    Colours(shelf.db).keep(VERSION, [coloured(shelf, one, kind) for one, kind in zip(ids, found, strict=True)])
    assert [fitting(shelf, colour) for colour in Colour] == [[one] for one in ids]
    assert Colours(shelf.db).fitting(Palette.VIVID, 1.0)[0].tolist() == ids


def test_photos_that_are_away_for_good_do_not_fit(shelf: Shelf, photos: list[PhotoId]) -> None:
    shelf.photos.mark_missing(photos[:1], 5)
    assert fitting(shelf, Colour.BLUE) == photos[1:2]


def test_what_is_kept_is_done_and_what_cannot_be_told_too(shelf: Shelf) -> None:
    one, two, three = shelf.save("1.jpg", "2.jpg", "3.jpg")
    Colours(shelf.db).keep(VERSION, [coloured(shelf, one, colouring(blue=1)), coloured(shelf, two, None)])
    assert Analyses(shelf.db).missing_ids(COLOURS, VERSION, 10).tolist() == [three]
    assert fitting(shelf, Colour.BLUE) == [one]


def test_colours_of_other_bytes_are_not_kept(shelf: Shelf) -> None:
    (one,) = shelf.save("1.jpg")
    Colours(shelf.db).keep(VERSION, [Coloured(one, b"other", colouring(blue=1)), Coloured(PhotoId(99), b"x", None)])
    assert fitting(shelf, Colour.BLUE) == []
    assert Analyses(shelf.db).missing_ids(COLOURS, VERSION, 10).tolist() == [one]


def test_a_second_look_replaces_the_first(shelf: Shelf, photos: list[PhotoId]) -> None:
    Colours(shelf.db).keep("2", [coloured(shelf, photos[0], colouring(red=1))])
    assert fitting(shelf, Colour.BLUE) == photos[1:2]


def test_what_nobody_has_looked_at_is_unread_as_long_as_it_is_there(shelf: Shelf) -> None:
    seen, odd, unread, gone = shelf.save("1.jpg", "2.jpg", "3.jpg", "4.jpg")
    Colours(shelf.db).keep(VERSION, [coloured(shelf, seen, colouring(blue=1)), coloured(shelf, odd, None)])
    shelf.photos.mark_missing([gone], 5)
    assert Colours(shelf.db).unread().tolist() == [unread]
