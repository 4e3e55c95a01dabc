"""Parts of a year: seasons, quarters, halves and school holidays."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from photosearch.search.understanding.dates import spans
from photosearch.search.understanding.dates.lunar import new_year
from photosearch.search.understanding.dates.months import a_month
from photosearch.search.understanding.dates.numerals import ENGLISH, NUMBER, number
from photosearch.search.understanding.dates.other_words import BEGIN, GLUED_YEAR
from photosearch.search.understanding.dates.rules import Build, Rule, Script
from photosearch.search.understanding.dates.values import (
    Alone,
    Dated,
    Grain,
    InMonth,
    Value,
    Yearly,
    latest,
    once,
)
from photosearch.types.understood import DayRange

_SEASONS: Final = {"春": 3, "夏": 6, "秋": 9, "冬": 12, "spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
"""The month in which each begins, as meteorologists reckon."""
_TONES: Final = {
    "初": 0,
    "早": 0,
    "开": 0,
    "入": 0,
    "孟": 0,
    "仲": 1,
    "盛": 1,
    "隆": 1,
    "晚": 2,
    "深": 2,
    "暮": 2,
    "残": 2,
}
"""First, second and third month of a season; others (金秋, 寒冬) say nothing more."""
_NUMBERS: Final = {
    "first": 1,
    "1st": 1,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
    "last": 4,
    "final": 4,
}
_COUNT: Final = "|".join(_NUMBERS)
_SEASON: Final = r"(?P<tone>[初早开入孟仲盛隆晚深暮残金寒暖炎凉])?(?P<season>[春夏秋冬])"
_SEASON_ENDS: Final = rf"(?=$|[\s,，、。的在去和与到至拍照里我爸妈那-]|{BEGIN})"
"""Behind the character alone: 春游, 冬奥会 and 夏令营 are other words."""


_COMPOUNDS: Final = (
    "(?<=春)(?:[游卷晚联节运拍笋茶装耕雨雪假季城晓宵熙]|分)|(?<=夏)(?:令营|威夷|洛|装|季|至|娃|朵"
    "|目)|(?<=秋)(?:[游千裤装季田叶雨收菊刀葵名]|分)"
    "|(?<=冬)(?:奥|泳|令营|[瓜枣装季至雨雪笋虫菇粮藏])"
)
"""What begins with the character of a season, also behind a year."""


def _part_of_year(first: int, last: int, alone: Alone) -> Yearly:
    whole = a_month(first, last)
    return Yearly(whole.of_year, Grain.SEASON, alone)


def _season(first: int, tone: int | None = None) -> Yearly:
    if tone is None:
        return _part_of_year(first, first + 2, Alone.NONE)
    return _part_of_year(first + tone, first + tone, Alone.NONE)


def _chinese_season(match: re.Match[str], today: dt.date) -> Value:
    del today
    return _season(_SEASONS[match["season"]], _TONES.get(match["tone"] or ""))


def _english_season(match: re.Match[str], today: dt.date) -> Value:
    del today
    return _season(_SEASONS[match[1].lower()])


def _winter_of_two_years(match: re.Match[str], today: dt.date) -> Value | None:
    first, last = int(match["first"]), int(match["last"])
    if last % 100 != (first + 1) % 100 or first > today.year:
        return None
    return Dated((spans.months(first, 12, 14),), Grain.SEASON)


def _seasons_ago(match: re.Match[str], today: dt.date) -> Value | None:
    count = number(match["count"])
    if count is None or not 1 <= count <= 50:
        return None
    return Dated(latest(_season(_SEASONS[match["season"].lower()]), today, is_over=True, back=count - 1), Grain.SEASON)


def _last_seasons(match: re.Match[str], today: dt.date) -> Value | None:
    """The last two summers, 最近三个冬天: the latest that are over."""
    count, name = number(match["count"] or match["zh"]), (match["season"] or match["chinese"]).lower()
    if count is None or not 2 <= count <= 20:
        return None
    season = _season(_SEASONS[name])
    found = [span for back in range(count) for span in latest(season, today, is_over=True, back=back)]
    return Dated(spans.ordered(found), Grain.SEASON)


def _quarter(match: re.Match[str], today: dt.date) -> Value:
    del today
    text = match[1].lower()
    count = _NUMBERS.get(text) or number(text)
    assert count is not None
    return _part_of_year(3 * count - 2, 3 * count, Alone.LATEST if "季" in match[0] else Alone.NONE)


def _latest_quarter(match: re.Match[str], today: dt.date) -> Value:
    """Among reports it is no car: "Q3 results"."""
    del today
    count = int(match[1] or match[2])
    return _part_of_year(3 * count - 2, 3 * count, Alone.LATEST)


def _first_quarters(match: re.Match[str], today: dt.date) -> Value | None:
    del today
    count = number(match["count"])
    alone = Alone.LATEST if match[0].endswith("季度") else Alone.NONE
    return None if count is None else _part_of_year(1, 3 * count, alone)


def _quarter_of_year(match: re.Match[str], today: dt.date) -> Value | None:
    year, count = int(match["year"]), int(match["count"])
    return Dated((spans.months(year, 3 * count - 2, 3 * count),), Grain.SEASON) if year <= today.year + 1 else None


def _half_of_year(match: re.Match[str], today: dt.date) -> Value | None:
    year, count = int(match["year"]), int(match["count"])
    return Dated((spans.months(year, 6 * count - 5, 6 * count),), Grain.SEASON) if year <= today.year + 1 else None


def _quarters_back(count: int) -> Build:
    def build(match: re.Match[str], today: dt.date) -> Value:
        del match
        first = (today.month - 1) // 3 * 3 + 1 - 3 * count
        return Dated((spans.months(today.year, first, first + 2),), Grain.SEASON)

    return build


def _half(first: int, alone: Alone) -> Yearly:
    return _part_of_year(first, first + 5, alone)


def _first_months(match: re.Match[str], today: dt.date) -> Value | None:
    del today
    count = number(match["count"] or "one")
    if count is None or not 1 <= count <= 11:
        return None
    return _part_of_year(13 - count, 12, Alone.NONE) if match["last"] else _part_of_year(1, count, Alone.NONE)


def _winter_holidays(year: int) -> DayRange | None:
    """Two weeks before the Spring Festival until two weeks behind it: four weeks in most provinces."""
    festival = new_year(year)
    weeks = dt.timedelta(weeks=2)
    return None if festival is None else DayRange(festival - weeks, festival + weeks)


def _both_holidays(year: int) -> spans.Ranges:
    return tuple(filter(None, (_winter_holidays(year), spans.months(year, 7, 8))))


def _half_of_month(is_second: bool) -> InMonth:
    def of_month(month: DayRange) -> spans.Ranges:
        assert month.first is not None
        assert month.last is not None
        middle = month.first.replace(day=15)
        return (DayRange(middle + dt.timedelta(days=1), month.last) if is_second else DayRange(month.first, middle),)

    return InMonth(of_month, Grain.WEEK)


_HALF_EN: Final = r"(?:half|six months)"
RULES: Final = (
    Rule(
        rf"{_SEASON}(?:(?!{BEGIN})(?:天|日)|季(?!度|节)|夜(?!景|市|晚|空|宵|里|跑)|时节)(?!祭)",
        _chinese_season,
        Script.CHINESE,
    ),
    Rule(rf"{_SEASON}{_SEASON_ENDS}", _chinese_season, Script.CHINESE),
    Rule(rf"(?<=[年\d]){_SEASON}(?!{_COMPOUNDS})", _chinese_season, Script.CHINESE),
    Rule.saying("春夏之交", _part_of_year(5, 6, Alone.NONE), Script.CHINESE),
    Rule.saying("夏秋之交", _part_of_year(8, 9, Alone.NONE), Script.CHINESE),
    Rule.saying("秋冬之交", _part_of_year(11, 12, Alone.NONE), Script.CHINESE),
    Rule.saying(
        r"夏秋(?![冬款游千裤装季田叶雨收菊刀葵名]|新款|系列|分)", _part_of_year(6, 11, Alone.NONE), Script.CHINESE
    ),
    Rule.saying(r"春夏(?!秋|款|新款|系列)", _part_of_year(3, 8, Alone.NONE), Script.CHINESE),
    Rule.saying(r"秋冬(?!款|新款|系列|装)", _part_of_year(9, 2, Alone.NONE), Script.CHINESE),
    Rule(
        (
            rf"(?:\b|(?<=\d{{4}}))(spring|summer|autumn|fall|winter)(?:(?:s|time| months)?\b|{GLUED_YEAR})"
            r"(?! (?:water|rolls?|onions?|palace|camp"
            r"|street|roads?(?! trip)|fields?|springs|olympics?))"
        ),
        _english_season,
        Script.LATIN,
    ),
    Rule(
        r"\bwinter(?: of)? (?P<first>(?:19|20)\d\d) ?[-/–] ?(?P<last>(?:20)?\d\d)\b", _winter_of_two_years, Script.LATIN
    ),
    Rule(
        r"(?P<first>(?:19|20)\d\d)年?[-/–至到](?P<last>(?:20)?\d\d)年?的?冬[天季]?",
        _winter_of_two_years,
        Script.CHINESE,
    ),
    Rule(rf"\b(?P<count>{ENGLISH}) (?P<season>spring|summer|autumn|fall|winter)s? ago\b", _seasons_ago, Script.LATIN),
    Rule(
        rf"\b(?:the |our |my )?(?:last|past|previous) (?P<count>{ENGLISH}) "
        r"(?P<season>spring|summer|autumn|fall|winter)s\b"
        rf"|(?:最近|过去|前)的?(?P<zh>{NUMBER})个(?P<chinese>[春夏秋冬])[天季]",
        _last_seasons,
    ),
    Rule(r"(?<!前)(?<!头)第?([一二三四1-4])季度", _quarter, Script.CHINESE),
    Rule(
        r"(?:^|(?<=\bin )|(?<=\bfrom )|(?<=\bsince )|(?<=\bduring ))q([1-4])(?=$|[,.]|'s\b)"
        r"|(?<![a-z0-9])q([1-4])(?=的?(?:报[表告]|财报|季报|总结|复盘|汇报|业绩|数据|会议|述职)"
        r"| (?:reports?|results?|sales|slides?|reviews?|numbers|figures|planning|budget|meetings?|revenue|earnings"
        r"|goals|okrs?|kpis?)\b)",
        _latest_quarter,
        Script.LATIN,
    ),
    Rule(r"(?<![a-z0-9])q([1-4])(?![a-z0-9])", _quarter, Script.LATIN),
    Rule(rf"\b(?:the )?({_COUNT}) (?:quarter|qtr)\b", _quarter, Script.LATIN),
    Rule(r"(?:前|头)(?P<count>[两二三2-3])个?季度?", _first_quarters, Script.CHINESE),
    Rule.saying(r"首季度?", _part_of_year(1, 3, Alone.NONE), Script.CHINESE),
    Rule(r"(?<!\d)(?P<year>(?:19|20)\d\d)[-/ ]?q(?P<count>[1-4])\b", _quarter_of_year, Script.LATIN),
    Rule(r"\bq(?P<count>[1-4])[-/ ]?(?P<year>(?:19|20)\d\d)\b", _quarter_of_year, Script.LATIN),
    Rule(r"(?<!\d)(?P<year>(?:19|20)\d\d)[-/ ]?h(?P<count>[12])\b", _half_of_year, Script.LATIN),
    Rule(r"\bh(?P<count>[12])[-/ ]?(?P<year>(?:19|20)\d\d)\b", _half_of_year, Script.LATIN),
    Rule(r"[这本]个?季度|\bthis quarter\b", _quarters_back(0)),
    Rule(r"上个?季度|\b(?:last|previous) quarter\b(?! of)", _quarters_back(1)),
    Rule.saying(r"[上前]半年", _half(1, Alone.LATEST), Script.CHINESE),
    Rule.saying(r"[下后]半年", _half(7, Alone.LATEST), Script.CHINESE),
    Rule.saying(rf"\b(?:the )?(?:first|1st) {_HALF_EN}\b|\bh1\b", _half(1, Alone.NONE), Script.LATIN),
    Rule.saying(rf"\b(?:the )?(?:second|2nd|last|latter) {_HALF_EN}\b|\bh2\b", _half(7, Alone.NONE), Script.LATIN),
    Rule(rf"(?:(?P<last>最后|后)|头|前|最初)(?P<count>{NUMBER})个?月", _first_months, Script.CHINESE),
    Rule(rf"\b(?:the )?(?:(?P<last>last)|first) (?P<count>{ENGLISH}) months\b", _first_months, Script.LATIN),
    Rule(r"\b(?:the )?(?:very )?(?:(?P<last>last|final)|first) (?P<count>)month(?= of\b)", _first_months, Script.LATIN),
    Rule.saying(r"[上前]半月|[上前]半个月|\b(?:the )?(?:first|1st) half(?= of\b)", _half_of_month(False)),
    Rule.saying(r"[下后]半月|[下后]半个月|\b(?:the )?(?:second|2nd|last|latter) half(?= of\b)", _half_of_month(True)),
    Rule.saying(
        r"暑假(?!作业|工)|暑期(?!工|档)|\b(?:school )?summer (?:vacations?|holidays?|hols|breaks?)\b",
        _part_of_year(7, 8, Alone.EVERY),
    ),
    Rule.saying(
        r"寒假(?!作业|工)|\b(?:school )?winter (?:vacations?|holidays?|hols|breaks?)\b",
        Yearly(once(_winter_holidays), Grain.SEASON, Alone.EVERY),
    ),
    Rule.saying(r"寒暑假", Yearly(_both_holidays, Grain.SEASON, Alone.EVERY), Script.CHINESE),
    Rule.saying(r"春假|\bspring (?:break|vacation|holidays?)\b", _part_of_year(3, 4, Alone.EVERY)),
)
