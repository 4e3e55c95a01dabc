"""Months, ranges of months, days of a month, and days of the year."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from photosearch.search.understanding.dates import spans
from photosearch.search.understanding.dates.numerals import ORDINAL, number, ordinal
from photosearch.search.understanding.dates.other_words import BEGIN, GLUED_YEAR
from photosearch.search.understanding.dates.rules import Build, Rule, Script
from photosearch.search.understanding.dates.spans import Ranges
from photosearch.search.understanding.dates.values import Grain, InMonth, Value, Yearly, once
from photosearch.types.understood import DayRange

_NAMES: Final = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9,
    "october": 10, "november": 11, "december": 12, "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8,
    "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
NAME: Final = rf"(?:{'|'.join(sorted(_NAMES, key=len, reverse=True))})"
_SURE: Final = (
    r"(?:january|february|april|june|july|(?-i:August)|september|october|november|december|(?:jan"
    r"|feb|apr|jun|jul|aug|sept?|oct|nov|dec)(?:\.|\b|(?=(?:19|20)\d\d\b)))"
)
"""Names of months that are hardly anything else."""
_UNSURE: Final = r"(?:may|march|august|mar)"
_LED: Final = "|".join(
    rf"(?<=\b{word} )"
    for word in (
        "in",
        "from",
        "since",
        "during",
        "until",
        "till",
        "before",
        "after",
        "every",
        "each",
        "between",
    )
)
_APART: Final = r"(?<![a-z])(?:(?<!-)|(?<=mid-)|(?<=early-)|(?<=late-)|(?<=pre-)|(?<=post-))"
_NAMESAKE: Final = (
    r"(?!\s+(?:o'|bugs?\b|carter\b|ludgate\b|gloop\b|rodin\b|showers?\b"
    rf"|the (?!\d|{ORDINAL}|weather|kids|children|family|year|whole)\w))"
)
"""Behind the name of a month that is a person's, or a thing's."""
_OTHER_SENSE: Final = (
    r"(?!\s+(?:flowers?|day|pole|queen|of the|to war|hare|madness|rush|fair|fly|winds?|have|be|not"
    r"|i|we|you|bloom|look|the)\b)"
)
"""Behind may and march: they are no months."""
_NOT_NAMED: Final = (
    r"(?:(?<!'s )(?<!\bthe )(?<!\ba )(?<!protest )|(?=(?:may|march|august|mar)\.? (?:19|20)\d\d))"
    r"(?<!women's )(?<!men's )"
)
"""Before them: a march, the march; but "the May 2019 trip"."""

_NO_PERSON: Final = (
    r"(?:(?=\w+\.?,? ?(?:of )?['’]?\d)|(?<!\bcat )(?<!\bdog )(?<!\bsister )(?<!\bdaughter )(?<!\bfriend )(?<!\bwife )"
    r"(?<!\bniece )(?<!\baunt )(?<!\bgirlfriend )(?<!\bcousin )(?<!\bbaby )(?<!\bnamed )(?<!\bcalled )(?<!\bwith ))"
)
"""Before the name of a month that is a person's or a pet's."""

_FIGURES: Final = r"(?:1[0-2]|0?[1-9])"
_CHARACTERS: Final = r"(?:十[一二]?|[一二三四五六七八九元])"
_MONTH: Final = (
    rf"(?:(?<![\d.])(?<!\d[-/]){_FIGURES} ?|(?<![零〇一二三四五六七八九十百第几两满闰])(?<![年第]第){_CHARACTERS})月份?"
)
_NO_MONTH_BEHIND_CHINESE: Final = (
    r"(?!兔|花(?=$|号|的|船|纸|酒店|宾馆|餐厅|饭店|咖啡)|光(?!谷|影|明)|亮(?!相)|饼|球(?!赛|场|迷)|嫂|薪|牙(?!买)|龄|季[花]|的?大的|大(?=$|的"
    rf"|婴|宝|小)|初(?!{BEGIN})[一二三四五六七八九十]|流火|婴|宝宝)"
)
_DAY: Final = r"(?:[12]\d|3[01]|0?[1-9])"
_DAY_CHARACTERS: Final = (
    r"(?:二十[一二三四五六七八九]?|廿[一二三四五六七八九]?|三十一?|卅一?|十[一二三四五六七八九]?|[一二三四五六七八九])"
)
_NO_DAY_BEHIND: Final = r"(?!线(?!下|上)|楼(?!上|下|顶)|航站|球衣|球员|公路|电池)"
_TO: Final = r"\s*(?:[-–—~]{1,2}|至|到)\s*"


def month_of(name: str) -> int:
    """The number of a month by its English name or its beginning."""
    return _NAMES[name.lower()]


def a_month(first: int, last: int | None = None, *, is_sure: bool = True) -> Yearly:
    """A month of every year, or several in a row; ``last`` may lie in the next year."""
    last = first if last is None else last
    last += 12 if last < first else 0
    until = last
    return Yearly(
        once(lambda year: spans.months(year, first, until)),
        Grain.MONTH if last == first else Grain.SEASON,
        is_sure=is_sure,
    )


def a_day(month: int, day: int, last: int | None = None) -> Yearly | None:
    """A day of every year, or several of one month; all of it where it never has the first of them."""
    until = day if last is None else last
    if not 1 <= month <= 12 or not 1 <= day <= until <= 31:
        return None
    if day > spans.days_of(2000, month):
        return a_month(month)
    until = min(until, spans.days_of(2000, month))

    def of_year(year: int) -> DayRange | None:
        has_it = until <= spans.days_of(year, month)
        return DayRange(dt.date(year, month, day), dt.date(year, month, until)) if has_it else None

    return Yearly(once(of_year), Grain.DAY if day == until else Grain.WEEK)


def in_month(first: int, last: int) -> InMonth:
    """From day to day of a month, at most until its end."""

    def of_month(month: DayRange) -> Ranges:
        assert month.first is not None
        days = spans.days_of(month.first.year, month.first.month)
        if not 1 <= first <= last <= 31 or first > days:
            return ()
        return (DayRange(month.first.replace(day=first), month.first.replace(day=min(last, days))),)

    return InMonth(of_month, Grain.DAY if first == last else Grain.WEEK)


def _chinese_number(text: str) -> int:
    found = number(text.strip().replace("元", "一").replace("廿", "二十").replace("卅", "三十"))
    assert found is not None
    return found


def _chinese_month(match: re.Match[str], today: dt.date) -> Value:
    del today
    return a_month(_chinese_number(match[0].removesuffix("份").removesuffix("月")))


def _chinese_months(match: re.Match[str], today: dt.date) -> Value | None:
    del today
    first, last = (_chinese_number(text) for text in match.group("first", "last"))
    return a_month(first, last) if first != last else None


def _neighbouring_months(match: re.Match[str], today: dt.date) -> Value | None:
    del today
    first, last = (_chinese_number(text) for text in match.group("first", "last"))
    return a_month(first, last) if last == first + 1 else None


def _chinese_day(match: re.Match[str], today: dt.date) -> Value | None:
    del today
    first = _chinese_number(match["first"])
    return in_month(first, first)


def _chinese_days(match: re.Match[str], today: dt.date) -> Value | None:
    del today
    first, last = (_chinese_number(text) for text in match.group("first", "last"))
    return in_month(first, last) if first < last else None


def _month_and_day_in_figures(match: re.Match[str], today: dt.date) -> Value | None:
    del today
    return a_day(_chinese_number(match["month"]), _chinese_number(match["day"]))


def _english_month(is_sure: bool) -> Build:
    def build(match: re.Match[str], today: dt.date) -> Value:
        del today
        return a_month(month_of(match[0].strip(". ")), is_sure=is_sure)

    return build


def _english_months(match: re.Match[str], today: dt.date) -> Value:
    del today
    return a_month(month_of(match["first"]), month_of(match["last"]))


def _english_day(match: re.Match[str], today: dt.date) -> Value | None:
    del today
    return a_day(month_of(match["month"]), _day_of(match["day"]))


def _english_days(match: re.Match[str], today: dt.date) -> Value | None:
    del today
    return a_day(month_of(match["month"]), _day_of(match["first"]), _day_of(match["last"]))


def _ordinal_day(match: re.Match[str], today: dt.date) -> Value:
    del today
    day = ordinal(match[1] or match[2])
    return in_month(day, day)


def _day_of(text: str) -> int:
    return int(text) if text.isdecimal() else ordinal(text)


_ENGLISH_DAY: Final = rf"(?:{ORDINAL}|{_DAY}(?!\d))"
_EN_TO: Final = r"\s*(?:-|–|—|to|through|thru|until|till|and|&)\s*(?:the )?"
RULES: Final = (
    Rule(rf"{_MONTH}{_NO_MONTH_BEHIND_CHINESE}", _chinese_month, Script.CHINESE),
    Rule(
        rf"(?<![\d./-])(?P<first>{_FIGURES}) ?月?份?{_TO}(?P<last>{_FIGURES}) ?月份?{_NO_MONTH_BEHIND_CHINESE}",
        _chinese_months,
        Script.CHINESE,
    ),
    Rule(
        (
            rf"(?<![零一二三四五六七八九十])(?P<first>{_CHARACTERS})月?份?{_TO}"
            rf"(?P<last>{_CHARACTERS})月份?{_NO_MONTH_BEHIND_CHINESE}"
        ),
        _chinese_months,
        Script.CHINESE,
    ),
    Rule(
        (
            r"(?<![零一二三四五六七八九十\d])(?P<first>[一二三四五六七八九])"
            rf"(?P<last>[二三四五六七八九])月份?{_NO_MONTH_BEHIND_CHINESE}"
        ),
        _neighbouring_months,
        Script.CHINESE,
    ),
    Rule(
        rf"(?<![\d.])(?P<first>{_FIGURES}) ?[、,] ?(?P<last>{_FIGURES}) ?月份?{_NO_MONTH_BEHIND_CHINESE}",
        _neighbouring_months,
        Script.CHINESE,
    ),
    Rule.saying(r"(?<!二)(?<!三)十几[日号]", in_month(11, 19), Script.CHINESE),
    Rule.saying(r"二十几[日号]", in_month(21, 29), Script.CHINESE),
    Rule(rf"(?<![\d./:-])(?P<first>{_DAY}) ?[日号]{_NO_DAY_BEHIND}", _chinese_day, Script.CHINESE),
    Rule(
        rf"(?<![零一二三四五六七八九十百第\d])(?P<first>{_DAY_CHARACTERS})[日号]{_NO_DAY_BEHIND}",
        _chinese_day,
        Script.CHINESE,
    ),
    Rule(
        rf"(?<![\d./:-])(?P<first>{_DAY}) ?[日号]?{_TO}(?P<last>{_DAY}) ?[日号]{_NO_DAY_BEHIND}",
        _chinese_days,
        Script.CHINESE,
    ),
    Rule(
        (
            rf"(?<![零一二三四五六七八九十百第])(?P<first>{_DAY_CHARACTERS})[日号]?{_TO}"
            rf"(?P<last>{_DAY_CHARACTERS})[日号]{_NO_DAY_BEHIND}"
        ),
        _chinese_days,
        Script.CHINESE,
    ),
    Rule(
        (
            rf"(?<![\d.])(?P<month>{_FIGURES}) ?月 ?(?P<day>{_DAY})(?![\d.:]"
            r"| ?[日号个只张人块元米岁天本次瓶月年条位%年级])"
        ),
        _month_and_day_in_figures,
        Script.CHINESE,
    ),
    Rule(
        (
            rf"(?<![零一二三四五六七八九十百第几])(?P<month>{_CHARACTERS})月(?P<day>(?!{BEGIN}|二?十几){_DAY_CHARACTERS})"
            r"(?![日号个只张人块元米岁天本次瓶月年条位级])"
        ),
        _month_and_day_in_figures,
        Script.CHINESE,
    ),
    Rule(
        rf"(?<![零一二三四五六七八九十\d./-])(?P<first>{_FIGURES}|{_CHARACTERS})月?份?{_TO}"
        rf"(?P<last>{_CHARACTERS}|{_FIGURES}) ?月份?"
        rf"{_NO_MONTH_BEHIND_CHINESE}",
        _chinese_months,
        Script.CHINESE,
    ),
    Rule(rf"{_APART}{_NO_PERSON}{_SURE}(?:(?<=\.)|\b|{GLUED_YEAR}){_NAMESAKE}", _english_month(True), Script.LATIN),
    Rule(r"^(?-i:May|March|Mar)$|^(?:(?-i:May)|august)(?= in\b|,)", _english_month(True), Script.LATIN),
    Rule(rf"(?:{_LED}){_UNSURE}\b{_OTHER_SENSE}{_NAMESAKE}", _english_month(True), Script.LATIN),
    Rule(
        rf"{_APART}{_NOT_NAMED}{_UNSURE}(?:\b|{GLUED_YEAR}){_OTHER_SENSE}{_NAMESAKE}",
        _english_month(False),
        Script.LATIN,
    ),
    Rule(
        (
            rf"\b(?P<month>{NAME})\.?,? ?(?:the )?(?P<day>{_ENGLISH_DAY})\b(?! ?(?:am|pm|people|%|/|cats?"
            r"|dogs?|kids?|birthday|steps?|place|prize|graders?|grade|floor|anniversary|row|class|course|edition|round|degree|trip|tooth|km|miles|friends|girls|boys|children"
            r"|time|day)\b)"
        ),
        _english_day,
        Script.LATIN,
    ),
    Rule(
        rf"(?<![\d.,/:-])(?:\bthe )?\b(?P<day>{_ENGLISH_DAY})(?: day)?(?: of)?[ -]?(?P<month>{NAME})\b",
        _english_day,
        Script.LATIN,
    ),
    Rule(
        rf"\b(?P<month>{NAME})\b\.? ?(?:the )?(?P<first>{_ENGLISH_DAY}){_EN_TO}(?P<last>{_ENGLISH_DAY})\b",
        _english_days,
        Script.LATIN,
    ),
    Rule(
        (
            rf"(?<![\d.,/:-])(?:\bthe )?\b(?P<first>{_ENGLISH_DAY}){_EN_TO}(?P<last>{_ENGLISH_DAY})"
            rf"(?: of)? (?P<month>{NAME})\b"
        ),
        _english_days,
        Script.LATIN,
    ),
    Rule(rf"\bthe ({ORDINAL})\b|\b({ORDINAL})(?= of\b)", _ordinal_day, Script.LATIN),
    Rule(rf"{_APART}(?P<first>{NAME}) ?[-–—] ?(?P<last>{NAME})\b", _english_months, Script.LATIN),
)
