"""Words before or behind a part that open it to one side, or widen it: since 2019, 2015年以前, 春节前后."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from photosearch.search.understanding.dates import spans
from photosearch.search.understanding.dates.beside import beside
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
        _words(
            rf"(?:截至|截止到?|直到|不晚于)$|\b(?:until|till|up to and including|up to|through|no later than"
            rf"|not later than"
            rf"|up until){_THE}"
        ),
        _until,
    ),
    _Bound(
        _words(
            r"(?:更|还要?)(?:早|旧|老)(?=的|$)|\s*的?(?:以前|之前"
            r"|前(?![后面台夕端任卫锋往方景排妻女男夫去门天年几两三半海滩院]))|(?:,| )?"
            r"(?:and|or) older\b"
        ),
        _words(rf"\b(?:before|prior to|(?<!no )(?<!not )earlier than|older than|pre){_THE}|\bpre-$|(?<!不)早于$"),
        _before,
    ),
    _Bound(
        _words(
            r"\s*的?(?:以来|(?:起|开始)(?:至今|到现在)|起(?![床来点飞跑飘])|开始|至今|到现在|到如今|到目前"
            r"|及以后|或以后)"
            r"|(?:,| )?(?:and|or) (?:later|after|newer|since)\b| onwards?\b| on$"
            r"| ?(?:to|until|till|up to|through|-|–) ?(?:now|date|the present|present|this day)\b"
        ),
        _words(
            rf"自[从打]?$|不早于$|\b(?:ever since|since|on or after|no earlier than|not earlier than"
            rf"|starting(?: in| from| on)?|beginning(?: in| from| on)|as of){_THE}"
        ),
        _since,
    ),
    _Bound(
        _words(r"\s*的?(?:以后|之后|过后|后(?=$|[\s的拍,，在去]))"),
        _words(rf"\b(?:(?<!on or )after|(?<!no )(?<!not )later than|newer than|past|post){_THE}|\bpost-$|(?<!不)晚于$"),
        _after,
    ),
)
_LEADS: Final = re.compile(r"(?:比|自从?|打从?|从|直?到|截至)$|\bfrom (?:the )?$", re.IGNORECASE)
_AROUND: Final = re.compile(
    r"\s*(?:前后(?:(?P<days>[一两二三四五六七八九十]|\d{1,2})天|(?!几天|院))|左右(?!手)|上下"
    r"|-?ish\b|or so\b|or thereabouts\b)"
)
_ABOUT: Final = re.compile(
    r"(?:大约|大概|差不多|约莫?)?(?:是|在)?$|\b(?:some ?time )?(?:around|about|circa|roughly|approximately|approx\.?"
    r"|ca\.?) (?:the )?$",
    re.IGNORECASE,
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
    yield from _widened(part, text, ranges, today)
    yield from beside(part, text, ranges, today)


def _widened(part: Part, text: str, ranges: Ranges, today: dt.date) -> Iterator[Part]:
    """Around it: three days for days, a month for months, a year for years."""
    behind, before = _AROUND.match(text, part.end), _ABOUT.search(text, 0, part.start)
    is_said_before = before is not None and before[0].strip() not in ("", "在", "是")
    if behind is None and not is_said_before:
        return
    assert isinstance(part.value, Dated | Yearly)
    if isinstance(part.value, Yearly) and part.value.alone is Alone.EVERY:
        ranges = every(part.value, today)
    days = number(behind["days"]) if behind is not None and behind["days"] else None
    wide = spans.ordered(_wider(span, part.value.grain, days or 3) for span in ranges)
    start = before.start() if before is not None and is_said_before else part.start
    yield Part(start, part.end if behind is None else behind.end(), Dated(wide, Grain.OPEN))


def _wider(span: DayRange, grain: Grain, days: int) -> DayRange:
    if span.first is None or span.last is None or grain > Grain.YEAR:
        return span
    if grain is Grain.YEAR:
        return spans.years(span.first.year - 1, span.last.year + 1)
    if grain >= Grain.MONTH:
        return DayRange(
            spans.month(span.first.year, span.first.month - 1).first,
            spans.month(span.last.year, span.last.month + 1).last,
        )
    more = dt.timedelta(days=days)
    return DayRange(span.first - more, span.last + more)
