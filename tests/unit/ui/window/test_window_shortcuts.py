"""Keys that work anywhere in the window."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QShortcut
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from photosearch.ui.settings.shortcuts_dialog import ShortcutsDialog
from photosearch.ui.window.main_window import MainWindow
from tests.fakes import FakeEngine


def press(window: MainWindow, keys: str) -> None:
    (shortcut,) = [found for found in window.findChildren(QShortcut) if found.key().toString() == keys]
    shortcut.activated.emit()


def test_no_key_has_two_meanings(window: MainWindow) -> None:
    keys = [shortcut.key().toString() for shortcut in window.findChildren(QShortcut)]
    keys += [action.shortcut().toString() for action in window.gallery.view.actions()]
    assert len(keys) == len(set(keys))


def test_a_picture_is_pasted_from_anywhere(qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine) -> None:
    image = QImage(6, 6, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    mime = QMimeData()
    mime.setImageData(image)
    QGuiApplication.clipboard().setMimeData(mime)
    press(window, "Ctrl+V")
    qtbot.waitUntil(lambda: bool(fake_engine.asking.queries[-1].images))


def test_words_are_pasted_into_the_search_field(window: MainWindow) -> None:
    QGuiApplication.clipboard().setText("red car")
    press(window, "Ctrl+V")
    assert window.search_bar.line_edit.text() == "red car"


def test_the_thumbnails_grow_and_shrink(window: MainWindow) -> None:
    before = window.gallery.view.cell_px
    for _ in range(3):
        press(window, "Ctrl++")
    assert window.gallery.view.cell_px > before
    for _ in range(3):
        press(window, "Ctrl+-")
    assert window.gallery.view.cell_px == before


def test_the_overview_opens(window: MainWindow) -> None:
    press(window, "F1")
    (dialog,) = window.findChildren(ShortcutsDialog)
    assert dialog.isVisible()
    assert not dialog.testAttribute(Qt.WidgetAttribute.WA_ShowModal)
    dialog.close()


def test_the_overview_names_every_key_of_the_window(window: MainWindow) -> None:
    keys = {shortcut.key().toString() for shortcut in window.findChildren(QShortcut)}
    keys |= {key.toString() for action in window.gallery.view.actions() for key in action.shortcuts()}
    press(window, "F1")
    (dialog,) = window.findChildren(ShortcutsDialog)
    named = " ".join(label.text() for label in dialog.findChildren(QLabel)).replace("←", "Left").replace("→", "Right")
    # The same key as Ctrl++ where that needs Shift.
    assert [key for key in sorted(keys - {"", "Ctrl+="}) if key not in named] == []
    dialog.close()
