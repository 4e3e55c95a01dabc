"""The shape of a picture in a sentence: 竖拍, "vertical photos", "landscape orientation".

A portrait and a landscape are mostly what is on a picture, so these words alone name no shape; 横幅 is a banner.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from photosearch.search.understanding.sentence import Known, Sentence
from photosearch.types.photos import Orientation
from photosearch.types.understood import Chip, ChipKind, Upright

_PICTURE: Final = (
    r"(?:[ ](?:iphone|canon|nikon|sony|raw|jpe?g|png|heic))?[ ]"
    r"(?:photo|picture|pic|image|shot|photograph|one|panorama|selfie|screenshot)s?\b"
)
_OR_OTHER: Final = r"(?:(?:[ ]and|[ ]or|,)[ ](?:square|vertical|upright|horizontal|portrait|landscape))?"
_ORIENTED: Final = r"(?:[ -]oriented\b|[ ](?:orientation|format|aspect)\b)"
_TAKEN: Final = r"(?:(?:taken|shot|photographed|held)[ ])"
_PATTERNS: Final = {
    Orientation.PORTRAIT: rf"""
        竖(?:着拍|拍|构图|幅|版(?!图)|屏|向|图)(?!电影|短剧|视频|游戏|手机|显示器|电视) | 纵向(?=拍|构图
          |的?照片|的?图|$)(?:构图|拍)?
        | (?:in[ ])?(?:portrait|vertical)(?:{_ORIENTED}|(?=[ ]or[ ](?:landscape|horizontal){_ORIENTED}))
        | (?:vertical|upright)(?={_OR_OTHER}{_PICTURE}) | (?:(?<=\bnot[ ])|(?<=\bnon[ -]))(?:vertical
        |upright)(?=$|[ ]?,)
        | {_TAKEN}vertically
          | vertically[ ](?:taken|shot)
        """,
    Orientation.LANDSCAPE: rf"""
        横(?:着拍|拍|构图|版(?!图)|屏|向|图)(?!电影|短剧|视频|游戏|移动) | 横幅(?=照片|构图|的照片)(?:构图)?
        | (?:in[ ])?(?:landscape|horizontal)(?:{_ORIENTED}|[ ]mode\b|(?=[ ]or[ ](?:portrait|vertical){_ORIENTED}))
        | horizontal(?={_OR_OTHER}{_PICTURE}) | (?:(?<=\bnot[ ])|(?<=\bnon[ -]))horizontal(?=$|[ ]?,)
        | {_TAKEN}horizontally
          | horizontally[ ](?:taken|shot)
        """,
    Orientation.SQUARE: rf"""
        (?:(?<=\bnot[ ])|(?<=\bnon[ -]))square(?=$|[ ]?,|{_PICTURE}) | (?:正方形|方形)(?:构图|(?=的?(?:照片
          |图片|相片))) | 方图
          | 1[:∶]1(?=的?(?:照片|图片|相片)|$|[ ])
          | (?:in[ ])?square{_ORIENTED}
        | (?:(?<=[ ]or[ ])|(?<=[ ]and[ ])|(?<=^)|(?<=\bmy[ ])|(?<=\ball[ ])|(?<=\bthe[ ])|(?<=\bme[ ])
        |(?<=\bfind[ ]))square(?={_OR_OTHER}{_PICTURE})
        """,
}
_FINDERS: Final = {
    orientation: re.compile(rf"(?:(?<![A-Za-z])(?=[A-Za-z])|(?![A-Za-z]))(?:{pattern})", re.VERBOSE | re.IGNORECASE)
    for orientation, pattern in _PATTERNS.items()
}


def recognise_orientation(sentence: Sentence, known: Known) -> Iterator[Chip]:
    """Every word for a shape."""
    del known
    for orientation, finder in _FINDERS.items():
        for match in finder.finditer(sentence.text):
            yield sentence.chip(ChipKind.ORIENTATION, Upright(orientation), match.span(), match.span())
