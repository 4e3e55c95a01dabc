"""Until today: the last six months, 最近三天, 近两年, recently, so far this year."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from photosearch.search.understanding.dates.numerals import NUMBER, number
from photosearch.search.understanding.dates.relative import EN_COUNT, MOST, NOT_IN_NUMBER, UNITS, back, whole
from photosearch.search.understanding.dates.rules import Build, Rule, Script
from photosearch.search.understanding.dates.values import Dated, Grain, Value
from photosearch.search.understanding.dates.years import FEW
from photosearch.types.understood import DayRange

RECENT_DAYS: Final = 30
"""最近 and "recently"."""
_UNIT: Final = r"个?(?P<unit>天|日|晚|周|星期|礼拜|月|季度|年)"
_EN_UNIT: Final = r"(?P<unit>day|night|week|fortnight|month|quarter|year|yr|decade)s?"
_COUNT: Final = rf"(?P<count>{NUMBER}|几|两三|三四|四五|五六|数|好几|半)"


def _rolling(match: re.Match[str], today: dt.date) -> Value | None:
    """The last three days, today being one of them; the last six months from the same day then."""
    unit, text = UNITS[match["unit"].lower()], (match["count"] or "1").lower()
    if text.startswith(("半", "half")):
        return _half_rolling(unit, today)
    count = (
        FEW if text in ("几", "数", "好几", "few", "several", "some") else number(text[-1] if text in _PAIRS else text)
    )
    if count is None or not 1 <= count <= MOST[unit]:
        return None
    first = back(today, count, unit)
    return since(first + dt.timedelta(days=1) if unit in ("day", "week", "fortnight") else first, today)


_PAIRS: Final = ("两三", "三四", "四五", "五六")


def _half_rolling(unit: str, today: dt.date) -> Value | None:
    if unit == "year":
        return since(back(today, 6, "month"), today)
    return since(back(today, 14, "day"), today) if unit == "month" else None


def since(first: dt.date, today: dt.date) -> Dated:
    """From a day until today."""
    return Dated((DayRange(first, today),), Grain.OPEN)


def _recently(match: re.Match[str], today: dt.date) -> Value:
    del match
    return since(today - dt.timedelta(days=RECENT_DAYS - 1), today)


def _recent_unit(match: re.Match[str], today: dt.date) -> Value:
    return since(_few_back(UNITS[match["unit"].lower()], today), today)


def _few_back(unit: str, today: dt.date) -> dt.date:
    first = back(today, FEW, unit)
    return first + dt.timedelta(days=1) if unit in ("day", "week") else first


def _so_far(unit: str) -> Build:
    def build(match: re.Match[str], today: dt.date) -> Value:
        del match
        first = whole(today, unit).ranges[0].first
        assert first is not None
        return since(first, today)

    return build


RULES: Final = (
    Rule(
        (
            rf"(?:最近|过去|近|这|刚过去|前(?!一|1(?!\d)))的?(?:这|的)?{_COUNT}{_UNIT}(?:以来|之内|以内|内(?!蒙)|来|里"
            r"(?!约|斯本|昂))?(?!级|前(?!海|门|台)|后(?!海|花|街)|代(?!表|码))"
        ),
        _rolling,
        Script.CHINESE,
    ),
    Rule(rf"{NOT_IN_NUMBER}{_COUNT}{_UNIT}(?:之内|以内|内)(?!部|蒙|地|容)", _rolling, Script.CHINESE),
    Rule(
        rf"\b(?:in |over |within |during |for )?(?:the )?(?:last|past|previous) {EN_COUNT} {_EN_UNIT}\b",
        _rolling,
        Script.LATIN,
    ),
    Rule(rf"\bwithin (?:the (?:last|past) )?{EN_COUNT} {_EN_UNIT}\b", _rolling, Script.LATIN),
    Rule(
        r"\b(?:in|over|within|during|for) the last (?P<count>)(?P<unit>day|week|month|year)\b(?! of)",
        _rolling,
        Script.LATIN,
    ),
    Rule(
        (
            r"\b(?:in |over |within |during )?(?:the )?past (?P<count>half )?(?P<unit>day|week|fortnight"
            r"|month|year|decade)\b"
        ),
        _rolling,
        Script.LATIN,
    ),
    Rule(r"\b(?:the )?last (?P<count>)?(?P<unit>decade|fortnight)\b", _rolling, Script.LATIN),
    Rule(
        r"近年来?|近些年来?|\b(?:the last few|(?:in )?recent) (?P<unit>year)s\b",
        lambda match, today: since(_few_back("year", today), today),
    ),
    Rule(
        r"\bthe other (?P<unit>day|night|evening|week-?end)\b|\b(?:a )?(?:few|couple of) days back\b",
        lambda match, today: since(_few_back("day", today), today),
        Script.LATIN,
    ),
    Rule(
        r"近几日|近日|(?:前|这|近|最近)些天"
        r"|\b(?:in )?recent (?P<unit>day)s\b",
        lambda match, today: since(_few_back("day", today), today),
    ),
    Rule(r"\b(?:in )?recent (?P<unit>week|month)s\b", _recent_unit, Script.LATIN),
    Rule(
        (
            r"(?<!离我)(?<!离这)(?<!离家)最近(?!的(?!照片|相片|图|几|一|猫|狗|聚|旅|自拍|截图|视频))"
            r"(?:这?段?时间|一段时间|这段日子)?|近来|近期|新近|这段时间|这阵子|最近一阵子?|前一?阵子|前一?段时间|前一?段日子|前些日子|前不久|不久前|不久之前"
            r"|\b(?:more |most )?recently\b|\blately\b|^recent\b|\brecent(?= (?:photos?|pictures?|pics?"
            r"|images?|shots?|selfies?|screenshots?|ones)\b)"
        ),
        _recently,
    ),
    Rule(
        (
            r"今年以来|今年到现在|今年早些时候|今年(?:截至|截止|到)?(?:目前|现在)为止|今年至今|年初至今|年初到现在"
            r"|\bearlier this year\b|\b(?:so far this year"
            r"|this year so far|year to date)\b"
        ),
        _so_far("year"),
    ),
    Rule(r"本月以来|这个月以来|\bearlier this month\b|\b(?:so far this month|this month so far)\b", _so_far("month")),
    Rule(r"本周以来|这周以来|\bearlier this week\b", _so_far("week")),
)
