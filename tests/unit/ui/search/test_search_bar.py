"""The search field as a person uses it."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from photosearch.types.ids import PhotoId
from photosearch.types.queries import ImageTerm
from photosearch.types.question import PictureTerm, Terms
from photosearch.ui.search.search_bar import SearchBar


@pytest.fixture
def bar(qtbot: QtBot) -> SearchBar:
    made = SearchBar()
    qtbot.addWidget(made)
    made.resize(700, 36)
    made.show()
    return made


@pytest.fixture
def chosen(bar: SearchBar) -> list[Terms]:
    """What the bar asked for; it is answered by showing it, as the window does."""
    said: list[Terms] = []
    for signal in (bar.terms_typed, bar.terms_chosen):
        signal.connect(said.append)
        signal.connect(bar.show_terms)
    return said


def picture(number: int) -> PictureTerm:
    return PictureTerm(ImageTerm(photo_id=PhotoId(number)), f"IMG_{number}.jpg", np.full((10, 10, 3), 90, np.uint8))


def labels(bar: SearchBar) -> list[str]:
    return [chip.label for chip in bar.chips]


def test_each_letter_is_said(bar: SearchBar, chosen: list[Terms]) -> None:
    bar.set_text("a ")
    QTest.keyClicks(bar.line_edit, "cat")
    assert [terms.typed for terms in chosen] == ["a ", "a c", "a ca", "a cat"]


def test_enter_is_said_and_the_words_are_remembered(qtbot: QtBot, bar: SearchBar) -> None:
    QTest.keyClicks(bar.line_edit, "cat")
    with qtbot.waitSignals([bar.terms_chosen, bar.committed], timeout=10):
        QTest.keyClick(bar.line_edit, Qt.Key.Key_Return)


def test_it_shows_what_it_is_told_and_says_nothing(bar: SearchBar, chosen: list[Terms]) -> None:
    bar.show_terms(Terms("sea", (picture(1),), ("fish",), (picture(2),)))
    assert bar.line_edit.text() == "sea"
    assert labels(bar) == ["IMG_1.jpg", "fish", "IMG_2.jpg"]
    bar.show_terms(Terms())
    assert (bar.line_edit.text(), labels(bar), chosen) == ("", [], [])


def test_a_letter_in_the_middle_of_a_word_leaves_the_cursor_there(bar: SearchBar, chosen: list[Terms]) -> None:
    bar.set_text("ct")
    bar.line_edit.setCursorPosition(1)
    QTest.keyClicks(bar.line_edit, "a")
    assert chosen[-1].typed == "cat"
    assert bar.line_edit.cursorPosition() == 2


def test_enter_makes_chips_of_what_is_not_wanted(bar: SearchBar, chosen: list[Terms]) -> None:
    bar.line_edit.setText("海边 -人群")
    assert labels(bar) == []
    QTest.keyClick(bar.line_edit, Qt.Key.Key_Return)
    assert bar.line_edit.text() == "海边"
    assert labels(bar) == ["人群"]
    assert chosen == [Terms("海边", not_texts=("人群",))]


@pytest.mark.parametrize(
    ("typed", "text", "not_text"),
    [
        ("没有人的海边", "海边", "人"),
        ("beach but no people", "beach", "people"),
        ("海边 －人", "海边", "人"),
        ("no cat", "", "cat"),
    ],
)
def test_what_a_sentence_leaves_out_becomes_a_chip(
    bar: SearchBar, chosen: list[Terms], typed: str, text: str, not_text: str
) -> None:
    bar.line_edit.setText(typed)
    QTest.keyClick(bar.line_edit, Qt.Key.Key_Return)
    assert (bar.line_edit.text(), labels(bar)) == (text, [not_text])
    assert chosen == [Terms(text, not_texts=(not_text,))]


def test_escape_asks_for_an_empty_field(qtbot: QtBot, bar: SearchBar) -> None:
    bar.set_text("cat")
    with qtbot.waitSignal(bar.clear_requested):
        QTest.keyClick(bar.line_edit, Qt.Key.Key_Escape)


def test_down_goes_to_the_grid(qtbot: QtBot, bar: SearchBar) -> None:
    with qtbot.waitSignal(bar.grid_requested):
        QTest.keyClick(bar.line_edit, Qt.Key.Key_Down)


def test_a_chip_is_removed_by_its_cross_and_by_backspace(bar: SearchBar, chosen: list[Terms]) -> None:
    bar.show_terms(Terms(pictures=(picture(1), picture(2)), not_pictures=(picture(3),)))
    QTest.mouseClick(bar.chips[0].findChildren(QToolButton)[0], Qt.MouseButton.LeftButton)
    assert labels(bar) == ["IMG_2.jpg", "IMG_3.jpg"]
    QTest.keyClick(bar.line_edit, Qt.Key.Key_Backspace)
    assert labels(bar) == ["IMG_2.jpg"]
    assert chosen[-1] == Terms(pictures=(picture(2),))


def test_a_not_chip_is_removed_and_the_words_stay(bar: SearchBar, chosen: list[Terms]) -> None:
    bar.show_terms(Terms("se", not_texts=("fish",)))
    QTest.keyClicks(bar.line_edit, "a")
    QTest.mouseClick(bar.chips[0].findChildren(QToolButton)[0], Qt.MouseButton.LeftButton)
    assert chosen[-1] == Terms("sea")


def test_a_filter_chip_says_which_filter_goes(qtbot: QtBot, bar: SearchBar) -> None:
    bar.show_filter_chips((("format", "JPEG"),))
    with qtbot.waitSignal(bar.filter_removed) as removed:
        QTest.mouseClick(bar.chips[0].findChildren(QToolButton)[0], Qt.MouseButton.LeftButton)
    assert removed.args == ["format"]


def test_after_any_chip_is_removed_one_can_go_on_typing(bar: SearchBar, chosen: list[Terms]) -> None:
    bar.filter_removed.connect(lambda _key: bar.show_filter_chips(()))
    bar.show_terms(Terms(not_texts=("people",)))
    bar.show_filter_chips((("format:JPEG", "JPEG"),))
    for _ in range(2):
        cross = bar.chips[-1].findChildren(QToolButton)[0]
        cross.setFocus()
        QTest.keyClick(cross, Qt.Key.Key_Space)
        assert bar.focusWidget() is bar.line_edit
    assert not bar.chips


def test_pasting_words_pastes_words(bar: SearchBar) -> None:
    QGuiApplication.clipboard().setText("red car")
    QTest.keyClick(bar.line_edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert bar.line_edit.text() == "red car"


def test_pasting_a_picture_asks_for_it(qtbot: QtBot, bar: SearchBar) -> None:
    mime = QMimeData()
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    mime.setImageData(image)
    QGuiApplication.clipboard().setMimeData(mime)
    with qtbot.waitSignal(bar.picture_pasted):
        QTest.keyClick(bar.line_edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert bar.line_edit.text() == ""
