"""Whole photos in rows, chosen in the real window."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from photosearch.events import PhotosChanged
from photosearch.types.arrays import Float32Array, Int64Array
from photosearch.ui.window.main_window import MainWindow
from tests.fakes import FakeEngine
from tests.unit.ui.conftest import OpenWindow


def button(window: MainWindow) -> QToolButton:
    (found,) = (b for b in window.top_bar.findChildren(QToolButton) if b.accessibleName() == "Whole photos in rows")
    return found


def cell(window: MainWindow, row: int) -> QRect:
    return window.gallery.view.visualRect(window.gallery.model.index(row, 0))


def are_rows(window: MainWindow) -> bool:
    """The fourth photo is upright, the others are wide."""
    first, fourth = cell(window, 0), cell(window, 3)
    return first.width() > first.height() and fourth.width() < fourth.height()


def test_squares_become_rows_and_squares_again(qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine) -> None:
    assert cell(window, 0).width() == cell(window, 0).height()
    QTest.mouseClick(button(window), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: are_rows(window))
    assert fake_engine.settings.now.cells == "rows"
    QTest.mouseClick(button(window), Qt.MouseButton.LeftButton)
    assert cell(window, 0).width() == cell(window, 0).height()
    assert fake_engine.settings.now.cells == "squares"


def test_a_key_does_it_too(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitActive(window):
        window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: are_rows(window))
    assert button(window).isChecked()


def test_what_was_chosen_is_so_from_the_first_photo_on(open_window: OpenWindow, fake_engine: FakeEngine) -> None:
    fake_engine.settings.change(cells="rows")
    window = open_window(fake_engine)
    assert are_rows(window)
    assert button(window).isChecked()


def test_photos_that_are_searched_for_and_that_come_have_their_form_at_once(
    qtbot: QtBot, open_window: OpenWindow, fake_engine: FakeEngine
) -> None:
    fake_engine.settings.change(cells="rows")
    window = open_window(fake_engine)
    shown: list[bool] = []
    window.search.answered.connect(lambda _result: shown.append(are_rows(window)))
    window.search_bar.set_text("cat")
    qtbot.waitUntil(lambda: bool(shown) and window.is_settled)
    fake_engine.events.publish(PhotosChanged(added=fake_engine.library.add_photos(8)))
    qtbot.waitUntil(lambda: window.gallery.model.rowCount() == 308)
    assert all(shown)
    for row, photo_id in enumerate(window.gallery.model.photo_ids.tolist()):
        assert (cell(window, row).width() < cell(window, row).height()) == (photo_id % 4 == 0)


def test_a_photo_that_was_turned_gets_its_new_form(
    qtbot: QtBot, open_window: OpenWindow, fake_engine: FakeEngine
) -> None:
    fake_engine.settings.change(cells="rows")
    window = open_window(fake_engine)
    (first,) = window.gallery.model.photo_ids[:1].tolist()
    was = cell(window, 0)

    def turned(photo_ids: Int64Array) -> Float32Array:
        return np.full(photo_ids.size, 2 / 3, np.float32)

    window.gallery.shapes.start(turned)
    fake_engine.events.publish(PhotosChanged(retold=(first,)))
    qtbot.waitUntil(lambda: cell(window, 0) != was)
    assert cell(window, 0).width() < cell(window, 0).height()
