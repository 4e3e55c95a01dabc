"""Chips in the search field."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from photosearch.ui.search.chips import Chip, ChipKind


def test_its_cross_removes_it(qtbot: QtBot) -> None:
    chip = Chip(ChipKind.FILTER, "2024")
    qtbot.addWidget(chip)
    with qtbot.waitSignal(chip.removed):
        QTest.mouseClick(chip.findChildren(QToolButton)[0], Qt.MouseButton.LeftButton)


def test_a_long_label_is_cut_but_told(qtbot: QtBot) -> None:
    label = "a very long label " * 10
    chip = Chip(ChipKind.NOT, label)
    qtbot.addWidget(chip)
    shown = [part.text() for part in chip.findChildren(QLabel) if part.text()]
    assert len(shown) == 1
    assert len(shown[0]) < len(label)
    assert label in chip.toolTip()
    assert label in chip.findChildren(QToolButton)[0].accessibleName()


def test_a_picture_is_shown_instead_of_words(qtbot: QtBot) -> None:
    image = QImage(30, 20, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    chip = Chip(ChipKind.IMAGE, "IMG_1.jpg", image)
    qtbot.addWidget(chip)
    assert [part.text() for part in chip.findChildren(QLabel)] == [""]
    assert chip.toolTip() == "IMG_1.jpg"


@pytest.mark.parametrize("kind", list(ChipKind))
def test_without_a_name_it_still_has_words(qtbot: QtBot, kind: ChipKind) -> None:
    chip = Chip(kind, "")
    qtbot.addWidget(chip)
    QCoreApplication.sendEvent(chip, QEvent(QEvent.Type.LanguageChange))
    assert chip.accessibleName()
