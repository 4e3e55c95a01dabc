"""What is understood of a sentence, as chips in the search field."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from photosearch.search.understanding.sentence import Known
from photosearch.search.understanding.understand import understand
from photosearch.types.places import NamedKind, NamedPlace
from photosearch.types.question import Terms
from photosearch.types.understood import (
    AtPlace,
    Chip,
    ChipKind,
    DayRange,
    Days,
    Media,
    OfMedia,
    Rated,
)
from photosearch.ui.search.chip_editor import ChipEditor
from photosearch.ui.search.chips import UnderstoodChip
from photosearch.ui.search.date_popup import DatePopup
from photosearch.ui.search.search_bar import SearchBar
from tests.fakes import TODAY

YEAR = DayRange(dt.date(2025, 1, 1), dt.date(2025, 12, 31))
DATE = Chip(ChipKind.DATE, "去年", Days((YEAR,)))
SCREENSHOT = Chip(ChipKind.MEDIA, "截图", OfMedia(Media.SCREENSHOT))


@pytest.fixture
def bar(qtbot: QtBot) -> SearchBar:
    made = SearchBar()
    qtbot.addWidget(made)
    made.resize(640, 36)
    made.show()
    return made


@pytest.fixture
def chosen(bar: SearchBar) -> list[Terms]:
    """What the bar asked for; it is read and shown, as the window does."""
    said: list[Terms] = []

    def answer(terms: Terms) -> None:
        read = terms.read or understand(terms.typed, Known(TODAY), plain=terms.plain)
        said.append(
            Terms(terms.typed, terms.pictures, terms.not_texts, terms.not_pictures, terms.chips, terms.plain, read)
        )
        bar.show_terms(said[-1])

    bar.terms_typed.connect(answer)
    bar.terms_chosen.connect(answer)
    return said


def chips(bar: SearchBar) -> list[UnderstoodChip]:
    return [chip for chip in bar.chips if isinstance(chip, UnderstoodChip)]


def labels(bar: SearchBar) -> list[str]:
    return [chip.label for chip in chips(bar)]


def editor(bar: SearchBar) -> ChipEditor:
    found = bar.findChild(ChipEditor)
    assert found is not None
    return found


def close_button(chip: UnderstoodChip) -> QToolButton:
    found = chip.findChild(QToolButton, "ChipClose")
    assert found is not None
    return found


def test_chips_come_while_the_sentence_is_typed_and_leave_it_as_it_is(bar: SearchBar, chosen: list[Terms]) -> None:
    QTest.keyClicks(bar.line_edit, "screenshots of maps")
    assert labels(bar) == ["screenshots"]
    assert bar.line_edit.text() == "screenshots of maps"
    assert chips(bar)[0].property("kind") == "read"
    bar.line_edit.setCursorPosition(3)
    QTest.keyClicks(bar.line_edit, "x")
    assert (labels(bar), bar.line_edit.cursorPosition()) == ([], 4)


def test_what_an_input_method_is_composing_stays(bar: SearchBar, chosen: list[Terms]) -> None:
    QTest.keyClicks(bar.line_edit, "gif ")
    QApplication.sendEvent(bar.line_edit, QInputMethodEvent("mao", []))
    bar.show_terms(chosen[-1])
    committed = QInputMethodEvent("", [])
    committed.setCommitString("猫")
    QApplication.sendEvent(bar.line_edit, committed)
    assert bar.line_edit.text() == "gif 猫"
    assert labels(bar) == ["gif"]


def test_enter_takes_them_out_of_the_words(bar: SearchBar, chosen: list[Terms], qtbot: QtBot) -> None:
    bar.set_text("微信聊天的截图")
    with qtbot.waitSignal(bar.committed) as remembered:
        QTest.keyClick(bar.line_edit, Qt.Key.Key_Return)
    assert remembered.args == ["微信聊天的截图"]
    assert (bar.line_edit.text(), labels(bar)) == ("微信聊天", ["截图"])
    assert chips(bar)[0].property("kind") == "understood"


def test_a_cross_makes_words_of_a_chip(bar: SearchBar, chosen: list[Terms]) -> None:
    bar.set_text("微信聊天的截图")
    close_button(chips(bar)[0]).click()
    assert (bar.line_edit.text(), labels(bar)) == ("微信聊天的截图", [])
    bar.set_text("")
    bar.set_text("微信聊天的截图")
    QTest.keyClick(bar.line_edit, Qt.Key.Key_Return)
    close_button(chips(bar)[0]).click()
    assert (bar.line_edit.text(), labels(bar)) == ("截图 微信聊天", [])
    assert chosen[-1].to_query().text == "截图 微信聊天"


def test_backspace_in_an_empty_field_takes_the_last_one(bar: SearchBar, chosen: list[Terms]) -> None:
    bar.show_terms(Terms(chips=(DATE, SCREENSHOT)))
    QTest.keyClick(bar.line_edit, Qt.Key.Key_Backspace)
    assert labels(bar) == ["去年"]
    QTest.keyClick(bar.line_edit, Qt.Key.Key_Backspace)
    assert (labels(bar), bar.line_edit.text()) == ([], "")


def test_backspace_before_words_leaves_what_is_still_typed(bar: SearchBar, chosen: list[Terms]) -> None:
    bar.set_text("gif")
    bar.line_edit.setCursorPosition(0)
    QTest.keyClick(bar.line_edit, Qt.Key.Key_Backspace)
    assert (labels(bar), bar.line_edit.text()) == (["gif"], "gif")


def test_each_says_what_it_means_and_is_reached_by_the_keyboard(bar: SearchBar, translation: object) -> None:
    bar.show_terms(Terms(chips=(DATE,)))
    (chip,) = chips(bar)
    assert chip.toolTip() == "2025"
    assert chip.button.accessibleName() == "去年: 2025"
    assert chip.button.accessibleDescription() == "Change what it means"
    assert close_button(chip).accessibleName() == "去年: Search for the words instead"
    bar.line_edit.setFocus()
    QTest.keyClick(bar.line_edit, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is chip.button


def test_a_click_on_a_date_opens_its_days(bar: SearchBar, chosen: list[Terms]) -> None:
    bar.show_terms(Terms("海边", chips=(DATE,)))
    chips(bar)[0].button.click()
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, DatePopup)
    popup.dates_chosen.emit(dt.date(2024, 1, 1), dt.date(2024, 12, 31))
    assert labels(bar) == ["2024"]
    popup.dates_chosen.emit(dt.date(2024, 6, 1), dt.date(2024, 12, 31))
    assert labels(bar) == ["Jun 1 – Dec 31, 2024"]
    popup.dates_chosen.emit(None, None)
    assert (labels(bar), bar.line_edit.text()) == ([], "海边")
    popup.close()


def town(number: int, around: str) -> NamedPlace:
    return NamedPlace(number, NamedKind.CITY, "", "Springfield", "US", "", 40, -90, 5, english_around=around)


def test_a_name_of_several_places_offers_each(bar: SearchBar, chosen: list[Terms]) -> None:
    towns = (town(1, "Illinois"), town(2, "Oregon"))
    place = Chip(ChipKind.PLACE, "Springfield", AtPlace(towns, towns[:1]))
    bar.show_terms(Terms(chips=(place,)))
    menu = editor(bar).menu(place)
    texts = [action.text() for action in menu.actions()]
    assert texts == [
        "Springfield · Illinois",
        "Springfield · Oregon",
        "",
        "Search for the words instead",
        "Remove",
    ]
    assert [action.isChecked() for action in menu.actions()[:2]] == [True, False]
    menu.actions()[1].trigger()
    assert chosen[-1].chips == (Chip(ChipKind.PLACE, "Springfield", AtPlace(towns, towns[1:])),)


def test_other_kinds_offer_what_they_may_be(bar: SearchBar, chosen: list[Terms]) -> None:
    bar.show_terms(Terms(chips=(SCREENSHOT, Chip(ChipKind.RATING, "五星", Rated(5, 5)))))
    menu = editor(bar).menu(SCREENSHOT)
    next(action for action in menu.actions() if action.text() == "Selfies").trigger()
    assert labels(bar) == ["Selfies", "五星"]
    assert chosen[-1].chips[0].meaning == OfMedia(Media.SELFIE)
    ratings = [action.text() for action in editor(bar).menu(chosen[-1].chips[1]).actions()]
    assert ratings[:3] == ["★ 5", "★ 4 or more", "★ 3 or more"]
    menu = editor(bar).menu(chosen[-1].chips[1])
    next(action for action in menu.actions() if action.text() == "Remove").trigger()
    assert labels(bar) == ["Selfies"]


def test_many_chips_leave_the_words_their_room(bar: SearchBar, qtbot: QtBot) -> None:
    years = [Chip(ChipKind.DATE, f"the year {year}", Days((YEAR,))) for year in range(2010, 2022)]
    bar.show_terms(Terms("sea", chips=tuple(years)))
    qtbot.waitUntil(lambda: bar.line_edit.width() >= 0.25 * bar.width())
    assert bar.minimumSizeHint().width() < 400
    last = chips(bar)[-1]
    qtbot.waitUntil(lambda: last.visibleRegion().boundingRect().width() == last.width())


def test_chips_that_come_twice_at_once_are_seen(bar: SearchBar, chosen: list[Terms], qtbot: QtBot) -> None:
    bar.set_text("gif cat")
    QTest.keyClick(bar.line_edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: chips(bar)[0].visibleRegion().boundingRect().width() == chips(bar)[0].width())


@pytest.mark.usefixtures("chinese")
def test_it_speaks_chinese(bar: SearchBar) -> None:
    summer = DayRange(dt.date(2025, 6, 1), dt.date(2025, 8, 31))
    bar.show_terms(Terms(chips=(Chip(ChipKind.DATE, "夏天", Days((summer,))),)))
    assert chips(bar)[0].toolTip() == "2025年6月1日 – 8月31日"
    assert close_button(chips(bar)[0]).toolTip() == "改为按字面搜索"
