"""Days and months in figures with signs between: 2019-08-03, 3/8/2019, 2019.8, 20190803."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from photosearch.search.understanding.dates import spans
from photosearch.search.understanding.dates.months import NAME, month_of
from photosearch.search.understanding.dates.other_words import BEGIN
from photosearch.search.understanding.dates.rules import Rule, Script
from photosearch.search.understanding.dates.values import Dated, Grain, Value
from photosearch.search.understanding.dates.years import FIRST_PHOTO, of_two_digits

_YEAR: Final = r"(?P<year>(?:18|19|20)\d\d)"
_MONTH: Final = r"(?P<month>1[0-2]|0?[1-9])"
_TWO_DIGITS_MONTH: Final = r"(?P<month>1[0-2]|0[1-9])"
_DAY: Final = r"(?P<day>3[01]|[12]\d|0?[1-9])"
_ALONE: Final = r"(?<![\w.,:/+#$-])"
_IN_CHINESE: Final = r"(?<![\da-z.,:/+#$_])(?:(?<!-)|(?<=\d-))"
_ENDS: Final = r"(?![\d%]|[.,:/]\d|-\d{1,3}(?!\d)|[a-z_])"


def _on(year: int, month: int, day: int, today: dt.date) -> Value | None:
    """The day, or the month that has none of that number."""
    if not (FIRST_PHOTO <= year <= today.year + 1 and 1 <= month <= 12 and 1 <= day <= 31):
        return None
    if day > spans.days_of(year, month):
        return Dated((spans.month(year, month),), Grain.MONTH)
    return Dated((spans.day(dt.date(year, month, day)),), Grain.DAY)


def _year_first(match: re.Match[str], today: dt.date) -> Value | None:
    return _on(int(match["year"]), int(match["month"]), int(match["day"]), today)


def _day_or_month_first(match: re.Match[str], today: dt.date) -> Value | None:
    """Americans say the month first, and so it is read where both can be."""
    first, second, year = (int(text) for text in match.group("first", "second", "year"))
    month, day = (second, first) if first > 12 else (first, second)
    return _on(_full(year, today), month, day, today)


def _day_first(match: re.Match[str], today: dt.date) -> Value | None:
    return _on(_full(int(match["year"]), today), int(match["month"]), int(match["day"]), today)


def _with_name(match: re.Match[str], today: dt.date) -> Value | None:
    return _on(_full(int(match["year"]), today), month_of(match["month"]), int(match["day"]), today)


def _month(match: re.Match[str], today: dt.date) -> Value | None:
    year, month = int(match["year"]), int(match["month"])
    return Dated((spans.month(year, month),), Grain.MONTH) if FIRST_PHOTO <= year <= today.year + 1 else None


def _full(year: int, today: dt.date) -> int:
    return of_two_digits(year, today) if year < 100 else year


RULES: Final = (
    Rule(rf"{_IN_CHINESE}{_YEAR}(?P<sign> ?[-/.–] ?){_MONTH}(?P=sign){_DAY}(?:(?!{BEGIN})[日号])?{_ENDS}", _year_first),
    Rule(rf"{_IN_CHINESE}{_YEAR} {_TWO_DIGITS_MONTH} (?P<day>3[01]|[12]\d|0[1-9]){_ENDS}", _year_first),
    Rule(rf"{_IN_CHINESE}{_YEAR}{_TWO_DIGITS_MONTH}(?P<day>3[01]|[12]\d|0[1-9]){_ENDS}", _year_first),
    Rule(rf"{_IN_CHINESE}{_YEAR}年{_TWO_DIGITS_MONTH}(?P<day>3[01]|[12]\d|0[1-9]){_ENDS}", _year_first, Script.CHINESE),
    Rule(
        rf"{_ALONE}(?P<first>\d\d?)(?P<sign>[/-])(?P<second>\d\d?)(?P=sign)(?P<year>(?:19|20)?\d\d){_ENDS}",
        _day_or_month_first,
    ),
    Rule(rf"{_ALONE}{_DAY}\.{_MONTH}\.(?P<year>(?:19|20)\d\d){_ENDS}", _day_first),
    Rule(
        rf"{_ALONE}{_DAY}(?P<sign>[-/ ]?)(?P<month>{NAME})(?P=sign)(?P<year>(?:19|20)?\d\d){_ENDS}",
        _with_name,
        Script.LATIN,
    ),
    Rule(
        rf"{_ALONE}(?P<month>{NAME})(?P<sign>[-/]){_DAY}(?P=sign)(?P<year>(?:19|20)?\d\d){_ENDS}",
        _with_name,
        Script.LATIN,
    ),
    Rule(rf"{_IN_CHINESE}{_YEAR}[-/.]{_TWO_DIGITS_MONTH}月?{_ENDS}", _month),
    Rule(rf"{_IN_CHINESE}{_YEAR}[-/.]{_MONTH}月?{_ENDS}", _month),
    Rule(rf"{_IN_CHINESE}(?P<year>20[0-3]\d){_TWO_DIGITS_MONTH}{_ENDS}", _month),
    Rule(rf"{_ALONE}{_TWO_DIGITS_MONTH}[/.-](?P<year>(?:19|20)\d\d){_ENDS}", _month),
)
