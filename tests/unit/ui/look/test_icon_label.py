"""An icon that stands alone follows the theme."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from photosearch.ui.look.icon_label import IconLabel
from photosearch.ui.look.palettes import DARK, LIGHT, qt_palette


def test_it_follows_the_theme_and_shows_another_icon(qtbot: QtBot, qapp: QApplication) -> None:
    before = qapp.palette()
    label = IconLabel("search", 20)
    qtbot.addWidget(label)
    assert label.sizeHint() == QSize(20, 20)
    looks = []
    try:
        for chosen in (LIGHT, DARK):
            qapp.setPalette(qt_palette(chosen))
            looks.append(label.grab().toImage().pixelColor(5, 5))
            centre = label.grab().toImage()
            assert centre.size() == QSize(20, 20)
    finally:
        qapp.setPalette(before)
    glass = label.grab().toImage()
    label.set_icon("close")
    assert label.grab().toImage() != glass
    assert looks[0] != looks[1]
