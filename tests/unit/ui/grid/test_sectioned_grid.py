"""The line between what fits and what may fit, in the real grid: seen, gone over, never an item."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QHoverEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from photosearch.types.queries import Band
from photosearch.ui.background import Background
from photosearch.ui.grid.hits import Hits
from photosearch.ui.grid.results_model import ResultsModel
from photosearch.ui.grid.results_view import ResultsView
from photosearch.ui.grid.thumbnail_loader import ThumbnailLoader
from photosearch.ui.look.theme import apply_theme, colours
from photosearch.ui.look.translation import Translation
from tests.fakes import FakeEngine

STRONG, POSSIBLE = 5, 30


@pytest.fixture
def model(background: Background) -> ResultsModel:
    return ResultsModel(background, background)


@pytest.fixture
def view(qtbot: QtBot, background: Background, model: ResultsModel, tmp_path: Path) -> Iterator[ResultsView]:
    """Cells in rows of four."""
    engine = FakeEngine(tmp_path, 100_000)
    thumbnails = ThumbnailLoader(background, background)
    made = ResultsView(model, thumbnails)
    qtbot.addWidget(made)
    model.start(engine.library.photos)
    thumbnails.start(engine.pictures.thumbnail)
    made.resize(420, 500)
    made.set_cell_size(100)
    show(model, STRONG, POSSIBLE)
    made.show()
    made.focus_first()
    assert made.columns == 4
    yield made
    qtbot.waitUntil(lambda: not model.is_fetching and thumbnails.is_idle)
    thumbnails.close()


def show(model: ResultsModel, strong: int, possible: int, far: int = 0) -> None:
    bands = np.repeat(np.array([Band.STRONG, Band.POSSIBLE, Band.FAR], np.uint8), [strong, possible, far])
    model.set_hits(Hits(np.arange(1, len(bands) + 1, dtype=np.int64), bands))


def titles(view: ResultsView) -> list[str]:
    return [title for title, _ in view.title_rects()]


def top(view: ResultsView, row: int) -> int:
    return view.visualRect(view.model().index(row, 0)).top()


def test_a_line_across_the_whole_width_stands_before_what_may_fit(view: ResultsView) -> None:
    ((title, rect),) = view.title_rects()
    assert title == "Perhaps also"
    assert rect.width() == view.viewport().width()
    assert top(view, STRONG - 1) + view.cell_px < rect.top() + rect.height() == top(view, STRONG)
    picture = view.viewport().grab().toImage()
    ratio = picture.devicePixelRatio()
    row = [picture.pixelColor(round(x * ratio), round(rect.center().y() * ratio)) for x in range(rect.width())]
    line = picture.copy(0, round(rect.top() * ratio), picture.width(), round(rect.height() * ratio))
    shades = {line.pixelColor(x, y).name() for x in range(line.width()) for y in range(line.height())}
    assert colours().border.name() in shades
    assert len(row) == rect.width()
    for x in range(5, rect.width(), 50):
        assert not view.indexAt(QPoint(x, rect.center().y())).isValid()


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((5, 0, 0), []),
        ((0, 5, 0), ["Perhaps"]),
        ((0, 0, 5), ["These are merely the nearest photos."]),
        ((1, 2, 0), ["Perhaps also"]),
        ((1, 0, 5), ["These are merely the nearest photos."]),
        ((0, 0, 0), []),
    ],
)
def test_the_line_says_what_comes_below_it(
    view: ResultsView, model: ResultsModel, counts: tuple[int, int, int], expected: list[str]
) -> None:
    show(model, *counts)
    assert titles(view) == expected


def test_browsing_has_no_line(view: ResultsView, model: ResultsModel) -> None:
    model.set_hits(Hits(np.arange(1, 20, dtype=np.int64)))
    assert titles(view) == []
    assert top(view, 0) == 0


def test_it_speaks_the_language_of_the_window(qtbot: QtBot, view: ResultsView, translation: Translation) -> None:
    translation.use("zh")
    qtbot.waitUntil(lambda: titles(view) == ["也许还有"])


def test_the_arrow_keys_go_over_it(qtbot: QtBot, view: ResultsView) -> None:
    keys = (
        (Qt.Key.Key_Right, 1),
        (Qt.Key.Key_Right, 2),
        (Qt.Key.Key_Down, 4),  # the last of the short second line
        (Qt.Key.Key_Right, 4),
        (Qt.Key.Key_Down, 5),
        (Qt.Key.Key_Right, 6),
        (Qt.Key.Key_Up, 4),
        (Qt.Key.Key_Up, 0),
        (Qt.Key.Key_End, STRONG + POSSIBLE - 1),
        (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_PageDown, 13),
        (Qt.Key.Key_PageUp, 0),
    )
    for key, row in keys:
        QTest.keyClick(view, key)
        assert view.currentIndex().row() == row, key
    with qtbot.waitSignal(view.search_focus_requested):
        QTest.keyClick(view, Qt.Key.Key_Up)


def test_shift_selects_over_it(view: ResultsView) -> None:
    view.show_row(3)
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert view.selected_rows == [3, 4, 5]
    view.selectAll()
    assert view.selected_count == STRONG + POSSIBLE


def test_a_press_on_it_selects_nothing(view: ResultsView) -> None:
    view.show_row(0)
    ((_, rect),) = view.title_rects()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert view.selected_rows == []


def drag(view: ResultsView, begin: QPoint, *ways: QPoint) -> None:
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=begin)
    for way in ways:
        left = Qt.MouseButton.LeftButton
        place = view.viewport().mapToGlobal(way)
        kind, no_key = QEvent.Type.MouseMove, Qt.KeyboardModifier.NoModifier
        event = QMouseEvent(kind, QPointF(way), QPointF(place), Qt.MouseButton.NoButton, left, no_key)
        QApplication.sendEvent(view.viewport(), event)


def test_a_rubber_band_from_it_selects_on_both_sides(view: ResultsView) -> None:
    ((_, rect),) = view.title_rects()
    begin = QPoint(view.cell_px + 20, rect.center().y())
    drag(view, begin, begin + QPoint(30, 10), QPoint(2 * view.cell_px + 20, top(view, STRONG) + 10))
    assert view.selected_rows == [STRONG + 1, STRONG + 2]
    painted = view.viewport().grab().toImage()
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=begin)
    assert view.viewport().grab().toImage() != painted
    assert view.selected_rows == [STRONG + 1, STRONG + 2]


def test_the_first_below_it_comes_into_view_with_it(view: ResultsView) -> None:
    view.show_row(STRONG + POSSIBLE - 1)
    ((_, rect),) = view.title_rects()
    assert rect.bottom() < 0
    view.show_row(STRONG)
    ((_, rect),) = view.title_rects()
    assert rect.top() == 0
    last = view.model().index(STRONG + POSSIBLE - 1, 0)
    view.scrollTo(last, ResultsView.ScrollHint.PositionAtCenter)
    assert view.verticalScrollBar().value() == view.verticalScrollBar().maximum()


def test_one_can_scroll_to_the_very_end(view: ResultsView, model: ResultsModel) -> None:
    for strong, possible in ((5, 30), (50_000, 50_000), (0, 3)):
        show(model, strong, possible)
        view.show_row(strong + possible - 1)
        rect = view.visualRect(view.currentIndex())
        assert view.viewport().rect().contains(rect)


def test_the_cell_under_the_mouse_is_painted_so(qtbot: QtBot, view: ResultsView, model: ResultsModel) -> None:
    qtbot.waitUntil(lambda: not model.is_fetching)
    plain = view.viewport().grab(view.visualRect(view.model().index(STRONG, 0))).toImage()
    middle = QPointF(view.visualRect(view.model().index(STRONG, 0)).center())
    for kind in (QEvent.Type.HoverEnter, QEvent.Type.HoverMove):
        QApplication.sendEvent(view.viewport(), QHoverEvent(kind, middle, QPointF(view.mapToGlobal(middle)), middle))
    hovered = view.viewport().grab(view.visualRect(view.model().index(STRONG, 0))).toImage()
    assert hovered != plain


def test_scrolling_brings_another_cell_under_a_mouse_that_rests(
    qtbot: QtBot, view: ResultsView, model: ResultsModel
) -> None:
    show(model, 0, 30)
    qtbot.waitUntil(lambda: not model.is_fetching)
    below = view.model().index(4, 0)
    middle = QPointF(view.visualRect(view.model().index(0, 0)).center())
    QApplication.sendEvent(
        view.viewport(), QHoverEvent(QEvent.Type.HoverEnter, middle, QPointF(view.mapToGlobal(middle)), middle)
    )
    view.verticalScrollBar().setValue(view.cell_px + 4)
    under_mouse = view.viewport().grab(view.visualRect(below)).toImage()
    view.verticalScrollBar().setValue(10 * view.cell_px)
    view.verticalScrollBar().setValue(view.cell_px + 4)
    assert view.viewport().grab(view.visualRect(below)).toImage() == under_mouse
    QApplication.sendEvent(
        view.viewport(), QHoverEvent(QEvent.Type.HoverLeave, QPointF(-1, -1), QPointF(-1, -1), middle)
    )
    assert view.viewport().grab(view.visualRect(below)).toImage() != under_mouse


def test_photos_that_leave_close_the_gap(view: ResultsView, model: ResultsModel) -> None:
    model.remove([1, 2, 3, 4])
    assert titles(view) == ["Perhaps also"]
    assert view.indexAt(QPoint(5, 5)).row() == 0
    model.remove([5])
    assert titles(view) == ["Perhaps"]
    assert view.title_rects()[0][1].top() == 0


def test_a_screen_reader_finds_a_list_of_photos_with_how_well_they_fit(
    qtbot: QtBot, view: ResultsView, model: ResultsModel
) -> None:
    view.grab()  # what is seen is fetched
    qtbot.waitUntil(lambda: not model.is_fetching)
    found = QAccessible.queryAccessibleInterface(view)
    assert found is not None
    assert found.role() is QAccessible.Role.List
    assert found.text(QAccessible.Text.Name) == "Photos found"
    assert found.childCount() == STRONG + POSSIBLE
    said = [found.child(row).text(QAccessible.Text.Name).rpartition(", ")[2] for row in (0, STRONG)]
    assert said == ["Good match", "Perhaps"]
    assert found.child(STRONG).rect().top() > found.child(STRONG - 1).rect().bottom()


@pytest.fixture
def screen_reader() -> Iterator[None]:
    """One listens in this test."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


def test_a_screen_reader_follows_the_keyboard_over_the_line(
    qtbot: QtBot, view: ResultsView, model: ResultsModel, screen_reader: None
) -> None:
    qtbot.waitUntil(lambda: not model.is_fetching)
    found = QAccessible.queryAccessibleInterface(view)
    assert found is not None
    for key, name, fit in (
        (Qt.Key.Key_Down, "IMG_00005.jpg", "Good match"),
        (Qt.Key.Key_Down, "IMG_00006.jpg", "Perhaps"),
    ):
        QTest.keyClick(view, key)
        heard = found.focusChild()
        assert heard is not None
        said = heard.text(QAccessible.Text.Name)
        assert (said.partition(", ")[0], said.rpartition(", ")[2]) == (name, fit)


def test_the_grid_takes_its_time_from_what_is_seen_not_from_what_there_is(
    view: ResultsView, model: ResultsModel
) -> None:
    show(model, 50_000, 50_000)
    QApplication.processEvents()
    assert view.verticalScrollBar().maximum() > 2_000_000
    ((_, rect),) = view.title_rects()
    view.verticalScrollBar().setValue(rect.top() - 100)
    ((title, rect),) = view.title_rects()
    assert (title, rect.top()) == ("Perhaps also", 100)
    assert view.indexAt(QPoint(5, rect.bottom() + 5)).row() == 50_000


def hover(view: ResultsView, place: QPoint) -> None:
    where = QPointF(place)
    QApplication.sendEvent(view.viewport(), QHoverEvent(QEvent.Type.HoverMove, where, where, where))


def leave(view: ResultsView) -> None:
    outside = QPointF(-1, -1)
    QApplication.sendEvent(view.viewport(), QHoverEvent(QEvent.Type.HoverLeave, outside, outside, outside))


def cell_of(view: ResultsView, model: ResultsModel, photo_id: int) -> QPoint:
    """Where this photo is in the viewport."""
    return view.visualRect(model.index(model.photo_ids.tolist().index(photo_id))).topLeft()


def merged(model: ResultsModel, *, before: int, after: int) -> Hits:
    """The photos shown, so many new ones before them and so many in between."""
    old = model.photo_ids
    new = 1_000 + np.arange(before + after, dtype=np.int64)
    middle = len(old) // 2
    photo_ids = np.concatenate([new[:before], old[:middle], new[before:], old[middle:]])
    return Hits(photo_ids, np.full(len(photo_ids), Band.STRONG, np.uint8))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=st.integers(0, 30), after=st.integers(0, 30), column=st.integers(0, 3), down_px=st.integers(1, 700))
def test_what_is_under_the_mouse_stays_there_when_photos_come(
    view: ResultsView, model: ResultsModel, before: int, after: int, column: int, down_px: int
) -> None:
    model.set_hits(Hits(np.arange(1, 101, dtype=np.int64), np.full(100, Band.STRONG, np.uint8)))
    view.updateGeometries()
    view.verticalScrollBar().setValue(down_px)
    assert not view.is_at_rest
    hover(view, QPoint(column * 105 + 50, 250))
    seen = model.photo_ids[view.indexAt(QPoint(column * 105 + 50, 250)).row()]
    place = cell_of(view, model, seen)
    model.merge(merged(model, before=before, after=after))
    assert cell_of(view, model, seen) == place


def test_a_chosen_photo_stays_where_it_is_and_chosen_when_photos_come_or_go(
    view: ResultsView, model: ResultsModel
) -> None:
    model.set_hits(Hits(np.arange(1, 101, dtype=np.int64), np.full(100, Band.STRONG, np.uint8)))
    leave(view)
    view.show_row(50)
    place = cell_of(view, model, 51)
    changes = (partial(model.merge, merged(model, before=7, after=0)), partial(model.remove, [1, 2, 8, 60]))
    for change in changes:
        change()
        assert cell_of(view, model, 51) == place
        assert model.photo_ids[view.currentIndex().row()] == 51
        assert view.selected_rows == [view.currentIndex().row()]


def test_at_the_top_the_first_line_is_full_again(view: ResultsView, model: ResultsModel) -> None:
    model.set_hits(Hits(np.arange(1, 101, dtype=np.int64), np.full(100, Band.STRONG, np.uint8)))
    leave(view)
    view.show_row(50)
    model.merge(merged(model, before=7, after=0))
    assert view.grid_layout().rect_of(0)[0] > 0
    view.verticalScrollBar().setValue(0)
    assert view.grid_layout().rect_of(0)[:2] == (0, 0)


def test_nobody_is_at_work_with_a_grid_that_was_not_touched(view: ResultsView, model: ResultsModel) -> None:
    show(model, STRONG, POSSIBLE)
    assert view.is_at_rest
    model.merge(merged(model, before=5, after=0))
    assert view.verticalScrollBar().value() == 0
    view.show_row(0)
    assert not view.is_at_rest


def test_the_scroll_bar_is_seen_only_where_something_scrolls(
    qapp: QApplication, view: ResultsView, model: ResultsModel
) -> None:
    apply_theme(qapp, "light")
    bar, width_px = view.verticalScrollBar(), view.viewport().width()

    def looks() -> set[int]:
        image = bar.grab().toImage()
        return {image.pixel(x, y) for x in range(image.width()) for y in range(0, image.height(), 5)}

    show(model, 5, 300)
    view.updateGeometries()
    assert len(looks()) > 1
    show(model, 3, 0)
    view.updateGeometries()
    assert len(looks()) == 1
    assert view.viewport().width() == width_px
