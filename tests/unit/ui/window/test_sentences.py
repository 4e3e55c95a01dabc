"""A sentence in the real window: chips, filters and words that agree, and a way out where nothing is found."""

from __future__ import annotations

import datetime as dt
import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from photosearch.types.photos import Orientation
from photosearch.types.queries import Bars, Filters, SearchQuery
from photosearch.types.understood import ChipKind, DayRange, Media
from photosearch.ui.background import Background
from photosearch.ui.look.translation import Translation
from photosearch.ui.photo.reasons_view import ReasonsView
from photosearch.ui.search.filter_row import FilterRow
from photosearch.ui.window.main_window import MainWindow
from photosearch.ui.window.pages import State
from tests.fakes import FakeEngine

YEAR = DayRange(dt.date(2025, 1, 1), dt.date(2025, 12, 31))


def ask(qtbot: QtBot, window: MainWindow, sentence: str) -> None:
    window.search_bar.set_text(sentence)
    qtbot.waitUntil(lambda: window.is_settled)


def enter(qtbot: QtBot, window: MainWindow) -> None:
    QTest.keyClick(window.search_bar.line_edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.is_settled)


def labels(window: MainWindow) -> list[str]:
    return [chip.label for chip in window.search_bar.chips]


def asked(engine: FakeEngine) -> SearchQuery:
    return engine.asking.queries[-1]


def test_a_sentence_is_asked_as_it_is_meant_before_and_after_enter(
    qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine
) -> None:
    ask(qtbot, window, "去年看日落的照片")
    assert (asked(fake_engine).text, asked(fake_engine).filters) == ("看日落", Filters(days=(YEAR,)))
    enter(qtbot, window)
    assert (window.search_bar.line_edit.text(), labels(window)) == ("看日落", ["去年"])
    assert (asked(fake_engine).text, asked(fake_engine).filters) == ("看日落", Filters(days=(YEAR,)))


def test_why_a_photo_was_found_names_the_date_that_was_asked_for(qtbot: QtBot, window: MainWindow) -> None:
    ask(qtbot, window, "去年看日落的照片")
    (why,) = window.preview_pane.findChildren(ReasonsView)
    qtbot.waitUntil(lambda: "date: Jan 1, 2025" in why.accessibleName())
    # The same photo is the first answer to another question, for other reasons.
    ask(qtbot, window, "看日落的照片")
    qtbot.waitUntil(lambda: "date:" not in why.accessibleName())
    assert "thing" in why.accessibleName()


def test_a_sentence_of_chips_alone_browses(qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine) -> None:
    ask(qtbot, window, "去年的照片")
    enter(qtbot, window)
    assert not asked(fake_engine).has_terms
    assert (window.search_bar.line_edit.text(), labels(window)) == ("", ["去年"])
    assert window.gallery.state is None


def date_button(row: FilterRow) -> QToolButton:
    return next(button for button in row.findChildren(QToolButton) if button.text() == "Date")


def test_the_filters_show_what_is_said_and_take_its_place(
    qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine
) -> None:
    row = window.gallery.filter_row
    ask(qtbot, window, "last year cats")
    assert date_button(row).isChecked()
    row._on_dates_chosen(dt.date(2024, 1, 1), dt.date(2024, 12, 31))
    qtbot.waitUntil(lambda: window.is_settled)
    assert (window.search_bar.line_edit.text(), labels(window)) == ("cats", ["2024"])
    assert asked(fake_engine).filters == Filters(taken_from=dt.date(2024, 1, 1), taken_until=dt.date(2024, 12, 31))
    row._on_dates_chosen(None, None)
    qtbot.waitUntil(lambda: window.is_settled)
    assert (labels(window), asked(fake_engine).filters) == ([], Filters())


def test_a_filter_beside_a_chip_goes_alone(qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine) -> None:
    ask(qtbot, window, "last year cats")
    window.question.narrow(Filters(days=(YEAR,), formats=frozenset({"JPEG"})))
    assert labels(window) == ["last year", "JPEG"]
    window.search_bar.chips[-1].removed.emit()
    qtbot.waitUntil(lambda: window.is_settled)
    assert (labels(window), asked(fake_engine).filters) == (["last year"], Filters(days=(YEAR,)))


def test_where_nothing_is_found_each_part_can_be_left_away(
    qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine
) -> None:
    fake_engine.asking.bars = Bars(9.0, 9.0)
    ask(qtbot, window, "五星的去年的猫")
    assert window.gallery.state is State.NO_FIT
    offered = {button.text(): button for button in window.gallery.page.findChildren(QPushButton) if button.isVisible()}
    assert {'Search without "五星"', 'Search without "去年"'} <= set(offered)
    offered['Search without "去年"'].click()
    qtbot.waitUntil(lambda: window.is_settled)
    assert (window.search_bar.line_edit.text(), labels(window)) == ("猫", ["五星"])
    assert asked(fake_engine).filters.ratings
    assert asked(fake_engine).filters.days == ()


def test_escape_takes_the_chips_and_then_the_words(qtbot: QtBot, window: MainWindow) -> None:
    ask(qtbot, window, "去年五星的猫")
    enter(qtbot, window)
    left = []
    for _ in range(3):
        QTest.keyClick(window.search_bar.line_edit, Qt.Key.Key_Escape)
        left.append((window.search_bar.line_edit.text(), labels(window)))
    assert left == [("猫", ["去年"]), ("猫", []), ("", [])]


def test_escape_takes_what_is_still_typed_with_its_chips(qtbot: QtBot, window: MainWindow) -> None:
    ask(qtbot, window, "去年五星的猫")
    QTest.keyClick(window.search_bar.line_edit, Qt.Key.Key_Escape)
    assert (window.search_bar.line_edit.text(), labels(window)) == ("", [])


def test_what_was_typed_before_the_library_was_open_is_understood_then(
    qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine
) -> None:
    window.question._understand = None
    window.search_bar.set_text("去年的猫")
    assert labels(window) == []
    window.question.start(fake_engine.asking.understand)
    assert labels(window) == ["去年"]


def test_enter_that_came_before_the_library_was_open_makes_chips_then(
    qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine
) -> None:
    window.question._understand = None
    window.search_bar.set_text("去年的猫")
    QTest.keyClick(window.search_bar.line_edit, Qt.Key.Key_Return)
    window.question.start(fake_engine.asking.understand)
    qtbot.waitUntil(lambda: window.is_settled)
    assert (window.search_bar.line_edit.text(), labels(window)) == ("猫", ["去年"])
    assert asked(fake_engine).filters == Filters(days=(YEAR,))


@pytest.mark.parametrize("width_px", [640, 900])
def test_a_narrow_window_stays_narrow(qtbot: QtBot, window: MainWindow, width_px: int) -> None:
    window.resize(width_px, 600)
    ask(qtbot, window, "去年五星的竖拍的iPhone拍的猫的png截图")
    assert len(labels(window)) == 6
    enter(qtbot, window)
    assert window.search_bar.line_edit.text() == "猫"
    assert window.width() == width_px
    assert window.question.question.terms.chips[0].kind is ChipKind.DATE


def test_a_sentence_that_comes_before_the_library_is_known_is_asked_again_as_it_is_meant(
    qtbot: QtBot, qapp: QApplication, background: Background, fake_engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_read = threading.Event()
    monkeypatch.setattr(fake_engine.asking, "get_to_know", is_read.wait)
    window = MainWindow(fake_engine.settings, background, Translation(qapp))
    qtbot.addWidget(window)
    window.attach_engine(fake_engine)
    window.search_bar.set_text("去年看日落的照片")
    qtbot.waitUntil(lambda: len(fake_engine.asking.queries) > 0 and asked(fake_engine).text == "去年看日落的照片")
    is_read.set()
    qtbot.waitUntil(lambda: window.is_settled)
    assert (asked(fake_engine).text, asked(fake_engine).filters) == ("看日落", Filters(days=(YEAR,)))
    window.close()


def test_what_is_not_wanted_has_a_chip_while_it_is_typed(
    qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine
) -> None:
    ask(qtbot, window, "beach without people")
    (chip,) = window.search_bar.chips
    assert (chip.label, chip.toolTip(), asked(fake_engine).not_texts) == ("people", "Not: people", ("people",))
    QTest.keyClick(window.search_bar.line_edit, Qt.Key.Key_Home)
    QTest.keyClick(window.search_bar.line_edit, Qt.Key.Key_Backspace)
    assert labels(window) == ["people"]
    chip.removed.emit()
    qtbot.waitUntil(lambda: window.is_settled)
    assert (window.search_bar.line_edit.text(), labels(window)) == ("beach", [])
    assert asked(fake_engine).not_texts == ()


def test_a_kind_that_is_not_wanted_filters_and_can_be_words_again(
    qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine
) -> None:
    ask(qtbot, window, "海边 不要截图")
    unwanted = Filters(media=frozenset({Media.SCREENSHOT}))
    assert (asked(fake_engine).text, asked(fake_engine).filters) == ("海边", Filters(without=(unwanted,)))
    enter(qtbot, window)
    (chip,) = window.search_bar.chips
    assert (window.search_bar.line_edit.text(), chip.label) == ("海边", "截图")
    assert "not Screenshots" in chip.toolTip()
    chip.removed.emit()
    qtbot.waitUntil(lambda: window.is_settled)
    assert (asked(fake_engine).not_texts, asked(fake_engine).filters) == (("截图",), Filters())


def test_a_shape_that_is_said_takes_the_place_of_one_that_was_chosen(
    qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine
) -> None:
    window.question.narrow(Filters(orientation=Orientation.SQUARE))
    ask(qtbot, window, "竖拍的猫")
    assert labels(window) == ["竖拍"]
    assert asked(fake_engine).filters.orientation is Orientation.PORTRAIT
    window.question.narrow(Filters(orientation=Orientation.SQUARE))
    assert labels(window) == ["Square"]
    qtbot.waitUntil(lambda: window.is_settled and asked(fake_engine).filters.orientation is Orientation.SQUARE)


def test_a_long_text_is_taken_whole_and_what_is_too_long_is_told(
    qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine
) -> None:
    text = "a cat on a mat " * 100
    QGuiApplication.clipboard().setText(text)
    QTest.keyClick(window.search_bar.line_edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.is_settled and asked(fake_engine).text == text.strip())
    assert not window.gallery.notes.banner.isVisible()
    window.search_bar.line_edit.selectAll()
    QGuiApplication.clipboard().setText(text * 2)
    QTest.keyClick(window.search_bar.line_edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert window.gallery.notes.banner.isVisible()
    assert window.gallery.notes.banner.accessibleName() == "Only the first 2,000 characters are searched for."
