"""Choosing a folder: watched ones and those below, narrowed by typing."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListWidget
from pytestqt.qtbot import QtBot

from photosearch.types.folder_tree import folder_tree
from photosearch.types.ids import RootId
from photosearch.types.queries import Filters
from photosearch.types.roots import LibraryRoot
from photosearch.ui.search.folder_popup import FolderPopup


@pytest.fixture
def popup(qtbot: QtBot, roots: tuple[LibraryRoot, ...]) -> FolderPopup:
    made = FolderPopup()
    qtbot.addWidget(made)
    made.set_roots(roots)
    made.set_folders({RootId(1): folder_tree([("", 5), ("2024", 180), ("2024/海边", 120)])})
    made.show()
    return made


def rows(popup: FolderPopup) -> list[str]:
    listed = popup.findChildren(QListWidget)[0]
    return [listed.item(position).text().strip() for position in range(listed.count())]


def pick(qtbot: QtBot, popup: FolderPopup, position: int) -> Filters:
    listed = popup.findChildren(QListWidget)[0]
    listed.setCurrentRow(position)
    with qtbot.waitSignal(popup.folder_chosen) as said:
        QTest.keyClick(listed, Qt.Key.Key_Return)
    assert said.args is not None
    chosen = said.args[0]
    assert isinstance(chosen, Filters)
    return chosen


def test_it_lists_watched_folders_and_those_below(popup: FolderPopup) -> None:
    assert rows(popup) == ["All folders", "照片   8,120", "2024   300", "海边   120", "旅行   292"]


def test_folders_of_every_watched_one_are_listed(popup: FolderPopup) -> None:
    popup.set_folders({RootId(1): folder_tree([("2024", 3)]), RootId(2): folder_tree([("日本/东京", 4)])})
    assert rows(popup)[1:] == ["照片   8,120", "2024   3", "旅行   292", "日本   4", "东京   4"]


def test_typing_narrows_the_list(popup: FolderPopup) -> None:
    popup.findChildren(QLineEdit)[0].setText("海")
    assert rows(popup) == ["海边   120"]
    popup.findChildren(QLineEdit)[0].setText("nowhere")
    assert rows(popup) == []


def test_a_watched_folder_is_chosen_by_its_id(qtbot: QtBot, popup: FolderPopup) -> None:
    assert pick(qtbot, popup, 1) == Filters(root_ids=frozenset({RootId(1)}))


def test_a_folder_below_is_chosen_by_its_path(qtbot: QtBot, popup: FolderPopup) -> None:
    assert pick(qtbot, popup, 3) == Filters(folder=Path("/home/ming/照片/2024/海边"))


def test_all_folders_means_no_filter(qtbot: QtBot, popup: FolderPopup) -> None:
    assert pick(qtbot, popup, 0).is_empty
    assert not popup.isVisible()


def test_the_chosen_one_is_marked(popup: FolderPopup) -> None:
    popup.set_chosen(Filters(folder=Path("/home/ming/照片/2024")))
    assert popup.findChildren(QListWidget)[0].currentRow() == 2


def test_very_many_folders_are_cut_short_but_found_by_typing(popup: FolderPopup) -> None:
    popup.set_folders({RootId(1): folder_tree([(f"folder {number:05}", 1) for number in range(3000)])})
    assert len(rows(popup)) <= 501
    popup.findChildren(QLineEdit)[0].setText("folder 02999")
    assert rows(popup) == ["folder 02999   1"]
