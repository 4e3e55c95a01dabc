"""About: the version, in the language of the window."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

import photosearch
from photosearch.ui.look.translation import Translation
from photosearch.ui.settings.about_dialog import AboutDialog


def test_it_says_its_version(qtbot: QtBot, translation: Translation) -> None:
    dialog = AboutDialog()
    qtbot.addWidget(dialog)
    assert f"Version {photosearch.__version__}" in [label.text() for label in dialog.findChildren(QLabel)]
    translation.use("zh")
    dialog.show()
    qtbot.waitUntil(lambda: dialog.windowTitle() == "关于 photosearch")
