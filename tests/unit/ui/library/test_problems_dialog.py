"""Problem files: grouped by why, with what to do, shown and tried again."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QTreeWidget, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from photosearch.types.files import LINK_TO_NOTHING, Problem, ProblemReason
from photosearch.types.ids import RootId
from photosearch.ui.library.problems_dialog import ProblemsDialog
from photosearch.ui.look.translation import Translation


def problem(name: str, reason: ProblemReason) -> Problem:
    return Problem(RootId(1), Path("/photos") / name, name, reason, "cannot identify")


PROBLEMS = (
    problem("empty.jpg", ProblemReason.EMPTY),
    problem("a.jpg", ProblemReason.DAMAGED),
    problem("b.jpg", ProblemReason.DAMAGED),
)


@pytest.fixture
def dialog(qtbot: QtBot) -> ProblemsDialog:
    made = ProblemsDialog()
    qtbot.addWidget(made)
    made.set_problems(PROBLEMS)
    made.show()
    return made


def tree(dialog: ProblemsDialog) -> QTreeWidget:
    return dialog.findChildren(QTreeWidget)[0]


def item(dialog: ProblemsDialog, group: int, row: int) -> QTreeWidgetItem:
    parent = tree(dialog).topLevelItem(group)
    assert parent is not None
    found = parent.child(row)
    assert found is not None
    return found


def groups(dialog: ProblemsDialog) -> list[str]:
    tops = (tree(dialog).topLevelItem(position) for position in range(tree(dialog).topLevelItemCount()))
    return [top.text(0) for top in tops if top is not None]


def button(dialog: ProblemsDialog, text: str) -> QAbstractButton:
    return next(b for b in dialog.findChildren(QAbstractButton) if b.text() == text)


def texts(dialog: ProblemsDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]


def test_the_largest_group_comes_first(dialog: ProblemsDialog) -> None:
    assert groups(dialog) == ["The picture is damaged or incomplete.   2", "The file is empty.   1"]
    assert texts(dialog) == ["3 files could not be used, or only in part"]


def test_a_chosen_file_shows_why_and_what_to_do(dialog: ProblemsDialog) -> None:
    item(dialog, 0, 0).setSelected(True)
    assert "Copy it again from the camera or a backup if you can." in texts(dialog)
    assert any("/photos/a.jpg" in text and "cannot identify" in text for text in texts(dialog))


def test_one_file_can_be_shown(qtbot: QtBot, dialog: ProblemsDialog) -> None:
    assert not button(dialog, "Show in file manager").isEnabled()
    item(dialog, 1, 0).setSelected(True)
    with qtbot.waitSignal(dialog.show_in_folder_requested) as said:
        QTest.mouseClick(button(dialog, "Show in file manager"), Qt.MouseButton.LeftButton)
    assert said.args == [Path("/photos/empty.jpg")]


def test_all_are_tried_again_where_none_is_chosen(qtbot: QtBot, dialog: ProblemsDialog) -> None:
    with qtbot.waitSignal(dialog.retry_requested) as said:
        QTest.mouseClick(button(dialog, "Try all again"), Qt.MouseButton.LeftButton)
    assert said.args == [PROBLEMS]


def test_the_chosen_ones_are_tried_again(qtbot: QtBot, dialog: ProblemsDialog) -> None:
    item(dialog, 0, 1).setSelected(True)
    with qtbot.waitSignal(dialog.retry_requested) as said:
        QTest.mouseClick(button(dialog, "Try again"), Qt.MouseButton.LeftButton)
    assert said.args == [(PROBLEMS[2],)]


def test_a_chosen_group_means_its_files(qtbot: QtBot, dialog: ProblemsDialog) -> None:
    top = tree(dialog).topLevelItem(0)
    assert top is not None
    top.setSelected(True)
    with qtbot.waitSignal(dialog.retry_requested) as said:
        dialog.findChildren(QAbstractButton)
        button(dialog, "Try all again").click()
    assert said.args == [PROBLEMS[1:]]


def test_the_choice_survives_a_new_list(dialog: ProblemsDialog) -> None:
    item(dialog, 0, 1).setSelected(True)
    dialog.set_problems(PROBLEMS[1:])
    assert [chosen.text(0) for chosen in tree(dialog).selectedItems()] == ["b.jpg"]


def test_without_problems_it_says_so(dialog: ProblemsDialog) -> None:
    dialog.set_problems(())
    assert texts(dialog) == ["Every file could be used."]
    assert not button(dialog, "Try all again").isEnabled()


def test_a_name_that_is_no_text_can_be_shown(dialog: ProblemsDialog) -> None:
    dialog.set_problems((problem("\udcff.jpg", ProblemReason.EMPTY),))
    assert item(dialog, 0, 0).text(0)


def test_it_is_not_modal_and_changes_its_language(
    qtbot: QtBot, dialog: ProblemsDialog, translation: Translation
) -> None:
    assert not dialog.isModal()
    translation.use("zh")
    qtbot.waitUntil(lambda: groups(dialog)[0] == "图片已损坏或不完整。   2")


@pytest.mark.parametrize(
    ("reason", "detail", "says", "hides"),
    [
        (ProblemReason.UNSUPPORTED, "VIDEO", "This is a video with a picture's name.", "VIDEO"),
        (ProblemReason.NOT_A_FILE, LINK_TO_NOTHING, "This link leads nowhere.", LINK_TO_NOTHING),
        (ProblemReason.TOO_LARGE, "9000 x 6000 px", "/photos/x.jpg\n9000 x 6000 pixels", "px"),
    ],
)
def test_a_file_is_told_of_as_at_the_terminal(
    dialog: ProblemsDialog, reason: ProblemReason, detail: str, says: str, hides: str
) -> None:
    dialog.set_problems((Problem(RootId(1), Path("/photos/x.jpg"), "x.jpg", reason, detail),))
    item(dialog, 0, 0).setSelected(True)
    assert says in texts(dialog)
    assert all(hides not in text for text in texts(dialog))
