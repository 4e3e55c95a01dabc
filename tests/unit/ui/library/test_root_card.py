"""A watched folder's card: its state, and buttons that stay while it changes."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from photosearch.types.roots import LibraryRoot
from photosearch.ui.library.root_card import RootCard


def test_its_buttons_stay_while_the_count_changes(qtbot: QtBot, roots: tuple[LibraryRoot, ...]) -> None:
    card = RootCard(roots[0])
    qtbot.addWidget(card)
    before = card.findChildren(QToolButton)
    card.set_root(replace(roots[0], photo_count=8121, is_online=False), is_polled=True)
    assert card.findChildren(QToolButton) == before
    texts = [label.text() for label in card.findChildren(QLabel)]
    assert any("8,121 photos" in text and text.startswith("Offline") for text in texts)
    assert [button.isEnabled() for button in before] == [False, False, True]


def test_it_names_its_folder_in_every_request(qtbot: QtBot, roots: tuple[LibraryRoot, ...]) -> None:
    card = RootCard(roots[0])
    qtbot.addWidget(card)
    for button, signal in zip(
        card.findChildren(QToolButton),
        (card.show_requested, card.rescan_requested, card.remove_requested),
        strict=True,
    ):
        with qtbot.waitSignal(signal) as said:
            button.click()
        assert said.args == [1]
