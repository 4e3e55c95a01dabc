"""Frames one after the other."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from photosearch.types.photos import MovingPicture
from photosearch.ui.photo.moving_player import MovingPlayer


@pytest.fixture
def picture() -> MovingPicture:
    frames = np.zeros((3, 4, 6, 3), np.uint8)
    for number in range(3):
        frames[number, :, :, number] = 255
    return MovingPicture(frames, (10, 5, 5))


def test_they_come_in_order_and_again_from_the_first(qtbot: QtBot, picture: MovingPicture) -> None:
    player = MovingPlayer()
    came: list[QImage] = []
    player.frame_due.connect(came.append)
    player.play(picture)
    qtbot.waitUntil(lambda: len(came) >= 5)
    colours = [image.pixelColor(0, 0) for image in came[:5]]
    assert colours == [QColor(name) for name in ("#ff0000", "#00ff00", "#0000ff", "#ff0000", "#00ff00")]


def test_one_that_was_stopped_shows_nothing_more(qtbot: QtBot, picture: MovingPicture) -> None:
    player = MovingPlayer()
    player.play(picture)
    player.stop()
    assert not player.is_playing
    with qtbot.assertNotEmitted(player.frame_due, wait=50):
        pass
