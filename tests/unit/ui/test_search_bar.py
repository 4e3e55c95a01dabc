"""The search field as a person uses it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from photosearch.types import ImageTerm, PhotoId
from photosearch.ui.query_terms import PictureTerm
from photosearch.ui.search_bar import SearchBar


@pytest.fixture
def bar(qtbot: QtBot) -> SearchBar:
    made = SearchBar()
    qtbot.addWidget(made)
    made.resize(700, 36)
    made.show()
    return made


def picture(number: int) -> PictureTerm:
    image = QImage(10, 10, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    return PictureTerm(ImageTerm(photo_id=PhotoId(number)), f"IMG_{number}.jpg", image)


def labels(bar: SearchBar) -> list[str]:
    return [chip.label for chip in bar.chips]


def test_typing_searches_after_a_pause_and_once(qtbot: QtBot, bar: SearchBar) -> None:
    asked: list[str] = []
    bar.terms_changed.connect(lambda: asked.append(bar.terms.text))
    QTest.keyClicks(bar.line_edit, "cat")
    assert asked == []
    qtbot.waitUntil(lambda: bool(asked), timeout=3000)
    assert asked == ["cat"]


def test_each_letter_is_told_before_the_pause(bar: SearchBar) -> None:
    typed: list[str] = []
    bar.typed.connect(lambda: typed.append(bar.terms.text))
    bar.set_text("a ")
    QTest.keyClicks(bar.line_edit, "cat")
    assert typed == ["a c", "a ca", "a cat"]


def test_enter_searches_at_once_and_remembers(qtbot: QtBot, bar: SearchBar) -> None:
    QTest.keyClicks(bar.line_edit, "cat")
    with qtbot.waitSignals([bar.terms_changed, bar.committed], timeout=10):
        QTest.keyClick(bar.line_edit, Qt.Key.Key_Return)


def test_enter_makes_chips_of_what_is_not_wanted(qtbot: QtBot, bar: SearchBar) -> None:
    bar.line_edit.setText("海边 -人群")
    assert bar.terms.not_texts == ("人群",)
    assert labels(bar) == []
    QTest.keyClick(bar.line_edit, Qt.Key.Key_Return)
    assert bar.line_edit.text() == "海边"
    assert labels(bar) == ["人群"]
    assert bar.terms.not_texts == ("人群",)


def test_escape_clears_everything(qtbot: QtBot, bar: SearchBar) -> None:
    bar.set_text("cat")
    bar.add_pictures([picture(1)])
    with qtbot.waitSignals([bar.terms_changed, bar.cleared]):
        QTest.keyClick(bar.line_edit, Qt.Key.Key_Escape)
    assert bar.terms.is_empty
    assert labels(bar) == []


def test_down_goes_to_the_grid(qtbot: QtBot, bar: SearchBar) -> None:
    with qtbot.waitSignal(bar.grid_requested):
        QTest.keyClick(bar.line_edit, Qt.Key.Key_Down)


def test_a_chip_is_removed_by_its_cross_and_by_backspace(qtbot: QtBot, bar: SearchBar) -> None:
    bar.add_pictures([picture(1), picture(2)])
    bar.add_not_pictures([picture(3)])
    assert labels(bar) == ["IMG_1.jpg", "IMG_2.jpg", "IMG_3.jpg"]
    with qtbot.waitSignal(bar.terms_changed):
        QTest.mouseClick(bar.chips[0].close_button, Qt.MouseButton.LeftButton)
    assert labels(bar) == ["IMG_2.jpg", "IMG_3.jpg"]
    QTest.keyClick(bar.line_edit, Qt.Key.Key_Backspace)
    assert labels(bar) == ["IMG_2.jpg"]
    assert [term.term.photo_id for term in bar.terms.pictures] == [2]
    assert bar.terms.not_pictures == ()


def test_a_not_chip_is_removed(bar: SearchBar) -> None:
    bar.line_edit.setText("sea -fish")
    QTest.keyClick(bar.line_edit, Qt.Key.Key_Return)
    QTest.mouseClick(bar.chips[0].close_button, Qt.MouseButton.LeftButton)
    assert bar.terms.not_texts == ()
    assert bar.terms.text == "sea"


def test_similar_replaces_what_was_asked(bar: SearchBar) -> None:
    bar.set_text("cat")
    bar.set_pictures([picture(1)])
    assert bar.terms.text == ""
    assert len(bar.terms.pictures) == 1


def test_the_same_picture_is_there_once(bar: SearchBar) -> None:
    bar.add_pictures([picture(1)])
    bar.add_pictures([picture(1), picture(2)])
    assert labels(bar) == ["IMG_1.jpg", "IMG_2.jpg"]


def test_a_filter_chip_says_which_filter_goes(qtbot: QtBot, bar: SearchBar) -> None:
    bar.set_filter_chips((("format", "JPEG"),))
    with qtbot.waitSignal(bar.filter_removed) as removed:
        QTest.mouseClick(bar.chips[0].close_button, Qt.MouseButton.LeftButton)
    assert removed.args == ["format"]


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


def test_history_is_offered_and_chosen(qtbot: QtBot, bar: SearchBar) -> None:
    bar.set_history(["sunset at sea", "cat"])
    completer = bar.line_edit.completer()
    assert completer is not None
    completer.setCompletionPrefix("sun")
    assert completer.currentCompletion() == "sunset at sea"
    with qtbot.waitSignal(bar.committed) as committed:
        completer.activated.emit("sunset at sea")
    assert committed.args == ["sunset at sea"]
    assert bar.terms.text == "sunset at sea"
