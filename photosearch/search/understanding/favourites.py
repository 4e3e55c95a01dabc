"""Photos that a person marked as favourites: 收藏的照片, 我喜欢的, "my favourites", "favourite photos of cats".

A favourite mug, a collection of stamps (邮票收藏) and a person one likes are on the picture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from photosearch.search.understanding.sentence import Known, Sentence
from photosearch.types.understood import Chip, ChipKind, Favourite

_PICTURE_ZH: Final = r"(?:照片|图片|相片|图|照(?!相)|那?[几些]张|片子|自拍|截图|全景)"
_PICTURE_EN: Final = r"(?:photo|picture|pic|image|shot|snap|photograph|selfie|screenshot|panorama|one)s?\b"
_COLLECTED: Final = (
    r".{0,3}(?:品|家|馆|室|架|柜|盒|册|价值|爱好|邮票|古董|字画|手办|模型|硬币|钱币|玉|表|酒|鞋"
    r"|书|唱片|石|瓷器|画|玩具|卡|车模|徽章|娃娃|包)"
)
"""What people collect, and where."""
_FAVOURITES: Final = re.compile(
    rf"""
    (?:(?:我|我们)?(?:已经?|加入?了?|点了|标了|标记|加|点)|我|我们|(?<![一-鿿]))收藏(?:过|了|夹|起来)?(?:里面|里|中)?
      (?:的(?=$|[ ,，]|{_PICTURE_ZH}|(?!{_COLLECTED})[一-鿿]{{1,8}}$)|$|(?={_PICTURE_ZH}))
    | (?<=[了要是没有非])收藏过?的?(?=$|[ ,，])
    | (?<=[一-鿿])(?:里|中)?收藏(?:过|了)?的(?={_PICTURE_ZH})
    | (?:我|我们)的收藏夹?(?:里面|里|中)的?(?=[一-鿿])
    | (?:我|我们)(?:的收藏(?:夹)?(?:里面|里|中)?|加了?红?(?:心|爱心|星标)的?|点过?了?(?:赞|心
    |红心)的?)(?:的)?(?=$|[ ,，]|{_PICTURE_ZH})
    | (?:加|标|点)了?(?:红?心|爱心|喜欢|最爱)的?(?=$|[ ,，]|[一-鿿]{{0,6}}{_PICTURE_ZH})
    | (?:标|标记|设|加)(?:为|成|到|入)(?:了)?(?:喜欢|最爱|收藏|个人收藏)的?(?=$|[ ,，]|{_PICTURE_ZH})
    | (?:个人收藏|收藏夹)(?:里面|里|中)?(?:的)?(?=$|[ ,，]|{_PICTURE_ZH})
    | (?:我|我们)?最?(?:喜欢|喜爱|中意|爱)的(?={_PICTURE_ZH}) | ^(?:我|我们)最?喜欢的$ | ^我的?最爱(?:的)?$
    | 我的最爱(?=的?{_PICTURE_ZH})
    | \b(?:(?:all[ ])?(?:of[ ])?(?:my|our|the)[ ])?favou?rites\b(?![ ](?:list|bar|menu))
    | \b(?:(?:my|our|the)[ ])?(?:all[ -]time[ ])?favou?rited?(?=[ ](?:[a-z]+[ ])?{_PICTURE_EN})
    | \b(?:photos?|pictures?|pics|images|shots|ones|those)[ ](?:that[ ]|which[ ])?(?:i|we)(?:['’]ve|[ ]have)?[ ]
      (?:favou?rited|liked|loved|hearted|like|love|starred)\b(?=$|[ ,]|[ ](?:of|from|in|with))
    | \b(?:liked|hearted|starred|favou?rited|loved)(?=[ ]{_PICTURE_EN}) | \b(?:marked|tagged
    |flagged)[ ]as[ ](?:a[ ])?favou?rites?\b
    """,
    re.VERBOSE | re.IGNORECASE,
)


def recognise_favourites(sentence: Sentence, known: Known) -> Iterator[Chip]:
    """Every way to ask for them."""
    del known
    for match in _FAVOURITES.finditer(sentence.text):
        yield sentence.chip(ChipKind.FAVOURITE, Favourite(), match.span(), match.span())
