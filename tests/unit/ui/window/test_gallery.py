"""The middle of the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from photosearch.types.queries import Bars
from photosearch.types.roots import SharedPlace, SharedPlaceKind
from photosearch.ui.look.translation import Translation
from photosearch.ui.window.main_window import MainWindow
from tests.fakes import FakeEngine
from tests.unit.ui.conftest import OpenWindow


def summary(window: MainWindow) -> str:
    return " ".join(label.text() for label in window.gallery.filter_row.findChildren(QLabel))


def ask(qtbot: QtBot, window: MainWindow, text: str) -> None:
    window.search_bar.set_text(text)
    qtbot.waitUntil(lambda: window.is_settled)


def test_the_summary_counts_photos_and_what_is_selected(qtbot: QtBot, window: MainWindow) -> None:
    assert "300" in summary(window)
    ask(qtbot, window, "cat")
    assert "0.01" in summary(window)
    window.gallery.view.selectAll()
    assert "selected" in summary(window)


def test_unknown_words_and_weak_matches_are_said(qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine) -> None:
    fake_engine.asking.unknown_words = ("宇航员",)
    ask(qtbot, window, "宇航员")
    assert window.gallery.banner.isVisible()
    fake_engine.asking.unknown_words = ()
    ask(qtbot, window, "cat")
    assert not window.gallery.banner.isVisible()
    fake_engine.asking.bars = Bars(2.0, 2.0)
    ask(qtbot, window, "dog")
    assert window.gallery.banner.isVisible()


def test_a_message_stays_through_the_next_answer(qtbot: QtBot, window: MainWindow) -> None:
    window.gallery.show_message("Copied")
    ask(qtbot, window, "cat")
    assert window.gallery.banner.isVisible()


def test_selected_photos_are_the_records(window: MainWindow) -> None:
    window.gallery.view.show_row(2)
    assert [photo.photo_id for photo in window.gallery.selected_photos] == [3]


def danger(window: MainWindow) -> str:
    shown = [label.text() for label in window.gallery.danger.findChildren(QLabel) if label.text()]
    return shown[0] if window.gallery.danger.isVisible() else ""


@pytest.mark.parametrize("kind", list(SharedPlaceKind))
def test_a_library_where_others_write_is_warned_of_until_the_person_closes_it(
    qtbot: QtBot, open_window: OpenWindow, fake_engine: FakeEngine, translation: Translation, kind: SharedPlaceKind
) -> None:
    fake_engine.library.shared_place = SharedPlace(kind, "坚果云", Path("/mine/data"))
    window = open_window(fake_engine)
    window.search_bar.set_text("cat")
    qtbot.waitUntil(lambda: window.is_settled)
    words = danger(window)
    assert all(part in words for part in ("Your library", "坚果云", "/mine/data", "PHOTOSEARCH_HOME"))
    translation.use("zh")
    chinese = ("图库", "坚果云", "/mine/data", "PHOTOSEARCH_HOME")
    qtbot.waitUntil(lambda: all(part in danger(window) for part in chinese))
    QTest.mouseClick(window.gallery.danger.findChildren(QToolButton)[0], Qt.MouseButton.LeftButton)
    assert danger(window) == ""


def test_a_library_on_a_disk_of_ones_own_is_no_danger(window: MainWindow) -> None:
    assert danger(window) == ""
