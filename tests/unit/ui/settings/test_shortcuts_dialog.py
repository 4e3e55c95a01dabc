"""The overview of the keyboard."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

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
