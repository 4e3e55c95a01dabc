"""Whether a bare number of four figures is a year: "cats 2019" has one, room 2019, 2000张 and 1984 by a book do not."""

from __future__ import annotations

import re
from typing import Final

FIRST_BARE: Final = 1900
"""A bare number is a year from here on."""
_TITLES: Final = frozenset({1900, 1911, 1917, 1922, 1941, 1942, 1984, 1989, 2001, 2010, 2012})
"""Years that are names of books and films."""
_TITLE_WORDS: Final = re.compile(
    r"\b(?:book|movie|film|novel|poster|cover|dvd|album|orwell|taylor swift|taylor['’]s version|vinyl"
    r"|space odyssey)\b|小说"
    r"|电影|影片|海报|封面|书|奥威尔|专辑",
    re.IGNORECASE,
)
_BEFORE: Final = re.compile(
    r"(?:\b(?:room|rooms|product|products|model|models|version|number|no|nr|flight|building"
    r"|apartment|apt|suite|channel|bus|route|line|"
    r"gate|unit|iso|windows?|win|office|bmw|photoshop|autocad|peugeot|mazda|mate|area|highway|hwy|zip"
    r"|code|pin|id|page|block|type|"
    r"series|class of|rtx|gtx|ryzen|intel|nokia|galaxy|canon|nikon|eos|chapter|lot|street|house"
    r"|level|locker|seat|train|platform|"
    r"cyberpunk|blade runner|formula|studio|agenda|rs|gt|x|over|about|some|nearly|almost"
    r"|exactly|least|most|(?<!older )(?<!newer )(?<!earlier )(?<!later )than)[ .#-]*"
    r"|[#$€£¥@*+=<>]\s*|(?<!\d)(?<!\d )&\s*|房间|房号|编号|型号|第|共|大约|约|接近|超过|达到|满|号码|密码|车牌|航班"
    r"|标致|价格|售价|花了|卖了|教室|门牌|代码|尾号|"
    r"赛博朋克|银翼杀手|走了|跑了|爬了|一共|总共|有)$",
    re.IGNORECASE,
)
_BEHIND: Final = re.compile(
    r"\s*(?:"
    r"元(?!旦|宵|月)|天(?!津|空|安门|坛|山|水|台|气|府|目|涯|池|鹅|主)|家(?!庭|人|里|中|乡|长|宴"
    r"|具|装|常|访)|户(?!外|口)|座(?!谈)|部(?!队|落)"
    r"|本(?!田|地|命|科)|层(?!林)|片(?!场)|套(?!餐)|集(?!体|合|市|训)|台(?!北|湾|风|州|儿|球|中"
    r"|南)|名(?!古屋|城|人)|双(?!十|11|12|节|胞|层|彩|人|子)"
    r"|人(?!生|像|物|民|间)|个(?!人|展)|万(?!圣|里|州|达|科|人|象|宁)|千(?!岛|山|禧|岁)|度(?!假)"
    r"|步(?!行)|次(?!元)|室(?!内|外)|张(?!家|掖|北|学友|杰)|米(?!兰|奇|老鼠|其林|饭|粉|易)"
    r"|里(?!昂|斯本|约|屋|面)|升(?!旗|学|职)|岁(?!末)|分(?!享|手)|款(?!待)|版(?!纳|画)|克(?!拉玛依|罗地亚|里特)|份(?!$)"
    r"|[块号栋届级型亿位条辆只头匹颗朵瓶斤吨秒幅把枚K%](?![一-龥]*?(?:年|月))|公里|公斤|公顷"
    r"|公分|件(?!$)|房间|房(?!子|屋|车|东)"
    r"|多[元米人年个]|小时|周岁|周年|平米|平方|毫米|毫升|厘米|像素|毫安|卡路里|大卡|星期"
    r"|(?:px|p|mm|cm|km|kg|m|g|w|k|v|hz|mhz|mb|gb|mah|kcal|mp|people|persons|miles|feet|foot|ft"
    r"|steps|calories|dollars|euros|yuan|rmb|usd"
    r"|bucks|hours|hrs|minutes|mins|seconds|weeks|meters|metres|kilometers|kilometres|pounds|lbs"
    r"|times|degrees|watts?|volts?|grams?|tons?"
    r"|liters?|litres?|islands|lakes|pieces?|years|year[- ]old|model|edition|series|version)\b)",
    re.IGNORECASE,
)
_COUNTED: Final = re.compile(
    (
        r"\s*(?:photos|pictures|days|months|stars|words|balloons|lanterns|candles|flowers|birds|sheep"
        r"|cars|guests|visitors|runners|things|ways)\b"
    ),
    re.IGNORECASE,
)
"""Behind a round number: so many of them."""
_LED: Final = re.compile(r"\b(?:in|since|before|after|from|until|pre|post)[ -]$", re.IGNORECASE)


def is_counted(match: re.Match[str]) -> bool:
    """Whether what stands behind it says that so many of something are meant."""
    return _BEHIND.match(match.string, match.end()) is not None


def says_a_year(match: re.Match[str]) -> bool:
    """By what stands before and behind the number, the first group of ``match``."""
    number, text = int(match[1]), match.string
    may_be_many = number % 100 == 0 and not _LED.search(text, 0, match.start())
    are_many = is_counted(match) or (may_be_many and _COUNTED.match(text, match.end()))
    is_numbered = _BEFORE.search(text, max(0, match.start() - 16), match.start())
    is_a_title = number in _TITLES and (_TITLE_WORDS.search(text) or text[match.end() : match.end() + 1] == ":")
    return number >= FIRST_BARE and not (are_many or is_numbered or is_a_title)
