"""Keys and buttons of the mouse that mean the same wherever the keyboard is."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from photosearch.types.queries import Filters, SearchQuery
from photosearch.ui.window.main_window import MainWindow
from tests.fakes import FakeEngine


@pytest.fixture
def active(qtbot: QtBot, window: MainWindow) -> MainWindow:
    """The window with the keyboard: shortcuts work in an active window only."""
    with qtbot.waitActive(window):
        window.activateWindow()
    return window


def search(qtbot: QtBot, window: MainWindow, text: str) -> None:
    window.search_bar.set_text(text)
    qtbot.waitUntil(lambda: window.is_settled)


def field(window: MainWindow) -> QLineEdit:
    return window.search_bar.line_edit


def labels(window: MainWindow) -> list[str]:
    return [chip.label for chip in window.search_bar.chips]


def last_query(engine: FakeEngine) -> SearchQuery:
    return engine.asking.queries[-1]


def press(window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = window.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifier)


def test_escape_takes_the_selection_the_chips_and_the_words_in_turn(qtbot: QtBot, active: MainWindow) -> None:
    search(qtbot, active, "sunset")
    active.question.narrow(Filters(formats=frozenset({"JPEG", "PNG"})))
    view = active.gallery.view
    view.focus_first()
    press(active, Qt.Key.Key_Escape)
    assert view.selected_count == 0
    assert len(labels(active)) == 2
    press(active, Qt.Key.Key_Escape)
    assert labels(active) == ["JPEG"]
    press(active, Qt.Key.Key_Escape)
    assert labels(active) == []
    assert field(active).text() == "sunset"
    press(active, Qt.Key.Key_Escape)
    assert field(active).text() == ""
    press(active, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: active.is_settled)
    assert active.gallery.model.rowCount() == 300


def test_escape_in_the_field_is_about_the_search_not_about_what_is_selected(qtbot: QtBot, active: MainWindow) -> None:
    search(qtbot, active, "sunset")
    active.gallery.view.show_row(0)
    active.search_bar.focus()
    press(active, Qt.Key.Key_Escape)
    assert field(active).text() == ""
    assert field(active).hasFocus()


def test_the_folder_that_is_looked_at_is_left_last(qtbot: QtBot, active: MainWindow, fake_engine: FakeEngine) -> None:
    (root,) = fake_engine.library.roots()
    active.question.narrow(Filters(root_ids=frozenset({root.root_id})))
    search(qtbot, active, "sunset")
    active.search_bar.focus()
    press(active, Qt.Key.Key_Escape)
    assert (field(active).text(), len(labels(active))) == ("", 1)
    press(active, Qt.Key.Key_Escape)
    assert labels(active) == []


def test_searches_are_gone_back_and_forward_through(qtbot: QtBot, active: MainWindow, fake_engine: FakeEngine) -> None:
    search(qtbot, active, "sunset")
    search(qtbot, active, "fog")
    press(active, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert field(active).text() == "sunset"
    qtbot.waitUntil(lambda: last_query(fake_engine).text == "sunset")
    press(active, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert field(active).text() == ""
    press(active, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    press(active, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert field(active).text() == "fog"


def test_the_buttons_of_the_mouse_do_it_too(qtbot: QtBot, active: MainWindow) -> None:
    search(qtbot, active, "sunset")
    view = active.gallery.view
    selected = view.selected_rows
    QTest.mouseClick(view.viewport(), Qt.MouseButton.BackButton, pos=QPoint(300, 200))
    assert field(active).text() == ""
    assert view.selected_rows == selected
    QTest.mouseClick(active.preview_pane, Qt.MouseButton.ForwardButton)
    assert field(active).text() == "sunset"


def test_letters_typed_into_the_photos_are_words_to_search_for(
    qtbot: QtBot, active: MainWindow, fake_engine: FakeEngine
) -> None:
    active.gallery.view.focus_first()
    press(active, Qt.Key.Key_D)
    assert field(active).hasFocus()
    # Letters that are commands elsewhere are letters now.
    for key in (Qt.Key.Key_O, Qt.Key.Key_F, Qt.Key.Key_S):
        press(active, key)
    assert field(active).text() == "dofs"
    qtbot.waitUntil(lambda: last_query(fake_engine).text == "dofs")


def test_single_letters_are_commands_only_while_nothing_is_typed(
    qtbot: QtBot, active: MainWindow, fake_engine: FakeEngine
) -> None:
    search(qtbot, active, "fog")
    active.gallery.view.focus_first()
    press(active, Qt.Key.Key_S)
    assert field(active).text() == "fogs"
    press(active, Qt.Key.Key_Backspace)
    active.gallery.view.focus_first()
    press(active, Qt.Key.Key_Backspace)
    assert field(active).text() == "fo"
    active.question.clear()
    qtbot.waitUntil(lambda: active.is_settled)
    active.gallery.view.focus_first()
    press(active, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: bool(last_query(fake_engine).images))


def test_the_long_key_of_a_command_works_beside_words(
    qtbot: QtBot, active: MainWindow, fake_engine: FakeEngine
) -> None:
    search(qtbot, active, "fog")
    active.gallery.view.focus_first()
    press(active, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: bool(last_query(fake_engine).images))


def test_a_chip_that_was_taken_away_comes_back(qtbot: QtBot, active: MainWindow) -> None:
    QTest.keyClicks(field(active), "fog")
    active.question.narrow(Filters(formats=frozenset({"JPEG"})))
    active.search_bar.chips[0].removed.emit()
    assert field(active).hasFocus()
    press(active, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert labels(active) == ["JPEG"]
    assert field(active).text() == "fog"
    press(active, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert labels(active) == []


def test_a_search_that_was_cleared_comes_back(qtbot: QtBot, active: MainWindow, fake_engine: FakeEngine) -> None:
    search(qtbot, active, "sunset")
    active.question.narrow(Filters(formats=frozenset({"JPEG"})))
    active.question.clear()
    active.gallery.view.setFocus()
    press(active, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: last_query(fake_engine).text == "sunset")
    assert last_query(fake_engine).filters.formats == {"JPEG"}


def test_what_was_typed_last_the_field_takes_back_itself(active: MainWindow) -> None:
    active.question.narrow(Filters(formats=frozenset({"JPEG"})))
    active.search_bar.focus()
    QTest.keyClicks(field(active), "fog")
    press(active, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field(active).text() == ""
    assert len(labels(active)) == 1


def test_a_folder_that_was_left_out_comes_back(qtbot: QtBot, active: MainWindow, fake_engine: FakeEngine) -> None:
    (root,) = fake_engine.library.roots()
    active.library.exclusions.exclude_folder(root.path / "Screenshots")
    qtbot.waitUntil(lambda: bool(fake_engine.library.roots()[0].exclusions))
    qtbot.waitUntil(lambda: active.gallery.notes.banner.isVisible())
    active.gallery.view.setFocus()
    press(active, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not fake_engine.library.roots()[0].exclusions)


def test_a_folder_that_was_dropped_is_said_and_can_be_taken_out_again(
    qtbot: QtBot, active: MainWindow, fake_engine: FakeEngine, tmp_path: Path
) -> None:
    (tmp_path / "旅行").mkdir()
    active.pictures.folder_offered.emit(tmp_path / "旅行")
    qtbot.waitUntil(lambda: len(active.library.roots) == 2)
    qtbot.waitUntil(lambda: "旅行" in active.gallery.notes.banner.accessibleName())
    search(qtbot, active, "sunset")
    (undo,) = [b for b in active.gallery.notes.banner.findChildren(QPushButton) if b.text() == "Undo"]
    QTest.mouseClick(undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(fake_engine.library.roots()) == 1)
    assert field(active).text() == "sunset"
    qtbot.waitUntil(lambda: "no longer added" in active.gallery.notes.banner.accessibleName())
