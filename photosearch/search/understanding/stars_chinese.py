"""Stars in Chinese: 五星, 4 星以上, 三到五星, 不到三星. Those in the sky, of a hotel and of Samsung (三星) are none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from photosearch.search.understanding.stars import LEAST_RATED, MOST, Stars, above, below, joined
from photosearch.types.understood import Rated

_NUMBERS: Final = {"一": 1.0, "二": 2.0, "两": 2.0, "三": 3.0, "四": 4.0, "五": 5.0}
_NUMBER: Final = r"(?:[一二两三四五]|(?<![\d.])[1-5](?:\.5)?)"
_PICTURE: Final = r"(?:照片|图片|相片|片子|作品|照|图|文件)"
_RANKED: Final = (
    r"酒店|宾馆|饭店|餐厅|民宿|景区|景点|红旗|旗|手机|电视|服务|上将|将军|大厨|厨师|大师|连珠|级酒店|级宾馆|级饭店|级景区|级餐厅"
    r"|度假村|好评|标准|体育|电子|公司|专卖店|广场|街|村|镇|山|湖|堆|桥"
)
"""What has stars of its own, or is called so."""
_STARS: Final = re.compile(
    rf"""
    (?P<said>(?:我)?(?:评分|评级|评星|星级|评了|评为|评的?|打了|打分|打的?|给了|标了|标为)(?:为|是|在)?[ ]?)?
    (?P<at_least>至少|最少|不低于|不少于|起码|>=|≥)? (?P<at_most>最多|至多|不超过|不高于|不多于|<=|≤)?
    (?P<above>高于|超过|大于|多于|好于|不止|>)? (?P<below>低于|少于|小于|不到|不足|不满|<)?[ ]?
    (?<![一-鿿\d][一二两三四五]) (?:(?P<first>{_NUMBER})[ ]?(?:颗?星级?)?[ ]?(?:到|至|-|~|～|–|—)[ ]?)?
    (?P<number>{_NUMBER})[ ]?颗?星级?
    (?P<between>之间)?
    (?:[ ]?(?P<more>[(（]?含?[)）]?(?:及|或|和)?(?:以上|往上|更高|更多)|起))?
    (?:[ ]?(?P<less>[(（]?含?[)）]?(?:及|或)?(?:以下|往下|更低|更少)))?
    (?:评分|评级|好评(?=的?{_PICTURE}))?
    (?P<of_pictures>(?=的?[ ]?{_PICTURE}))? (?P<ends>(?=$|[\s,，、;；。]|的$))?
    (?P<of_things>(?=的(?!{_RANKED}|{_PICTURE})
      | (?!{_RANKED})[一-鿿]{{1,4}}{_PICTURE}))? (?P<ranked>(?=的?(?:{_RANKED})))?
    """,
    re.VERBOSE,
)
_BEFORE: Final = re.compile(
    rf"(?P<said>(?P<number>{_NUMBER})[ ]?(?:颗?星级?|(?=[ ]?[和、或以还跟与,，/])))[ ]?(?:(?:和|、|或者?|以及"
    rf"|还有|跟|与|,|，|/)[ ]?)?$"
)
_BEHIND: Final = re.compile(
    rf"[ ]?(?:(?:和|、|或者?|以及|还有|跟|与|,|，)[ ]?)?(?P<number>{_NUMBER})[ ]?颗?星级?(?!级?(?:{_RANKED}))"
)


def stars_chinese(text: str) -> Iterator[Stars]:
    """Every number of stars that a person gave, each of several (五星和四星)."""
    for match in _STARS.finditer(text):
        if _is_rating(match):
            rated = _rated(match)
            yield Stars(match.span(), rated)
            if rated.least == rated.most:
                yield from joined(text, match.span(), _BEFORE, _BEHIND, _exactly)


def _is_rating(match: re.Match[str]) -> bool:
    """三星 alone is a maker of telephones, 两颗星 are in the sky."""
    if match["ranked"] is not None and not match["said"]:
        return False
    limits = ("said", "more", "less", "at_least", "at_most", "above", "below", "between")
    if any(match[limit] for limit in limits):
        return True
    if match["of_pictures"] is not None:
        return match["first"] is not None or match["number"] != "三"
    is_doubtful = match["first"] is None and (match["number"] in "一二两三" or "颗" in match[0])
    is_listed = _BEHIND.match(match.string, match.end()) is not None
    return not is_doubtful and (match["ends"] is not None or match["of_things"] is not None or is_listed)


def _rated(match: re.Match[str]) -> Rated:
    stars = _stars(match["number"])
    if match["first"]:
        first = _stars(match["first"])
        return Rated(min(first, stars), max(first, stars))
    if match["more"] or match["at_least"]:
        return Rated(stars, MOST)
    if match["less"] or match["at_most"]:
        return Rated(LEAST_RATED, stars)
    if match["above"]:
        return above(stars)
    return below(stars) if match["below"] else Rated(stars, stars)


def _exactly(number: str) -> Rated:
    return Rated(_stars(number), _stars(number))


def _stars(number: str) -> float:
    return _NUMBERS.get(number) or float(number)
