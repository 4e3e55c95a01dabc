"""The window drawn into a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from photosearch.ui.window.main_window import MainWindow
from photosearch.ui.window.window_picture import WindowPicture


def test_a_complete_window_is_drawn(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    target = tmp_path / "new" / "window.png"
    picture = WindowPicture(window, target)
    with qtbot.waitSignal(picture.taken, timeout=10_000) as taken:
        pass
    assert taken.args == [True]
    drawn = QImage(str(target))
    assert drawn.width() >= window.width()
    assert window.preview_pane.photo is not None


@pytest.mark.logs("cannot be written")
def test_a_file_that_cannot_be_written_is_told(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    target = tmp_path / "window.png"
    target.mkdir()
    picture = WindowPicture(window, target)
    with qtbot.waitSignal(picture.taken, timeout=10_000) as taken:
        pass
    assert taken.args == [False]
