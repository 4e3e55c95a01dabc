"""Windows and dialogs on small screens."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QDialog, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from photosearch.ui.library.library_dialog import LibraryDialog
from photosearch.ui.library.problems_dialog import ProblemsDialog
from photosearch.ui.look.on_screen import fit_on_screen, room_of
from photosearch.ui.look.translation import Translation
from photosearch.ui.settings.settings_dialog import SettingsDialog
from photosearch.ui.settings.shortcuts_dialog import ShortcutsDialog

SMALL_SCREEN = QRect(0, 36, 640, 324)
"""1280x720 at 200 %, below the title bar."""
DIALOGS = (SettingsDialog, ShortcutsDialog, LibraryDialog, ProblemsDialog)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("kind", DIALOGS)
def test_every_button_of_a_dialog_is_on_a_small_screen(
    qtbot: QtBot, translation: Translation, kind: type[QDialog], language: str
) -> None:
    translation.use(language)
    dialog = kind()
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.findChildren(QScrollArea) or dialog.width() >= 560
    assert room_of(dialog).contains(dialog.geometry())
    fit_on_screen(dialog, SMALL_SCREEN)
    assert SMALL_SCREEN.contains(dialog.geometry())
    (close,) = (b for b in dialog.findChildren(QPushButton) if b.text() in ("Close", "关闭"))
    assert dialog.rect().contains(QRect(close.mapTo(dialog, close.rect().topLeft()), close.size()))


sizes = st.integers(100, 2000)
places = st.integers(-3000, 3000)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(left=places, top=places, width=sizes, height=sizes)
def test_a_window_comes_in_from_anywhere_and_stays_where_it_fits(
    qtbot: QtBot, left: int, top: int, width: int, height: int
) -> None:
    room = QRect(0, 36, 1280, 764)
    window = QWidget()
    qtbot.addWidget(window)
    wanted = QRect(left, top, width, height)
    window.setGeometry(wanted)
    window.setMinimumSize(100, 100)
    fit_on_screen(window, room)
    assert room.contains(window.geometry())
    assert window.size() == wanted.size().boundedTo(room.size())
    if room.contains(wanted):
        assert window.geometry() == wanted
