"""News over the foot of the photos, in the real window: no photo moves, and a word is called unknown once it is one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from photosearch.errors import DamagedDatabaseError
from photosearch.events import PhotosChanged
from photosearch.types.ids import PhotoId
from photosearch.types.roots import SharedPlace, SharedPlaceKind
from photosearch.ui.window.main_window import MainWindow
from photosearch.ui.window.notes import Notes
from tests.fakes import FakeEngine

SAYS: dict[str, Callable[[Notes], None]] = {
    "a message": lambda notes: notes.show_message("Copied"),
    "what can be undone": lambda notes: notes.show_undoable("Folder added"),
    "a warning": lambda notes: notes.show_warning("Something is wrong. " * 20),
    "an offer": lambda notes: notes.show_fetch_offer("example.org"),
    "what endangers the library": lambda notes: notes.danger.show_shared_place(
        SharedPlace(SharedPlaceKind.NETWORK, "server", Path("/mnt/server"))
    ),
    "unknown words": lambda notes: notes.banner.show_unknown_words(["zyzzyva"]),
}


def place_in(window: MainWindow, row: int) -> QRect:
    view = window.gallery.view
    cell = view.visualRect(view.model().index(row, 0))
    return QRect(view.viewport().mapTo(window, cell.topLeft()), cell.size())


@pytest.mark.parametrize("kind", sorted(SAYS))
def test_nothing_that_is_said_moves_a_photo(window: MainWindow, kind: str) -> None:
    before = [place_in(window, row) for row in (0, 20)]
    SAYS[kind](window.gallery.notes)
    shown = [line for line in (window.gallery.notes.banner, window.gallery.notes.danger) if line.isVisible()]
    assert len(shown) == 1
    assert shown[0].height() > 20
    QTest.qWait(10)
    assert [place_in(window, row) for row in (0, 20)] == before


def test_a_folder_that_goes_away_moves_no_photo(qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine) -> None:
    before = place_in(window, 0)
    fake_engine.library.set_online(False)
    qtbot.waitUntil(lambda: window.gallery.notes.offline.isVisible())
    assert place_in(window, 0) == before


def test_the_last_photo_can_be_seen_above_what_is_said(window: MainWindow) -> None:
    view, notes = window.gallery.view, window.gallery.notes
    last = view.model().rowCount() - 1
    notes.show_warning("Something is wrong")
    view.show_row(last)
    assert place_in(window, last).bottom() <= notes.mapTo(window, QPoint(0, 0)).y()
    view.selectAll()
    bar = window.gallery.selection
    assert bar.isVisible()
    assert bar.mapTo(window, QPoint(0, bar.height())).y() <= notes.mapTo(window, QPoint(0, 0)).y()


def test_what_is_said_no_longer_covers_nothing(window: MainWindow) -> None:
    window.gallery.notes.show_message("Copied")
    view = window.gallery.view
    window.gallery.notes.banner.dismiss()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, view.viewport().height() - 30))
    assert view.selected_count == 1


def type_unknown(qtbot: QtBot, window: MainWindow, engine: FakeEngine, text: str, unknown: str) -> list[bool]:
    """Type; whether the word was said to be unknown with each of the answers."""
    engine.asking.unknown_words = (unknown,)
    said: list[bool] = []
    window.search.answered.connect(lambda _result: said.append(window.gallery.notes.banner.isVisible()))
    QTest.keyClicks(window.search_bar.line_edit, text)
    qtbot.waitUntil(lambda: engine.asking.queries[-1].text == text and window.is_settled)
    return said


def test_a_word_is_unknown_once_it_is_finished(qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine) -> None:
    banner = window.gallery.notes.banner
    assert not any(type_unknown(qtbot, window, fake_engine, "zyzzyv", "zyzzyv"))
    qtbot.waitUntil(banner.isVisible)
    assert "zyzzyv" in banner.accessibleName()


def test_enter_finishes_the_word(qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine) -> None:
    assert not any(type_unknown(qtbot, window, fake_engine, "zyzzyva", "zyzzyva"))
    QTest.keyClick(window.search_bar.line_edit, Qt.Key.Key_Return)
    assert window.gallery.notes.banner.isVisible()


def test_a_word_before_the_one_that_is_typed_is_unknown_at_once(
    qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine
) -> None:
    assert type_unknown(qtbot, window, fake_engine, "zyzzyva at", "zyzzyva")[-1]


def test_colours_that_were_read_are_unread_no_longer_while_somebody_is_at_work_with_the_photos(
    qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine
) -> None:
    notes, view = window.gallery.notes, window.gallery.view
    fake_engine.asking.unread = 40
    window.search_bar.set_text("red")
    qtbot.waitUntil(lambda: "40 photos" in notes.banner.accessibleName())
    view.show_row(100)
    assert not view.is_at_rest
    shown = window.gallery.model.photo_ids.tolist()
    fake_engine.asking.unread = 0
    fake_engine.events.publish(PhotosChanged(retold=(PhotoId(shown[0]),)))
    qtbot.waitUntil(lambda: not notes.banner.isVisible())
    assert window.gallery.model.photo_ids.tolist() == shown


def test_why_a_tag_could_not_be_added_is_said_until_it_can(
    qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine
) -> None:
    notes = window.gallery.notes
    window.gallery.view.show_row(0)
    qtbot.waitUntil(lambda: not window.preview_pane.is_loading)
    fake_engine.tags.error = DamagedDatabaseError("disk I/O error")
    window.preview_pane.tags.tag_added.emit("holiday")
    qtbot.waitUntil(notes.banner.isVisible)
    fake_engine.tags.error = None
    window.preview_pane.tags.tag_added.emit("holiday")
    qtbot.waitUntil(lambda: fake_engine.tags.said == [("holiday", True)])
    qtbot.waitUntil(lambda: not notes.banner.isVisible())


def test_another_warning_stays_when_a_tag_is_added(qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine) -> None:
    notes, tags = window.gallery.notes, fake_engine.tags
    window.gallery.view.show_row(0)
    qtbot.waitUntil(lambda: not window.preview_pane.is_loading)
    tags.error = DamagedDatabaseError("disk I/O error")
    window.preview_pane.tags.tag_added.emit("holiday")
    qtbot.waitUntil(notes.banner.isVisible)
    notes.show_warning("There is no picture here.")
    tags.error = None
    with qtbot.waitSignal(window.tags.mended):
        window.preview_pane.tags.tag_added.emit("holiday")
    assert notes.banner.isVisible()
