"""What the viewer shows is loaded, kept and given back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from photosearch.errors import QueryImageError
from photosearch.types.files import ProblemReason
from photosearch.types.photos import MovingPicture, Photo, PhotoMetadata
from photosearch.ui.background import Background
from photosearch.ui.photo.viewer_images import FULL_PX, ViewerImages
from tests.fakes import make_photo


class Loader:
    """An image of the size asked for; photo 9 is broken."""

    def __call__(self, photo: Photo, max_px: int) -> QImage:
        if photo.photo_id == 9:
            raise QueryImageError(ProblemReason.DAMAGED, photo.path)
        return QImage(max_px, 1, QImage.Format.Format_RGB32)


@pytest.fixture
def images(background: Background) -> ViewerImages:
    made = ViewerImages(background, background)
    made.start(Loader())
    return made


def test_what_is_asked_for_comes_and_is_kept(qtbot: QtBot, images: ViewerImages, tmp_path: Path) -> None:
    photo = make_photo(1, tmp_path)
    assert images.kept(photo) is None
    with qtbot.waitSignal(images.loaded) as came:
        images.fetch(photo, 300)
    assert came.args is not None
    assert (came.args[0], came.args[1].width()) == (photo, 300)
    kept = images.kept(photo)
    assert kept is not None
    assert kept.width() == 300


def test_all_pixels_come_and_are_not_kept(qtbot: QtBot, images: ViewerImages, tmp_path: Path) -> None:
    photo = make_photo(1, tmp_path)
    with qtbot.waitSignal(images.loaded) as came:
        images.fetch_full(photo)
    assert came.args is not None
    assert came.args[1].width() == FULL_PX
    assert images.kept(photo) is None


def test_what_is_fetched_ahead_is_there_later_unasked(qtbot: QtBot, images: ViewerImages, tmp_path: Path) -> None:
    photo = make_photo(2, tmp_path)
    with qtbot.assertNotEmitted(images.loaded):
        images.fetch_ahead(photo, 300)
        qtbot.waitUntil(lambda: images.kept(photo) is not None)


def test_only_the_last_few_are_kept(qtbot: QtBot, images: ViewerImages, tmp_path: Path) -> None:
    photos = [make_photo(number, tmp_path) for number in range(1, 6)]
    for photo in photos:
        with qtbot.waitSignal(images.loaded):
            images.fetch(photo, 10)
    assert [images.kept(photo) is not None for photo in photos] == [False, False, True, True, True]
    images.close()
    assert not any(images.kept(photo) for photo in photos)


def test_a_broken_photo_is_told_when_it_is_asked_for(qtbot: QtBot, images: ViewerImages, tmp_path: Path) -> None:
    broken = make_photo(9, tmp_path)
    with qtbot.waitSignal(images.failed) as failed:
        images.fetch(broken, 300)
    assert failed.args is not None
    assert failed.args[0] == broken
    assert isinstance(failed.args[1], QueryImageError)


def test_only_what_may_move_is_asked_whether_it_does(qtbot: QtBot, background: Background, tmp_path: Path) -> None:
    asked: list[str] = []

    def load_moving(photo: Photo, max_px: int) -> MovingPicture | None:
        asked.append(photo.metadata.format)
        assert max_px <= 1280
        return None if photo.photo_id == 3 else MovingPicture(np.zeros((2, 3, 4, 3), np.uint8), (20, 20))

    images = ViewerImages(background, background)
    images.start(Loader(), load_moving)
    still = make_photo(1, tmp_path)
    gif, png = (
        replace(make_photo(n, tmp_path), metadata=PhotoMetadata(4, 3, kind)) for n, kind in ((2, "GIF"), (3, "PNG"))
    )
    images.fetch_moving(still, 4000)
    with qtbot.waitSignal(images.moving_loaded) as came:
        images.fetch_moving(gif, 4000)
    assert came.args is not None
    assert came.args[0] == gif
    with qtbot.assertNotEmitted(images.moving_loaded, wait=50):
        images.fetch_moving(png, 4000)
        qtbot.waitUntil(lambda: len(asked) == 2)
    assert asked == ["GIF", "PNG"]
