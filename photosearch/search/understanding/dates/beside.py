"""What lies beside a day or a festival: "the week before Christmas", 春节前一周, 国庆后第一个周末, "week of May 3"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from typing import Final

from photosearch.search.understanding.dates import spans
from photosearch.search.understanding.dates.numerals import ENGLISH, NUMBER, number
from photosearch.search.understanding.dates.spans import Ranges
from photosearch.search.understanding.dates.values import Alone, Dated, Grain, Part, Yearly, every
from photosearch.search.understanding.dates.weekdays import DAYS_EN, DAYS_ZH, NAME
from photosearch.search.understanding.dates.years import FEW
from photosearch.types.understood import DayRange

_Near = Callable[[dt.date, dt.date], DayRange]
"""What lies beside something from its first day to its last."""

_LONGEST_DAYS: Final = 10
"""Of what has a day or a week beside it: a festival, no year."""
_ONE: Final = dt.timedelta(days=1)
_BEFORE: Final = re.compile(
    r"\b(?P<the>(?:on |in |over |during )?the )?(?:(?:first|last|very next|very) )?"
    rf"(?:(?P<count>{ENGLISH}|few|a few) )?"
    rf"(?P<unit>day|night|evening|morning|afternoon|week-?end|fortnight|week|month|{NAME})(?P<many>s)? "
    r"(?:right |just |immediately )?(?P<side>before|prior to|preceding|leading up to|after|following) (?:the )?$",
    re.IGNORECASE,
)
_BEHIND: Final = re.compile(
    r"(?:节(?!目))?的?[之以过]?(?P<side>前|后)面?的?(?:那|最后|头|第)?(?P<count>一(?=晚|夜)|几|两三|三四|"
    rf"{NUMBER})?个?(?P<unit>天(?![空安门坛气台津山府涯池鹅])|日|晚上?|夜里?|(?:周|星期|礼拜)末|(?:周|星期|礼拜)[一二三四五六日天]"
    r"|(?:周|星期|礼拜)(?!岁|年)|月(?!亮))"
)
_EVE: Final = re.compile("的?(?:前夕|前夜|前晚|头一?天|前天晚上)")
_MORROW: Final = re.compile("的?(?:第二天|次日|翌日|隔天)")
_HAS_FIRST_DAYS: Final = re.compile("(?:假期?|期间|黄金周)$")
"""At the end of what has first days of its own: 国庆假期前三天."""
_THAT_WEEK: Final = re.compile(r"的?(?:那一?个?|所在的?|当)(?:周|星期|礼拜)(?P<end>末)?")
_WEEK_OF: Final = re.compile(
    r"\b(?:the )?(?<!first )(?<!second )(?<!third )(?<!fourth )(?<!last )(?<!final )week(?P<end>-?end)? (?:of|around"
    r"|containing) (?:the )?$",
    re.IGNORECASE,
)


def beside(part: Part, text: str, ranges: Ranges, today: dt.date) -> Iterator[Part]:
    """``part``, which means ``ranges``, with the words around it that name something next to it."""
    if isinstance(part.value, Yearly) and part.value.alone is Alone.EVERY:
        ranges = every(part.value, today)
    whole = [(span.first, span.last) for span in ranges if span.first is not None and span.last is not None]
    if not whole or len(whole) < len(ranges) or max((last - first).days for first, last in whole) >= _LONGEST_DAYS:
        return
    for start, end, near in _said(part, text, is_one_day=all(first == last for first, last in whole)):
        found = spans.ordered(near(first, last) for first, last in whole)
        yield Part(start, end, Dated(found, Grain.OPEN))


def _said(part: Part, text: str, *, is_one_day: bool) -> Iterator[tuple[int, int, _Near]]:
    """From where to where it is said, and what."""
    if week := _WEEK_OF.search(text, 0, part.start):
        yield week.start(), part.end, _weekend if week["end"] else _week
    if before := _BEFORE.search(text, 0, part.start):
        yield before.start(), part.end, _english(before)
    if week := _THAT_WEEK.match(text, part.end):
        yield part.start, week.end(), _weekend if week["end"] else _week
    if eve := _EVE.match(text, part.end):
        yield part.start, eve.end(), _days(-1)
    if is_one_day and (morrow := _MORROW.match(text, part.end)):
        yield part.start, morrow.end(), _days(1)
    behind = _BEHIND.match(text, part.end)
    if behind is not None and (near := _chinese(behind, text[part.start : part.end])) is not None:
        yield part.start, behind.end(), near


def _english(match: re.Match[str]) -> _Near:
    """Three days before it is that day, the three days before it are all of them."""
    unit, said = match["unit"].lower().replace("-", ""), (match["count"] or "").lower()
    count = FEW if said in ("few", "a few") else number(said) if said else FEW if match["many"] else 1
    assert count is not None
    side = -1 if match["side"].lower() in ("before", "prior to", "preceding", "leading up to") else 1
    if unit in DAYS_EN:
        return _weekday(DAYS_EN[unit], side * count)
    match unit:
        case "week" | "fortnight":
            return _days(side * count * (7 if unit == "week" else 14))
        case "weekend":
            return _weekday(5, side * count, length=2)
        case "month":
            return _months(side * count)
        case _:
            is_that_day = said not in ("", "few", "a few") and not match["the"]
            return _day(side * count) if is_that_day else _days(side * count)


def _chinese(match: re.Match[str], said: str) -> _Near | None:
    unit, text = match["unit"], match["count"] or ""
    count = FEW if text in ("几", "三四") else 3 if text == "两三" else number(text) if text else 1
    if count is None or not 1 <= count <= 60:
        return None
    side = -1 if match["side"] == "前" else 1
    if unit.endswith("末"):
        return _weekday(5, side * count, length=2)
    if unit[-1] in DAYS_ZH and len(unit) > 1:
        return _weekday(DAYS_ZH[unit[-1]], side * count)
    if not text:
        return None
    if unit == "月":
        return _months(side * count)
    days = count * (7 if unit in ("周", "星期", "礼拜") else 1)
    if days > 1 and _HAS_FIRST_DAYS.search(said):
        return _own_days(-side * days)
    return _days(side * days)


def _days(count: int) -> _Near:
    """So many days behind the last one, or with a minus before the first one."""

    def near(first: dt.date, last: dt.date) -> DayRange:
        return DayRange(first + count * _ONE, first - _ONE) if count < 0 else DayRange(last + _ONE, last + count * _ONE)

    return near


def _day(count: int) -> _Near:
    """The one so many days away."""
    return lambda first, last: spans.day((first if count < 0 else last) + count * _ONE)


def _own_days(count: int) -> _Near:
    """So many of its first days, or with a minus of its last ones."""

    def near(first: dt.date, last: dt.date) -> DayRange:
        if abs(count) > (last - first).days:
            return DayRange(first, last)
        return DayRange(first, first + (count - 1) * _ONE) if count > 0 else DayRange(last + (count + 1) * _ONE, last)

    return near


def _months(count: int) -> _Near:
    def near(first: dt.date, last: dt.date) -> DayRange:
        if count < 0:
            return DayRange(spans.months_before(first, -count), first - _ONE)
        return DayRange(last + _ONE, spans.months_before(last, -count))

    return near


def _weekday(day: int, nth: int, *, length: int = 1) -> _Near:
    """The next such day behind it, or with a minus the last before it; or from there a weekend."""

    def near(first: dt.date, last: dt.date) -> DayRange:
        if nth < 0:
            latest = first - length * _ONE
            start = latest - ((latest.weekday() - day) % 7 + 7 * (-nth - 1)) * _ONE
        else:
            start = last + _ONE + ((day - (last + _ONE).weekday()) % 7 + 7 * (nth - 1)) * _ONE
        return DayRange(start, start + (length - 1) * _ONE)

    return near


def _week(first: dt.date, last: dt.date) -> DayRange:
    return DayRange(spans.week(first).first, spans.week(last).last)


def _weekend(first: dt.date, last: dt.date) -> DayRange:
    is_week = (last - first).days > 4
    return spans.weekend_near(last if is_week else first)
