"""The filter row: holds filters and order, says when a person changes them."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from photosearch.types import Filters, LibraryRoot, Orientation, RootId, Sort
from photosearch.ui.filter_row import FilterRow
from photosearch.ui.translation import Translation

YEAR = Filters(taken_from=dt.date(2024, 1, 1), taken_until=dt.date(2024, 12, 31))


@pytest.fixture
def row(qtbot: QtBot, roots: tuple[LibraryRoot, ...]) -> FilterRow:
    made = FilterRow()
    qtbot.addWidget(made)
    made.set_choices(roots, [("JPEG", 8000), ("DNG", 12)], (dt.date(2012, 3, 1), dt.date(2024, 8, 3)))
    made.show()
    return made


def button(row: FilterRow, name: str) -> QToolButton:
    return next(b for b in row.findChildren(QToolButton) if b.accessibleName().endswith(name))


def action(row: FilterRow, name: str, text: str) -> QAction:
    return next(a for a in button(row, name).menu().actions() if a.text().split("\t")[0] == text)


def order(row: FilterRow) -> Sort:
    return row.sort


def test_formats_add_up(qtbot: QtBot, row: FilterRow) -> None:
    action(row, "Format", "JPEG").setChecked(True)
    with qtbot.waitSignal(row.filters_changed) as said:
        action(row, "Format", "DNG").setChecked(True)
    assert said.args == [Filters(formats=frozenset({"JPEG", "DNG"}))]
    assert button(row, "Format").isChecked()
    action(row, "Format", "JPEG").setChecked(False)
    assert row.filters == Filters(formats=frozenset({"DNG"}))


def test_a_shape_can_be_chosen(qtbot: QtBot, row: FilterRow) -> None:
    with qtbot.waitSignal(row.filters_changed) as said:
        action(row, "Shape", "Portrait").trigger()
    assert said.args == [Filters(orientation=Orientation.PORTRAIT)]
    action(row, "Shape", "Any shape").trigger()
    assert row.filters.is_empty


def test_relevance_is_offered_only_where_something_is_searched_for(row: FilterRow) -> None:
    assert order(row) is Sort.NEWEST
    assert not action(row, "Newest first", "By relevance").isEnabled()
    row.set_has_terms(True)
    assert order(row) is Sort.RELEVANCE
    assert button(row, "By relevance").text() == "By relevance"


def test_the_order_chosen_is_said_and_kept(qtbot: QtBot, row: FilterRow) -> None:
    row.set_has_terms(True)
    with qtbot.waitSignal(row.sort_changed) as said:
        action(row, "By relevance", "Oldest first").trigger()
    assert said.args == [Sort.OLDEST]
    row.set_has_terms(False)
    assert row.sort is Sort.OLDEST


def test_showing_filters_says_nothing(qtbot: QtBot, row: FilterRow) -> None:
    with qtbot.assertNotEmitted(row.filters_changed):
        row.set_filters(YEAR)
    assert row.chips() == (("date", "2024"),)
    assert button(row, "Date").isChecked()


def test_a_chip_can_be_taken_away(qtbot: QtBot, row: FilterRow) -> None:
    row.set_filters(YEAR)
    with qtbot.waitSignal(row.filters_changed) as said:
        row.remove("date")
    assert said.args == [Filters()]
    assert not button(row, "Date").isChecked()


def test_opening_the_folders_asks_for_them(qtbot: QtBot, row: FilterRow) -> None:
    with qtbot.waitSignals([row.folders_wanted, row.folders_wanted]):
        QTest.mouseClick(button(row, "Folder"), Qt.MouseButton.LeftButton)
    row.set_folders(RootId(1), [("2024", 3)])
    assert not button(row, "Folder").isChecked()


def test_without_formats_there_is_nothing_to_choose(row: FilterRow) -> None:
    row.set_choices((), [], None)
    assert not button(row, "Format").isEnabled()


def test_it_says_what_the_grid_shows(row: FilterRow) -> None:
    row.set_summary("124 photos · 0.02 s")
    assert row.findChildren(QLabel)[0].text() == "124 photos · 0.02 s"


def test_it_changes_its_language(qtbot: QtBot, row: FilterRow, translation: Translation) -> None:
    translation.use("zh")
    qtbot.waitUntil(lambda: any(b.text() == "日期" for b in row.findChildren(QToolButton)))
    assert button(row, "最新的在前").text() == "最新的在前"


def test_every_button_has_a_name_and_a_tip(row: FilterRow) -> None:
    for each in row.findChildren(QToolButton):
        if each.parent() is row:
            assert each.accessibleName()
            assert each.toolTip()


def test_it_fits_beside_the_sidebar_in_a_small_window(row: FilterRow) -> None:
    assert row.minimumSizeHint().width() <= 900 - 216
