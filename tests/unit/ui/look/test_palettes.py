"""Colours: readable in both themes."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from photosearch.ui.look.palettes import DARK, LIGHT, Colours, colours, names, qt_palette

MIN_CONTRAST = 4.5
"""WCAG 2.2, criterion 1.4.3, level AA: text of ordinary size."""

TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    *((text, ground) for text in ("text", "muted") for ground in ("window", "sidebar", "surface", "hover")),
    *(("text", ground) for ground in ("accent_soft", "warning_soft", "placeholder")),
    ("muted", "placeholder"),
    ("muted", "accent_soft"),
    ("muted", "warning_soft"),
    ("accent_text", "accent"),
    *(
        (text, ground)
        for text in ("link", "danger", "warning", "success")
        for ground in ("window", "sidebar", "surface")
    ),
    ("warning", "warning_soft"),
    ("link", "warning_soft"),
    ("link", "accent_soft"),
    ("viewer_text", "viewer"),
    ("viewer_text", "viewer_hover"),
    ("viewer_text", "viewer_surface"),
    ("viewer_muted", "viewer_surface"),
    ("viewer_link", "viewer_surface"),
)
"""(text, ground) pairs that appear in the window."""


def contrast_ratio(one: QColor, other: QColor) -> float:
    """From 1 to 21, by the formula of WCAG 2.2 (relative luminance)."""
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def over(colour: QColor, ground: QColor) -> QColor:
    """What ``colour``, translucent, looks like on an opaque ``ground``."""
    share = colour.alphaF()
    mixed = (
        round(front * share + back * (1 - share))
        for front, back in zip(_channels(colour), _channels(ground), strict=True)
    )
    return QColor(*mixed)


def _luminance(colour: QColor) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _channels(colour: QColor) -> tuple[int, int, int]:
    return colour.red(), colour.green(), colour.blue()


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


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
