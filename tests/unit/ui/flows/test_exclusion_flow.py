"""Leaving folders out in the window, and taking them back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from photosearch.types.files import NotShownKind
from photosearch.types.folder_tree import folder_tree
from photosearch.types.ids import RootId
from photosearch.types.roots import LibraryRoot
from photosearch.ui.library.library_dialog import LibraryDialog
from photosearch.ui.library.root_card import RootCard
from photosearch.ui.search.folder_popup import FolderPopup
from photosearch.ui.window.main_window import MainWindow
from tests.fakes import FakeEngine


def exclusions(engine: FakeEngine) -> tuple[str, ...]:
    return engine.library.roots()[0].exclusions


def test_a_folder_is_left_out_and_taken_back_in_the_dialog(
    qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = fake_engine.library.roots()[0].path
    window.library.show_library()
    dialog = window.findChild(LibraryDialog)
    assert dialog is not None
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_arguments: str(folder / "Screenshots"))
    with qtbot.waitSignal(window.library.message) as told:
        next(b for b in dialog.findChildren(QPushButton) if b.text() == "Leave a folder out…").click()
    assert told.args == [f'"Screenshots" is left out of {folder} (40 photos). Nothing was deleted.']
    assert exclusions(fake_engine) == ("/Screenshots/",)

    def back() -> list[QPushButton]:
        return [b for b in dialog.findChildren(QPushButton) if b.accessibleName() == "Take back Screenshots"]

    qtbot.waitUntil(lambda: len(back()) == 1)
    with qtbot.waitSignal(window.library.message) as told:
        back()[0].click()
    assert told.args == [f'"Screenshots" in {folder} is no longer left out (40 photos found again).']
    assert exclusions(fake_engine) == ()
    qtbot.waitUntil(lambda: back() == [])


def test_the_folder_of_a_photo_is_left_out(qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine) -> None:
    folder = fake_engine.library.roots()[0].path
    with qtbot.waitSignal(window.library.message):
        window.actions_on_photos.folder_exclusion_requested.emit(folder / "a" / "b*")
    assert exclusions(fake_engine) == ("/a/b\\*/",)


@pytest.mark.parametrize(
    ("place", "said"),
    [("", "This is the watched folder itself."), ("/elsewhere/x", "This folder does not lie in a watched one.")],
)
def test_what_cannot_be_left_out_is_said(
    qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine, place: str, said: str
) -> None:
    with qtbot.waitSignal(window.library.message) as told:
        window.library.exclusions.exclude_folder(fake_engine.library.roots()[0].path / place)
    assert told.args is not None
    assert told.args[0].startswith(said)
    assert exclusions(fake_engine) == ()


def test_the_list_of_folders_offers_it_for_those_below_a_watched_one(
    qtbot: QtBot, roots: tuple[LibraryRoot, ...]
) -> None:
    popup = FolderPopup()
    qtbot.addWidget(popup)
    popup.set_roots(roots)
    popup.set_folders({RootId(1): folder_tree([("2024", 300)])})
    rows = popup.findChildren(QListWidget)[0]
    assert popup.folder_menu(None) is None
    assert popup.folder_menu(rows.item(1)) is None
    menu = popup.folder_menu(rows.item(2))
    assert menu is not None
    with qtbot.waitSignal(popup.exclusion_requested) as told:
        menu.actions()[0].trigger()
    assert told.args == [roots[0].path / "2024"]


def test_a_card_says_what_is_not_shown_and_why(qtbot: QtBot, roots: tuple[LibraryRoot, ...]) -> None:
    card = RootCard(roots[0])
    qtbot.addWidget(card)
    counts = ((NotShownKind.VIDEO, 1200), (NotShownKind.DOCUMENT, 1))
    card.set_root(replace(roots[0], not_shown=counts, left_out_count=352), is_polled=False)
    assert any("8,120 photos · 352 photos left out" in label.text() for label in card.findChildren(QLabel))
    label = next(label for label in card.findChildren(QLabel) if label.text().startswith("Not shown"))
    assert label.text() == "Not shown: 1,200 videos, 1 document"
    assert "videos are not looked into yet" in label.toolTip()
    card.set_root(roots[0], is_polled=False)
    assert label.isHidden()
