"""A few days or weeks of something longer: its last three days, 国庆第二天, "the first few days of May"."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from photosearch.search.understanding.dates.numerals import ENGLISH, NUMBER, ORDINAL, number, ordinal
from photosearch.search.understanding.dates.rules import Rule, Script
from photosearch.search.understanding.dates.spans import Ranges
from photosearch.search.understanding.dates.values import Grain, Portion, Value
from photosearch.search.understanding.dates.years import FEW
from photosearch.types.understood import DayRange

_WEEKS: Final = ("周", "星期", "礼拜", "week")


def portion_of(ranges: Ranges, grain: Grain, portion: Portion) -> Ranges:
    """That part of each range; nothing where one has no such part, or where it is rather something beside it."""
    if grain is Grain.DAY or (portion.may_lie_beside and grain < Grain.MONTH):
        return ()
    found = (_portion_of(span, portion) for span in ranges)
    return tuple(span for span in found if span is not None)


def _portion_of(span: DayRange, portion: Portion) -> DayRange | None:
    if span.first is None or span.last is None:
        return None
    skipped, more = dt.timedelta(days=portion.skipped), dt.timedelta(days=portion.days - 1)
    if (span.last - span.first) < skipped + more:
        return None
    if portion.is_last:
        return DayRange(span.last - skipped - more, span.last - skipped)
    return DayRange(span.first + skipped, span.first + skipped + more)


def _several(match: re.Match[str], today: dt.date) -> Value | None:
    del today
    text = (match["count"] or "few").lower()
    count = FEW if text in ("几", "few") else number(text)
    if count is None or not 1 <= count <= 60:
        return None
    side = match["side"].lower()
    days = count * (7 if match["unit"].lower() in _WEEKS else 1)
    is_chinese = not side.isascii()
    is_last = side in ("最后", "后", "末", "last", "final", "closing")
    return Portion(0, days, is_last, may_lie_beside=is_chinese and side in ("前", "后"))


def _nth_day(match: re.Match[str], today: dt.date) -> Value | None:
    del today
    text = match["nth"]
    count = ordinal(text) if text.isascii() else number(text)
    return None if count is None or not 1 <= count <= 60 else Portion(count - 1, 1)


_DAY_ZH: Final = "天(?![空安门坛气台津山府涯池鹅])"
RULES: Final = (
    Rule(
        rf"的?(?P<side>最后|最初|前|头|后|末)(?:的|那)?(?P<count>{NUMBER}|几)(?:个?(?P<unit>{_DAY_ZH}|日(?!本)|周(?!末|岁|年)|星期(?!末)|礼拜(?!末)))",
        _several,
        Script.CHINESE,
    ),
    Rule(
        rf"\b(?:the )?(?:very )?(?P<side>first|last|final|opening|closing) (?:(?P<count>{ENGLISH}|few) )?"
        r"(?P<unit>day|night|week)s(?= of| in\b)",
        _several,
        Script.LATIN,
    ),
    Rule(rf"的?第(?P<nth>[一二三四五六七八九十]{{1,2}}|\d{{1,2}}){_DAY_ZH}", _nth_day, Script.CHINESE),
    Rule(rf"\b(?:the )?(?P<nth>{ORDINAL}) (?:day|night)(?= of\b)", _nth_day, Script.LATIN),
    Rule.saying(
        r"\b(?:the )?(?:very )?(?:last|final) (?:day|night)(?= of\b)", Portion(0, 1, is_last=True), Script.LATIN
    ),
)
