"""What hangs at the mouse while photos are dragged."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QPixmap
from pytestqt.qtbot import QtBot

from photosearch.ui.grid.drag_picture import drag_picture


def square(colour: str) -> QPixmap:
    made = QPixmap(200, 200)
    made.fill(QColor(colour))
    return made


@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_a_stack_is_small_however_many_there_are(qtbot: QtBot, ratio: float) -> None:
    many = drag_picture([square("teal")] * 50, 12_345, ratio)
    assert many.deviceIndependentSize().width() <= 110
    assert many.deviceIndependentSize().height() <= 110
    assert drag_picture([square("teal")], 1, ratio).width() < many.width()


def test_several_are_stacked_with_their_number(qtbot: QtBot) -> None:
    one, three = (drag_picture([square("teal")] * count, count, 1.0).toImage() for count in (1, 3))
    assert one.pixelColor(40, 50) == three.pixelColor(40, 50) == QColor("teal")
    numbered = drag_picture([square("teal")] * 3, 4, 1.0).toImage()
    assert numbered != three


def test_a_photo_whose_thumbnail_has_not_come_is_a_square(qtbot: QtBot) -> None:
    image = drag_picture([QPixmap()], 1, 1.0).toImage()
    assert image.pixelColor(40, 50).alpha() == 255
