"""Years, decades and ranges of years."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from photosearch.search.understanding.dates import spans
from photosearch.search.understanding.dates.numerals import DIGIT, ENGLISH, NUMBER, digits, number
from photosearch.search.understanding.dates.other_words import A_NEW_WORD
from photosearch.search.understanding.dates.rules import Build, Rule
from photosearch.search.understanding.dates.values import Dated, Grain, Value

FIRST_PHOTO: Final = 1826
"""Of the oldest photograph there is."""
_FIRST_BARE: Final = 1900
"""A bare number is a year from here on."""
_SEPARATOR: Final = r"\s*(?:[-–—~/]{1,2}|至|到)\s*"
_NO_YEAR_BEHIND: Final = r"(?!级|代(?!表)|的?历史(?!课|博|老师|系|上)|老店|老字号|古树|陈酿|陈皮|轻|份|龄)"
_TWO_DIGITS_MEAN_HOW_LONG: Final = (
    r"(?!前(?!海|台|往|排|院)|后(?!海|花园|街|院|山|面|天)|内(?!蒙)|里(?!约|昂|斯本)|了|没|校庆|周年|陈"
    r"|老友|老朋友|老同学|老兵|老夫老妻|多|来的|间|如一日|之久|之痒)"
)

_TITLES: Final = frozenset({1900, 1911, 1917, 1922, 1941, 1942, 1984, 2001, 2010, 2012})
"""Years that are names of books and films."""
_TITLE_WORDS: Final = re.compile(
    r"\b(?:book|movie|film|novel|poster|cover|dvd|album|orwell|taylor swift|space odyssey)\b|小说"
    r"|电影|影片|海报|封面|书|奥威尔|专辑",
    re.IGNORECASE,
)
_NO_YEAR_BEFORE: Final = re.compile(
    r"(?:\b(?:room|rooms|product|products|model|models|version|number|no|nr|flight|building"
    r"|apartment|apt|suite|channel|bus|route|line|"
    r"gate|unit|iso|windows?|win|office|bmw|photoshop|autocad|peugeot|mazda|mate|area|highway|hwy|zip"
    r"|code|pin|id|page|block|type|"
    r"series|class of|rtx|gtx|ryzen|intel|nokia|galaxy|canon|nikon|eos|chapter|lot|street|house"
    r"|level|locker|seat|train|platform|"
    r"cyberpunk|blade runner|formula|studio|agenda|rs|gt|x|over|about|some|nearly|almost"
    r"|exactly|least|most|(?<!older )(?<!newer )(?<!earlier )(?<!later )than)[ .#-]*"
    r"|[#$€£¥@&*+=<>]\s*|房间|房号|编号|型号|第|共|大约|约|接近|超过|达到|满|号码|密码|车牌|航班"
    r"|标致|价格|售价|花了|卖了|教室|门牌|代码|尾号|"
    r"赛博朋克|银翼杀手|走了|跑了|爬了|一共|总共|有)$",
    re.IGNORECASE,
)
_NO_YEAR_BEHIND_BARE: Final = re.compile(
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
FEW: Final = 5
"""几 and "a few" are two to five."""
_TENS: Final = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80,
    "nineties": 90,
}  # fmt: skip
_STYLE: Final = (
    r"(?!\s+(?:music|style|fashion|hits?|party|parties|themed?|rock|disco|pop|songs?|hair|dress"
    r"|outfits?|vibes?|look|movies?|films?|cars?|costumes?"
    r"|shades|exposure|timer|video|clip|shutter|delay|clothes|kids?|baby|babies|arcade|games?|retro)\b|-)"
)
"""Behind a decade: that it looks like one of then."""
_NO_AGE: Final = r"(?<!in her )(?<!in his )(?<!in their )(?<!in my )"


def a_year(number: int, today: dt.date) -> Dated | None:
    """A year in which a photo may have been taken."""
    return Dated((spans.year(number),), Grain.YEAR) if FIRST_PHOTO <= number <= today.year + 1 else None


def of_two_digits(number: int, today: dt.date) -> int:
    """19 is 2019, 98 is 1998: the latest that is not later than next year."""
    return 2000 + number if 2000 + number <= today.year + 1 else 1900 + number


def _written(match: re.Match[str], today: dt.date) -> Value | None:
    return a_year(int(match[1]), today)


def _spelled(match: re.Match[str], today: dt.date) -> Value | None:
    return a_year(digits(match[1]), today)


def _thousand(match: re.Match[str], today: dt.date) -> Value | None:
    """两千年, 两千零八年."""
    rest = number(match["rest"] or "零")
    return None if rest is None else a_year(2000 + rest, today)


def _in_words(match: re.Match[str], today: dt.date) -> Value | None:
    """Nineteen ninety-eight, twenty nineteen, two thousand and eight."""
    century = {"nineteen": 1900, "twenty": 2000}.get((match["century"] or "").lower(), 2000)
    rest = number(re.sub(r"^oh[ -]", "", match["rest"] or match["small"] or "zero", flags=re.IGNORECASE))
    return None if rest is None else a_year(century + rest, today)


def _two_digits(match: re.Match[str], today: dt.date) -> Value | None:
    text = match[1]
    number = of_two_digits(int(text) if text.isdecimal() else digits(text), today)
    return a_year(number, today) if number >= 1950 else None


def _apostrophe(match: re.Match[str], today: dt.date) -> Value | None:
    return a_year(of_two_digits(int(match[1]), today), today)


def _bare(match: re.Match[str], today: dt.date) -> Value | None:
    number, text = int(match[1]), match.string
    is_something_else = (
        _NO_YEAR_BEFORE.search(text, max(0, match.start() - 16), match.start())
        or _NO_YEAR_BEHIND_BARE.match(text, match.end())
        or (number % 100 == 0 and _COUNTED.match(text, match.end()))
        or (number in _TITLES and (_TITLE_WORDS.search(text) or text[match.end() : match.end() + 1] == ":"))
    )
    return None if number < _FIRST_BARE or is_something_else else a_year(number, today)


def _range(match: re.Match[str], today: dt.date) -> Value | None:
    first = int(match["first"])
    last = int(match["last"])
    if last < 100:
        may_be_a_month = last <= 12 and "年" not in match[0]
        last += first // 100 * 100
        if may_be_a_month:
            return None
    return _from_to(first, last, today)


def _short_range(match: re.Match[str], today: dt.date) -> Value | None:
    first, last = (of_two_digits(int(text), today) for text in match.group("first", "last"))
    return _from_to(first, last, today)


def _from_to(first: int, last: int, today: dt.date) -> Value | None:
    if not _FIRST_BARE <= first < last <= today.year + 1:
        return None
    return Dated((spans.years(first, last),), Grain.YEAR)


def _decade(first: int) -> Dated:
    return Dated((spans.years(first, first + 9),), Grain.DECADE)


def _decade_of(tens: int, century: str | None, today: dt.date) -> Value | None:
    first = int(century) * 100 + tens if century else tens + (2000 if 2000 + tens <= today.year else 1900)
    return _decade(first) if FIRST_PHOTO <= first <= today.year else None


def _century_of(text: str | None) -> str | None:
    """The first two figures of its years."""
    if not text:
        return None
    return "18" if text.startswith(("19", "十九")) else "20" if text.startswith(("本", "21", "二十一")) else "19"


def _decade_in_figures(match: re.Match[str], today: dt.date) -> Value | None:
    century = _century_of(match["last"]) or match["century"]
    return _decade_of(int(match["tens"]), century, today)


def _decade_in_characters(match: re.Match[str], today: dt.date) -> Value | None:
    century = _century_of(match["last"])
    return _decade_of(digits(match["tens"]) * 10, century, today)


def _two_decades(match: re.Match[str], today: dt.date) -> Value | None:
    first, last = digits(match["first"]), digits(match["last"])
    if last != first + 1:
        return None
    return Dated((spans.years(1900 + first * 10, 1909 + last * 10),), Grain.DECADE)


def _decade_in_words(match: re.Match[str], today: dt.date) -> Value | None:
    return _decade_of(_TENS[match[1].lower()], None, today)


def _from_now(count: int) -> Build:
    def build(match: re.Match[str], today: dt.date) -> Value:
        del match
        return Dated((spans.year(today.year + count),), Grain.YEAR)

    return build


def _ago(match: re.Match[str], today: dt.date) -> Value | None:
    count = number(match[1])
    is_a_year = match[1].startswith("0")
    return None if count is None or is_a_year else a_year(today.year - count, today)


def _some_ago(match: re.Match[str], today: dt.date) -> Value | None:
    """Two or three: 两三年前, "2-3 years ago"."""
    first, last = number(match["first"]), number(match["last"])
    if first is None or last is None or not first < last <= first + 3:
        return None
    return Dated((spans.years(today.year - last, today.year - first),), Grain.YEAR)


def _few_ago(match: re.Match[str], today: dt.date) -> Value:
    del match
    return Dated((spans.years(today.year - FEW, today.year - 2),), Grain.YEAR)


def _century(first: int) -> Dated:
    return Dated((spans.years(first, first + 99),), Grain.DECADE)


_LAST_CENTURY: Final = r"(?P<last>(?:上个?|本|19|十九|20|二十|21|二十一)世纪)?"
RULES: Final = (
    Rule.of(rf"(?<!\d)(1[89]\d\d|20\d\d) ?(?!{A_NEW_WORD})年(?:度)?{_NO_YEAR_BEHIND}", _written),
    Rule.of(rf"(?<!{DIGIT})({DIGIT}{{4}}) ?年?(?:度)?{_NO_YEAR_BEHIND}", _spelled),
    Rule.saying("千禧年", Dated((spans.year(2000),), Grain.YEAR)),
    Rule.of(rf"[两二]千(?:零?(?P<rest>[一二三四五六七八九十]{{1,3}}))?年{_NO_YEAR_BEHIND}(?![前后])", _thousand),
    Rule.of(
        r"\b(?P<century>nineteen|twenty)[ -](?P<rest>(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
        r"(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?|(?:ten|eleven|twelve|\w+teen)"
        r"|oh[ -]\w+)\b(?P<small>)",
        _in_words,
    ),
    Rule.of(
        r"\btwo thousand(?: and)?(?: (?P<small>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen"
        r"|twenty(?:[ -]\w+)?))\b(?P<century>)(?P<rest>)",
        _in_words,
    ),
    Rule.of(
        rf"(?<![\d./:第])(\d\d) ?(?!{A_NEW_WORD})年(?:度)?{_NO_YEAR_BEHIND}{_TWO_DIGITS_MEAN_HOW_LONG}", _two_digits
    ),
    Rule.of(r"(?<![\d./:第])(0\d) ?年(?=前|后)", _two_digits),
    Rule.of(
        (
            rf"(?<![第十百几零〇一二三四五六七八九])({DIGIT}{{2}}) ?"
            rf"(?!{A_NEW_WORD})年{_NO_YEAR_BEHIND}{_TWO_DIGITS_MEAN_HOW_LONG}"
        ),
        _two_digits,
    ),
    Rule.of(r"(?<![第\d])([1-9][1-9]) ?年(?=以前|之前|以后|之后|以来)", _two_digits),
    Rule.of(r"(?<!\w)['’‘](\d\d)(?![\ds'’])(?! ?s\b)", _apostrophe),
    Rule.of(
        (
            r"(?<![\d.,:/+$#])(?:(?<!-)|(?<=mid-)|(?<=pre-)|(?<=post-)|(?<=late-)|(?<=early-))(?<![a-z_])("
            rf"(?:19|20)\d\d)(?![\d]|[.,:/+-]\d|[a-z_]|-(?!present|now)[a-z_]| ?(?!{A_NEW_WORD})年)"
        ),
        _bare,
    ),
    Rule.of(
        (
            rf"(?<![\d.,:/+$#-])(?<![a-z_])(?P<first>(?:19|20)\d\d) ?年?{_SEPARATOR}(?P<last>(?:19"
            r"|20)?\d\d)(?! ?月|[.:/+-]?\d|[a-z])(?: ?年)?(?!代)"
        ),
        _range,
    ),
    Rule.of(
        rf"(?<![\d.,:/+$#-])(?P<first>\d\d) ?年?{_SEPARATOR}(?P<last>\d\d) ?年{_NO_YEAR_BEHIND}(?![前后])", _short_range
    ),
    Rule.of(rf"{_LAST_CENTURY}的?(?<!\d)(?P<century>19|20)?(?P<tens>\d0) ?年代", _decade_in_figures),
    Rule.of(rf"{_LAST_CENTURY}的?(?P<tens>[一二三四五六七八九零])(?:十|零|〇) ?年代", _decade_in_characters),
    Rule.of(r"(?:(?:上个?|20|二十)世纪)?的?(?P<first>[二三四五六七八])(?P<last>[三四五六七八九])十年代", _two_decades),
    Rule.of(rf"{_NO_AGE}\b(?P<last>)(?P<century>1[89]|20)(?P<tens>\d0)['’]?s\b{_STYLE}", _decade_in_figures),
    Rule.of(
        rf"{_NO_AGE}(?<![\w.,/$-])(?P<last>)(?P<century>)['’]?(?P<tens>[2-9]0)['’]?s\b{_STYLE}", _decade_in_figures
    ),
    Rule.of(rf"{_NO_AGE}\b({'|'.join(_TENS)})\b{_STYLE}", _decade_in_words),
    Rule.saying(
        r"(?:上个?|20|二十)世纪(?!大道|广场|公园|[\d一二三四五六七八九])|\b(?:last|the 20th|the twentieth) century\b",
        _century(1901),
    ),
    Rule.of(
        (
            r"(?<!过)(?<!失)去年(?![轻华]|代(?!表|码|驾|购|言))|去(?=[春夏秋冬](?:$|[\s,，、。的在]|天的))|\b(?:last"
            r"|previous) (?:year|yr)(?=\b|s\b)|上一?年(?!级|度)"
        ),
        _from_now(-1),
    ),
    Rule.of(
        r"(?<![现如])今年(?![轻华]|代(?!表|码|驾|购|言))|\b(?:this|(?:the )?current) (?:year|yr)(?=\b|s\b)",
        _from_now(0),
    ),
    Rule.of(r"(?<![大以从])前年(?![轻华]|代(?!表|码|驾|购|言))|\b(?:the )?year before last\b", _from_now(-2)),
    Rule.of(r"大前年", _from_now(-3)),
    Rule.of(r"(?<!聪)明年(?![轻华]|代(?!表|码|驾|购|言))|\bnext year(?=\b|s\b)", _from_now(1)),
    Rule.of(
        (
            rf"(?<![几数第\d零〇一二两三四五六七八九十百])({NUMBER}) ?年(?:以前|之前|前)(?!端|门|海|台(?!湾"
            r"|北|风)|往|排|院)"
        ),
        _ago,
    ),
    Rule.of(rf"\b({ENGLISH}) ?(?:years?|yrs?) (?:ago|back(?! home))\b", _ago),
    Rule.of(
        r"(?<![零一二三四五六七八九十几])(?P<first>[一二两三四五六七八])(?P<last>[两三四五六七八九])年(?:以前|之前|前)",
        _some_ago,
    ),
    Rule.of(rf"\b(?P<first>{ENGLISH}) ?(?:-|to|or) ?(?P<last>{ENGLISH}) (?:years?|yrs?) ago\b", _some_ago),
    Rule.of(r"(?<!十)几年(?:以前|之前|前)|\b(?:a few|some|several) years (?:ago|back)\b", _few_ago),
)
