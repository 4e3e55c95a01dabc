"""The panel below the search field, in the real window: by mouse and keyboard, and never in the way of a key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget
from pytestqt.qtbot import QtBot

from photosearch.ui.look.theme import apply_theme, colours
from photosearch.ui.search.suggestion_list import SuggestionList, cross_rect
from photosearch.ui.search.suggestions import Kind
from photosearch.ui.window.main_window import MainWindow
from tests.fakes import FakeEngine
from tests.unit.ui.conftest import OpenWindow

HISTORY = ("sunset at sea", "cat", "海边")


@pytest.fixture
def window(qtbot: QtBot, open_window: OpenWindow, fake_engine: FakeEngine) -> MainWindow:
    fake_engine.settings.change(history=HISTORY)
    made = open_window(fake_engine)
    with qtbot.waitActive(made):
        made.activateWindow()
    qtbot.waitUntil(lambda: bool(made.library.folders))
    return made


def field(window: MainWindow) -> QLineEdit:
    return window.search_bar.line_edit


def panel(window: MainWindow) -> SuggestionList:
    shown = window.search_bar.suggesting.panel
    assert shown is not None
    return shown


def texts(window: MainWindow, kind: Kind) -> list[str]:
    return [line.text for line in panel(window).lines if line.kind is kind]


def press(window: MainWindow, key: Qt.Key, times: int = 1) -> None:
    for _ in range(times):
        QTest.keyClick(field(window), key)


def click_line(window: MainWindow, row: int, *, cross: bool = False) -> None:
    rows = panel(window).findChildren(QListWidget)[0]
    rect = rows.visualItemRect(rows.item(row))
    where = cross_rect(rect).center() if cross else rect.center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=where)


def test_nothing_is_open_until_the_field_is_used(window: MainWindow) -> None:
    assert window.search_bar.suggesting.panel is None


def test_a_press_into_the_empty_field_offers_past_searches(qtbot: QtBot, window: MainWindow) -> None:
    QTest.mouseClick(field(window), Qt.MouseButton.LeftButton)
    assert texts(window, Kind.SEARCH) == list(HISTORY)
    click_line(window, 1)
    assert field(window).text() == "cat"
    assert window.search_bar.suggesting.panel is None
    qtbot.waitUntil(lambda: window.settings_flow is not None and window.question.question.terms.typed == "cat")


def test_words_and_folders_are_offered_while_one_types(window: MainWindow) -> None:
    QTest.keyClicks(field(window), "su")
    assert texts(window, Kind.WORD) == ["sunset"]
    assert texts(window, Kind.SEARCH) == ["sunset at sea"]
    field(window).clear()
    QTest.keyClicks(field(window), "202")
    assert texts(window, Kind.FOLDER) == ["2024"]


def test_it_never_covers_what_is_typed_and_stays_in_the_window(window: MainWindow) -> None:
    for size in ((1200, 800), (640, 440)):
        window.resize(*size)
        field(window).clear()
        QTest.keyClicks(field(window), "ca")
        below = field(window).mapTo(window, QPoint(0, field(window).height())).y()
        assert panel(window).geometry().top() >= below
        assert window.rect().contains(panel(window).geometry())


def test_enter_searches_for_what_is_typed_whatever_is_offered(qtbot: QtBot, window: MainWindow) -> None:
    QTest.keyClicks(field(window), "ca")
    rows = panel(window).findChildren(QListWidget)[0]
    QTest.mouseMove(rows.viewport(), rows.visualItemRect(rows.item(0)).center())
    press(window, Qt.Key.Key_Return)
    assert field(window).text() == "ca"
    assert window.search_bar.suggesting.panel is None


def test_arrow_keys_choose_a_line_that_enter_takes(qtbot: QtBot, window: MainWindow) -> None:
    QTest.keyClicks(field(window), "su")
    press(window, Qt.Key.Key_Down, 2)
    assert field(window).hasFocus()
    press(window, Qt.Key.Key_Return)
    assert field(window).text() == "sunset"
    qtbot.waitUntil(lambda: window.is_settled and window.question.question.terms.typed == "sunset")


def test_past_the_last_line_enter_is_for_what_is_typed_again(window: MainWindow) -> None:
    QTest.keyClicks(field(window), "su")
    press(window, Qt.Key.Key_Down, len(panel(window).lines) + 1)
    assert panel(window).current is None
    press(window, Qt.Key.Key_Up)
    assert panel(window).current is panel(window).lines[-1]


def test_down_goes_to_the_photos_where_nothing_is_offered(window: MainWindow) -> None:
    press(window, Qt.Key.Key_Down)
    assert window.gallery.view.hasFocus()


def test_esc_closes_it_and_nothing_else(window: MainWindow) -> None:
    QTest.keyClicks(field(window), "ca")
    press(window, Qt.Key.Key_Escape)
    assert window.search_bar.suggesting.panel is None
    assert field(window).text() == "ca"
    press(window, Qt.Key.Key_Escape)
    assert field(window).text() == ""


def test_alt_down_opens_it(window: MainWindow) -> None:
    QTest.keyClick(field(window), Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert texts(window, Kind.SEARCH) == list(HISTORY)


def test_delete_forgets_a_past_search(qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine) -> None:
    QTest.mouseClick(field(window), Qt.MouseButton.LeftButton)
    press(window, Qt.Key.Key_Down, 2)
    press(window, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: texts(window, Kind.SEARCH) == ["sunset at sea", "海边"])
    assert fake_engine.settings.now.history == ("sunset at sea", "海边")
    click_line(window, 0, cross=True)
    qtbot.waitUntil(lambda: texts(window, Kind.SEARCH) == ["海边"])
    assert field(window).text() == ""


def test_delete_is_the_fields_while_no_line_is_chosen(window: MainWindow, fake_engine: FakeEngine) -> None:
    QTest.keyClicks(field(window), "cats")
    field(window).setCursorPosition(3)
    press(window, Qt.Key.Key_Delete)
    assert field(window).text() == "cat"
    assert fake_engine.settings.now.history == HISTORY


def test_the_history_is_cleared(qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine) -> None:
    QTest.mouseClick(field(window), Qt.MouseButton.LeftButton)
    click_line(window, len(HISTORY))
    qtbot.waitUntil(lambda: window.search_bar.suggesting.panel is None)
    assert fake_engine.settings.now.history == ()


def test_a_folder_is_looked_at_and_its_name_is_no_word(qtbot: QtBot, window: MainWindow) -> None:
    QTest.keyClicks(field(window), "cat 202")
    (row,) = (row for row, line in enumerate(panel(window).lines) if line.kind is Kind.FOLDER)
    click_line(window, row)
    qtbot.waitUntil(lambda: window.is_settled)
    assert field(window).text() == "cat"
    folder = window.question.question.filters.folder
    assert folder is not None
    assert folder.name == "2024"


def test_it_closes_with_the_keyboard_elsewhere_and_makes_way_for_an_input_method(window: MainWindow) -> None:
    QTest.keyClicks(field(window), "ca")
    QApplication.sendEvent(field(window), QInputMethodEvent("hai", []))
    assert window.search_bar.suggesting.panel is None
    QApplication.sendEvent(field(window), QInputMethodEvent("", []))
    press(window, Qt.Key.Key_Backspace)
    assert panel(window).isVisible()
    window.gallery.view.setFocus()
    assert window.search_bar.suggesting.panel is None


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_it_has_a_ground_an_edge_and_round_corners(qapp: QApplication, window: MainWindow, theme: str) -> None:
    apply_theme(qapp, theme)
    QTest.mouseClick(field(window), Qt.MouseButton.LeftButton)
    place = panel(window).geometry()
    image = window.grab(place).toImage()
    ratio = image.devicePixelRatio()

    def colour(x: float, y: float) -> str:
        return image.pixelColor(round(x * ratio), round(y * ratio)).name()

    assert colour(place.width() / 2, 3) == colours().window.name()
    assert colour(place.width() / 2, 0) == colours().popup_edge.name()
    behind = window.gallery.filter_row.grab(QRect(0, 0, 1, 1)).toImage().pixelColor(0, 0).name()
    assert colour(0, 0) != colours().popup_edge.name()
    assert colour(0, 0) in (behind, colours().window.name(), colours().border.name())
    apply_theme(qapp, "light")


def test_it_speaks_chinese(window: MainWindow, chinese: None) -> None:
    QTest.mouseClick(field(window), Qt.MouseButton.LeftButton)
    rows = panel(window).findChildren(QListWidget)[0]
    assert rows.item(len(HISTORY)).text() == "清空搜索记录"
