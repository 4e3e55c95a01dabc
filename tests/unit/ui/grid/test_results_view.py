"""The grid under mouse and keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from photosearch.ui.background import Background
from photosearch.ui.grid.hits import Hits
from photosearch.ui.grid.kept_rows import GAP_PX
from photosearch.ui.grid.photo_delegate import similar_button_rect
from photosearch.ui.grid.results_model import ResultsModel
from photosearch.ui.grid.results_view import LARGEST_CELL_PX, ResultsView
from photosearch.ui.grid.thumbnail_loader import ThumbnailLoader
from tests.fakes import FakeEngine

ROWS = 1000


@pytest.fixture
def view(qtbot: QtBot, background: Background, tmp_path: Path) -> Iterator[ResultsView]:
    engine = FakeEngine(tmp_path, ROWS)
    model = ResultsModel(background, background)
    thumbnails = ThumbnailLoader(background, background)
    made = ResultsView(model, thumbnails)
    qtbot.addWidget(made)
    model.start(engine.library.photos)
    thumbnails.start(engine.pictures.thumbnail)
    model.set_hits(Hits(np.arange(1, ROWS + 1, dtype=np.int64)))
    made.resize(800, 600)
    made.show()
    qtbot.waitUntil(lambda: not model.is_fetching and thumbnails.is_idle)
    yield made
    thumbnails.close()


@pytest.mark.parametrize("width_px", [300, 555, 800, 1201])
@pytest.mark.parametrize("wanted_px", [80, 180, 333])
def test_rows_are_full_and_cells_square(view: ResultsView, width_px: int, wanted_px: int) -> None:
    view.resize(width_px, 600)
    view.set_cell_size(wanted_px)
    QApplication.processEvents()
    used_px = view.columns * (view.cell_px + GAP_PX)
    assert view.viewport().width() - view.columns - 1 <= used_px <= view.viewport().width()
    first, last = view.visualRect(view.model().index(0, 0)), view.visualRect(view.model().index(view.columns - 1, 0))
    assert first.top() == last.top()
    assert view.visualRect(view.model().index(view.columns, 0)).top() > first.top()


def test_ctrl_wheel_asks_for_another_size_and_the_wheel_alone_scrolls(qtbot: QtBot, view: ResultsView) -> None:
    chosen: list[int] = []
    view.cell_size_chosen.connect(chosen.append)

    def wheel(delta: int, modifiers: Qt.KeyboardModifier) -> None:
        event = QWheelEvent(
            QPointF(50, 50),
            QPointF(50, 50),
            QPoint(),
            QPoint(0, delta),
            Qt.MouseButton.NoButton,
            modifiers,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(view.viewport(), event)

    wheel(120, Qt.KeyboardModifier.ControlModifier)
    wheel(-120, Qt.KeyboardModifier.ControlModifier)
    assert chosen == [200, 160]
    view.set_cell_size(10_000)
    wheel(120, Qt.KeyboardModifier.ControlModifier)
    assert chosen[-1] == LARGEST_CELL_PX
    wheel(-120, Qt.KeyboardModifier.NoModifier)
    assert view.verticalScrollBar().value() > 0
    assert len(chosen) == 3


def test_keys(qtbot: QtBot, view: ResultsView) -> None:
    view.focus_first()
    assert view.currentIndex().row() == 0
    with qtbot.waitSignal(view.opened) as opened:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == [0]
    with qtbot.waitSignal(view.preview_toggled):
        QTest.keyClick(view, Qt.Key.Key_Space)
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.currentIndex().row() == 1
    with qtbot.waitSignal(view.search_focus_requested):
        QTest.keyClick(view, Qt.Key.Key_Up)


def test_delete_deletes_nothing(view: ResultsView) -> None:
    view.focus_first()
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert view.model().rowCount() == ROWS


def test_the_similar_button_is_pressed_without_selecting(qtbot: QtBot, view: ResultsView) -> None:
    view.show_row(0)
    index = view.model().index(2, 0)
    cell = view.visualRect(index)
    cell.setWidth(view.cell_px)
    cell.setHeight(view.cell_px)
    with qtbot.waitSignal(view.similar_requested) as requested:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=similar_button_rect(cell).center())
    assert requested.args == [2]
    assert view.selected_rows == [0]


def test_several_are_selected(qtbot: QtBot, view: ResultsView) -> None:
    def click(row: int, modifiers: Qt.KeyboardModifier) -> None:
        place = view.visualRect(view.model().index(row, 0)).topLeft() + QPoint(20, 20)
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifiers, place)

    click(1, Qt.KeyboardModifier.NoModifier)
    click(3, Qt.KeyboardModifier.ShiftModifier)
    click(5, Qt.KeyboardModifier.ControlModifier)
    assert view.selected_rows == [1, 2, 3, 5]
    assert view.selected_count == 4
    view.selectAll()
    assert view.selected_count == ROWS


def test_the_menu_opens_on_a_photo_only(qtbot: QtBot, view: ResultsView) -> None:
    with qtbot.waitSignal(view.menu_requested):
        view.customContextMenuRequested.emit(QPoint(20, 20))
    with qtbot.assertNotEmitted(view.menu_requested):
        view.customContextMenuRequested.emit(QPoint(-5, -5))


def test_other_hits_begin_at_the_top(qtbot: QtBot, view: ResultsView) -> None:
    view.verticalScrollBar().setValue(500)
    model = view.model()
    assert isinstance(model, ResultsModel)
    with qtbot.waitSignal(view.current_row_changed) as changed:
        model.set_hits(Hits(np.arange(1, 50, dtype=np.int64)))
    assert changed.args == [-1]
    assert view.verticalScrollBar().value() == 0
