"""Days of the week and weekends: with what they are told from, or within something longer."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from photosearch.search.understanding.dates import spans
from photosearch.search.understanding.dates.months import NAME as _MONTH_NAME
from photosearch.search.understanding.dates.numerals import ENGLISH, NUMBER, number, ordinal
from photosearch.search.understanding.dates.other_words import BEGIN
from photosearch.search.understanding.dates.rules import Build, Rule, Script
from photosearch.search.understanding.dates.values import Dated, Grain, Value, Weekdays
from photosearch.types.understood import DayRange

DAYS_ZH: Final = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6} | {
    str(day): day - 1 for day in range(1, 7)
}
DAYS_EN: Final = {
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
    "mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6,
}  # fmt: skip
_WEEK: Final = "(?:周|星期|礼拜)"
_DAY: Final = (
    rf"{_WEEK}(?P<day>(?!{BEGIN})[一二三四五六日天]|[1-6](?!\d|[周天个年月]))(?![片圈围样刊]|餐厅|见|画报"
    rf"|周刊|晚报|酒吧|咖啡)"
)
NAME: Final = "(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
_ANY_NAME: Final = "(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)"
_NOT_FIXED: Final = r"(?! (?:night (?:lights|live|fever)|roast|best|school|sale|the 13th|the thirteenth|market|times))"


def _in_week(ago: int, first: int, last: int, today: dt.date) -> Dated:
    monday = spans.week(today, ago).first
    assert monday is not None
    return Dated((DayRange(monday + dt.timedelta(days=first), monday + dt.timedelta(days=last)),), Grain.DAY)


def _weeks_ago(text: str) -> int:
    """上上 is 2, 这 is 0, 下 is -1."""
    return text.count("上") - text.count("下")


def _chinese_day(match: re.Match[str], today: dt.date) -> Value:
    day = DAYS_ZH[match["day"]]
    return _in_week(_weeks_ago(match["week"]), day, day, today)


def _chinese_days(match: re.Match[str], today: dt.date) -> Value | None:
    first, last = DAYS_ZH[match["day"]], DAYS_ZH[match["until"]]
    ago = _weeks_ago(match["week"])
    if first >= last:
        return None
    if match["to"] in ("和", "、", "跟") and last > first + 1:
        days = (_in_week(ago, day, day, today) for day in (first, last))
        return Dated(tuple(span for one in days for span in one.ranges), Grain.DAY)
    return _in_week(ago, first, last, today)


def _chinese_weekend(match: re.Match[str], today: dt.date) -> Value:
    return _in_week(_weeks_ago(match["week"]), 5, 6, today)


def _latest(first: int, last: int, today: dt.date, *, is_over: bool = False) -> Dated:
    """The latest that has begun, today included; over: before today."""
    back = (today.weekday() - first) % 7
    start = today - dt.timedelta(days=back)
    length = dt.timedelta(days=last - first)
    if is_over and start + length >= today:
        start -= dt.timedelta(weeks=1)
    return Dated((DayRange(start, start + length),), Grain.DAY)


def _bare_chinese(match: re.Match[str], today: dt.date) -> Value:
    day = DAYS_ZH[match["day"]]
    return _latest(day, day, today)


def _last(match: re.Match[str], today: dt.date) -> Value:
    day = DAYS_EN[match["day"].lower()]
    return _latest(day, day, today, is_over=True)


def _on(match: re.Match[str], today: dt.date) -> Value:
    day = DAYS_EN[match["day"].lower()]
    return _latest(day, day, today)


def _so_many_ago(match: re.Match[str], today: dt.date) -> Value | None:
    """Two Saturdays ago is not the latest but the one before."""
    day, count = DAYS_EN[match["day"].lower()], number(match["count"])
    last = _latest(day, day, today, is_over=True).ranges[0].first
    if count is None or not 1 <= count <= 60 or last is None:
        return None
    return Dated((spans.day(last - dt.timedelta(weeks=count - 1)),), Grain.DAY)


def _weeks_before(match: re.Match[str], today: dt.date) -> Value | None:
    """A week ago today, two weeks ago Friday."""
    count = number(match["count"])
    if count is None or not 1 <= count <= 500:
        return None
    if match["day"]:
        day = DAYS_EN[match["day"].lower()]
        return _in_week(count, day, day, today)
    then = today - dt.timedelta(weeks=count, days=1 if match["yesterday"] else 0)
    return Dated((spans.day(then),), Grain.DAY)


def _this(match: re.Match[str], today: dt.date) -> Value:
    day = DAYS_EN[match["day"].lower()]
    return _in_week(0, day, day, today)


def _before_last(match: re.Match[str], today: dt.date) -> Value:
    day = DAYS_EN[match["day"].lower()]
    last = _latest(day, day, today, is_over=True).ranges[0].first
    assert last is not None
    return Dated((spans.day(last - dt.timedelta(weeks=1)),), Grain.DAY)


def _day_of_week(ago: int) -> Build:
    """Friday last week, the Monday of this week."""

    def build(match: re.Match[str], today: dt.date) -> Value:
        day = DAYS_EN[match["day"].lower()]
        return _in_week(ago, day, day, today)

    return build


def _days_of_week(match: re.Match[str], today: dt.date) -> Value | None:
    """Monday to Friday last week."""
    first, last = (DAYS_EN[match[name].lower()] for name in ("first", "last"))
    week = match["week"].lower()
    ago = 2 if week.endswith("before last") else 0 if week.startswith("this") else 1
    return _in_week(ago, first, last, today) if first < last else None


def _weekend(ago: int) -> Build:
    def build(match: re.Match[str], today: dt.date) -> Value:
        del match
        return _in_week(ago, 5, 6, today)

    return build


def _last_weekend(match: re.Match[str], today: dt.date) -> Value:
    """The one of last week: on a Sunday nobody calls the one that is ending so."""
    del match
    return _in_week(1, 5, 6, today)


def _the_weekend(match: re.Match[str], today: dt.date) -> Value:
    del match
    return _latest(5, 6, today)


def _numbered_week(match: re.Match[str], today: dt.date) -> Value | None:
    """By ISO 8601."""
    week = number(match["week"])
    year = int(match["year"])
    if week is None or not 1 <= week <= 52 or year > today.year + 1:
        return None
    return Dated((spans.week(dt.date.fromisocalendar(year, week, 1)),), Grain.WEEK)


def days_in(span: DayRange, days: Weekdays) -> spans.Ranges:
    """Such days within a span, all or the one of that number (-1 the last); those that begin in it."""
    if span.first is None or span.last is None or (span.last - span.first).days > 3700:
        return ()
    if (days.first, days.last) == (0, 6):
        return _weeks_in(span.first, span.last, days.nth)
    start = span.first + dt.timedelta(days=(days.first - span.first.weekday()) % 7)
    found: list[DayRange] = []
    while start <= span.last:
        found.append(DayRange(start, start + dt.timedelta(days=days.last - days.first)))
        start += dt.timedelta(weeks=1)
    if days.nth is None:
        return tuple(found)
    at = days.nth if days.nth < 0 else days.nth - 1
    return (found[at],) if -len(found) <= at < len(found) else ()


def _weeks_in(first: dt.date, last: dt.date, nth: int | None) -> spans.Ranges:
    """The first week of a month are its first seven days, the last one its last."""
    week = dt.timedelta(days=6)
    if nth is None:
        return ()
    start = last - week if nth < 0 else first + dt.timedelta(weeks=nth - 1)
    return (DayRange(start, start + week),) if first <= start and start + week <= last else ()


def _nth_chinese(match: re.Match[str], today: dt.date) -> Value | None:
    del today
    nth = -1 if match["nth"].startswith("最后") else number(match["nth"][1:])
    what = match["what"]
    if nth is None:
        return None
    if what in ("周", "星期", "礼拜"):
        return Weekdays(0, 6, nth)
    days = (5, 6) if what.endswith("末") else (DAYS_ZH[what[-1]],) * 2
    return Weekdays(*days, nth)


def _nth_english(match: re.Match[str], today: dt.date) -> Value:
    del today
    nth = -1 if match["nth"].lower() in ("last", "final") else ordinal(match["nth"])
    what = match["what"].lower()
    if what == "week":
        return Weekdays(0, 6, nth)
    return Weekdays(5, 6, nth) if what.startswith("week") else Weekdays(DAYS_EN[what], DAYS_EN[what], nth)


def _chinese_within(match: re.Match[str], today: dt.date) -> Value:
    del today
    day = DAYS_ZH[match["day"]]
    return Weekdays(day, day)


def _english_within(match: re.Match[str], today: dt.date) -> Value:
    del today
    day = DAYS_EN[match["day"].lower()]
    return Weekdays(day, day)


RULES: Final = (
    Rule(rf"(?P<week>上上上|上上|(?<![马晚早])上|[这本]|下)个?{_DAY}", _chinese_day, Script.CHINESE),
    Rule(
        (
            rf"(?P<week>上上|上|[这本]|下)个?{_WEEK}(?P<day>[一二三四五六])(?P<to>至|到|-|—|~|和|、|跟|(?<=六)(?=周日|星期|礼拜|[日天])){_WEEK}?"
            rf"(?P<until>(?!{BEGIN})[二三四五六日天])"
        ),
        _chinese_days,
        Script.CHINESE,
    ),
    Rule(r"(?P<week>上上|上|[这本]|下)个?(?:周|星期|礼拜)末(?!班|代)", _chinese_weekend, Script.CHINESE),
    Rule(rf"(?<![四一二两三几每百双圆上下这本个]){_DAY}", _bare_chinese, Script.CHINESE),
    Rule(
        rf"(?<![上下这本个每双]){_WEEK}末(?=$|的?(?:照片|相片|图片)|[拍那])|(?<=在)周末", _the_weekend, Script.CHINESE
    ),
    Rule(rf"\b(?:last|past|this past|the last|previous) (?P<day>{_ANY_NAME})\b(?! of)", _last, Script.LATIN),
    Rule(rf"\b(?:on|from|since|until|this past) (?P<day>{NAME})\b{_NOT_FIXED}", _on, Script.LATIN),
    Rule(
        rf"^(?P<day>{NAME})(?=$| (?:morning|afternoon|evening|night)(?:$|,| (?:at|in|on|with|by)\b))", _on, Script.LATIN
    ),
    Rule(rf"\b(?P<count>{ENGLISH}) (?P<day>{NAME})s ago\b", _so_many_ago, Script.LATIN),
    Rule(
        rf"\b(?P<count>{ENGLISH}) weeks? ago,? (?:on )?(?:(?P<day>{_ANY_NAME})|today|(?P<yesterday>yesterday))\b",
        _weeks_before,
        Script.LATIN,
    ),
    Rule(rf"\bthis (?P<day>{_ANY_NAME})\b", _this, Script.LATIN),
    Rule(rf"\b(?:the )?(?P<day>{NAME}) before last\b", _before_last, Script.LATIN),
    Rule(rf"\b(?:the )?(?P<day>{_ANY_NAME}),? (?:of |in )?(?:last|the last) week\b", _day_of_week(1), Script.LATIN),
    Rule(rf"\blast week(?:'s| on|,)? (?P<day>{_ANY_NAME})\b", _day_of_week(1), Script.LATIN),
    Rule(rf"\b(?:the )?(?P<day>{_ANY_NAME}),? (?:of |in )?this week\b", _day_of_week(0), Script.LATIN),
    Rule(rf"\b(?:the )?(?P<day>{_ANY_NAME}) (?:of )?(?:the )?week before last\b", _day_of_week(2), Script.LATIN),
    Rule(
        rf"\b(?P<first>{_ANY_NAME}) ?(?:-|–|to|through|thru|until|till) ?(?P<last>{_ANY_NAME}),? (?:of |in )?"
        r"(?:the )?(?P<week>week before last|last week|this week)\b(?!-?end)",
        _days_of_week,
        Script.LATIN,
    ),
    Rule(r"\blast week-?end(?=\b|s\b)|\b(?:the )?previous week-?end\b", _last_weekend, Script.LATIN),
    Rule(r"\bthis week-?end\b", _weekend(0), Script.LATIN),
    Rule(r"\b(?:the )?week-?end before last\b", _weekend(2), Script.LATIN),
    Rule(r"\bnext week-?end\b", _weekend(-1), Script.LATIN),
    Rule(
        rf"\b(?:over|at|on|this past|past) (?:the )?(?:past )?week-?end\b(?! (?:of|before)\b| in (?:the |\d"
        rf"|{_MONTH_NAME}\b|last ))",
        _the_weekend,
        Script.LATIN,
    ),
    Rule(rf"(?P<year>20\d\d)年?的?第(?P<week>{NUMBER})周", _numbered_week, Script.CHINESE),
    Rule(r"\bweek (?P<week>\d\d?),?(?: of| in)? (?P<year>20\d\d)\b", _numbered_week, Script.LATIN),
    Rule(
        (
            r"的?(?P<nth>第[一二三四五1-5]|最后一个?|最后)个?(?P<what>周末|(?:周|星期"
            r"|礼拜)[一二三四五六日天]|周|星期|礼拜)"
        ),
        _nth_chinese,
        Script.CHINESE,
    ),
    Rule(
        (
            r"\b(?:the )?(?P<nth>first|second|third|fourth|fifth|1st|2nd|3rd|4th|5th|last|final) "
            rf"(?P<what>week-?end|week|{NAME})(?= (?:of|in)\b)"
        ),
        _nth_english,
        Script.LATIN,
    ),
    Rule.saying(r"(?:每个?|某一?个)周末|\b(?:every|each) week-?end\b", Weekdays(5, 6, is_each=True)),
    Rule.saying(r"周末", Weekdays(5, 6), Script.CHINESE),
    Rule.saying(r"\b(?:long )?weekends?\b", Weekdays(5, 6), Script.LATIN),
    Rule(rf"\b(?P<day>{_ANY_NAME})\.?(?=,? (?:the )?(?:\d|{_MONTH_NAME}\b))", _english_within, Script.LATIN),
    Rule(rf"(?:每个?)?{_DAY}", _chinese_within, Script.CHINESE),
    Rule(rf"\b(?:(?:every|each) )?(?P<day>{NAME})s?\b{_NOT_FIXED}", _english_within, Script.LATIN),
)
