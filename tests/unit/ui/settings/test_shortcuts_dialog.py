"""The overview of the keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea
from pytestqt.qtbot import QtBot

from photosearch.ui.look.theme import apply_theme
from photosearch.ui.look.translation import Translation
from photosearch.ui.settings.shortcuts_dialog import ShortcutsDialog


def test_it_names_keys_and_changes_its_language(qtbot: QtBot, translation: Translation) -> None:
    dialog = ShortcutsDialog()
    qtbot.addWidget(dialog)
    dialog.show()

    def texts() -> list[str]:
        QApplication.processEvents()
        return [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]

    assert "Go to the search field" in texts()
    assert any(text.endswith("F") for text in texts())
    assert not dialog.isModal()
    translation.use("zh")
    qtbot.waitUntil(lambda: "转到搜索框" in texts())
    assert "Go to the search field" not in texts()
    # As they stand on the keys, not as Qt's own translation writes them out.
    assert {"↓", "Alt+←", "← →"} <= set(texts())


def test_where_the_screen_is_smaller_the_keyboard_scrolls_it(qtbot: QtBot) -> None:
    dialog = ShortcutsDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.resize(400, 300)
    (area,) = dialog.findChildren(QScrollArea)
    assert area.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert area.accessibleName() == dialog.windowTitle()
    before = area.verticalScrollBar().value()
    QTest.keyClick(area, Qt.Key.Key_Down)
    assert area.verticalScrollBar().value() > before


def test_on_a_low_screen_it_scrolls_down_but_not_sideways(qtbot: QtBot, qapp: QApplication) -> None:
    apply_theme(qapp, "light")
    dialog = ShortcutsDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.resize(dialog.sizeHint().width(), 500)
    (area,) = dialog.findChildren(QScrollArea)
    assert area.verticalScrollBar().maximum() > 0
    assert area.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("language", ["en", "zh"])
def test_all_of_it_is_seen_on_the_screen_of_a_small_laptop(
    qtbot: QtBot, qapp: QApplication, translation: Translation, language: str
) -> None:
    apply_theme(qapp, "light")
    translation.use(language)
    dialog = ShortcutsDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.resize(dialog.sizeHint().boundedTo(QSize(1366, 728)))
    (area,) = dialog.findChildren(QScrollArea)
    assert area.verticalScrollBar().maximum() == 0
