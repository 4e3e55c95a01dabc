"""One photo on black."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from photosearch.ui.photo.photo_canvas import PhotoCanvas

SIZE = QSizeF(4000, 3000)


@pytest.fixture
def canvas(qtbot: QtBot) -> PhotoCanvas:
    """800 x 600, with a photo whose left half is teal and whose right half is tomato."""
    pixmap = QPixmap(400, 300)
    pixmap.fill(QColor("teal"))
    painter = QPainter(pixmap)
    painter.fillRect(200, 0, 200, 300, QColor("tomato"))
    painter.end()
    made = PhotoCanvas()
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    made.begin(SIZE)
    made.show_pixmap(pixmap)
    return made


def colour_at(canvas: PhotoCanvas, x: int, y: int) -> QColor:
    return canvas.grab().toImage().pixelColor(x, y)


def test_the_figure_is_by_pixels_of_the_screen(canvas: PhotoCanvas) -> None:
    assert canvas.percent == 20
    canvas.show_actual_size()
    assert (canvas.percent, canvas.zoom) == (100, 5.0)
    canvas.show_whole()
    assert canvas.percent == 20


def test_a_small_photo_has_an_actual_size_too(canvas: PhotoCanvas) -> None:
    canvas.begin(QSizeF(80, 60))
    assert canvas.percent == 200
    canvas.show_actual_size()
    assert canvas.percent == 100


@pytest.mark.parametrize(
    ("quarters", "teal", "tomato"),
    [
        (1, (400, 100), (400, 500)),
        (-1, (400, 500), (400, 100)),
        (2, (700, 300), (100, 300)),
        (4, (100, 300), (700, 300)),
    ],
)
def test_it_turns(canvas: PhotoCanvas, quarters: int, teal: tuple[int, int], tomato: tuple[int, int]) -> None:
    canvas.turn_by(quarters)
    assert colour_at(canvas, *teal) == QColor("teal")
    assert colour_at(canvas, *tomato) == QColor("tomato")
    assert canvas.degrees == 90 * quarters % 360


def test_a_photo_on_its_side_fits_the_height(canvas: PhotoCanvas) -> None:
    canvas.turn_by(1)
    assert canvas.percent == 15
    assert colour_at(canvas, 20, 300) not in (QColor("teal"), QColor("tomato"))


def test_the_next_photo_is_upright_and_whole(canvas: PhotoCanvas) -> None:
    canvas.turn_by(1)
    canvas.zoom_by(3)
    canvas.begin(SIZE)
    assert (canvas.degrees, canvas.zoom) == (0, 1.0)


def test_more_pixels_are_wanted_once_it_is_larger_than_the_window(qtbot: QtBot, canvas: PhotoCanvas) -> None:
    with qtbot.assertNotEmitted(canvas.all_pixels_wanted):
        canvas.zoom_by(0.5)
    with qtbot.waitSignal(canvas.all_pixels_wanted):
        canvas.zoom_by(2, QPointF(100, 100))


def test_a_double_click_goes_close_and_back(canvas: PhotoCanvas) -> None:
    QTest.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(100, 300))
    assert canvas.percent == 100
    QTest.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(100, 300))
    assert canvas.zoom == 1.0


def test_dragging_moves_an_enlarged_photo_within_its_edges(canvas: PhotoCanvas) -> None:
    canvas.zoom_by(4.0)
    middle = canvas.rect().center()
    assert colour_at(canvas, middle.x() + 20, 300) == QColor("tomato")
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(canvas, QPoint(middle.x() + 3000, 300))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton)
    assert colour_at(canvas, 790, 300) == QColor("teal")
    assert colour_at(canvas, 5, 300) == QColor("teal")


def test_what_is_said_for_a_moment_is_painted(canvas: PhotoCanvas) -> None:
    before = canvas.grab().toImage()
    canvas.show_message("Copied")
    assert canvas.message == "Copied"
    assert canvas.grab().toImage() != before


def test_why_there_is_no_photo_is_said_until_the_next(canvas: PhotoCanvas) -> None:
    canvas.show_error("The file is damaged.")
    assert canvas.error_text == "The file is damaged."
    canvas.begin(SIZE)
    assert canvas.error_text == ""
