"""Two parts with a word between them: from one to the other, or both."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from photosearch.search.understanding.dates import spans
from photosearch.search.understanding.dates.spans import Ranges
from photosearch.search.understanding.dates.values import Alone, Dated, Grain, InMonth, Part, Value, Weekdays, Yearly
from photosearch.search.understanding.dates.weekdays import days_in
from photosearch.types.understood import DayRange

_TO: Final = re.compile(
    r"\s*(?:的时候)?\s*(?:[-–—~]{1,2}|一?直?到|至|until|till|through|thru|(?:back |down "
    r"|up )?to)\s*(?:the )?\s*(?:次年|第二年|翌年|来年"
    r"|转年)?(?:的)?",
    re.IGNORECASE,
)
_AND: Final = re.compile(r"\s*(?:and|和|与|跟|到|至)\s*(?:the )?", re.IGNORECASE)
_BARE_WEEKDAY: Final = re.compile(r"(?:周|星期|礼拜)[一二三四五六日天]")
"""Behind something it is the next such day: 上周五到周日."""
_ON_WEEKDAY: Final = re.compile(r"(?:on|from) \w+day", re.IGNORECASE)
"""Before a day it says nothing more: "on Saturday, 3 August"."""
_STARTS_WITH_YEAR: Final = re.compile(r"['‘’]?\d|[一二][零〇九]|[去前今]年")
_BETWEEN: Final = re.compile(r"\bbetween (?:the )?$|(?:介于|在)$", re.IGNORECASE)
_AMONG: Final = re.compile(r"\s*(?:之间|间)")
_LIST: Final = re.compile(
    r"\s*(?:[,，、&+/]|,?\s*\b(?:and|or)\b|和|或者?|与|跟|还有|以及|及)\s*(?:(?:in|on|from|at|the)\s+)*", re.IGNORECASE
)
_BOTH: Final = re.compile(r"\s*(?:,|，|、|and|but|到|且|但)?\s*", re.IGNORECASE)


def linked(left: Part, right: Part, text: str) -> Part | None:
    """From ``left`` to ``right``, or both of them, as the words between say; None where these say neither."""
    gap = text[left.end : right.start]
    if isinstance(right.value, Dated) and _BARE_WEEKDAY.fullmatch(text, right.start, right.end):
        return None
    if _TO.fullmatch(gap) and _may_end(left.value, right, text):
        value = _range(left.value, right.value)
        return None if value is None else Part(left.start, right.end, value)
    if _AND.fullmatch(gap):
        between, among = _BETWEEN.search(text, 0, left.start), _AMONG.match(text, right.end)
        is_between = between is not None and (between[0].lower().startswith("between") or among is not None)
        if (is_between or among is not None) and (value := _range(left.value, right.value)) is not None:
            start = between.start() if between is not None else left.start
            return Part(start, among.end() if among is not None else right.end, value)
    if _LIST.fullmatch(gap) and not _ON_WEEKDAY.fullmatch(text, left.start, left.end):
        value = _list(left.value, right.value)
        if value is not None:
            return Part(left.start, right.end, value)
    return _within_both(left, right) if _BOTH.fullmatch(gap) else None


def _may_end(left: Value, right: Part, text: str) -> bool:
    """ "2018 to 2020's Christmas" is that of three years, not a time from 2018 on; "2018 to yesterday" is one."""
    match left, right.value:
        case Dated(grain=Grain.YEAR), Dated(grain=Grain.DAY | Grain.WEEK):
            return _STARTS_WITH_YEAR.match(text, right.start) is None
        case _:
            return True


def _range(left: Value, right: Value) -> Value | None:
    match left, right:
        case Dated(), Dated():
            return _dated_range(left, right)
        case Dated(), Yearly() if left.grain < Grain.YEAR:
            return _dated_range(left, _beside(right, left, is_behind=True))
        case Yearly(), Dated() if right.grain < Grain.YEAR:
            return _dated_range(_beside(left, right, is_behind=False), right)
        case Yearly(), Yearly():
            return _yearly_range(left, right)
        case Dated(grain=Grain.DAY), InMonth():
            return _until_day(left, right)
        case Yearly(grain=Grain.DAY), InMonth():
            return Yearly(lambda year: _ranges_until(left.of_year(year), right), Grain.WEEK)
        case Dated(grain=Grain.DAY), Weekdays(nth=None):
            return _until_weekday(left, right)
        case InMonth(), Dated(grain=Grain.DAY):
            found = _ranges_from(left, right.ranges)
            return Dated(found, Grain.WEEK) if found else None
        case InMonth(), Yearly(grain=Grain.DAY):
            return Yearly(lambda year: _ranges_from(left, right.of_year(year)), Grain.WEEK)
        case _:
            return None


def _dated_range(left: Dated | None, right: Dated | None) -> Dated | None:
    """Said the wrong way round, "from 2020 to 2015", it is what lies between all the same."""
    if left is None or right is None or Grain.OPEN in (left.grain, right.grain):
        return None
    first, last = left.ranges[0].first, right.ranges[-1].last
    if first is not None and last is not None and first > last:
        first, last = right.ranges[0].first, left.ranges[-1].last
    if first is None or last is None:
        return None
    return Dated((DayRange(first, last),), max(Grain.SEASON, min(left.grain, right.grain)))


def _beside(what: Yearly, when: Dated, *, is_behind: bool) -> Dated | None:
    """The one that is meant beside a certain day: the next behind it, or the last before."""
    edge = when.ranges[0].first if is_behind else when.ranges[-1].last
    if edge is None:
        return None
    for year in range(edge.year, edge.year + 2) if is_behind else range(edge.year, edge.year - 2, -1):
        found = what.of_year(year)
        if found and _fits(found[0], edge, is_behind):
            return Dated(found, what.grain)
    return None


def _fits(span: DayRange, edge: dt.date, is_behind: bool) -> bool:
    assert span.first is not None
    assert span.last is not None
    return span.last >= edge if is_behind else span.first <= edge


def _yearly_range(left: Yearly, right: Yearly) -> Yearly | None:
    def of_year(year: int) -> Ranges:
        begin = left.of_year(year)
        if not begin:
            return ()
        end = _beside(right, Dated(begin, left.grain), is_behind=True)
        return () if end is None else (DayRange(begin[0].first, end.ranges[-1].last),)

    alone = left.alone if left.alone is right.alone else Alone.LATEST
    return Yearly(of_year, Grain.SEASON, alone, is_sure=left.is_sure or right.is_sure)


def _until_weekday(left: Dated, right: Weekdays) -> Dated | None:
    first = left.ranges[0].first
    if first is None:
        return None
    found = days_in(DayRange(first, first + dt.timedelta(days=6)), right)
    return Dated((DayRange(first, found[-1].last),), Grain.WEEK) if found else None


def _until_day(left: Dated, right: InMonth) -> Dated | None:
    found = _ranges_until(left.ranges, right)
    return Dated(found, Grain.WEEK) if found else None


def _ranges_until(begin: Ranges, day: InMonth) -> Ranges:
    """Until a day of the month in which the first one lies."""
    return _ranges(begin, _same_month(begin, day))


def _ranges_from(day: InMonth, end: Ranges) -> Ranges:
    return _ranges(_same_month(end, day), end)


def _same_month(ranges: Ranges, day: InMonth) -> Ranges:
    first = ranges[0].first if ranges else None
    return () if first is None else day.of_month(spans.month(first.year, first.month))


def _ranges(begin: Ranges, end: Ranges) -> Ranges:
    if not begin or not end:
        return ()
    first, last = begin[0].first, end[-1].last
    return (DayRange(first, last),) if first is not None and last is not None and first <= last else ()


def _list(left: Value, right: Value) -> Value | None:
    match left, right:
        case Dated(), Dated() if Grain.OPEN not in (left.grain, right.grain):
            is_alike = (left.grain >= Grain.YEAR) == (right.grain >= Grain.YEAR)
            ranges = spans.ordered((*left.ranges, *right.ranges))
            return Dated(ranges, max(left.grain, right.grain)) if is_alike else None
        case Yearly(), Yearly():
            return _yearly_list(left, right)
        case Dated(), Yearly() if left.grain < Grain.YEAR and right.is_sure:
            first = left.ranges[0].first
            others = () if first is None else right.of_year(first.year)
            return Dated(spans.ordered((*left.ranges, *others)), left.grain) if others else None
        case Dated(grain=Grain.DAY), InMonth():
            days = _same_month(left.ranges, right)
            return Dated(spans.ordered((*left.ranges, *days)), Grain.DAY) if days else None
        case Yearly(grain=Grain.DAY), InMonth():
            return Yearly(
                lambda year: spans.ordered((*left.of_year(year), *_same_month(left.of_year(year), right))), Grain.DAY
            )
        case _:
            return None


def _yearly_list(left: Yearly, right: Yearly) -> Yearly | None:
    if left.alone is not right.alone:
        return None

    def of_year(year: int) -> Ranges:
        return spans.ordered((*left.of_year(year), *right.of_year(year)))

    return Yearly(of_year, max(left.grain, right.grain), left.alone, is_sure=left.is_sure or right.is_sure)


def _within_both(left: Part, right: Part) -> Part | None:
    """After one thing and before another."""
    match left.value, right.value:
        case Dated(grain=Grain.OPEN, ranges=(one,)), Dated(grain=Grain.OPEN, ranges=(other,)):
            if one.last is None and other.first is None and one.first and other.last and one.first <= other.last:
                return Part(left.start, right.end, Dated((DayRange(one.first, other.last),), Grain.OPEN))
        case _:
            pass
    return None
