"""Choosing dates: presets, open ends, and silence when dates are merely shown."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QDateEdit, QPushButton
from pytestqt.qtbot import QtBot

from photosearch.ui.look.translation import Translation
from photosearch.ui.search.date_popup import DatePopup


@pytest.fixture
def popup(qtbot: QtBot) -> DatePopup:
    made = DatePopup()
    qtbot.addWidget(made)
    made.set_taken_range((dt.date(2012, 3, 1), dt.date(2024, 8, 3)))
    made.show()
    return made


def presets(popup: DatePopup) -> list[str]:
    QApplication.processEvents()
    return [button.text() for button in popup.findChildren(QPushButton) if button.isVisible()]


def fields(popup: DatePopup) -> tuple[QDateEdit, QDateEdit]:
    first, last = popup.findChildren(QDateEdit)
    return first, last


def test_it_offers_the_years_there_are_photos_of(popup: DatePopup) -> None:
    assert presets(popup)[3:] == ["2024", "2023", "2022", "2021", "2020", "2019"]
    popup.set_taken_range((dt.date(2023, 5, 1), dt.date(2024, 8, 3)))
    assert presets(popup)[3:] == ["2024", "2023"]


@pytest.mark.parametrize(
    ("text", "span"),
    [("2022", [dt.date(2022, 1, 1), dt.date(2022, 12, 31)]), ("Any time", [None, None])],
)
def test_a_preset_says_its_span(qtbot: QtBot, popup: DatePopup, text: str, span: list[dt.date | None]) -> None:
    button = next(b for b in popup.findChildren(QPushButton) if b.text() == text and b.isVisible())
    with qtbot.waitSignal(popup.dates_chosen) as said:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert said.args == span
    assert not popup.isVisible()


def test_months_are_whole(qtbot: QtBot, popup: DatePopup) -> None:
    button = next(b for b in popup.findChildren(QPushButton) if b.text() == "Last month" and b.isVisible())
    with qtbot.waitSignal(popup.dates_chosen) as said:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    first, last = said.args or (None, None)
    assert isinstance(first, dt.date)
    assert isinstance(last, dt.date)
    assert first.day == 1
    assert first.month == last.month
    assert (last + dt.timedelta(days=1)).day == 1


def test_an_open_end_is_none(qtbot: QtBot, popup: DatePopup) -> None:
    with qtbot.waitSignal(popup.dates_chosen) as said:
        popup.findChildren(QCheckBox)[0].setChecked(True)
    assert said.args == [dt.date(2012, 3, 1), None]
    with qtbot.waitSignal(popup.dates_chosen) as said:
        fields(popup)[0].setDate(QDate(2020, 2, 29))
    assert said.args == [dt.date(2020, 2, 29), None]


def test_showing_dates_says_nothing(qtbot: QtBot, popup: DatePopup) -> None:
    with qtbot.assertNotEmitted(popup.dates_chosen):
        popup.set_dates(dt.date(2023, 1, 1), None)
    first, last = fields(popup)
    assert first.date() == QDate(2023, 1, 1)
    assert first.isEnabled()
    assert not last.isEnabled()


def test_dates_follow_the_language(qtbot: QtBot, popup: DatePopup, translation: Translation) -> None:
    popup.set_dates(dt.date(2023, 1, 2), None)
    assert fields(popup)[0].text() == "Jan 2, 2023"
    translation.use("zh")
    qtbot.waitUntil(lambda: fields(popup)[0].text() == "2023年1月2日")
    assert presets(popup)[0] == "不限时间"
