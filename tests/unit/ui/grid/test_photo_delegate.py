"""What a cell looks like."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QListView, QStyle, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from photosearch.ui.background import Background
from photosearch.ui.grid.hits import Hits
from photosearch.ui.grid.photo_delegate import PhotoDelegate, similar_button_rect
from photosearch.ui.grid.results_model import ResultsModel
from photosearch.ui.grid.thumbnail_loader import ThumbnailLoader
from photosearch.ui.look.theme import apply_theme, colours
from tests.fakes import make_photo

SIDE_PX = 120
Paint = Callable[..., QImage]


@pytest.fixture
def colour() -> str:
    """Of every picture."""
    return "teal"


@pytest.fixture
def paint(qtbot: QtBot, background: Background, tmp_path: Path, colour: str) -> Iterator[Paint]:
    """Paint the cell of row 0 (online), 1 (offline) or 2 (without a thumbnail) in a state."""
    picture = QImage(SIDE_PX, SIDE_PX, QImage.Format.Format_RGB32)
    picture.fill(QColor(colour))
    path = tmp_path / "teal.png"
    picture.save(str(path))
    model = ResultsModel(background, background)
    model.start(lambda photo_ids: [make_photo(i, tmp_path, is_online=i != 2) for i in photo_ids])
    model.set_hits(Hits(np.array([1, 2, 3], np.int64), np.array([2, 1, 0], np.uint8)))
    thumbnails = ThumbnailLoader(background, background)
    thumbnails.set_size(SIDE_PX, 6, 1.0)
    thumbnails.start(lambda photo: None if photo.photo_id == 3 else path)
    view = QListView()
    qtbot.addWidget(view)
    delegate = PhotoDelegate(model, thumbnails, view)
    delegate.set_settled(True, 1.0)

    def paint_cell(row: int, state: QStyle.StateFlag = QStyle.StateFlag.State_None, side_px: int = SIDE_PX) -> QImage:
        option = QStyleOptionViewItem()
        option.rect = QRect(0, 0, side_px + 4, side_px + 4)
        option.state = state
        canvas = QImage(side_px, side_px, QImage.Format.Format_RGB32)
        canvas.fill(QColor("white"))
        painter = QPainter(canvas)
        delegate.paint(painter, option, model.index(row))
        painter.end()
        return canvas

    paint_cell(0)
    qtbot.waitUntil(lambda: not model.is_fetching)
    for row in range(3):
        paint_cell(row)
    qtbot.waitUntil(lambda: thumbnails.is_idle)
    yield paint_cell
    thumbnails.close()


def test_the_picture_fills_the_cell(paint: Paint) -> None:
    cell = paint(0)
    assert cell.pixelColor(60, 60) == QColor("teal")
    assert cell.pixelColor(60, 2) == QColor("teal")
    assert cell.pixelColor(0, 0) != QColor("teal")


@pytest.mark.parametrize("colour", ["white"])
def test_a_white_picture_has_an_end_on_white(qapp: QApplication, paint: Paint) -> None:
    apply_theme(qapp, "light")
    cell = paint(0)
    assert cell.pixelColor(60, 60) == QColor("white")
    assert max(cell.pixelColor(60, y).lightness() for y in (0, SIDE_PX - 1)) < 235


def test_a_selected_cell_has_a_ring_in_the_accent_colour(paint: Paint) -> None:
    cell = paint(0, QStyle.StateFlag.State_Selected)
    assert cell.pixelColor(60, 1) == colours().accent
    assert cell.pixelColor(60, 60) == QColor("teal")


def test_hover_shows_how_well_it_fits_and_the_similar_button(paint: Paint) -> None:
    plain, hovered = paint(0), paint(0, QStyle.StateFlag.State_MouseOver)
    button = similar_button_rect(QRect(0, 0, SIDE_PX, SIDE_PX))
    assert hovered.copy(button) != plain.copy(button)
    assert hovered.copy(QRect(0, 80, 60, 40)) != plain.copy(QRect(0, 80, 60, 40))
    assert hovered.copy(QRect(0, 0, SIDE_PX, 60)) == plain.copy(QRect(0, 0, SIDE_PX, 60))


def test_hover_says_nothing_of_a_photo_that_does_not_fit(paint: Paint) -> None:
    plain, hovered = paint(2), paint(2, QStyle.StateFlag.State_MouseOver)
    assert hovered.copy(QRect(0, 80, 60, 40)) == plain.copy(QRect(0, 80, 60, 40))


def test_small_cells_stay_free_of_buttons(paint: Paint) -> None:
    assert paint(0, QStyle.StateFlag.State_MouseOver, 60) == paint(0, QStyle.StateFlag.State_None, 60)


def test_an_offline_photo_has_a_badge(paint: Paint) -> None:
    corner = QRect(0, 0, 40, 40)
    assert paint(1).copy(corner) != paint(0).copy(corner)


def test_without_a_thumbnail_there_is_a_soft_placeholder_with_the_name(paint: Paint) -> None:
    cell = paint(2)
    assert cell.pixelColor(60, 4) == colours().placeholder
    middle = cell.copy(QRect(10, 50, 100, 20))
    assert len({middle.pixelColor(x, y).name() for x in range(100) for y in range(20)}) > 2
