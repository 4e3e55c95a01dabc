"""Everything by the keyboard: each window is gone through with Tab and back, and shows where one is."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from photosearch.ui.library.sidebar_row import SidebarRow
from photosearch.ui.look.theme import apply_theme
from photosearch.ui.photo.viewer import Viewer
from photosearch.ui.window.main_window import MainWindow
from tests.fakes import FakeEngine
from tests.unit.ui.keyboard import picture_around, usable, walk
from tests.unit.ui.scenes import SCENES, Stage

_WINDOWS = ("found", "busy", "warned", "viewer", "models", "library", "keys", "export", "problems", "removal", "dates")


@pytest.fixture(params=["light", "dark"])
def theme(request: pytest.FixtureRequest, qapp: QApplication) -> str:
    chosen: str = request.param
    apply_theme(qapp, chosen)
    return chosen


@pytest.fixture
def light(qapp: QApplication) -> None:
    apply_theme(qapp, "light")


def called(stops: list[QWidget]) -> list[str]:
    return [stop.accessibleName() or (stop.text() if isinstance(stop, QAbstractButton) else "") for stop in stops]


@pytest.mark.usefixtures("light")
@pytest.mark.parametrize("scene", _WINDOWS)
def test_all_of_a_window_is_reached_and_each_stop_is_seen(
    qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine, scene: str
) -> None:
    shown = SCENES[scene](Stage(window, fake_engine, qtbot)).window()
    stops = walk(shown)
    assert set(walk(shown, Qt.Key.Key_Backtab)) == set(stops)
    not_reached = [widget for widget in usable(shown) if widget not in stops and not _goes_by_arrows(widget)]
    assert not not_reached, called(not_reached)
    for stop in stops:
        stop.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        assert not stop.visibleRegion().isEmpty(), called([stop])
        assert isinstance(stop, Viewer) or _changes_with_focus(stop), called([stop])
    shown.close()


def _goes_by_arrows(widget: QWidget) -> bool:
    """Rows of which one is chosen are one stop, as radio buttons are."""
    return isinstance(widget, SidebarRow) and widget.group() is not None


def _changes_with_focus(stop: QWidget) -> bool:
    before = picture_around(stop)
    stop.clearFocus()
    QApplication.processEvents()
    return picture_around(stop) != before


def test_the_focus_is_seen_in_both_themes(window: MainWindow, theme: str) -> None:
    assert theme
    window.gallery.view.focus_first()
    for stop in walk(window):
        stop.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        assert _changes_with_focus(stop), called([stop])


def test_tab_goes_as_one_reads_also_to_what_came_later(window: MainWindow) -> None:
    window.search_bar.focus()
    names = called(walk(window))
    parts = ["Search", "Settings", "All photos 300", "Add a folder", "Filter: Date", "Photos found", "Find similar"]
    assert [name for name in names if name in parts] == parts


def test_cards_that_came_later_stand_before_what_is_below_them(
    qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine
) -> None:
    for scene, above, below in (("models", "Download Chinese-CLIP ViT-B/16", "Close"), ("library", "Rescan", "Close")):
        shown = SCENES[scene](Stage(window, fake_engine, qtbot)).window()
        qtbot.waitUntil(lambda: above in called(usable(shown)))  # noqa: B023 - asked in this round only
        (first,) = (w for w in usable(shown) if called([w]) == [above])
        first.setFocus()
        names = called(walk(shown))
        assert names.index(above) < names.index(below), scene
        shown.close()


def test_arrows_go_through_the_places_of_the_library(window: MainWindow) -> None:
    rows = {row.accessibleName(): row for row in window.sidebar.findChildren(SidebarRow) if row.isVisible()}
    places = ["All photos 300", "Recently added", "photos 300"]
    rows[places[0]].setFocus()
    for here, following in pairwise(places):
        QTest.keyClick(rows[here], Qt.Key.Key_Down)
        assert rows[following].hasFocus()
        assert rows[following].isChecked()


def test_the_menu_of_a_photo_opens_by_its_key_at_the_photo(qtbot: QtBot, window: MainWindow) -> None:
    view = window.gallery.view
    view.show_row(0)
    view.setFocus()
    # What Qt makes of the menu key.
    place = view.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, view.mapToGlobal(place))
    QApplication.sendEvent(view, event)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    cell = view.visualRect(view.model().index(0, 0))
    assert cell.contains(view.viewport().mapFromGlobal(menu.pos()))
    menu.close()


def test_dialogs_close_by_esc(qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine) -> None:
    for scene in ("settings", "about", "library", "keys", "export", "problems", "removal", "dates", "folders"):
        shown = SCENES[scene](Stage(window, fake_engine, qtbot)).window()
        shown.activateWindow()
        QTest.keyClick(QApplication.focusWidget() or shown, Qt.Key.Key_Escape)
        assert not shown.isVisible(), scene
