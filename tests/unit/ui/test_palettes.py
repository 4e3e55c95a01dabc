"""Colours: readable in both themes."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from photosearch.ui.palettes import (
    DARK,
    LIGHT,
    MIN_CONTRAST,
    TEXT_PAIRS,
    Colours,
    colours,
    contrast_ratio,
    names,
    over,
    qt_palette,
)


@pytest.mark.parametrize("chosen", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_can_be_read_on_its_ground(chosen: Colours, text: str, ground: str) -> None:
    assert contrast_ratio(getattr(chosen, text), getattr(chosen, ground)) >= MIN_CONTRAST


@pytest.mark.parametrize("chosen", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("photo", ["#ffffff", "#000000", "#7f7f7f"])
def test_a_pill_can_be_read_on_any_photo(chosen: Colours, photo: str) -> None:
    assert contrast_ratio(chosen.pill_text, over(chosen.pill, QColor(photo))) >= MIN_CONTRAST


@pytest.mark.parametrize("chosen", [LIGHT, DARK], ids=["light", "dark"])
def test_the_veil_keeps_its_words_readable_over_any_photo(chosen: Colours) -> None:
    for photo in ("#ffffff", "#000000"):
        assert contrast_ratio(chosen.text, over(chosen.overlay, QColor(photo))) >= MIN_CONTRAST


def test_contrast_runs_from_1_to_21() -> None:
    assert contrast_ratio(QColor("white"), QColor("black")) == pytest.approx(21)
    assert contrast_ratio(QColor("red"), QColor("red")) == 1


def test_every_colour_has_a_name_and_a_value() -> None:
    for chosen in (LIGHT, DARK):
        assert all(getattr(chosen, name).isValid() for name in names())


def test_the_colours_in_force_follow_the_palette(qapp: QApplication) -> None:
    before = qapp.palette()
    try:
        qapp.setPalette(qt_palette(DARK))
        assert colours() is DARK
        qapp.setPalette(qt_palette(LIGHT))
        assert colours() is LIGHT
    finally:
        qapp.setPalette(before)
