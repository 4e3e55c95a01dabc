"""Words on a pill."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from photosearch.ui.photo.pill import paint_pill


@pytest.mark.parametrize("text", ["Copied", "a name that is far too long for so small a window " * 4])
def test_it_stays_inside_the_window(qapp: QApplication, text: str) -> None:
    image = QImage(320, 240, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    paint_pill(painter, QRect(0, 0, 320, 240), text)
    painter.end()
    edge = [image.pixelColor(x, y) for x in (0, 319) for y in range(240)]
    assert set(map(QColor.name, edge)) == {"#ffffff"}
    assert image.pixelColor(160, 240 - 30) != QColor("white")
