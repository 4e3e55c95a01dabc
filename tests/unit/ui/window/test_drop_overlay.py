"""The veil while something hovers over the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from photosearch.ui.window.drop_overlay import DropOverlay
from photosearch.ui.window.main_window import MainWindow
from tests.fakes import FakeEngine


@pytest.fixture
def overlay(window: MainWindow) -> DropOverlay:
    (made,) = window.findChildren(DropOverlay)
    return made


def enter(over: QWidget, mime: QMimeData) -> bool:
    offered = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    event = QDragEnterEvent(QPoint(300, 300), offered, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    event.setDropAction(Qt.DropAction.MoveAction)
    event.ignore()
    QApplication.sendEvent(over, event)
    return event.isAccepted() and event.dropAction() == Qt.DropAction.CopyAction


def test_a_picture_dims_the_window_until_it_leaves(
    qtbot: QtBot, window: MainWindow, overlay: DropOverlay, fake_engine: FakeEngine
) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl("file:///a.jpg")])
    assert enter(window, mime)
    assert overlay.isVisible()
    assert overlay.size() == window.size()
    assert not overlay.grab().isNull()
    qtbot.waitUntil(lambda: fake_engine.asking.expected == ["a picture"])
    QApplication.sendEvent(window, QDragLeaveEvent())
    assert not overlay.isVisible()


def test_words_are_not_taken(window: MainWindow, overlay: DropOverlay, fake_engine: FakeEngine) -> None:
    mime = QMimeData()
    mime.setText("cat")
    assert not enter(window, mime)
    assert not overlay.isVisible()
    assert fake_engine.asking.expected == []


@pytest.mark.parametrize(
    ("urls", "words"),
    [
        (["file:///photos/a.jpg"], "Drop to find similar photos"),
        (["file:///home/ming/2024"], "Add this folder"),
        (["file:///home/ming/report.pdf"], "This is not a picture"),
        (["https://example.org/article"], "This is not a picture"),
        (["https://example.org/a.png"], "Drop to find similar photos"),
    ],
)
def test_it_says_what_will_come_of_it(window: MainWindow, overlay: DropOverlay, urls: list[str], words: str) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl(url) for url in urls])
    assert enter(window, mime)
    assert overlay.accessibleName() == words
    QApplication.sendEvent(window, QDragLeaveEvent())


def test_a_folder_is_offered_and_taken_over_the_sidebar_too(
    qtbot: QtBot, window: MainWindow, overlay: DropOverlay, tmp_path: Path
) -> None:
    (tmp_path / "旅行").mkdir()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "旅行"))])
    assert enter(window.sidebar, mime)
    assert overlay.isVisible()
    assert overlay.accessibleName() == "Add this folder"
    copy, left, no_key = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window.sidebar, QDropEvent(QPointF(5, 5), copy, mime, left, no_key))
    assert not overlay.isVisible()
    qtbot.waitUntil(lambda: tmp_path / "旅行" in [root.path for root in window.library.roots])
