"""Nothing in the window holds a character that is not seen: what is copied, or spelt out, is what is shown."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QWidget,
)
from pytestqt.qtbot import QtBot

from photosearch.types.files import ProblemReason
from photosearch.types.queries import Filters
from photosearch.ui.look.translation import Translation
from photosearch.ui.look.wrapping_label import WrappingLabel
from photosearch.ui.settings.settings_dialog import SettingsDialog
from photosearch.ui.window.main_window import MainWindow
from photosearch.ui.window.pages import State
from tests.fakes import FakeEngine
from tests.unit.ui.conftest import OpenWindow

FOLDER = "2024_a-long_folder-name-without_any_space/and_another-one-below-it"
_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
)


@pytest.fixture
def full_window(qtbot: QtBot, open_window: OpenWindow, tmp_path: Path) -> MainWindow:
    """Everything that can be open is open, over a folder with a long name."""
    engine = FakeEngine(tmp_path / FOLDER, 30)
    engine.library.add_problem("a_broken-one.jpg", ProblemReason.DAMAGED)
    window = open_window(engine)
    window.gallery.view.show_row(0)
    photo = window.gallery.model.photo(0)
    assert photo is not None
    window.question.narrow(Filters(folder=tmp_path / FOLDER))
    window.pictures.search_without([replace(photo, path=photo.path.with_name("not_this-one.jpg"))])
    window.gallery.notes.show_warning("https://example.org/" + "an_address_that_never_ends" * 4)
    window.library.show_library()
    window.library.problems.show()
    window.settings_flow.show_dialog()
    (settings,) = window.findChildren(SettingsDialog)
    settings.show_models()
    QTest.keySequence(window, "F1")
    window.viewer.show_row(0)
    window.viewer.show()
    qtbot.waitUntil(lambda: window.is_settled and window.viewer.is_loaded)
    return window


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_text_or_name_holds_one(full_window: MainWindow, translation: Translation, language: str) -> None:
    translation.use(language)
    said = list(_everything_said())
    assert len(said) > 300
    assert any(FOLDER.rpartition("/")[2] in text for _, text in said)
    assert [(where, text) for where, text in said if _hidden(text)] == []


@pytest.mark.parametrize("state", list(State))
def test_no_page_holds_one(full_window: MainWindow, state: State) -> None:
    page = full_window.gallery.page
    page.set_state(state, "/a/very_long-path/" + "without_a_space" * 10, asked="and_a_word_without_end" * 9)
    assert [text for label in page.findChildren(QLabel) if _hidden(text := label.text())] == []


def test_the_folder_is_copied_as_it_is_called(full_window: MainWindow, tmp_path: Path) -> None:
    shown = [label for label in full_window.preview_pane.findChildren(WrappingLabel) if FOLDER in label.text()]
    assert shown
    QTest.mouseDClick(shown[0], Qt.MouseButton.LeftButton)
    QTest.keySequence(shown[0], "Ctrl+C")
    photo = full_window.gallery.model.photo(0)
    assert photo is not None
    assert QGuiApplication.clipboard().text() == str(photo.path.parent)


def _hidden(text: str) -> str:
    """What of it takes no room: format characters (U+200B, U+FEFF, U+2060, soft hyphens and kin) and controls."""
    return "".join(letter for letter in text if unicodedata.category(letter) in ("Cf", "Cc") and letter not in "\n\t")


def _everything_said() -> Iterator[tuple[str, str]]:
    """(the class of the widget, a text of it) for all widgets, their menus and what a screen reader gets of them."""
    for widget in (found for top in QApplication.topLevelWidgets() for found in (top, *top.findChildren(QWidget))):
        for text in _texts_of(widget):
            yield type(widget).__name__, text


def _texts_of(widget: QWidget) -> Iterator[str]:
    yield from (widget.accessibleName(), widget.accessibleDescription(), widget.toolTip(), widget.windowTitle())
    reader = QAccessible.queryAccessibleInterface(widget)
    if reader is not None:
        yield from (reader.text(kind) for kind in (QAccessible.Text.Name, QAccessible.Text.Value))
    if isinstance(widget, QLabel | QLineEdit | QAbstractButton):
        yield widget.text()
    if isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(number) for number in range(widget.count()))
    if isinstance(widget, QMenu):
        yield from (text for action in widget.actions() for text in _texts_of_action(action))
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        model = widget.model()
        indexes = [model.index(row, 0) for row in range(min(model.rowCount(), 20))]
        yield from (str(index.data(role) or "") for index in indexes for role in _ROLES)
    yield from (text for action in widget.actions() for text in _texts_of_action(action))


def _texts_of_action(action: QAction) -> tuple[str, str]:
    return action.text(), action.toolTip()
