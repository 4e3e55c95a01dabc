"""From the grid into the export dialog, and through the engine."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from photosearch.errors import ExportError
from photosearch.types.ids import PhotoId
from photosearch.ui.export.export_dialog import ExportDialog
from photosearch.ui.window.main_window import MainWindow
from tests.fakes import FakeEngine


def dialog_of(window: MainWindow) -> ExportDialog:
    (dialog,) = window.findChildren(ExportDialog)
    return dialog


def opened(window: MainWindow, folder: Path) -> ExportDialog:
    QTest.keySequence(window, "Ctrl+Shift+E")
    dialog = dialog_of(window)
    assert dialog.isVisible()
    dialog.form.folder.setText(str(folder))
    return dialog


def press(dialog: ExportDialog, text: str) -> None:
    (button,) = (b for b in dialog.findChildren(QAbstractButton) if b.text() == text and b.isVisible())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_all_that_is_shown_is_exported_where_nothing_is_selected(
    qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine, tmp_path: Path
) -> None:
    dialog = opened(window, tmp_path)
    press(dialog, "Export")
    qtbot.waitUntil(lambda: not dialog.is_running)
    (order,) = fake_engine.exporting.orders
    assert list(order.photo_ids) == window.gallery.model.photo_ids.tolist()
    assert len(order.photo_ids) == 300
    assert order.matches == {}
    assert dialog.told.text == f"300 photos copied to {tmp_path}."


def test_an_open_dialog_follows_the_selection_and_a_list_tells_the_scores(
    qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine, tmp_path: Path
) -> None:
    window.search_bar.line_edit.setText("cat")
    QTest.keyClick(window.search_bar.line_edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.is_settled and fake_engine.asking.queries[-1].text == "cat")
    dialog = opened(window, tmp_path)
    view = window.gallery.view
    for row in (2, 0):
        view.selectionModel().select(view.model().index(row, 0), view.selectionModel().SelectionFlag.Select)
    press(dialog, "Export")
    qtbot.waitUntil(lambda: not dialog.is_running)
    (order,) = fake_engine.exporting.orders
    ids = window.gallery.model.photo_ids
    assert list(order.photo_ids) == [ids[0], ids[2]]
    match = order.matches[PhotoId(int(ids[0]))]
    assert match.score == pytest.approx(0.42)
    assert match.word == "strong"


def test_it_is_stopped_in_the_dialog_and_by_the_end_of_the_window(
    qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine, tmp_path: Path
) -> None:
    fake_engine.exporting.is_slow = True
    dialog = opened(window, tmp_path)
    press(dialog, "Export")
    qtbot.waitUntil(lambda: "of 300" in dialog.told.text)
    press(dialog, "Stop")
    qtbot.waitUntil(lambda: not dialog.is_running)
    assert "Stopped." in dialog.told.text
    press(dialog, "Export")
    qtbot.waitUntil(lambda: len(fake_engine.exporting.orders) == 2)
    window.close()
    qtbot.waitUntil(lambda: window.export._stop.is_set())


def test_a_closed_dialog_lets_it_go_on_and_the_window_tells_the_end(
    qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine, tmp_path: Path
) -> None:
    fake_engine.exporting.is_slow = True
    dialog = opened(window, tmp_path)
    press(dialog, "Export")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    with qtbot.waitSignal(window.export.message) as told:
        fake_engine.exporting.is_slow = False
    assert told.args == [f"300 photos copied to {tmp_path}."]


def test_what_stands_in_the_way_is_said(
    qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine, tmp_path: Path
) -> None:
    fake_engine.exporting.warned = tmp_path
    dialog = opened(window, tmp_path)
    qtbot.waitUntil(lambda: "is searched by photosearch" in dialog.told.text)
    fake_engine.exporting.error = ExportError("unwritable", tmp_path)
    dialog.form.folder.setText(str(tmp_path / "other"))
    qtbot.waitUntil(lambda: dialog.told.text.startswith("Nothing can be written"))
    press(dialog, "Export")
    qtbot.waitUntil(lambda: not dialog.is_running)
    assert dialog.told.text.startswith("Nothing can be written")
