"""Years and ranges of years, in all their writings, and told from this one."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from photosearch.search.understanding.dates import spans
from photosearch.search.understanding.dates.bare_years import FIRST_BARE, is_counted, says_a_year
from photosearch.search.understanding.dates.numerals import DIGIT, ENGLISH, NUMBER, digits, number
from photosearch.search.understanding.dates.other_words import A_NEW_WORD, SEASON_OR_FESTIVAL
from photosearch.search.understanding.dates.rules import Build, Rule, Script
from photosearch.search.understanding.dates.values import Dated, Grain, Value

FIRST_PHOTO: Final = 1826
"""Of the oldest photograph there is."""
_SEPARATOR: Final = r"\s*(?:[-–—~/]{1,2}|至|到|\b(?:to|until|till|through|thru)\b)\s*"
_NO_YEAR_BEHIND: Final = r"(?!级|代(?!表)|的?历史(?!课|博|老师|系|上)|老店|老字号|古树|陈酿|陈皮|轻|份|龄)"
_TWO_DIGITS_MEAN_HOW_LONG: Final = (
    r"(?!前(?!海|台|往|排|院)|后(?!海|花园|街|院|山|面|天)|内(?!蒙)|里(?!约|昂|斯本)|了|没|校庆|周年|陈"
    r"|老友|老朋友|老同学|老兵|老夫老妻|威士忌|普洱|茅台|多|来的|间|如一日|之久|之痒)"
)

_GLUED: Final = (
    *SEASON_OR_FESTIVAL,
    *("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"),
    *(
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ),
)
_AFTER_GLUED: Final = "|".join(rf"(?<=\b{word})" for word in _GLUED)
_BEFORE_GLUED: Final = rf"(?:{'|'.join(_GLUED)})\b"

FEW: Final = 5
"""几 and "a few" are two to five."""


def a_year(number: int, today: dt.date) -> Dated | None:
    """A year in which a photo may have been taken."""
    return Dated((spans.year(number),), Grain.YEAR) if FIRST_PHOTO <= number <= today.year + 1 else None


def of_two_digits(number: int, today: dt.date) -> int:
    """19 is 2019, 98 is 1998: the latest that is not later than next year."""
    return 2000 + number if 2000 + number <= today.year + 1 else 1900 + number


def _written(match: re.Match[str], today: dt.date) -> Value | None:
    return a_year(int(match[1]), today)


def _republic(match: re.Match[str], today: dt.date) -> Value | None:
    """民国108年 is 2019, as Taiwan counts; 民国二十年 is rather a style."""
    count = number(match["count"])
    return None if count is None or count < 50 else a_year(1911 + count, today)


def _spelled(match: re.Match[str], today: dt.date) -> Value | None:
    return a_year(digits(match[1]), today)


def _fiscal(match: re.Match[str], today: dt.date) -> Value | None:
    """Firms begin it in different months: the year of its number."""
    year = int(match["year"] or match["full"] or match["chinese"])
    return a_year(year if year > 99 else of_two_digits(year, today), today)


def _school_year(match: re.Match[str], today: dt.date) -> Value | None:
    """From September on."""
    year = int(match["year"])
    return Dated((spans.months(year, 9, 20),), Grain.SEASON) if year <= today.year + 1 else None


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
    return a_year(int(match[1]), today) if says_a_year(match) else None


def _range(match: re.Match[str], today: dt.date) -> Value | None:
    first = int(match["first"])
    last = int(match["last"])
    if is_counted(match):
        return None
    if last < 100:
        may_be_a_month = last <= 12 and "年" not in match[0]
        last += first // 100 * 100
        if may_be_a_month:
            return None
    return _from_to(first, last, today)


def _short_range(match: re.Match[str], today: dt.date) -> Value | None:
    first, last = (of_two_digits(int(text), today) for text in match.group("first", "last"))
    return _from_to(first, last, today)


def _two_in_a_list(match: re.Match[str], today: dt.date) -> Value | None:
    """06、07年."""
    first, last = (a_year(of_two_digits(int(text), today), today) for text in match.group("first", "last"))
    return None if first is None or last is None else Dated(spans.ordered((*first.ranges, *last.ranges)), Grain.YEAR)


def _from_to(first: int, last: int, today: dt.date) -> Value | None:
    first, last = min(first, last), max(first, last)
    if not FIRST_BARE <= first < last <= today.year + 1:
        return None
    return Dated((spans.years(first, last),), Grain.YEAR)


def _from_now(count: int) -> Build:
    def build(match: re.Match[str], today: dt.date) -> Value:
        del match
        return Dated((spans.year(today.year + count),), Grain.YEAR)

    return build


def _ago(match: re.Match[str], today: dt.date) -> Value | None:
    count = number(match[1])
    is_a_year = match[1].startswith("0")
    return None if count is None or is_a_year else a_year(today.year - count, today)


def _decades_ago(match: re.Match[str], today: dt.date) -> Value | None:
    count = number(match["decades"])
    return None if count is None or count > 10 else a_year(today.year - 10 * count, today)


def _some_ago(match: re.Match[str], today: dt.date) -> Value | None:
    """Two or three: 两三年前, "2-3 years ago"."""
    first, last = number(match["first"]), number(match["last"])
    if first is None or last is None or not first < last <= first + 3:
        return None
    return Dated((spans.years(today.year - last, today.year - first),), Grain.YEAR)


def _over_ago(match: re.Match[str], today: dt.date) -> Value | None:
    """十几年前 and 十多年前: eleven to nineteen, 二十多年前 twenty-one to twenty-nine."""
    tens = number(match["tens"])
    if tens is None or tens % 10 or not 10 <= tens <= 90:
        return None
    return Dated((spans.years(today.year - tens - 9, today.year - tens - 1),), Grain.YEAR)


def _few_ago(match: re.Match[str], today: dt.date) -> Value:
    del match
    return Dated((spans.years(today.year - FEW, today.year - 2),), Grain.YEAR)


RULES: Final = (
    Rule(rf"(?<!\d)(1[89]\d\d|20\d\d) ?(?!{A_NEW_WORD})年(?:度)?{_NO_YEAR_BEHIND}", _written, Script.CHINESE),
    Rule(rf"民国(?P<count>{NUMBER}) ?年{_NO_YEAR_BEHIND}", _republic, Script.CHINESE),
    Rule(rf"(?<!{DIGIT})({DIGIT}{{4}}) ?年?(?:度)?{_NO_YEAR_BEHIND}", _spelled),
    Rule(
        r"(?<![a-z0-9])fy[ ']?(?P<year>20\d\d|\d\d)(?![\da-z])|\bfiscal(?: year)? (?P<full>20\d\d)\b"
        r"|(?<!\d)(?P<chinese>20\d\d|\d\d)财年",
        _fiscal,
    ),
    Rule(
        r"(?<!\d)(?P<year>(?:19|20)\d\d)(?:(?:[-/–至到]| to )(?:20|19)?\d\d)?(?:学年|年度?学年| (?:school"
        r"|academic) year\b)",
        _school_year,
    ),
    Rule(r"\b(?:school|academic) year(?: of)? (?P<year>20\d\d)(?:[-/–]| to )(?:20)?\d\d\b", _school_year, Script.LATIN),
    Rule.saying("千禧年", Dated((spans.year(2000),), Grain.YEAR), Script.CHINESE),
    Rule(
        rf"[两二]千(?:零?(?P<rest>[一二三四五六七八九十]{{1,3}}))?年{_NO_YEAR_BEHIND}(?![前后])",
        _thousand,
        Script.CHINESE,
    ),
    Rule(
        r"\b(?P<century>nineteen|twenty)[ -](?P<rest>(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
        r"(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?|(?:ten|eleven|twelve|\w+teen)"
        r"|oh[ -]\w+)\b(?P<small>)",
        _in_words,
        Script.LATIN,
    ),
    Rule(
        r"\btwo thousand(?: and)?(?: (?P<small>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen"
        r"|twenty(?:[ -]\w+)?))\b(?P<century>)(?P<rest>)",
        _in_words,
        Script.LATIN,
    ),
    Rule(
        rf"(?<![\d./:第])(\d\d) ?(?!{A_NEW_WORD})年(?:度)?{_NO_YEAR_BEHIND}{_TWO_DIGITS_MEAN_HOW_LONG}",
        _two_digits,
        Script.CHINESE,
    ),
    Rule(r"(?<![\d./:第])(0\d) ?年(?=前|后)", _two_digits, Script.CHINESE),
    Rule(
        (
            rf"(?<![第十百几零〇一二三四五六七八九])({DIGIT}{{2}}) ?"
            rf"(?!{A_NEW_WORD})年{_NO_YEAR_BEHIND}{_TWO_DIGITS_MEAN_HOW_LONG}"
        ),
        _two_digits,
        Script.CHINESE,
    ),
    Rule(r"(?<![第\d])([1-9][1-9]) ?年(?=以前|之前|以后|之后|以来)", _two_digits, Script.CHINESE),
    Rule(r"(?<!\w)(?<!class of )['’‘](\d\d)(?![\ds'’])(?! ?s\b)", _apostrophe),
    Rule(
        (
            rf"(?<![\d.,:/+$#])(?:(?<!-)|(?<=mid-)|(?<=pre-)|(?<=post-)|(?<=late-)|(?<=early-))(?:(?<![a-z_])|{_AFTER_GLUED})("
            rf"(?:19|20)\d\d)(?![\d]|[.,:/+-]\d|(?!ish\b|{_BEFORE_GLUED})[a-z_]|-(?!present|now)[a-z_]"
            rf"| ?(?!{A_NEW_WORD})年)"
        ),
        _bare,
    ),
    Rule(
        (
            rf"(?<![\d.,:/+$#-])(?<![a-z_])(?P<first>(?:19|20)\d\d) ?年?{_SEPARATOR}(?P<last>(?:19"
            r"|20)?\d\d)(?! ?月|[.:/+-]?\d|[a-z])(?: ?年)?(?!代)"
        ),
        _range,
    ),
    Rule(
        rf"(?<![\d.,:/+$#-])(?P<first>\d\d) ?年?{_SEPARATOR}(?P<last>\d\d) ?年{_NO_YEAR_BEHIND}(?![前后])",
        _short_range,
        Script.CHINESE,
    ),
    Rule(
        rf"(?<![\d.、,])(?P<first>\d\d)年?(?:[、,]|和|与|跟)(?P<last>\d\d) ?年{_NO_YEAR_BEHIND}(?![前后])",
        _two_in_a_list,
        Script.CHINESE,
    ),
    Rule(
        (
            r"(?<!过)(?<!失)去年(?![轻华]|代(?!表|码|驾|购|言))|(?<![依照陈])旧年(?!画|货|代|历|夜)|去(?=[春夏秋冬](?:$|[\s,，、。的在]|天的))|\b(?:last"
            r"|previous) (?:year|yr)(?=\b|s\b)|上一?年(?!级|度)"
        ),
        _from_now(-1),
    ),
    Rule(
        r"(?<![现如])今年(?![轻华]|代(?!表|码|驾|购|言))|\b(?:this|(?:the )?current) (?:year|yr)(?=\b|s\b)",
        _from_now(0),
    ),
    Rule(
        r"(?:(?<![大以从])前年|(?<=从)前年(?=到|至|起|开始|以来|[春夏秋冬年底的]))(?![轻华]|代(?!表|码|驾|购|言))"
        r"|\b(?:the )?year before last\b",
        _from_now(-2),
    ),
    Rule(r"大前年", _from_now(-3), Script.CHINESE),
    Rule(r"(?<!聪)明年(?![轻华见]|代(?!表|码|驾|购|言))|\bnext year(?=\b|s\b)", _from_now(1)),
    Rule(
        (
            rf"(?<![几数第\d零〇一二两三四五六七八九十百])({NUMBER}) ?年(?:以前|之前|前)(?!端|门|海|台(?!湾"
            r"|北|风)|往|排|院)"
        ),
        _ago,
        Script.CHINESE,
    ),
    Rule(rf"\b({ENGLISH}) ?(?:years?|yrs?) (?:ago|back(?! home))\b", _ago, Script.LATIN),
    Rule(rf"\b(?P<decades>{ENGLISH}) decades? ago\b", _decades_ago, Script.LATIN),
    Rule(
        r"(?<![零一二三四五六七八九十几])(?P<first>[一二两三四五六七八])(?P<last>[两三四五六七八九])年(?:以前|之前|前)",
        _some_ago,
        Script.CHINESE,
    ),
    Rule(rf"\b(?P<first>{ENGLISH}) ?(?:-|to|or) ?(?P<last>{ENGLISH}) (?:years?|yrs?) ago\b", _some_ago, Script.LATIN),
    Rule(r"(?P<tens>[一二三四五六七八九]?十|[1-9]0)[几多]年(?:以前|之前|前)", _over_ago, Script.CHINESE),
    Rule(r"(?<!十)(?<!没)好?几年(?:以前|之前|前)|\b(?:a few|some|several) years (?:ago|back)\b", _few_ago),
)
