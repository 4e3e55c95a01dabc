"""Kinds of pictures in a sentence: 截图, "selfies", 全景照片, "RAW files".

Where the word names a thing on the picture (自拍杆, "panoramic window", "raw fish") it stays what is searched for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from photosearch.search.understanding.sentence import Known, Sentence
from photosearch.types.understood import Chip, ChipKind, Media, OfMedia

_PICTURE: Final = r"(?:photos?|pictures?|pics?|images?|shots?|files?)"
_FORMAT: Final = r"(?:jpe?g|hei[cf]|png|gif|tiff?|webp|dng)s?"
_JOIN: Final = r"[ ]?(?:和|、|或者?|或是|以及|跟|与|/|,|，|[+]|&|\bor\b|\band\b)[ ]?"
_AFTER_FORMAT: Final = (
    "(?:"
    + "|".join(
        rf"(?<={name}{join.replace(' ', '[ ]')})"
        for name in ("jpg", "jpeg", "heic", "heif", "png", "tiff", "tif", "webp", "gif")
        for join in ("和", "、", "或", "或者", "/", "[+]", "&", " or ", " and ", " 和 ", " 或 ", ", ", " & ", " / ")
    )
    + ")"
)
"""A raw beside another format is one."""
_FROM, _TO = r"(?<![A-Za-z])", r"(?![A-Za-z])"
"""Where a Latin word begins and ends; beside a Chinese character too."""
_PATTERNS: Final = {
    Media.SCREENSHOT: rf"""
        (?:手机|电脑|屏幕|荧幕|萤幕)?(?:截(?:下来)?的(?:图|屏)|截图|截屏|屏幕快照)(?!工具|软件|按钮|快捷|功能|教程|按?键)
        | {_FROM}(?:screen[ ]?shots?|screen[ ](?:captures?|grabs?)|screengrabs?|screencaps?){_TO}(?![ ](?:tool|app
          |button|software|program|shortcut|folder|button|key)s?{_TO})
        """,
    Media.SELFIE: rf"""
        (?<!在)自拍(?!杆|棒|神器|架|器|馆|镜|灯|三脚架)(?:照(?!片))?
        | {_FROM}(?<!taking[ ]a[ ])(?<!taking[ ])(?<!take[ ]a[ ])(?<!takes[ ]a[ ])(?<!taking[ ]the[ ])
          selfies?{_TO}(?![ -](?:stick
          |light|museum|booth|camera|ring)s?{_TO})
        """,
    Media.PANORAMA: rf"""
        全景(?!天窗|玻璃|餐厅|窗|落地窗|电梯|列车|房|酒店|泳池|阳台|观光|平台|露台|车|缆车|相机|声|模式(?!拍|照|下))(?:照(?!片)|模式
          |图(?!片))?
        | {_FROM}panoramas?{_TO}(?![ ](?:hotel|restaurant|bus|tour|tower|terrace|cafe|suite|pool|window|bar
        |deck|room|lift|route|express)s?{_TO})
        | {_FROM}panos?{_TO} | {_FROM}panoramic(?=[ ]{_PICTURE}{_TO})
        """,
    Media.RAW: rf"""
        {_FROM}(?-i:RAW){_TO}(?![ ](?:fish|meat|food|sushi|beef|egg|salmon|material|denim|milk|power|vegan
          |jeans)s?{_TO})(?:[ ]?格式|[ ]?文件(?!夹)|[ ]?原片)?
        | {_FROM}raw(?:[ ]?格式|[ ]?文件(?!夹)|(?=[ ]?(?:照片|图片|相片|原片))|(?=[ ](?:photo|shot|pic|image|file|format
          |picture)s?{_TO}))
        | {_FROM}raws(?=$|[ ,]) | {_FROM}raw(?={_JOIN}{_FORMAT}{_TO}) | {_AFTER_FORMAT}raws?(?=$|[ ,，的]
        |[ ]?格式|[ ]?文件(?!夹))
        | (?:(?<=[-−－﹣–—的要了非是])|(?<=\bno[ ])|(?<=\bnot[ ])|(?<=except[ ])|(?<=without[ ])
        |(?<=excluding[ ]))raw(?=$|[ ,，](?!fish|meat)) | ^raw的?$ | 原始格式 | 无损原片
        """,
    Media.ANIMATED: rf"""
        动图 | 动态图(?:片)? | {_FROM}(?:animated[ ])?gifs?{_TO}(?![ ](?:printed|logo|sign|sticker|poster
          |tattoo|maker|keyboard|painted|icon|shirt)s?\b)
          (?:格式|[ ]?动图|[ ]?文件(?!夹))?
          | {_FROM}animated(?=[ ]{_PICTURE}{_TO})
        """,
    Media.LIVE: rf"""
        实况(?:照(?!片)|图(?!片)|(?=照片|图片)) | 动态照片 | {_FROM}(?:live|motion)[ ]photos?{_TO} | {_FROM}live图
        """,
    Media.BURST: rf"""
        连拍(?!快门|机|功能|模式)(?:照(?!片))?
        | {_FROM}bursts?(?=[ ]{_PICTURE}{_TO}) | {_FROM}bursts(?=$|[ ]?,) | {_FROM}burst[ ]mode{_TO}
        | {_FROM}(?:photo|picture)[ ]bursts?{_TO} | ^burst(?=[ ]of[ ](?:my|our|the|his|her|photos|pictures|shots)[ ])
        """,
}
_FINDERS: Final = {media: re.compile(pattern, re.VERBOSE | re.IGNORECASE) for media, pattern in _PATTERNS.items()}


def recognise_media(sentence: Sentence, known: Known) -> Iterator[Chip]:
    """Every word for a kind of picture."""
    del known
    for media, finder in _FINDERS.items():
        for match in finder.finditer(sentence.text):
            yield sentence.chip(ChipKind.MEDIA, OfMedia(media), match.span(), match.span())
