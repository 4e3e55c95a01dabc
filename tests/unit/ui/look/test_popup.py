"""Popups open below their button and stay on the screen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QVBoxLayout
from pytestqt.qtbot import QtBot

from photosearch.ui.look.on_screen import screen_room
from photosearch.ui.look.popup import Popup


def test_it_stays_on_the_screen_and_closes_on_esc(qtbot: QtBot) -> None:
    button = QPushButton("x")
    qtbot.addWidget(button)
    button.move(0, 0)
    button.show()
    popup = Popup(button)
    QVBoxLayout(popup).addWidget(QPushButton("a rather long text that is wider than the button"))
    popup.open_below(button)
    room = screen_room(button)
    assert popup.isVisible()
    assert popup.x() >= room.left()
    assert popup.y() > button.y()
    QTest.keyClick(popup, Qt.Key.Key_Escape)
    assert not popup.isVisible()
