"""Whoever asks how large the screen is does not take it away with themselves."""

from __future__ import annotations

import gc

from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from photosearch.ui.look.on_screen import screen_room


def test_the_screen_outlives_the_window_that_asked_for_it(qtbot: QtBot, qapp: QApplication) -> None:
    for _ in range(3):
        window = QMainWindow()
        assert not screen_room(window).isEmpty()
        del window
        gc.collect()
        assert len(qapp.screens()) == 1
        assert not qapp.primaryScreen().availableGeometry().isEmpty()
