"""The middle of the window."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from photosearch.ui.main_window import MainWindow
from tests.fakes import FakeEngine


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
    fake_engine.unknown_words = ("宇航员",)
    ask(qtbot, window, "宇航员")
    assert window.gallery.banner.isVisible()
    fake_engine.unknown_words = ()
    ask(qtbot, window, "cat")
    assert not window.gallery.banner.isVisible()
    fake_engine.is_weak = True
    ask(qtbot, window, "dog")
    assert window.gallery.banner.isVisible()


def test_a_message_stays_through_the_next_answer(qtbot: QtBot, window: MainWindow) -> None:
    window.gallery.show_message("Copied")
    ask(qtbot, window, "cat")
    assert window.gallery.banner.isVisible()


def test_selected_photos_are_the_records(window: MainWindow) -> None:
    window.gallery.view.show_row(2)
    assert [photo.photo_id for photo in window.gallery.selected_photos] == [3]
