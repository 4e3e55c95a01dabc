"""The tags in the sidebar: asked for when they are opened, narrowed by typing, marked by the question."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from photosearch.types.tags import Facet, TagName
from photosearch.ui.library.sidebar_row import SidebarRow
from photosearch.ui.library.tag_rows import TagRows

CAT, DOG, OWN = TagName("猫", "cat"), TagName("狗", "dog"), TagName("旺财", "旺财")
FACETS = (Facet(CAT, 1240), Facet(DOG, 12), Facet(OWN, 3))


@pytest.fixture
def rows(qtbot: QtBot) -> TagRows:
    made = TagRows()
    qtbot.addWidget(made)
    made.show()
    return made


def shown(rows: TagRows) -> list[str]:
    QApplication.processEvents()
    return [row.accessibleName() for row in rows.findChildren(SidebarRow) if row.isVisible()][1:]


def row(rows: TagRows, start: str) -> SidebarRow:
    return next(found for found in rows.findChildren(SidebarRow) if found.accessibleName().startswith(start))


def test_they_are_asked_for_when_they_are_opened_and_not_before(qtbot: QtBot, rows: TagRows) -> None:
    assert shown(rows) == []
    with qtbot.waitSignal(rows.wanted):
        QTest.mouseClick(row(rows, "Tags"), Qt.MouseButton.LeftButton)
    rows.set_facets(FACETS)
    assert shown(rows) == ["cat 1,240", "dog 12", "旺财 3"]
    with qtbot.assertNotEmitted(rows.wanted):
        QTest.keyClick(row(rows, "Tags"), Qt.Key.Key_Left)
    assert shown(rows) == []


def says_none(rows: TagRows) -> bool:
    return any(label.isVisible() and label.text() == "No tags" for label in rows.findChildren(QLabel))


def test_that_there_are_none_is_said_only_when_it_is_known(rows: TagRows) -> None:
    rows.open(True)
    assert not says_none(rows)
    rows.set_facets(())
    assert says_none(rows)
    rows.set_facets(FACETS)
    assert not says_none(rows)


def test_typing_narrows_them_in_either_language(rows: TagRows) -> None:
    rows.open(True)
    rows.set_facets(FACETS)
    field = rows.findChild(QLineEdit)
    assert field is not None
    for typed, names in (("狗", ["dog 12"]), ("CA", ["cat 1,240"]), ("x", []), ("", ["cat 1,240", "dog 12", "旺财 3"])):
        field.setText(typed)
        assert shown(rows) == names


def test_a_row_says_what_is_wanted_and_a_question_marks_it_silently(qtbot: QtBot, rows: TagRows) -> None:
    rows.open(True)
    rows.set_facets(FACETS)
    with qtbot.waitSignal(rows.tag_toggled) as said:
        QTest.mouseClick(row(rows, "dog"), Qt.MouseButton.LeftButton)
    assert said.args == [DOG, True]
    with qtbot.assertNotEmitted(rows.tag_toggled):
        rows.show_chosen({DOG})
        rows.show_chosen({CAT})
    assert row(rows, "cat").isChecked()
    assert not row(rows, "dog").isChecked()
    with qtbot.waitSignal(rows.tag_toggled) as said:
        QTest.keyClick(row(rows, "cat"), Qt.Key.Key_Space)
    assert said.args == [CAT, False]


def test_counts_change_under_the_mouse_without_another_row(rows: TagRows) -> None:
    rows.open(True)
    rows.set_facets(FACETS)
    before = row(rows, "dog")
    rows.set_facets((Facet(DOG, 2000), Facet(CAT, 1240)))
    assert sorted(shown(rows)) == ["cat 1,240", "dog 2,000"]
    assert row(rows, "dog") is before
