"""The banner: says one thing at a time and can be closed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from photosearch.types.queries import EmojiName
from photosearch.ui.look.translation import Translation
from photosearch.ui.window.banner import Banner


@pytest.fixture
def banner(qtbot: QtBot) -> Banner:
    made = Banner()
    qtbot.addWidget(made)
    return made


def text(banner: Banner) -> str:
    return next(label.text() for label in banner.findChildren(QLabel) if label.text())


def button(banner: Banner, name: str) -> QAbstractButton:
    return next(b for b in banner.findChildren(QAbstractButton) if name in (b.text(), b.accessibleName()))


def test_it_is_hidden_until_there_is_something_to_say(banner: Banner) -> None:
    assert not banner.isVisible()
    banner.show_text("Copied")
    assert banner.isVisible()
    banner.dismiss()
    assert not banner.isVisible()


def test_unknown_words_are_named_and_the_models_offered(qtbot: QtBot, banner: Banner) -> None:
    banner.show_unknown_words(["wombat"])
    assert '"wombat"' in text(banner)
    with qtbot.waitSignal(banner.models_requested):
        QTest.mouseClick(button(banner, "Models…"), Qt.MouseButton.LeftButton)


def test_what_an_emoji_is_searched_as_is_said(banner: Banner) -> None:
    banner.show_emojis([EmojiName("🐱", "猫", "cat"), EmojiName("🐶", "狗", "dog")])
    assert text(banner) == 'Searching for "cat, dog" in place of 🐱, 🐶.'


def test_only_unknown_words_offer_the_models(banner: Banner) -> None:
    banner.show_text("Copied")
    shown = [found.text() for found in banner.findChildren(QAbstractButton) if found.isVisible() and found.text()]
    assert shown == []


def test_a_fetch_is_offered_shown_and_stopped(qtbot: QtBot, banner: Banner) -> None:
    banner.show_fetch_offer("example.org")
    assert text(banner) == "Only the address of the picture came along. Fetch the picture from example.org?"
    assert (banner.is_offering, banner.is_fetching) == (True, False)
    with qtbot.waitSignal(banner.fetch_requested):
        QTest.mouseClick(button(banner, "Fetch"), Qt.MouseButton.LeftButton)
    banner.show_fetching("example.org")
    assert (banner.is_offering, banner.is_fetching) == (False, True)
    with qtbot.waitSignal(banner.stop_requested):
        QTest.mouseClick(button(banner, "Stop"), Qt.MouseButton.LeftButton)
    banner.dismiss()
    assert not banner.is_fetching


def test_offline_folders_are_named(banner: Banner) -> None:
    banner.show_offline(["旅行", "备份"])
    assert text(banner).startswith("Offline: 旅行, 备份.")


def test_a_text_is_shown_as_it_is(banner: Banner) -> None:
    banner.show_text("<b>not bold</b>", is_warning=True)
    assert text(banner) == "<b>not bold</b>"
    assert banner.findChildren(QLabel)[0].textFormat() is Qt.TextFormat.PlainText


def test_it_can_be_closed(qtbot: QtBot, banner: Banner) -> None:
    banner.show_text("Copied")
    with qtbot.waitSignal(banner.dismissed):
        QTest.mouseClick(button(banner, "Dismiss"), Qt.MouseButton.LeftButton)
    assert not banner.isVisible()


def test_it_changes_its_language(qtbot: QtBot, banner: Banner, translation: Translation) -> None:
    banner.show_unknown_words(["袋熊"])
    translation.use("zh")
    qtbot.waitUntil(lambda: text(banner) == "入门模型不认识“袋熊”。安装 Chinese-CLIP 后能听懂更多。")


def test_photos_whose_colours_are_not_read_yet_are_counted(banner: Banner) -> None:
    banner.show_unread_colours(1204)
    assert text(banner).startswith("The colours of 1,204 photos have not been read yet")
