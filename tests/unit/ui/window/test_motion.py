"""What moves, and that nothing does where it is not wanted; input is never kept waiting."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from photosearch.ui.library.sidebar_row import SidebarRow
from photosearch.ui.look.motion import MOTION_MS, Moving, has_motion, set_motion
from photosearch.ui.window.main_window import MainWindow
from tests.fakes import FakeEngine
from tests.unit.ui.conftest import OpenWindow
from tests.unit.ui.scenes import SCENES, Stage


@pytest.fixture(autouse=True)
def afterwards_nothing_moves() -> Iterator[None]:
    yield
    set_motion(False)


@pytest.fixture
def moving_window(open_window: OpenWindow, fake_engine: FakeEngine) -> MainWindow:
    fake_engine.settings.change(motion="on")
    return open_window(fake_engine)


def moving(window: QWidget) -> list[Moving]:
    return [one for one in window.findChildren(Moving) if one.isVisible()]


def _is_so(moves: bool) -> bool:
    return has_motion() is moves


def test_a_motion_is_short() -> None:
    assert MOTION_MS < 150


def test_a_pane_slides_and_is_used_meanwhile(qtbot: QtBot, moving_window: MainWindow) -> None:
    for pane, keys in ((moving_window.sidebar, "Ctrl+B"), (moving_window.preview_pane, "Ctrl+I")):
        QTest.keySequence(moving_window, keys)
        assert not pane.isVisible()
        assert moving(moving_window)
        QTest.keySequence(moving_window, keys)
        assert pane.isVisible()
        assert moving(pane)
    QTest.keySequence(moving_window, "Ctrl+B")
    QTest.keySequence(moving_window, "Ctrl+B")
    assert moving(moving_window.sidebar)
    row = moving_window.sidebar.findChildren(SidebarRow)[1]
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert row.isChecked()
    qtbot.waitUntil(lambda: not moving(moving_window))
    QApplication.processEvents()
    assert not moving_window.findChildren(Moving)


def test_a_popup_comes_down(qtbot: QtBot, moving_window: MainWindow, fake_engine: FakeEngine) -> None:
    popup = SCENES["dates"](Stage(moving_window, fake_engine, qtbot))
    qtbot.waitUntil(lambda: not moving(popup))
    popup.hide()
    moving_window.gallery.filter_row.findChildren(QToolButton, "Filter")[0].click()
    assert moving(popup)
    popup.hide()


def test_thumbnails_fade_in_once(qtbot: QtBot, moving_window: MainWindow) -> None:
    gallery = moving_window.gallery
    photo = gallery.model.photo(0)
    assert photo is not None
    qtbot.waitUntil(lambda: gallery.thumbnails.presence(photo) == 1.0)
    gallery.view.set_cell_size(300)
    qtbot.waitUntil(lambda: gallery.is_settled)
    assert gallery.thumbnails.presence(photo) == 1.0


def test_a_thumbnail_that_just_came_is_not_all_there(qtbot: QtBot, moving_window: MainWindow) -> None:
    gallery = moving_window.gallery
    seen: list[float] = []
    photo = gallery.model.photo(290)
    qtbot.waitUntil(lambda: gallery.model.photo(290) is not None)
    photo = gallery.model.photo(290)
    assert photo is not None
    gallery.thumbnails.thumbnails_loaded.connect(lambda: seen.append(gallery.thumbnails.presence(photo)))
    gallery.view.show_row(290)
    qtbot.waitUntil(lambda: bool(seen) and seen[-1] == 1.0 and min(seen) < 1.0)


def test_nothing_moves_where_it_is_not_wanted(qtbot: QtBot, open_window: OpenWindow, fake_engine: FakeEngine) -> None:
    fake_engine.settings.change(motion="off")
    window = open_window(fake_engine)
    assert not has_motion()
    QTest.keySequence(window, "Ctrl+B")
    assert not window.findChildren(Moving)
    popup = SCENES["dates"](Stage(window, fake_engine, qtbot))
    assert not popup.findChildren(Moving)
    popup.hide()
    photo = window.gallery.model.photo(0)
    assert photo is not None
    assert window.gallery.thumbnails.presence(photo) == 1.0


def test_the_choice_holds_at_once(qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine) -> None:
    dialog = SCENES["settings"](Stage(window, fake_engine, qtbot))
    for chosen, moves in (("on", True), ("off", False)):
        fake_engine.settings.change(motion=chosen)
        qtbot.waitUntil(partial(_is_so, moves))
    dialog.close()
