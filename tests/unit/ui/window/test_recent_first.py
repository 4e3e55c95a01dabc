"""Recent photos first: as an order of one search, and as the usual one."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from photosearch.types.queries import USUAL_HALF_LIFE_DAYS, SearchQuery, Sort
from photosearch.ui.window.main_window import MainWindow
from tests.fakes import FakeEngine

RECENT = "By relevance, recent first"


def ask(qtbot: QtBot, window: MainWindow, sentence: str) -> None:
    window.search_bar.set_text(sentence)
    qtbot.waitUntil(lambda: window.is_settled)


def asked(engine: FakeEngine) -> SearchQuery:
    return engine.asking.queries[-1]


def order_button(window: MainWindow) -> QToolButton:
    buttons = window.gallery.filter_row.findChildren(QToolButton)
    return next(button for button in buttons if button.accessibleName().startswith("Order:"))


def entry(window: MainWindow, text: str) -> QAction:
    return next(action for action in order_button(window).menu().actions() if action.text() == text)


def test_it_is_chosen_for_one_search(qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine) -> None:
    ask(qtbot, window, "cats")
    assert asked(fake_engine).sort is Sort.RELEVANCE
    entry(window, RECENT).trigger()
    qtbot.waitUntil(lambda: window.is_settled)
    assert (asked(fake_engine).sort, asked(fake_engine).half_life_days) == (Sort.RECENT, USUAL_HALF_LIFE_DAYS)
    assert order_button(window).text() == RECENT
    ask(qtbot, window, "dogs")
    assert asked(fake_engine).sort is Sort.RELEVANCE


def test_only_what_is_searched_for_has_a_relevance(qtbot: QtBot, window: MainWindow) -> None:
    assert not entry(window, RECENT).isEnabled()
    ask(qtbot, window, "cats")
    assert entry(window, RECENT).isEnabled()


@pytest.mark.parametrize("days", [30, 3650])
def test_the_settings_make_it_the_usual_order_at_once(
    qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine, days: int
) -> None:
    ask(qtbot, window, "cats")
    window._settings.change(recent_half_life_days=days)
    qtbot.waitUntil(lambda: asked(fake_engine).sort is Sort.RECENT)
    assert (asked(fake_engine).text, asked(fake_engine).half_life_days) == ("cats", days)
    ask(qtbot, window, "dogs")
    assert (asked(fake_engine).sort, asked(fake_engine).half_life_days) == (Sort.RECENT, days)
    entry(window, "By relevance").trigger()
    qtbot.waitUntil(lambda: window.is_settled)
    assert asked(fake_engine).sort is Sort.RELEVANCE
    ask(qtbot, window, "")
    assert asked(fake_engine).sort is Sort.NEWEST


def test_going_back_keeps_what_the_settings_say_now(qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine) -> None:
    ask(qtbot, window, "cats")
    window.going_back.settle()
    ask(qtbot, window, "dogs")
    window.going_back.settle()
    window._settings.change(recent_half_life_days=30)
    qtbot.waitUntil(lambda: asked(fake_engine).sort is Sort.RECENT)
    window.going_back.back()
    qtbot.waitUntil(lambda: asked(fake_engine).text == "cats")
    assert asked(fake_engine).half_life_days == 30
