"""The filter row: shows filters and order, says which ones a person wants instead."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from photosearch.types.folder_tree import folder_tree
from photosearch.types.ids import RootId
from photosearch.types.photos import Orientation
from photosearch.types.queries import Filters, Sort
from photosearch.types.question import Question, Terms
from photosearch.types.roots import LibraryRoot
from photosearch.ui.look.translation import Translation
from photosearch.ui.search.filter_row import FilterRow

YEAR = Filters(taken_from=dt.date(2024, 1, 1), taken_until=dt.date(2024, 12, 31))


@pytest.fixture
def row(qtbot: QtBot, roots: tuple[LibraryRoot, ...]) -> FilterRow:
    made = FilterRow()
    qtbot.addWidget(made)
    made.set_roots(roots)
    made.set_choices([("JPEG", 8000), ("DNG", 12)], (dt.date(2012, 3, 1), dt.date(2024, 8, 3)))
    made.show()
    return made


@pytest.fixture
def chosen(row: FilterRow) -> list[Filters]:
    """What the row asked for; it is answered by showing it, as the window does."""
    said: list[Filters] = []
    row.filters_chosen.connect(said.append)
    row.filters_chosen.connect(lambda filters: row.show_question(Question(filters=filters)))
    return said


def button(row: FilterRow, name: str) -> QToolButton:
    return next(b for b in row.findChildren(QToolButton) if b.accessibleName().endswith(name))


def action(row: FilterRow, name: str, text: str) -> QAction:
    return next(a for a in button(row, name).menu().actions() if a.text().split("\t")[0] == text)


def test_formats_add_up(row: FilterRow, chosen: list[Filters]) -> None:
    for name in ("JPEG", "DNG", "JPEG"):
        action(row, "Format", name).trigger()
    assert [filters.formats for filters in chosen] == [{"JPEG"}, {"JPEG", "DNG"}, {"DNG"}]
    assert button(row, "Format").isChecked()
    assert not action(row, "Format", "JPEG").isChecked()
    assert action(row, "Format", "DNG").isChecked()


def test_a_shape_can_be_chosen(row: FilterRow, chosen: list[Filters]) -> None:
    action(row, "Shape", "Portrait").trigger()
    assert chosen == [Filters(orientation=Orientation.PORTRAIT)]
    action(row, "Shape", "Any shape").trigger()
    assert chosen[-1].is_empty
    assert not button(row, "Shape").isChecked()


def test_relevance_is_offered_only_where_something_is_searched_for(row: FilterRow) -> None:
    assert not action(row, "Newest first", "By relevance").isEnabled()
    row.show_question(Question(Terms("cat")))
    assert button(row, "By relevance").text() == "By relevance"
    assert action(row, "By relevance", "By relevance").isEnabled()
    row.show_question(Question())
    assert button(row, "Newest first").text() == "Newest first"


def test_the_order_chosen_is_said(qtbot: QtBot, row: FilterRow) -> None:
    row.show_question(Question(Terms("cat")))
    with qtbot.waitSignal(row.sort_chosen) as said:
        action(row, "By relevance", "Oldest first").trigger()
    assert said.args == [Sort.OLDEST]


def test_showing_a_question_says_nothing(row: FilterRow, chosen: list[Filters]) -> None:
    row.show_question(Question(filters=YEAR))
    assert chosen == []
    assert button(row, "Date").isChecked()
    row.show_question(Question())
    assert not button(row, "Date").isChecked()


def test_opening_the_folders_chooses_none(row: FilterRow) -> None:
    row.set_folders({RootId(1): folder_tree([("2024", 3)])})
    QTest.mouseClick(button(row, "Folder"), Qt.MouseButton.LeftButton)
    assert not button(row, "Folder").isChecked()


def test_without_formats_there_is_nothing_to_choose(row: FilterRow) -> None:
    row.set_choices([], None)
    assert not button(row, "Format").isEnabled()


def test_it_says_what_the_grid_shows(row: FilterRow) -> None:
    row.set_summary("124 photos · 8 perhaps")
    assert row.findChildren(QLabel)[0].text() == "124 photos · 8 perhaps"


def test_it_changes_its_language(qtbot: QtBot, row: FilterRow, translation: Translation) -> None:
    translation.use("zh")
    qtbot.waitUntil(lambda: any(b.text() == "日期" for b in row.findChildren(QToolButton)))
    assert button(row, "从新到旧").text() == "从新到旧"


def test_every_button_has_a_name_and_a_tip(row: FilterRow) -> None:
    for each in row.findChildren(QToolButton):
        if each.parent() is row:
            assert each.accessibleName()
            assert each.toolTip()


def test_it_fits_beside_the_sidebar_in_a_small_window(row: FilterRow) -> None:
    assert row.minimumSizeHint().width() <= 900 - 216
