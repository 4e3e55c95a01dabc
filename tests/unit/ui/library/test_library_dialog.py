"""Watched folders: their state, what can be asked, and that removal is confirmed."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFrame, QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from photosearch.types.ids import RootId
from photosearch.types.roots import LibraryRoot
from photosearch.ui.library.folder_questions import RemovalQuestion, confirm_removal
from photosearch.ui.library.library_dialog import LibraryDialog
from photosearch.ui.look.translation import Translation


@pytest.fixture
def dialog(qtbot: QtBot, roots: tuple[LibraryRoot, ...]) -> LibraryDialog:
    made = LibraryDialog()
    qtbot.addWidget(made)
    made.set_roots(roots)
    made.show()
    return made


def cards(dialog: LibraryDialog) -> list[QFrame]:
    QApplication.processEvents()
    return [frame for frame in dialog.findChildren(QFrame) if frame.objectName() == "Card" and frame.isVisible()]


def texts(card: QFrame) -> list[str]:
    return [label.text() for label in card.findChildren(QLabel)]


def button(card: QFrame, name: str) -> QAbstractButton:
    return next(b for b in card.findChildren(QAbstractButton) if b.accessibleName() == name)


def test_it_shows_each_folder_with_its_state(dialog: LibraryDialog) -> None:
    here, away = cards(dialog)
    assert texts(here)[:3] == ["照片", "/home/ming/照片", "Online · 8,120 photos"]
    assert texts(away)[2].startswith("Offline")


def test_it_is_not_modal(dialog: LibraryDialog) -> None:
    assert not dialog.isModal()


@pytest.mark.parametrize(
    ("name", "signal"),
    [
        ("Show in file manager", "show_folder_requested"),
        ("Rescan", "rescan_requested"),
        ("Remove from the library…", "remove_root_requested"),
    ],
)
def test_it_asks_for_what_the_buttons_say(qtbot: QtBot, dialog: LibraryDialog, name: str, signal: str) -> None:
    with qtbot.waitSignal(getattr(dialog, signal)) as said:
        QTest.mouseClick(button(cards(dialog)[0], name), Qt.MouseButton.LeftButton)
    assert said.args == [1]


def test_a_folder_that_is_away_can_only_be_removed(dialog: LibraryDialog) -> None:
    away = cards(dialog)[1]
    enabled = [b.accessibleName() for b in away.findChildren(QAbstractButton) if b.isEnabled()]
    assert enabled == ["Remove from the library…"]


def test_the_list_follows_the_library(dialog: LibraryDialog, roots: tuple[LibraryRoot, ...]) -> None:
    dialog.set_roots((replace(roots[1], is_online=True),))
    assert [texts(card)[0] for card in cards(dialog)] == ["旅行"]
    dialog.set_roots(())
    assert any(label.text() == "No folder yet." and label.isVisible() for label in dialog.findChildren(QLabel))


def test_a_polled_folder_says_so(dialog: LibraryDialog) -> None:
    dialog.set_polled(frozenset({RootId(1)}))
    assert "every few seconds" in texts(cards(dialog)[0])[3]


def test_it_changes_its_language(qtbot: QtBot, dialog: LibraryDialog, translation: Translation) -> None:
    translation.use("zh")
    qtbot.waitUntil(lambda: dialog.windowTitle() == "照片文件夹")
    assert texts(cards(dialog)[0])[2] == "在线 · 8,120 张照片"


def test_the_question_says_that_the_files_stay(qtbot: QtBot, roots: tuple[LibraryRoot, ...]) -> None:
    question = RemovalQuestion(roots[0])
    qtbot.addWidget(question)
    assert "照片" in question.text()
    assert "stay where they are" in question.informativeText()
    assert question.defaultButton().text() == "Cancel"
    assert question.escapeButton().text() == "Cancel"


def _answer(name: str) -> None:
    question = QApplication.activeModalWidget()
    if not isinstance(question, QMessageBox):
        # Not open yet: an earlier event loop got to the timer first.
        QTimer.singleShot(10, partial(_answer, name))
        return
    next(b for b in question.buttons() if b.text() == name).click()


@pytest.mark.parametrize(("name", "expected"), [("Remove", True), ("Cancel", False)])
def test_only_remove_removes(qtbot: QtBot, roots: tuple[LibraryRoot, ...], name: str, expected: bool) -> None:
    QTimer.singleShot(0, partial(_answer, name))
    assert confirm_removal(None, roots[0]) is expected
