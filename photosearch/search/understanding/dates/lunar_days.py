"""Days and months of the Chinese calendar by their numbers: 大年初三, 正月十五, 农历八月, 腊月二十八."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from photosearch.search.understanding.dates.festival_days import from_new_year, lunar
from photosearch.search.understanding.dates.festivals import every_year
from photosearch.search.understanding.dates.lunar import lunar_month
from photosearch.search.understanding.dates.numerals import number
from photosearch.search.understanding.dates.other_words import BEGIN
from photosearch.search.understanding.dates.rules import Rule, Script
from photosearch.search.understanding.dates.values import Alone, Grain, Value, Yearly, once
from photosearch.types.understood import DayRange

_LUNAR_DAY: Final = (
    r"(?P<day>初[一二三四五六七八九十]|廿[一二三四五六七八九]?|[二三]十[一二三四五六七八九]?|十[一二三四五六七八九]?)"
)
_LUNAR_MONTH: Final = r"(?P<month>正|冬|腊|十[一二]?|[一二三四五六七八九])月"
_MONTHS: Final = {"正": 1, "冬": 11, "腊": 12}


_LUNAR_FESTIVALS: Final = frozenset({(1, 15), (2, 2), (3, 3), (5, 5), (7, 7), (7, 15), (8, 15), (9, 9), (12, 8)})


def _month_number(text: str) -> int:
    found = _MONTHS.get(text) or number(text)
    assert found is not None
    return found


def _lunar_day(match: re.Match[str], today: dt.date) -> Value | None:
    del today
    month = _month_number(match["month"])
    day = number(match["day"].removeprefix("初").replace("廿", "二十"))
    if day is None or not 1 <= day <= 30:
        return None
    alone = Alone.EVERY if (month, day) in _LUNAR_FESTIVALS else Alone.LATEST
    return Yearly(once(lunar(month, day)), Grain.DAY, alone)


def _days_of_new_year(match: re.Match[str], today: dt.date) -> Value | None:
    """大年初二: every year, as all that belongs to the Spring Festival."""
    del today
    day = number(match["day"])
    return None if day is None else every_year(from_new_year(day - 1, day - 1))


def _many_days_of_new_year(match: re.Match[str], today: dt.date) -> Value | None:
    del today
    first, last = number(match["first"]), number(match["last"])
    if first is None or last is None or first >= last:
        return None
    return every_year(from_new_year(first - 1, last - 1))


def _lunar_month(match: re.Match[str], today: dt.date) -> Value:
    del today
    month = _month_number(match["month"])

    def of_year(year: int) -> DayRange | None:
        """The last month is that before the Spring Festival of this year, as its days are."""
        days = lunar_month(year - (month == 12), month)
        return None if days is None else DayRange(*days)

    return Yearly(once(of_year), Grain.WEEK, Alone.LATEST)


_GRADES: Final = r"(?![学同毕班年级上下生的][学生业期级班]?|\d|数|英|语|物|化|中|开|升|\(|（|[时那]候)"
RULES: Final = (
    Rule(
        r"(?:春节|(?<![不路经越])过年)的?第(?P<day>[一二三四五六七八九十]|\d)天(?![空安门坛气台津])",
        _days_of_new_year,
        Script.CHINESE,
    ),
    Rule(
        (
            r"(?:春节|过年)?(?:大年|正月|(?<!\d)(?<![今去前明])年)初(?P<day>"
            r"[一二三四五六七八九十]|10|[1-9](?!\d))(?!中(?!国|山|午))"
        ),
        _days_of_new_year,
        Script.CHINESE,
    ),
    Rule(rf"(?:农历|阴历|旧历)的?{_LUNAR_MONTH}{_LUNAR_DAY}", _lunar_day, Script.CHINESE),
    Rule(
        (
            r"(?:农历|阴历|旧历)?(?:(?P<month>正|冬|腊|十[一二]?|[一二三四五六七八九])月)"
            rf"(?P<day>初(?!{BEGIN})[一二三四五六七八九十]|廿[一二三四五六七八九]?)(?![日号])"
        ),
        _lunar_day,
        Script.CHINESE,
    ),
    Rule(
        (
            r"(?P<month>正|冬|腊)月(?P<day>初[一二三四五六七八九十]|廿[一二三四五六七八九]?"
            r"|[二三]十[一二三四五六七八九]?|十[一二三四五六七八九]?)"
        ),
        _lunar_day,
        Script.CHINESE,
    ),
    Rule(rf"(?<![大年月春初])初(?P<day>(?!{BEGIN})[一二三])(?!级){_GRADES}", _days_of_new_year, Script.CHINESE),
    Rule(rf"(?<![大年月春初])初(?P<day>(?!{BEGIN})[四五六七八九十])(?!级)", _days_of_new_year, Script.CHINESE),
    Rule(
        r"(?:大年|正月|年)?初(?P<first>[一二三四五六七八九十])(?:到|至|-|~)初?(?P<last>十[一二三四五]|[二三四五六七八九十])(?!中|级)",
        _many_days_of_new_year,
        Script.CHINESE,
    ),
    Rule(r"(?:农历|阴历)?(?P<month>正|腊|冬)月(?![初廿二三十饼])", _lunar_month, Script.CHINESE),
    Rule(r"(?:农历|阴历)(?P<month>十[一二]?|[二三四五六七八九])月(?![初廿二三十饼])", _lunar_month, Script.CHINESE),
)
