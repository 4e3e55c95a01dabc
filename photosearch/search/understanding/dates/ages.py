"""How old a photo is, more or less: "older than five years", "over ten years ago", 三年以上, 一年多前."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from photosearch.search.understanding.dates.numerals import ENGLISH, NUMBER, number
from photosearch.search.understanding.dates.relative import MOST, NOT_IN_NUMBER, UNITS, back, whole
from photosearch.search.understanding.dates.rules import Build, Rule, Script
from photosearch.search.understanding.dates.values import Dated, Grain, Value
from photosearch.types.understood import DayRange


def _aged(*, is_older: bool) -> Build:
    """Until the day so long ago, or from it on."""

    def build(match: re.Match[str], today: dt.date) -> Value | None:
        then = _then(match, today)
        if then is None:
            return None
        return Dated((DayRange(None, then) if is_older else DayRange(then, today),), Grain.OPEN)

    return build


def _then(match: re.Match[str], today: dt.date) -> dt.date | None:
    unit, count = UNITS[match["unit"].lower()], number(match["count"])
    if count is None or not 1 <= count <= MOST[unit]:
        return None
    return back(today, count, unit)


def _and_more(match: re.Match[str], today: dt.date) -> Value | None:
    """一年多前, 两个多月前: the year or month then, and the one before it."""
    unit, count = UNITS[match["unit"] or match["year"]], number(match["count"])
    if count is None or not 1 <= count < MOST[unit]:
        return None
    then, before = (whole(back(today, ago, unit), unit) for ago in (count, count + 1))
    return Dated((DayRange(before.ranges[0].first, then.ranges[0].last),), then.grain)


_EN: Final = rf"(?P<count>{ENGLISH}) (?P<unit>day|week|month|year|yr|decade)s?"
_ZH: Final = rf"{NOT_IN_NUMBER}(?P<count>{NUMBER})个?(?P<unit>天|周|星期|礼拜|月|年)"
_PHOTOS: Final = "的?[老旧]?(?:照片?|相片|图片?|截图|影像)|$"
RULES: Final = (
    Rule(
        rf"\b(?:that are |from )?(?:more than|over|at least) {_EN} (?:ago|back)\b", _aged(is_older=True), Script.LATIN
    ),
    Rule(rf"\b(?:that are )?older than {_EN}(?: old)?\b", _aged(is_older=True), Script.LATIN),
    Rule(rf"\b(?:that are |from )?(?:less than|under) {_EN} (?:ago|back)\b", _aged(is_older=False), Script.LATIN),
    Rule(rf"\b(?:that are )?(?:newer|younger) than {_EN}(?: old)?\b", _aged(is_older=False), Script.LATIN),
    Rule(rf"超过{_ZH}(?={_PHOTOS})", _aged(is_older=True), Script.CHINESE),
    Rule(rf"{_ZH}以上(?={_PHOTOS})", _aged(is_older=True), Script.CHINESE),
    Rule(rf"(?:超过|至少){_ZH}(?:以前|之前|前)", _aged(is_older=True), Script.CHINESE),
    Rule(
        rf"{NOT_IN_NUMBER}(?P<count>{NUMBER})(?:个多(?P<unit>月|星期|礼拜)|(?P<year>年)多)(?:以前|之前|前)(?!端|面|门)",
        _and_more,
        Script.CHINESE,
    ),
)
