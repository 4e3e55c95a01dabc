"""The beginning, the middle and the end of a month, a season, a year, a decade: 三月初, 年底, early May, late 2018."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from photosearch.search.understanding.dates import spans
from photosearch.search.understanding.dates.months import a_month
from photosearch.search.understanding.dates.other_words import BEGIN, NOT_AS_FIRST
from photosearch.search.understanding.dates.rules import Build, Rule, Script
from photosearch.search.understanding.dates.spans import Ranges
from photosearch.search.understanding.dates.values import Alone, Dated, Grain, Third, Value, Yearly
from photosearch.types.understood import DayRange

_MONTHS: Final = {
    Third.EARLY: (1, 3), Third.MIDDLE: (5, 8), Third.LATE: (10, 12), Third.START: (1, 2), Third.END: (11, 12),
}  # fmt: skip
"""Of a year; the beginning and the end as JioNLP reckons 年初 and 年底, early and late a quarter."""
_YEARS: Final = {Third.EARLY: (0, 3), Third.MIDDLE: (4, 6), Third.LATE: (7, 9)}
"""Of a decade."""
_DAYS: Final = {Third.EARLY: (1, 10), Third.MIDDLE: (11, 20), Third.LATE: (21, None)}
"""Of a month: 上旬, 中旬, 下旬; Duckling reckons the English words so too."""
_WIDE: Final = {Third.START: Third.EARLY, Third.END: Third.LATE}
"""What start and end are of anything but a year."""


def third_of(ranges: Ranges, grain: Grain, third: Third) -> Ranges:
    """That part of each range; nothing of what has no such part."""
    return tuple(part for span in ranges if (part := _third_of(span, grain, third)) is not None)


_SPANS: Final = {
    Third.EARLY_TO_MIDDLE: (Third.EARLY, Third.MIDDLE), Third.MIDDLE_TO_LATE: (Third.MIDDLE, Third.LATE),
}  # fmt: skip


def _third_of(span: DayRange, grain: Grain, third: Third) -> DayRange | None:
    if span.first is None or span.last is None:
        return None
    if third in _SPANS:
        first_part, last_part = (_third_of(span, grain, part) for part in _SPANS[third])
        return None if first_part is None or last_part is None else DayRange(first_part.first, last_part.last)
    year, month = span.first.year, span.first.month
    if grain is Grain.YEAR:
        return spans.months(year, *_MONTHS[third])
    third = _WIDE.get(third, third)
    match grain:
        case Grain.MONTH:
            first, last = _DAYS[third]
            return DayRange(span.first.replace(day=first), span.last if last is None else span.first.replace(day=last))
        case Grain.SEASON:
            count = (span.last.year - year) * 12 + span.last.month - month + 1
            at = third.value
            return spans.months(year, month + at * count // 3, month + (at + 1) * count // 3 - 1) if count > 2 else None
        case Grain.DECADE:
            first_year, last_year = _YEARS[third]
            return spans.years(year + first_year, year + last_year)
        case _:
            return None


def _this_month(third: Third) -> Build:
    """月底 alone: of this month, or of the last one where it has not come yet."""

    def build(match: re.Match[str], today: dt.date) -> Value:
        del match
        month = spans.month(today.year, today.month - (today.day < _DAYS[third][0]))
        return Dated(third_of((month,), Grain.MONTH, third), Grain.WEEK)

    return build


def _of_year(third: Third) -> Yearly:
    return Yearly(a_month(*_MONTHS[third]).of_year, Grain.SEASON, Alone.LATEST)


_NOT_AS_WORD: Final = rf"(?!下(?!雨|雪|午|班|乡)|部(?!队)|[线片代班]|特律|稿|座|(?!{BEGIN})日)"
_OF_NO_YEAR: Final = r"(?<![\d零〇一二三四五六七八九十百今去前明每两半几])"
_OF_NO_MONTH: Final = r"(?<![一二三四五六七八九十\d年个本上这])"
RULES: Final = (
    Rule.saying(r"早期|前期|上旬", Third.EARLY, Script.CHINESE),
    Rule.saying(rf"初{NOT_AS_FIRST}|伊始|(?<=[年月])头(?=$|[的 ])", Third.START, Script.CHINESE),
    Rule.saying(rf"年初{NOT_AS_FIRST}|月初{NOT_AS_FIRST}|年头(?=$|[的 ])", Third.START, Script.CHINESE),
    Rule.saying(r"中旬|中期|(?<=[年月])中(?=$|[,、。 到至])", Third.MIDDLE, Script.CHINESE),
    Rule.saying(r"[年月]中(?=$|[,、。 到至])|(?<=年)年中(?!国|午|秋|学|考)", Third.MIDDLE, Script.CHINESE),
    Rule.saying(r"下旬|末期|后期|晚期", Third.LATE, Script.CHINESE),
    Rule.saying(rf"(?<=[年月代春夏秋冬])[底末尾]{_NOT_AS_WORD}", Third.END, Script.CHINESE),
    Rule.saying(rf"[年月][底末尾]{_NOT_AS_WORD}", Third.END, Script.CHINESE),
    Rule(rf"{_OF_NO_MONTH}月(?:初{NOT_AS_FIRST}|上旬)", _this_month(Third.EARLY), Script.CHINESE),
    Rule(rf"{_OF_NO_MONTH}月中(?=$|[的,，、。 ])|{_OF_NO_MONTH}月中旬", _this_month(Third.MIDDLE), Script.CHINESE),
    Rule(rf"{_OF_NO_MONTH}月[底末尾]{_NOT_AS_WORD}", _this_month(Third.LATE), Script.CHINESE),
    Rule.saying(rf"{_OF_NO_YEAR}年初{NOT_AS_FIRST}", _of_year(Third.START), Script.CHINESE),
    Rule.saying(rf"{_OF_NO_YEAR}年[底末尾]{_NOT_AS_WORD}", _of_year(Third.END), Script.CHINESE),
    Rule.saying(r"\b(?:the )?(?:very )?(?:start|beginning) of the year\b", _of_year(Third.START), Script.LATIN),
    Rule.saying(r"\b(?:the )?(?:very )?end of the year\b", _of_year(Third.END), Script.LATIN),
    Rule.saying(r"\b(?:the )?early[ -](?:to|or)[ -]mid(?:dle)?\b|[初早]中期|上中旬", Third.EARLY_TO_MIDDLE),
    Rule.saying(r"\b(?:the )?mid(?:dle)?[ -](?:to|or)[ -]late\b|中后期|中下旬", Third.MIDDLE_TO_LATE),
    Rule.saying(r"\b(?:the )?(?:very )?early\b", Third.EARLY, Script.LATIN),
    Rule.saying(r"\b(?:the )?(?:very )?(?:beginning|start)\b", Third.START, Script.LATIN),
    Rule.saying(r"\b(?:the )?mid(?:dle)?\b", Third.MIDDLE, Script.LATIN),
    Rule.saying(r"\b(?:the )?(?:very )?late\b", Third.LATE, Script.LATIN),
    Rule.saying(r"\b(?:the )?(?:very |tail )?end\b", Third.END, Script.LATIN),
)
