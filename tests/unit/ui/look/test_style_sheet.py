"""The style sheet: complete, in the colours it was given."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QWidget

from photosearch.resources import resource
from photosearch.ui.look.palettes import DARK, LIGHT, Colours
from photosearch.ui.look.style_sheet import style_sheet


@pytest.mark.parametrize("chosen", [LIGHT, DARK], ids=["light", "dark"])
def test_every_place_is_filled_in(chosen: Colours) -> None:
    sheet = style_sheet(chosen)
    assert "$" not in sheet
    assert chosen.accent.name() in sheet


def test_qt_understands_it(qapp: QApplication) -> None:
    said: list[str] = []
    before = qInstallMessageHandler(lambda _kind, _context, text: said.append(text))
    try:
        widget = QWidget()
        widget.setStyleSheet(style_sheet(LIGHT))
        widget.ensurePolished()
    finally:
        qInstallMessageHandler(before)
    assert [text for text in said if "stylesheet" in text.lower()] == []


def test_every_icon_it_names_is_there() -> None:
    for name in re.findall(r"url\(icons:([^)]+)\)", style_sheet(LIGHT)):
        assert resource("icons", name).is_file()
