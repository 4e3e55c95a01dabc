"""What is now, so many years before: 去年今天, 三年前的昨天, "this time last year", "on this day"."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from photosearch.search.understanding.dates import spans
from photosearch.search.understanding.dates.numerals import ENGLISH, NUMBER, number
from photosearch.search.understanding.dates.relative import MOST, NOT_IN_NUMBER, UNITS, back, whole
from photosearch.search.understanding.dates.rules import Rule, Script
from photosearch.search.understanding.dates.values import Dated, Grain, Value
from photosearch.types.understood import DayRange

_YEARS: Final = {
    "大前年": 3, "前年": 2, "去年": 1, "上一年": 1, "last year": 1, "the year before last": 2,
}  # fmt: skip
_DAYS: Final = {"前天": 2, "昨天": 1, "明天": -1, "后天": -2, "yesterday": 1, "tomorrow": -1}
"""How long before today."""
_UNITS: Final = {
    "周": "week", "星期": "week", "礼拜": "week", "week": "week", "月": "month", "month": "month", "季节": "season",
    "season": "season",
}  # fmt: skip
_YEAR_ZH: Final = rf"(?P<year>大前年|(?<!大)前年|去年|上一年|{NOT_IN_NUMBER}{NUMBER}年(?:以|之)?前)"
_YEAR: Final = rf"(?P<year>last year|the year before last|(?:exactly |about )?{ENGLISH} (?:years?|yrs?) ago)"
_AROUND: Final = r"(?P<around>(?:大概|大约|差不多)?(?:这个?时候|这个?时节|这会儿|此时|此刻|这时|同期))"
_TIME: Final = r"(?P<around>(?:around |about )?(?:this|the same|same) time(?: of (?:the )?year)?)"


def _then(match: re.Match[str], today: dt.date) -> Value | None:
    """The same day then; around "this time" a week to either side."""
    years, said = _years(match["year"].lower()), match.groupdict()
    if years is None or not 1 <= years <= MOST["year"]:
        return None
    if said.get("around"):
        then, week = back(today, years, "year"), dt.timedelta(days=7)
        return Dated((DayRange(then - week, then + week),), Grain.OPEN)
    what = (said.get("what") or "").lower()
    then = back(today - dt.timedelta(days=_DAYS.get(what, 0)), years, "year")
    unit = _UNITS.get(what, "day")
    if unit == "season":
        return Dated(
            (spans.months(then.year, then.month - then.month % 3, then.month - then.month % 3 + 2),), Grain.SEASON
        )
    return whole(then, unit)


def _same_day(match: re.Match[str], today: dt.date) -> Value | None:
    """上个月的今天, two months ago today."""
    said = match["ago"].lower()
    unit = UNITS[match["unit"].lower()]
    count = 1 if said.startswith("上") else number(said)
    if count is None or not 1 <= count <= MOST[unit]:
        return None
    return whole(back(today, count, unit), "day")


def _day_of_year(match: re.Match[str], today: dt.date) -> Value | None:
    """2015年的今天, today in 2018."""
    years = today.year - int(match["in"] or match["of"])
    return whole(back(today, years, "year"), "day") if 0 < years <= MOST["year"] else None


def _years(text: str) -> int | None:
    if text in _YEARS:
        return _YEARS[text]
    count = re.search(rf"{ENGLISH}(?= y)|^{NUMBER}", text)
    return None if count is None else number(count[0])


def _this_day(match: re.Match[str], today: dt.date) -> Value:
    """In all years before."""
    del match
    days = (back(today, years, "year") for years in range(today.year - spans.FIRST_YEAR, 0, -1))
    return Dated(tuple(map(spans.day, days)), Grain.OPEN)


RULES: Final = (
    Rule(rf"{_YEAR_ZH}的?(?:今[天日]|(?P<what>[昨前明后]天))", _then, Script.CHINESE),
    Rule(rf"{_YEAR_ZH}的?(?:这个?|本|同一?个?)(?P<what>月|周|星期|礼拜|季节)(?!末|亮)", _then, Script.CHINESE),
    Rule(r"(?<!上)(?P<ago>上)个?(?P<unit>月|周|星期|礼拜)的?今[天日]", _same_day, Script.CHINESE),
    Rule(
        rf"{NOT_IN_NUMBER}(?P<ago>{NUMBER})个?(?P<unit>月|周|星期|礼拜)(?:以|之)?前的?今[天日]",
        _same_day,
        Script.CHINESE,
    ),
    Rule(rf"\b(?P<ago>{ENGLISH}) (?P<unit>month)s? ago,? (?:today|(?:on )?this day)\b", _same_day, Script.LATIN),
    Rule(
        r"(?<!\d)(?P<of>20\d\d)年?的?(?:今[天日]|这一?天)|\b(?:today|(?:on )?this (?:day"
        r"|date)),? (?:in )?(?P<in>20\d\d)\b",
        _day_of_year,
    ),
    Rule(rf"{_YEAR_ZH}的?{_AROUND}", _then, Script.CHINESE),
    Rule(
        rf"\b{_YEAR},? (?:today|(?P<what>yesterday|tomorrow)|(?:on )?(?:this|the same|same) (?:day|date))\b",
        _then,
        Script.LATIN,
    ),
    Rule(
        rf"\b{_YEAR},? (?:around |about )?(?:this|the same) (?P<what>week|month|season)\b(?! ?-?end)",
        _then,
        Script.LATIN,
    ),
    Rule(rf"\b{_YEAR},? {_TIME}\b", _then, Script.LATIN),
    Rule(
        r"\b(?:today|(?P<what>yesterday|tomorrow)|(?:on )?(?:this|the same|same) (?:very )?(?:day|date))"
        rf"(?: of| in|,)? {_YEAR}\b",
        _then,
        Script.LATIN,
    ),
    Rule(rf"\b(?:on )?(?:this|the same|same) (?P<what>week|month|season)(?: of| in|,)? {_YEAR}\b", _then, Script.LATIN),
    Rule(rf"\b{_TIME}(?: of| in|,)? {_YEAR}\b", _then, Script.LATIN),
    Rule(
        r"(?:往年|历年|那些年|每年)的?今[天日]|历史上的今天|那年今[天日]|\bon this (?:day|date)\b(?! last| in)",
        _this_day,
    ),
)
