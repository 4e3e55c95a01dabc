"""Icons: there, drawn in the theme's colour, changing with it."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from photosearch.resources import resource
from photosearch.ui.look.icons import app_icon, icon, icon_on_picture
from photosearch.ui.look.palettes import DARK, LIGHT, qt_palette

NAMES = sorted(path.stem for path in resource("icons").glob("*.svg"))


def darkest(icon_shown: QIcon) -> float:
    """The mean lightness of what is drawn, from 0 to 255."""
    image = icon_shown.pixmap(QSize(20, 20), 1.0).toImage()
    drawn = [
        image.pixelColor(x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() > 200
    ]
    assert drawn
    return sum(colour.lightness() for colour in drawn) / len(drawn)


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_is_a_valid_picture(qapp: QApplication, name: str) -> None:
    assert QSvgRenderer(str(resource("icons", f"{name}.svg"))).isValid()
    assert not icon(name).pixmap(QSize(20, 20)).isNull()


def test_an_icon_follows_the_theme(qapp: QApplication) -> None:
    before = qapp.palette()
    shown = icon("search")
    try:
        qapp.setPalette(qt_palette(LIGHT))
        assert darkest(shown) < 80
        qapp.setPalette(qt_palette(DARK))
        assert darkest(shown) > 180
    finally:
        qapp.setPalette(before)


def test_an_icon_on_a_picture_is_always_white(qapp: QApplication) -> None:
    before = qapp.palette()
    try:
        qapp.setPalette(qt_palette(LIGHT))
        assert darkest(icon_on_picture("search")) > 240
    finally:
        qapp.setPalette(before)


def test_a_disabled_icon_is_fainter(qapp: QApplication) -> None:
    whole = icon("check").pixmap(QSize(20, 20), 1.0, QIcon.Mode.Normal).toImage()
    faint = icon("check").pixmap(QSize(20, 20), 1.0, QIcon.Mode.Disabled).toImage()
    strongest = [max(image.pixelColor(x, y).alpha() for x in range(20) for y in range(20)) for image in (whole, faint)]
    assert strongest[1] < strongest[0] / 2


def test_a_copy_of_an_icon_may_be_changed(qapp: QApplication) -> None:
    for _ in range(50):
        copy = QIcon(icon("search"))
        extra = QPixmap(3, 3)
        extra.fill(QColor("red"))
        copy.addPixmap(extra)
        gc.collect()
        assert not copy.pixmap(QSize(16, 16)).isNull()


def test_an_unknown_icon_is_an_error(qapp: QApplication) -> None:
    with pytest.raises(FileNotFoundError):
        icon("no-such-icon")


def test_the_app_icon_comes_in_all_sizes(qapp: QApplication) -> None:
    assert {size.width() for size in app_icon().availableSizes()} >= {16, 32, 256}
