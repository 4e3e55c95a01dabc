"""When a wish is for a colour, and when for a thing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.search.understanding.colour_words import colour_wish
from photosearch.types.colours import Colour, ColourWish, Palette


@pytest.mark.parametrize(
    ("words", "wish"),
    [
        ("蓝色", Colour.BLUE),
        ("蓝色调", Colour.BLUE),
        ("藍色調的照片", Colour.BLUE),
        ("以绿色为主的照片", Colour.GREEN),
        ("粉红色", Colour.PINK),
        ("暖色调", Palette.WARM),
        ("冷色系", Palette.COOL),
        ("黑白照片", Palette.MONOCHROME),
        ("黑白", Palette.MONOCHROME),
        ("单色", Palette.MONOCHROME),
        ("五颜六色", Palette.VIVID),
        ("色彩鲜艳", None),
        ("blue", Colour.BLUE),
        ("Blue tones", Colour.BLUE),
        ("mostly green pictures", Colour.GREEN),
        ("orange tones", Colour.ORANGE),
        ("warm colours", Palette.WARM),
        ("photos in warm colors", Palette.WARM),
        ("cool-toned photos", Palette.COOL),
        ("black and white", Palette.MONOCHROME),
        ("Black & White photos", Palette.MONOCHROME),
        ("colourful", Palette.VIVID),
        # Things, people, weather
        ("红色汽车", None),
        ("红", None),
        ("橙子", None),
        ("白云", None),
        ("黑猫", None),
        ("咖啡", None),
        ("彩虹", None),
        ("冷", None),
        ("单人照", None),
        ("orange", None),
        ("orange juice", None),
        ("a red car", None),
        ("warm", None),
        ("cold", None),
        ("black", None),
        ("white", None),
        ("bright", None),
        ("violet", None),
        ("black and white cat", None),
        ("blue whale", None),
        ("golden gate bridge", None),
        ("", None),
    ],
)
def test_a_colour_is_asked_for_only_where_nothing_else_is(words: str, wish: ColourWish | None) -> None:
    assert colour_wish(words) is wish


@given(st.text(max_size=30))
def test_whatever_is_typed_is_read(text: str) -> None:
    assert colour_wish(text) is None or colour_wish(f" {text} ") is colour_wish(text)
