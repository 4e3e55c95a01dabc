"""The sidebar: places, watched folders, what can be asked of them."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMenu, QToolButton
from pytestqt.qtbot import QtBot

from photosearch.types.folder_tree import folder_tree
from photosearch.types.ids import RootId
from photosearch.types.queries import Filters
from photosearch.types.question import Place, Question
from photosearch.types.roots import LibraryRoot
from photosearch.ui.library.sidebar import Sidebar
from photosearch.ui.library.sidebar_row import SidebarRow
from photosearch.ui.look.translation import Translation

IN_FIRST = Question(filters=Filters(root_ids=frozenset({RootId(1)})))
TREES = {
    RootId(1): folder_tree([("", 20), ("2024", 8000), ("2024/海边", 100)]),
    RootId(2): folder_tree([("", 292)]),
}


@pytest.fixture
def sidebar(qtbot: QtBot, roots: tuple[LibraryRoot, ...]) -> Sidebar:
    made = Sidebar()
    qtbot.addWidget(made)
    made.set_counts(8412, 3)
    made.set_roots(roots)
    made.show()
    return made


def row(sidebar: Sidebar, start: str) -> SidebarRow:
    QApplication.processEvents()
    return next(r for r in sidebar.findChildren(SidebarRow) if r.isVisible() and r.accessibleName().startswith(start))


def names(sidebar: Sidebar) -> list[str]:
    QApplication.processEvents()
    rows = [found for found in sidebar.findChildren(SidebarRow) if found.isVisible()]
    rows = [found for found in rows if not sidebar.tags.isAncestorOf(found)]
    return [found.accessibleName() for found in sorted(rows, key=lambda found: found.mapTo(sidebar, QPoint()).y())]


def test_it_shows_places_and_folders_with_counts_and_state(sidebar: Sidebar) -> None:
    assert names(sidebar) == ["All photos 8,412", "Recently added", "Problem files 3", "照片 8,120", "旅行 Offline"]


def test_that_there_is_no_folder_is_said_only_when_it_is_known(qtbot: QtBot) -> None:
    opening = Sidebar()
    qtbot.addWidget(opening)
    opening.show()

    def says_so() -> bool:
        return any("No folder yet" in label.text() and label.isVisible() for label in opening.findChildren(QLabel))

    assert not says_so()
    opening.set_roots(())
    assert says_so()


def test_without_problems_there_is_no_row_for_them(sidebar: Sidebar) -> None:
    sidebar.set_counts(8412, 0)
    assert not any(name.startswith("Problem") for name in names(sidebar))


def test_choosing_a_row_says_which(qtbot: QtBot, sidebar: Sidebar) -> None:
    for start, signal, place in (
        ("Recently", sidebar.place_chosen, Place.RECENT),
        ("旅行", sidebar.folder_chosen, Filters(root_ids=frozenset({RootId(2)}))),
        ("All", sidebar.place_chosen, Place.ALL),
    ):
        with qtbot.waitSignal(signal) as said:
            QTest.mouseClick(row(sidebar, start), Qt.MouseButton.LeftButton)
        assert said.args == [place]
        assert row(sidebar, start).isChecked()


def test_problems_are_asked_for_without_leaving_the_place(qtbot: QtBot, sidebar: Sidebar) -> None:
    with qtbot.waitSignal(sidebar.problems_requested):
        QTest.mouseClick(row(sidebar, "Problem"), Qt.MouseButton.LeftButton)
    assert row(sidebar, "All").isChecked()


def test_marking_a_place_says_nothing(qtbot: QtBot, sidebar: Sidebar) -> None:
    with qtbot.assertNotEmitted(sidebar.folder_chosen):
        sidebar.show_question(IN_FIRST)
    assert row(sidebar, "照片").isChecked()
    assert not row(sidebar, "All").isChecked()


def test_the_chosen_folder_stays_chosen_when_the_list_changes(sidebar: Sidebar, roots: tuple[LibraryRoot, ...]) -> None:
    sidebar.show_question(IN_FIRST)
    sidebar.set_roots((replace(roots[0], photo_count=8121), roots[1]))
    assert row(sidebar, "照片 8,121").isChecked()


def test_rows_stay_while_counts_change(sidebar: Sidebar, roots: tuple[LibraryRoot, ...]) -> None:
    before = row(sidebar, "照片")
    sidebar.set_roots((replace(roots[0], photo_count=8121), roots[1]))
    assert row(sidebar, "照片 8,121") is before


def test_folders_below_are_opened_and_closed_by_key_and_by_mouse(sidebar: Sidebar) -> None:
    sidebar.set_folders(TREES)
    assert names(sidebar)[-2:] == ["照片 8,120", "旅行 Offline"]
    QTest.keyClick(row(sidebar, "照片"), Qt.Key.Key_Right)
    QTest.keyClick(row(sidebar, "2024"), Qt.Key.Key_Right)
    assert names(sidebar)[-4:] == ["照片 8,120", "2024 8,100", "海边 100", "旅行 Offline"]
    QTest.keyClick(row(sidebar, "海边"), Qt.Key.Key_Left)
    QTest.keyClick(row(sidebar, "2024"), Qt.Key.Key_Left)
    assert "海边 100" not in names(sidebar)
    QTest.mouseClick(row(sidebar, "照片"), Qt.MouseButton.LeftButton, pos=QPoint(8, 16))
    assert names(sidebar)[-2:] == ["照片 8,120", "旅行 Offline"]
    assert row(sidebar, "All").isChecked()


def test_a_folder_below_is_chosen_marked_and_found_in_closed_ones(
    qtbot: QtBot, sidebar: Sidebar, roots: tuple[LibraryRoot, ...]
) -> None:
    sidebar.set_folders(TREES)
    beach = Filters(folder=roots[0].path / "2024/海边")
    sidebar.show_question(Question(filters=beach))
    assert row(sidebar, "海边").isChecked()
    assert not row(sidebar, "All").isChecked()
    QTest.keyClick(row(sidebar, "照片"), Qt.Key.Key_Left)
    sidebar.set_folders({**TREES})
    assert "海边 100" not in names(sidebar)
    assert not any(found.isChecked() for found in sidebar.findChildren(SidebarRow) if found.isVisible())
    QTest.keyClick(row(sidebar, "照片"), Qt.Key.Key_Right)
    with qtbot.waitSignal(sidebar.folder_chosen) as said:
        QTest.mouseClick(row(sidebar, "海边"), Qt.MouseButton.LeftButton)
    assert said.args == [beach]


def test_open_branches_are_told_and_open_again(qtbot: QtBot, sidebar: Sidebar, roots: tuple[LibraryRoot, ...]) -> None:
    sidebar.set_folders(TREES)
    told: list[tuple[str, ...]] = []
    sidebar.opened_changed.connect(told.append)
    QTest.keyClick(row(sidebar, "照片"), Qt.Key.Key_Right)
    QTest.keyClick(row(sidebar, "2024"), Qt.Key.Key_Right)
    later = Sidebar()
    qtbot.addWidget(later)
    later.restore_opened(told[-1])
    later.set_roots(roots)
    later.set_folders(TREES)
    later.show()
    assert names(later)[-4:] == ["照片 8,120", "2024 8,100", "海边 100", "旅行 Offline"]
    QTest.keyClick(row(sidebar, "2024"), Qt.Key.Key_Left)
    assert told[-1] == told[0]


def test_a_branch_that_is_opened_for_what_is_asked_is_told_too(
    qtbot: QtBot, sidebar: Sidebar, roots: tuple[LibraryRoot, ...]
) -> None:
    sidebar.set_folders(TREES)
    with qtbot.waitSignal(sidebar.opened_changed) as said:
        sidebar.show_question(Question(filters=Filters(folder=roots[0].path / "2024")))
    assert said.args == [(roots[0].path.as_uri(),)]


def test_the_folder_that_is_asked_for_is_scrolled_into_view(
    qtbot: QtBot, sidebar: Sidebar, roots: tuple[LibraryRoot, ...]
) -> None:
    sidebar.resize(220, 420)
    sidebar.set_folders({RootId(1): folder_tree([(f"trip {number}", 1) for number in range(100, 140)])})

    def is_in_view(name: str) -> bool:
        found = row(sidebar, name)
        return found.visibleRegion().boundingRect().height() == found.height()

    for name in ("trip 139", "trip 100", "trip 117"):
        sidebar.show_question(Question(filters=Filters(folder=roots[0].path / name)))
        qtbot.waitUntil(partial(is_in_view, name))
    QTest.keyClick(row(sidebar, "照片"), Qt.Key.Key_Left)
    sidebar.show_question(Question(filters=Filters(folder=roots[0].path / "trip 130")))
    qtbot.waitUntil(lambda: is_in_view("trip 130"))


def test_the_menu_of_a_folder_below_shows_it_or_leaves_it_out(
    qtbot: QtBot, sidebar: Sidebar, roots: tuple[LibraryRoot, ...]
) -> None:
    path = roots[0].path / "2024"
    for text, signal in (
        ("Show in file manager", sidebar.show_path_requested),
        ("Leave this folder out", sidebar.exclude_path_requested),
    ):
        action = next(found for found in sidebar.folder_menu(roots[0], path).actions() if found.text() == text)
        with qtbot.waitSignal(signal) as said:
            action.trigger()
        assert said.args == [path]


def test_the_menu_of_a_folder_asks_for_what_it_says(
    qtbot: QtBot, sidebar: Sidebar, roots: tuple[LibraryRoot, ...]
) -> None:
    for text, signal in (
        ("Show in file manager", sidebar.show_folder_requested),
        ("Rescan", sidebar.rescan_requested),
        ("Leave a folder out…", sidebar.exclude_requested),
        ("Remove from the library…", sidebar.remove_root_requested),
    ):
        menu = sidebar.root_menu(roots[0])
        action = next(action for action in menu.actions() if action.text() == text)
        with qtbot.waitSignal(signal) as said:
            action.trigger()
        assert said.args == [1]


def test_a_folder_that_is_away_can_only_be_removed(sidebar: Sidebar, roots: tuple[LibraryRoot, ...]) -> None:
    menu = sidebar.root_menu(roots[1])
    assert [a.text() for a in menu.actions() if a.isEnabled() and a.text()] == ["Remove from the library…"]


def test_the_menu_opens_where_it_was_asked_for(qtbot: QtBot, sidebar: Sidebar) -> None:
    row(sidebar, "照片").customContextMenuRequested.emit(QPoint(5, 5))
    menu = next(menu for menu in sidebar.findChildren(QMenu) if menu.isVisible())
    menu.close()


def test_folders_can_be_added_and_managed(qtbot: QtBot, sidebar: Sidebar) -> None:
    for name, signal in (
        ("Add a folder", sidebar.add_folder_requested),
        ("Manage folders", sidebar.library_requested),
    ):
        button = next(b for b in sidebar.findChildren(QToolButton) if b.accessibleName() == name)
        with qtbot.waitSignal(signal):
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_polled_folder_says_so(sidebar: Sidebar) -> None:
    sidebar.set_polled(frozenset({RootId(1)}))
    assert "every few seconds" in row(sidebar, "照片").toolTip()
    sidebar.set_polled(frozenset())
    assert "every few seconds" not in row(sidebar, "照片").toolTip()


def test_without_folders_it_says_how_to_begin(sidebar: Sidebar) -> None:
    sidebar.set_roots(())
    assert [name for name in names(sidebar) if "照片" in name] == []


def test_it_changes_its_language(qtbot: QtBot, sidebar: Sidebar, translation: Translation) -> None:
    translation.use("zh")
    qtbot.waitUntil(lambda: names(sidebar)[0] == "全部照片 8,412")
    assert names(sidebar)[-1] == "旅行 离线"


def test_every_button_has_a_name_and_a_tip(sidebar: Sidebar) -> None:
    for button in sidebar.findChildren(QAbstractButton):
        if button.isVisible():
            assert button.accessibleName()
            if isinstance(button, QToolButton):
                assert button.toolTip()
