"""About: the version, in the language of the window."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

import photosearch
from photosearch.ui.look.translation import Translation
from photosearch.ui.settings.about_page import AboutPage


def test_it_says_its_version(qtbot: QtBot, translation: Translation) -> None:
    page = AboutPage()
    qtbot.addWidget(page)
    assert f"Version {photosearch.__version__}" in [label.text() for label in page.findChildren(QLabel)]
    translation.use("zh")
    page.show()
    qtbot.waitUntil(lambda: page.accessibleName() == "关于 photosearch")
