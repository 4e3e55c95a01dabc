"""Told from today: yesterday, 上个月, three days ago, 去年今天."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from photosearch.search.understanding.dates import spans
from photosearch.search.understanding.dates.numerals import ENGLISH, NUMBER, number
from photosearch.search.understanding.dates.other_words import BEGIN
from photosearch.search.understanding.dates.rules import Build, Rule, Script
from photosearch.search.understanding.dates.values import Dated, Grain, Value
from photosearch.search.understanding.dates.years import FEW
from photosearch.types.understood import DayRange

UNITS: Final = {
    "天": "day", "日": "day", "晚": "day", "周": "week", "星期": "week", "礼拜": "week", "月": "month", "年": "year",
    "季度": "quarter", "quarter": "quarter",
    "day": "day", "night": "day", "week": "week", "month": "month", "year": "year", "yr": "year", "weekend": "weekend",
    "fortnight": "fortnight", "decade": "decade",
}  # fmt: skip
MOST: Final = {
    "day": 36_500,
    "week": 5_000,
    "fortnight": 2_500,
    "weekend": 5_000,
    "month": 1_200,
    "quarter": 400,
    "year": 100,
    "decade": 10,
}
"""Beyond that nobody took photos."""
EN_COUNT: Final = rf"(?P<count>{ENGLISH}|few|several|half a|half)"
NOT_IN_NUMBER: Final = r"(?<![几数第零〇一二三四五六七八九十百\d.])"
_EN_FEW: Final = r"(?:a few|some|several)"
_NO_MOON: Final = r"(?![亮光球色饼牙夜]|季花|台(?!湾|北|州|中|南|儿)|下(?!旬|雪|雨)|老(?!家|人|爸|妈|师|公|婆))"
_NO_SKY: Final = r"(?![空气安边窗鹅际坛桥使堂井]|台(?!湾|北|风)|花板)"


def back(at: dt.date, count: int, unit: str) -> dt.date:
    """So many units before a day."""
    match unit:
        case "day":
            return at - dt.timedelta(days=count)
        case "week" | "weekend":
            return at - dt.timedelta(weeks=count)
        case "fortnight":
            return at - dt.timedelta(weeks=2 * count)
        case "month":
            return spans.months_before(at, count)
        case "quarter":
            return spans.months_before(at, 3 * count)
        case "decade":
            return spans.months_before(at, 120 * count)
        case _:
            return spans.months_before(at, 12 * count)


def whole(at: dt.date, unit: str) -> Dated:
    """The day, week, month or year that a day lies in."""
    match unit:
        case "day":
            return Dated((spans.day(at),), Grain.DAY)
        case "week" | "fortnight":
            return Dated((spans.week(at),), Grain.WEEK)
        case "weekend":
            monday = spans.week(at).first
            assert monday is not None
            return Dated((DayRange(monday + dt.timedelta(5), monday + dt.timedelta(6)),), Grain.DAY)
        case "month":
            return Dated((spans.month(at.year, at.month),), Grain.MONTH)
        case _:
            return Dated((spans.year(at.year),), Grain.YEAR)


def _at(count: int, unit: str) -> Build:
    """The whole unit so many before today's; counted below 0 it is to come."""

    def build(match: re.Match[str], today: dt.date) -> Value:
        del match
        return whole(back(today, count, unit), unit)

    return build


def _ago(match: re.Match[str], today: dt.date) -> Value | None:
    """Two weeks ago is the week then, three days ago that day."""
    unit = UNITS[(match["unit"] or "月").lower()]
    if match["count"].lower().startswith(("半", "half")):
        return _half_ago(unit, today)
    count = number(match["count"] or "a")
    if count is None or not 1 <= count <= MOST[unit]:
        return None
    return whole(back(today, count, unit), unit)


def _half_ago(unit: str, today: dt.date) -> Value | None:
    if unit == "year":
        return whole(back(today, 6, "month"), "month")
    return whole(back(today, 15, "day"), "week") if unit == "month" else None


def _and_a_half_years_ago(match: re.Match[str], today: dt.date) -> Value | None:
    """The month then."""
    count = number(match["count"])
    if count is None or not 1 <= count < MOST["year"]:
        return None
    return whole(back(today, 12 * count + 6, "month"), "month")


def _and_a_half_months_ago(match: re.Match[str], today: dt.date) -> Value | None:
    """The month then: 一个半月前."""
    count = number(match["count"])
    if count is None or not 1 <= count <= MOST["month"]:
        return None
    return whole(back(today, count, "month") - dt.timedelta(days=15), "month")


def _some_ago(match: re.Match[str], today: dt.date) -> Value | None:
    first, last = number(match["first"]), number(match["last"])
    if first is None or last is None or not 1 <= first < last <= first + 3:
        return None
    return _between(first, last, UNITS[match["unit"].lower()], today)


def _few_ago(match: re.Match[str], today: dt.date) -> Value:
    return _between(2, FEW, UNITS[match["unit"].lower()], today)


def _between(first: int, last: int, unit: str, today: dt.date) -> Dated:
    then, until = (whole(back(today, count, unit), unit).ranges[0] for count in (last, first))
    return Dated((DayRange(then.first, until.last),), Grain.OPEN)


_WEEK: Final = rf"(?:周|星期|礼拜)(?!(?!{BEGIN})[一二三四五六日天]|末|\d|边|围|杰)"
_MONTH: Final = r"月份?(?![亮饼]|季花)"
_AGO: Final = r"(?:以前|之前|前)(?!端|面|门|海|台(?!湾|北|风)|往|排|院)"
RULES: Final = (
    Rule(
        (
            r"刚才(?!开始)|刚刚(?=[拍照截])|\bjust now\b|今[天日](?!份|头条|说法)|(?<![现如当])今儿个?"
            r"|今[早晚晨夜](?!报)|\btoday\b|\b(?:this (?:very )?(?:morning|afternoon"
            r"|evening)|tonight)\b"
        ),
        _at(0, "day"),
    ),
    Rule(
        r"昨[天日]|(?<![提钢胡口风搜找追])[寻琴噚][日晚](?![落出光])"
        r"|昨儿个?|昨[晚夜早](?!报)|\byesterday\b|\blast (?:night|evening)\b",
        _at(1, "day"),
    ),
    Rule(
        (
            rf"(?<![大目眼门面之以窗房屋楼车山])前天{_NO_SKY}|前[晚夜]|^前日(?![本落出光])|(?<![大面跟眼胸车])前儿个?(?!子|女|童)"
            rf"|\b(?:the )?(?:day|night"
            r"|evening) before (?:yesterday|last)\b"
        ),
        _at(2, "day"),
    ),
    Rule(r"大前天", _at(3, "day"), Script.CHINESE),
    Rule(rf"(?<![日根基资])[这本]个?{_WEEK}|\b(?:this|(?:the )?current) week(?=\b|s\b)(?!-?end)", _at(0, "week")),
    Rule(rf"(?<![上马晚早])上个?{_WEEK}|\b(?:last|previous) week(?=\b|s\b)(?!-?end)", _at(1, "week")),
    Rule(rf"上上个?{_WEEK}|\b(?:the )?week before last\b", _at(2, "week")),
    Rule(rf"(?<!下)下个?{_WEEK}|\bnext week\b", _at(-1, "week")),
    Rule(rf"(?<![日根基资])[这本当]个?{_MONTH}|\b(?:this|(?:the )?current) month(?=\b|s\b)", _at(0, "month")),
    Rule(
        (
            rf"(?<![上海晚山天树江湖水早头路街身脸楼屋地])上月份?{_NO_MOON}|(?<!上)上个{_MONTH}|\b(?:last"
            r"|previous) month(?=\b|s\b)"
        ),
        _at(1, "month"),
    ),
    Rule(rf"上上个?{_MONTH}|\b(?:the )?month before last\b", _at(2, "month")),
    Rule(rf"(?<!下)下个{_MONTH}|\bnext month\b", _at(-1, "month")),
    Rule(rf"{NOT_IN_NUMBER}(?P<count>{NUMBER}|半)(?:个?(?P<unit>天|日|周|星期|礼拜)|个月){_AGO}", _ago, Script.CHINESE),
    Rule(rf"(?P<count>半)(?P<unit>年){_AGO}", _ago, Script.CHINESE),
    Rule(
        rf"\b{EN_COUNT} (?P<unit>day|night|week|fortnight|month|weekend)s? (?:ago|back(?! home))\b", _ago, Script.LATIN
    ),
    Rule(rf"\b(?P<count>{ENGLISH})(?: years?)? and a half(?: years?)? ago\b", _and_a_half_years_ago, Script.LATIN),
    Rule(rf"{NOT_IN_NUMBER}(?P<count>{NUMBER})年半{_AGO}", _and_a_half_years_ago, Script.CHINESE),
    Rule(rf"{NOT_IN_NUMBER}(?P<count>{NUMBER})个半月{_AGO}", _and_a_half_months_ago, Script.CHINESE),
    Rule(rf"\b(?P<count>{ENGLISH})(?: months?)? and a half(?: months?)? ago\b", _and_a_half_months_ago, Script.LATIN),
    Rule(r"^(?P<count>)(?P<unit>week|fortnight|month) ago\b", _ago, Script.LATIN),
    Rule(r"\b(?P<count>half a) (?P<unit>year) ago\b", _ago, Script.LATIN),
    Rule(
        (
            r"(?<![零一二三四五六七八九十\d])(?P<first>[一二三四五六七八\d]) ?[-到至]?"
            rf"(?P<last>[两三四五六七八九\d])个?(?P<unit>天|周|星期|礼拜|月){_AGO}"
        ),
        _some_ago,
        Script.CHINESE,
    ),
    Rule(
        rf"\b(?P<first>{ENGLISH}) ?(?:-|to|or) ?(?P<last>{ENGLISH}) (?P<unit>day|week|month)s? ago\b",
        _some_ago,
        Script.LATIN,
    ),
    Rule(rf"(?<!十)(?<!没)好?几个?(?P<unit>天|周|星期|礼拜|月){_AGO}", _few_ago, Script.CHINESE),
    Rule(rf"\b{_EN_FEW} (?P<unit>day|night|week|month)s? (?:ago|back(?! home))\b", _few_ago, Script.LATIN),
    Rule(r"\bearlier today\b", _at(0, "day"), Script.LATIN),
    Rule(
        r"(?<=\band )(?:now|the present)\b",
        lambda match, today: Dated((spans.day(today),), Grain.DAY, is_sure=False),
        Script.LATIN,
    ),
)
