"""Words that ask for a colour and for no thing: 蓝色调, "warm colours", "black and white". Pure.

"A red car" asks for a thing, which an encoder sees; so does a bare "orange", "rose" or "violet".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from photosearch.folding import bundled_folding
from photosearch.types.colours import Colour, ColourWish, Palette

_CHINESE: Final[Mapping[str, ColourWish]] = {
    "红": Colour.RED, "橙": Colour.ORANGE, "橘": Colour.ORANGE, "橘红": Colour.ORANGE, "黄": Colour.YELLOW,
    "金黄": Colour.YELLOW, "绿": Colour.GREEN, "青": Colour.CYAN, "蓝绿": Colour.CYAN, "蓝": Colour.BLUE,
    "天蓝": Colour.BLUE, "紫": Colour.PURPLE, "粉": Colour.PINK, "粉红": Colour.PINK, "棕": Colour.BROWN,
    "褐": Colour.BROWN, "咖啡": Colour.BROWN, "白": Colour.WHITE, "灰": Colour.GREY, "黑": Colour.BLACK,
    "暖": Palette.WARM, "冷": Palette.COOL, "彩": Palette.VIVID, "鲜艳": Palette.VIVID, "五颜六": Palette.VIVID,
    "黑白": Palette.MONOCHROME, "单": Palette.MONOCHROME,
}  # fmt: skip
_ENGLISH: Final[Mapping[str, ColourWish]] = {
    **{colour.value: colour for colour in Colour},
    "gray": Colour.GREY, "violet": Colour.PURPLE, "turquoise": Colour.CYAN, "teal": Colour.CYAN,
    "golden": Colour.YELLOW, "beige": Colour.BROWN, "warm": Palette.WARM, "cool": Palette.COOL, "cold": Palette.COOL,
    "vivid": Palette.VIVID, "bright": Palette.VIVID, "saturated": Palette.VIVID,
    "colourful": Palette.VIVID, "colorful": Palette.VIVID,
    "monochrome": Palette.MONOCHROME, "grayscale": Palette.MONOCHROME, "greyscale": Palette.MONOCHROME,
    "black and white": Palette.MONOCHROME, "black & white": Palette.MONOCHROME, "black-and-white": Palette.MONOCHROME,
    "b&w": Palette.MONOCHROME, "bw": Palette.MONOCHROME,
}  # fmt: skip
_BY_ITSELF: Final = frozenset(
    {"red", "green", "blue", "yellow", "purple", "pink", "colourful", "colorful", "monochrome", "grayscale"}
    | {"greyscale", "black and white", "black & white", "black-and-white", "b&w"}
)
"""These need no "colours" behind them: by themselves they are no thing, and no light or weather."""
_SENTENCE_CHINESE: Final = re.compile(
    rf"(?:以)?(?P<colour>{'|'.join(sorted(_CHINESE, key=len, reverse=True))})"
    r"(?P<tone>色调|色系|色彩|色|调)?(?:为主)?(?:的)?(?:颜色|色彩)?(?:的)?(?:照片|相片|图片|图|照)?"
)
_SENTENCE_ENGLISH: Final = re.compile(
    rf"(?:(?:photos?|pictures?|images?|pics?)\s+(?:in|with)\s+)?(?:mostly\s+|mainly\s+|all\s+)?"
    rf"(?P<colour>{'|'.join(sorted(map(re.escape, _ENGLISH), key=len, reverse=True))})"
    r"(?P<tone>[-\s]+(?:colou?rs?|tones?|tints?|hues?|shades?|toned|tinted|palette))?"
    r"(?P<photos>\s+(?:photos?|pictures?|images?|pics?))?"
)


def colour_wish(words: str) -> ColourWish | None:
    """The colour that ``words``, which no chip took, ask for; None where they ask for anything else too."""
    text = " ".join(bundled_folding().fold(words).split()).casefold()
    chinese = _SENTENCE_CHINESE.fullmatch(text)
    if chinese is not None:
        # A single character is no word for a colour, and 单 or 咖啡 none without 色.
        is_named = chinese["tone"] is not None or chinese["colour"] in ("黑白", "鲜艳")
        return _CHINESE[chinese["colour"]] if is_named else None
    english = _SENTENCE_ENGLISH.fullmatch(text)
    if english is None:
        return None
    is_named = english["tone"] is not None or english["colour"] in _BY_ITSELF
    return _ENGLISH[english["colour"]] if is_named else None
