"""The bar at the top."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QSlider
from pytestqt.qtbot import QtBot

from photosearch.ui.grid.results_view import LARGEST_CELL_PX, SMALLEST_CELL_PX
from photosearch.ui.window.top_bar import TopBar


@pytest.fixture
def bar(qtbot: QtBot) -> TopBar:
    made = TopBar()
    qtbot.addWidget(made)
    return made


def test_its_buttons_say_what_was_clicked(qtbot: QtBot, bar: TopBar) -> None:
    buttons = {button.accessibleName(): button for button in bar.findChildren(QAbstractButton)}
    with qtbot.waitSignal(bar.menu_clicked):
        QTest.mouseClick(buttons["Library"], Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(bar.settings_clicked):
        QTest.mouseClick(buttons["Settings"], Qt.MouseButton.LeftButton)


def test_the_size_stays_within_its_bounds(qtbot: QtBot, bar: TopBar) -> None:
    chosen: list[int] = []
    bar.cell_size_chosen.connect(chosen.append)
    bar.set_cell_size(200)
    bar.change_cell_size(20)
    bar.change_cell_size(10_000)
    bar.change_cell_size(-10_000)
    assert chosen == [200, 220, LARGEST_CELL_PX, SMALLEST_CELL_PX]


def test_every_control_has_a_name_and_a_tooltip(bar: TopBar) -> None:
    controls = [*bar.findChildren(QAbstractButton), *bar.findChildren(QSlider)]
    assert all(control.accessibleName() and control.toolTip() for control in controls)


def test_without_photos_there_is_no_size_to_change(qtbot: QtBot) -> None:
    bar = TopBar()
    qtbot.addWidget(bar)
    (slider,) = bar.findChildren(QSlider)
    for has_photos in (False, True):
        bar.set_has_photos(has_photos)
        assert slider.isEnabled() is has_photos
