"""Words before or behind a part that open it to one side, or widen it: since 2019, 2015年以前, 春节前后."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from photosearch.search.understanding.dates import spans
from photosearch.search.understanding.dates.numerals import number
from photosearch.search.understanding.dates.spans import Ranges
from photosearch.search.understanding.dates.values import Alone, Dated, Grain, Part, Yearly, every, settled
from photosearch.types.understood import DayRange


@dataclass(frozen=True, slots=True)
class _Bound:
    """Words before or behind a part that open it to one side."""

    behind: re.Pattern[str] | None
    before: re.Pattern[str] | None
    bound: Callable[[DayRange], DayRange | None]


def _before(span: DayRange) -> DayRange | None:
    return None if span.first in (None, dt.date.min) else DayRange(None, span.first - dt.timedelta(days=1))


def _until(span: DayRange) -> DayRange | None:
    return None if span.last is None else DayRange(None, span.last)


def _since(span: DayRange) -> DayRange | None:
    return None if span.first is None else DayRange(span.first, None)


def _after(span: DayRange) -> DayRange | None:
    return None if span.last in (None, dt.date.max) else DayRange(span.last + dt.timedelta(days=1), None)


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_THE: Final = r"(?: the| about| around)?\s+$"
_BOUNDS: Final = (
    _Bound(
        _words(r"\s*(?:及(?:其)?以前|或(?:更早|以前)|(?:,| )?(?:and|or) (?:earlier|before)\b|为止)"),
        _words(rf"(?:截至|截止到?|直到)$|\b(?:until|till|up to|through|no later than|not later than|up until){_THE}"),
        _until,
    ),
    _Bound(
        _words(
            r"\s*的?(?:以前|之前|前(?![后面台夕端任卫锋往方景排妻女男夫去门天年几两三半海滩院]))|(?:,| )?"
            r"(?:and|or) older\b"
        ),
        _words(rf"\b(?:before|prior to|earlier than|older than|pre){_THE}|\bpre-$|早于$"),
        _before,
    ),
    _Bound(
        _words(
            r"\s*的?(?:以来|(?:起|开始)(?:至今|到现在)|起(?![床来点飞跑飘])|开始|至今|到现在|到如今|到目前"
            r"|及以后|或以后)"
            r"|(?:,| )?(?:and|or) (?:later|after|newer|since)\b| onwards?\b| on$"
            r"| ?(?:to|until|till|up to|through|-|–) ?(?:now|date|the present|present|this day)\b"
        ),
        _words(rf"自从?$|\b(?:ever since|since|starting(?: in| from| on)?|beginning(?: in| from| on)|as of){_THE}"),
        _since,
    ),
    _Bound(
        _words(r"\s*的?(?:以后|之后|过后|后(?=$|[\s的拍,，在去]))"),
        _words(rf"\b(?:after|later than|newer than|past|post){_THE}|\bpost-$|晚于$"),
        _after,
    ),
)
_LEADS: Final = re.compile(r"(?:自从?|打从?|从|直?到|截至)$|\bfrom (?:the )?$", re.IGNORECASE)
_AROUND: Final = re.compile(r"\s*(?:前后(?!几天|院)|左右(?!手)|上下)")
_THAT_WEEK: Final = re.compile(r"的?(?:那一?个?|所在的?|当)(?:周|星期|礼拜)(?!末)", re.IGNORECASE)
_WEEK_OF: Final = re.compile(r"\b(?:the )?week (?:of|around|containing) (?:the )?$", re.IGNORECASE)
_BESIDE: Final = re.compile(
    r"\b(?:the )?(?:(?P<count>an?|one|two|three|four|five|\d{1,2}) )?(?P<unit>day|week)s? "
    r"(?P<side>before|after) (?:the )?$",
    re.IGNORECASE,
)
_BESIDE_ZH: Final = re.compile(r"的?(?P<side>前|后)(?P<count>[一两三四五]|\d{1,2})个?(?P<unit>天|周|星期|礼拜)(?!末)")
_LONGEST_DAYS: Final = 10
"""Of what has a day or a week beside it: a festival, no year."""
_ABOUT: Final = re.compile(
    r"(?:大约|大概|约)?(?:在)?$|\b(?:sometime )?(?:around|about|circa) (?:the )?$", re.IGNORECASE
)


def _open(span: DayRange) -> Dated:
    return Dated((span,), Grain.OPEN)


def bounded(part: Part, text: str, today: dt.date) -> Iterator[Part]:
    """``part`` with the words that open it to one side, or widen it, where there are such."""
    ranges = settled(part.value, today, is_one=True)
    if not ranges:
        return
    for bound in _BOUNDS:
        span = bound.bound(DayRange(ranges[0].first, ranges[-1].last))
        if span is None:
            continue
        value = _open(span)
        if bound.behind is not None and (behind := bound.behind.match(text, part.end)):
            lead = _LEADS.search(text, 0, part.start)
            yield Part(lead.start() if lead else part.start, behind.end(), value)
        elif bound.before is not None and (before := bound.before.search(text, 0, part.start)):
            yield Part(before.start(), part.end, value)
    yield from _week_around(part, text, ranges)
    yield from _widened(part, text, ranges, today)
    yield from _beside(part, text, ranges, today)


def _week_around(part: Part, text: str, ranges: Ranges) -> Iterator[Part]:
    """The week of a day: "the week of 3 August", 国庆那周."""
    behind, before = _THAT_WEEK.match(text, part.end), _WEEK_OF.search(text, 0, part.start)
    first, last = ranges[0].first, ranges[-1].last
    if (behind or before) and first is not None and last is not None and (last - first).days < 8:
        week = DayRange(spans.week(first).first, spans.week(last).last)
        yield Part(before.start() if before else part.start, behind.end() if behind else part.end, _open(week))


def _beside(part: Part, text: str, ranges: Ranges, today: dt.date) -> Iterator[Part]:
    """The days next to it: "the week before Christmas", 圣诞节前两天. 国庆前三天 may be its own first ones."""
    if isinstance(part.value, Yearly) and part.value.alone is Alone.EVERY:
        ranges = every(part.value, today)
    ends = [(span.first, span.last) for span in ranges]
    whole = [(first, last) for first, last in ends if first is not None and last is not None]
    length = max(((last - first).days for first, last in whole), default=_LONGEST_DAYS)
    before = _BESIDE.search(text, 0, part.start) if length < _LONGEST_DAYS else None
    said = before or (_BESIDE_ZH.match(text, part.end) if length == 0 else None)
    if said is None or len(whole) < len(ranges):
        return
    days = (number(said["count"] or "") or 1) * (1 if said["unit"].lower() in ("day", "天") else 7)
    is_before = said["side"].lower() in ("before", "前")
    beside = spans.ordered(_next_to(first, last, -days if is_before else days) for first, last in whole)
    place = (before.start(), part.end) if before else (part.start, said.end())
    yield Part(*place, Dated(beside, Grain.OPEN))


def _next_to(first: dt.date, last: dt.date, days: int) -> DayRange:
    """So many days behind the last one, or with a minus before the first one."""
    one = dt.timedelta(days=1)
    if days < 0:
        return DayRange(first + dt.timedelta(days=days), first - one)
    return DayRange(last + one, last + dt.timedelta(days=days))


def _widened(part: Part, text: str, ranges: Ranges, today: dt.date) -> Iterator[Part]:
    """Around it: three days for days, a month for months, a year for years."""
    behind, before = _AROUND.match(text, part.end), _ABOUT.search(text, 0, part.start)
    is_said_before = before is not None and before[0].strip() not in ("", "在")
    if behind is None and not is_said_before:
        return
    assert isinstance(part.value, Dated | Yearly)
    if isinstance(part.value, Yearly) and part.value.alone is Alone.EVERY:
        ranges = every(part.value, today)
    wide = spans.ordered(_wider(span, part.value.grain) for span in ranges)
    start = before.start() if before is not None and is_said_before else part.start
    yield Part(start, part.end if behind is None else behind.end(), Dated(wide, Grain.OPEN))


def _wider(span: DayRange, grain: Grain) -> DayRange:
    if span.first is None or span.last is None or grain > Grain.YEAR:
        return span
    if grain is Grain.YEAR:
        return spans.years(span.first.year - 1, span.last.year + 1)
    if grain >= Grain.MONTH:
        return DayRange(
            spans.month(span.first.year, span.first.month - 1).first,
            spans.month(span.last.year, span.last.month + 1).last,
        )
    days = dt.timedelta(days=3)
    return DayRange(span.first - days, span.last + days)
