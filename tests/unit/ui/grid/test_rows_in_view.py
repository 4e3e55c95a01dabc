"""Photos in rows that keep their form, in the real grid: what a person does works as with squares."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QAccessible, QHoverEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from photosearch.types.queries import Band
from photosearch.ui.background import Background
from photosearch.ui.grid.hits import Hits
from photosearch.ui.grid.kept_rows import GAP_PX
from photosearch.ui.grid.photo_delegate import similar_button_rect
from photosearch.ui.grid.results_model import ResultsModel
from photosearch.ui.grid.results_view import ResultsView
from photosearch.ui.grid.shapes import Shapes
from photosearch.ui.grid.thumbnail_loader import ThumbnailLoader
from tests.fakes import FakeEngine

STRONG, POSSIBLE = 14, 60


@pytest.fixture
def model(background: Background) -> ResultsModel:
    return ResultsModel(background, background)


@pytest.fixture
def shapes() -> Shapes:
    return Shapes()


@pytest.fixture
def view(
    qtbot: QtBot, background: Background, model: ResultsModel, shapes: Shapes, tmp_path: Path
) -> Iterator[ResultsView]:
    engine = FakeEngine(tmp_path, 100_000)
    thumbnails = ThumbnailLoader(background, background)
    made = ResultsView(model, thumbnails, shapes)
    qtbot.addWidget(made)
    model.start(engine.library.photos)
    shapes.start(engine.library.aspects)
    thumbnails.start(engine.pictures.thumbnail)
    made.resize(620, 500)
    made.set_cell_size(120)
    made.set_keeps_shape(True)
    show(model, shapes, STRONG, POSSIBLE)
    made.show()
    made.focus_first()
    yield made
    qtbot.waitUntil(lambda: not model.is_fetching and thumbnails.is_idle)
    thumbnails.close()


def show(model: ResultsModel, shapes: Shapes, strong: int, possible: int = 0) -> None:
    bands = np.repeat(np.array([Band.STRONG, Band.POSSIBLE], np.uint8), [strong, possible])
    photo_ids = np.arange(1, len(bands) + 1, dtype=np.int64)
    shapes.learn(photo_ids)
    model.set_hits(Hits(photo_ids, bands))


def rect(view: ResultsView, row: int) -> QRect:
    return view.visualRect(view.model().index(row, 0))


def line(view: ResultsView, row: int) -> list[int]:
    return [other for other in range(view.model().rowCount()) if rect(view, other).top() == rect(view, row).top()]


def test_rows_fill_the_width_and_cells_have_the_form_of_their_photos(view: ResultsView) -> None:
    for row in (0, STRONG):
        cells = [rect(view, other) for other in line(view, row)]
        assert cells[0].left() == 0
        assert cells[-1].right() + 1 == view.viewport().width()
        assert all(before.right() + 1 == after.left() for before, after in pairwise(cells))
    for row in range(8):
        cell = rect(view, row)
        aspect = (cell.width() - GAP_PX) / (cell.height() - GAP_PX)
        assert aspect == pytest.approx(2 / 3 if (row + 1) % 4 == 0 else 1.5, abs=0.03)


def test_no_cell_moves_when_pictures_come(qtbot: QtBot, view: ResultsView, model: ResultsModel) -> None:
    before = [rect(view, row) for row in range(30)]
    QApplication.processEvents()
    qtbot.waitUntil(lambda: not model.is_fetching)
    QTest.qWait(50)
    assert [rect(view, row) for row in range(30)] == before


def test_a_line_stands_before_what_may_fit(view: ResultsView) -> None:
    ((title, where),) = view.title_rects()
    assert title == "Perhaps also"
    assert rect(view, STRONG - 1).bottom() < where.top()
    assert where.bottom() + 1 == rect(view, STRONG).top()
    assert not view.indexAt(where.center()).isValid()


def test_the_arrow_keys_go_to_the_nearest_photo_over_the_line(view: ResultsView) -> None:
    QTest.keyClick(view, Qt.Key.Key_Right)
    rows = [1]
    for _ in range(6):
        QTest.keyClick(view, Qt.Key.Key_Down)
        current = view.currentIndex().row()
        here, before = rect(view, current), rect(view, rows[-1])
        off = [abs(rect(view, other).center().x() - before.center().x()) for other in line(view, current)]
        assert here.top() > before.top()
        assert abs(here.center().x() - before.center().x()) <= min(off) + 1
        rows.append(current)
    assert rows[-1] > STRONG
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.currentIndex().row() == STRONG + POSSIBLE - 1
    assert view.viewport().rect().contains(rect(view, STRONG + POSSIBLE - 1))
    QTest.keyClick(view, Qt.Key.Key_Home)
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert view.currentIndex().row() > line(view, 0)[-1]
    QTest.keyClick(view, Qt.Key.Key_PageUp)
    assert view.currentIndex().row() in line(view, 0)


def test_up_in_the_first_row_goes_to_the_search_field(qtbot: QtBot, view: ResultsView) -> None:
    QTest.keyClick(view, Qt.Key.Key_Right)
    with qtbot.waitSignal(view.search_focus_requested):
        QTest.keyClick(view, Qt.Key.Key_Up)


def test_presses_with_shift_and_ctrl_select(view: ResultsView) -> None:
    left, viewport = Qt.MouseButton.LeftButton, view.viewport()
    QTest.mouseClick(viewport, left, pos=rect(view, 1).center())
    QTest.mouseClick(viewport, left, Qt.KeyboardModifier.ShiftModifier, rect(view, 4).center())
    QTest.mouseClick(viewport, left, Qt.KeyboardModifier.ControlModifier, rect(view, 7).center())
    assert view.selected_rows == [1, 2, 3, 4, 7]


def test_a_rubber_band_selects_what_it_touches(view: ResultsView) -> None:
    view.resize(620, 900)  # at the lower edge the view would scroll meanwhile
    ((_, title),) = view.title_rects()
    begin, end = title.center(), rect(view, STRONG).center() + QPoint(0, 20)
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=begin)
    for way in (begin + QPoint(-30, 8), end):
        moved = QMouseEvent(
            QEvent.Type.MouseMove,
            QPointF(way),
            QPointF(view.viewport().mapToGlobal(way)),
            Qt.MouseButton.NoButton,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(view.viewport(), moved)
    band = QRect(begin, end).normalized()
    touched = [row for row in range(STRONG + POSSIBLE) if rect(view, row).intersects(band)]
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=end)
    assert view.selected_rows == touched
    assert touched


def test_the_similar_button_is_in_the_corner_of_an_upright_photo_too(
    qtbot: QtBot, view: ResultsView, model: ResultsModel
) -> None:
    qtbot.waitUntil(lambda: not model.is_fetching)
    upright = rect(view, 3)
    assert upright.width() < upright.height()
    button = similar_button_rect(upright.adjusted(0, 0, -GAP_PX, -GAP_PX)).center()
    with qtbot.waitSignal(view.similar_requested) as asked:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=button)
    assert asked.args == [3]
    assert view.selected_rows == [0]


def test_a_screen_reader_finds_every_photo_where_it_is(view: ResultsView) -> None:
    found = QAccessible.queryAccessibleInterface(view)
    assert found is not None
    assert found.childCount() == STRONG + POSSIBLE
    corner = view.viewport().mapToGlobal(QPoint(0, 0))
    for row in (0, 3, STRONG):
        assert found.child(row).rect() == rect(view, row).translated(corner)


def test_what_is_under_the_mouse_stays_there_when_photos_come(
    view: ResultsView, model: ResultsModel, shapes: Shapes
) -> None:
    show(model, shapes, 200)
    view.updateGeometries()
    view.verticalScrollBar().setValue(700)
    place = QPointF(300, 250)
    QApplication.sendEvent(view.viewport(), QHoverEvent(QEvent.Type.HoverMove, place, place, place))
    seen = view.indexAt(place.toPoint()).row()
    was = rect(view, seen)
    photo_ids = np.concatenate([np.arange(1001, 1012), model.photo_ids[:150], [2001], model.photo_ids[150:]])
    shapes.learn(photo_ids)
    model.merge(Hits(photo_ids, np.full(len(photo_ids), Band.STRONG, np.uint8)))
    now = rect(view, seen + 11)
    assert model.photo_ids[seen + 11] == seen + 1
    assert abs(now.left() - was.left()) <= 2
    assert now.top() == was.top()
    view.verticalScrollBar().setValue(0)
    assert rect(view, 0).topLeft() == QPoint(0, 0)


def test_squares_and_rows_change_places_around_what_is_chosen(qtbot: QtBot, view: ResultsView) -> None:
    view.show_row(40)
    view.set_keeps_shape(False)
    assert rect(view, 40).width() == rect(view, 40).height()
    assert view.viewport().rect().intersects(rect(view, 40))
    view.set_keeps_shape(True)
    assert rect(view, 40).width() != rect(view, 40).height()
    assert view.viewport().rect().intersects(rect(view, 40))
    assert view.selected_rows == [40]


def test_a_hundred_thousand_photos_are_laid_out_to_the_very_end(
    view: ResultsView, model: ResultsModel, shapes: Shapes
) -> None:
    show(model, shapes, 50_000, 50_000)
    view.show_row(99_999)
    assert view.viewport().rect().contains(rect(view, 99_999))
    view.set_cell_size(160)
    QApplication.processEvents()
    assert rect(view, 99_999).height() > 100


def test_a_photo_that_was_turned_has_its_new_form_once_it_is_asked_again(shapes: Shapes) -> None:
    turned = {7: 1.5}
    shapes.start(lambda ids: np.asarray([turned[photo_id] for photo_id in ids.tolist()], np.float32))
    ids = np.asarray([7], np.int64)
    assert shapes.of(ids).tolist() == [1.0]
    shapes.learn(ids)
    turned[7] = 0.75
    shapes.learn(ids)
    assert shapes.of(ids).tolist() == [1.5]
    shapes.doubt([7])
    assert shapes.of(ids).tolist() == [1.5]
    shapes.learn(ids)
    assert shapes.of(ids).tolist() == [0.75]
    turned[7] = 2.0
    shapes.doubt_all()
    shapes.learn(ids)
    assert shapes.of(ids).tolist() == [2.0]
