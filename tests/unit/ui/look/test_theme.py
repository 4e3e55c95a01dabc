"""The theme: light, dark, and fonts in three sizes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from photosearch.ui.look.palettes import DARK, LIGHT
from photosearch.ui.look.theme import SPACE_PX, apply_theme, colours, font


@pytest.fixture(autouse=True)
def plain_again(qapp: QApplication) -> Iterator[None]:
    yield
    apply_theme(qapp, "light")
    qapp.setStyleSheet("")


def test_light_and_dark_can_be_chosen_and_changed(qapp: QApplication) -> None:
    apply_theme(qapp, "dark")
    assert colours() is DARK
    assert DARK.window.name() in qapp.styleSheet()
    apply_theme(qapp, "light")
    assert colours() is LIGHT
    assert LIGHT.text.name() in qapp.styleSheet()


def test_the_system_theme_is_one_of_the_two(qapp: QApplication) -> None:
    apply_theme(qapp, "system")
    assert colours() in (LIGHT, DARK)


def test_there_are_three_sizes_of_one_font(qapp: QApplication) -> None:
    apply_theme(qapp, "light")
    small, body, title = font("small"), font("body"), font("title")
    assert small.pointSizeF() < body.pointSizeF() < title.pointSizeF()
    assert small.families() == body.families() == title.families()
    assert title.weight() >= QFont.Weight.DemiBold


def test_applying_it_twice_does_not_make_the_font_grow(qapp: QApplication) -> None:
    apply_theme(qapp, "light")
    before = qapp.font().pointSizeF()
    apply_theme(qapp, "dark")
    assert qapp.font().pointSizeF() == before


def test_the_grid_is_of_4_pixels() -> None:
    assert SPACE_PX == 4
