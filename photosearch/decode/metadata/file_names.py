"""Reads dates in file names, as cameras, phones, messengers and screenshot programs write them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from typing import Final

from photosearch.decode.metadata.dates import WrittenDate, of_instant
from photosearch.types.metadata import DatePrecision

_FIRST_DIGITAL_YEAR: Final = 1990
"""Digits in a row are a date only from here on; with separators or in words, dates of scans count too."""
_NAME_CHARACTERS: Final = 255

_DAY_IN_DIGITS = r"(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])"
_DAY_IN_PARTS = (
    r"(?P<year>1[89]\d\d|20\d\d)(?P<mark>[-_. ])(?P<month>0?[1-9]|1[0-2])(?P=mark)(?P<day>[12]\d|3[01]|0?[1-9])"
)
_DAY_IN_WORDS = r"(?P<year>1[89]\d\d|20\d\d)年(?P<month>0?[1-9]|1[0-2])月(?P<day>[12]\d|3[01]|0?[1-9])日?"
_TIME = (
    r"(?P<half>上午|下午|凌晨|早上|中午|晚上)?\s?"
    r"(?P<hour>[01]\d|2[0-3]|\d(?=[-_.:：∶꞉ h时]))[-_.:：∶꞉ h时]?(?P<minute>[0-5]\d)[-_.:：∶꞉ m分]?(?P<second>[0-5]\d)"
    r"(?:秒)?(?:[-_.]?(?P<fraction>\d{3}))?(?!\d)\s?(?P<english_half>[AaPp]\.?[Mm])?"
)
_BETWEEN = r"(?:\s?(?:at|um|à|[-_T.,]| - )\s?|\s)?"

_WITH_TIME: Final = (
    # IMG_20190803_191200, PXL_20230704_120000123, Screenshot_20190803-191200, 微信图片_20211231235959, BURST2019...
    re.compile(rf"(?<!\d){_DAY_IN_DIGITS}{_BETWEEN}{_TIME}"),
    # 2019-08-03 19.12.00, Screenshot_2024-05-01-09-30-00, WhatsApp Image 2019-08-03 at 7.12.00 PM
    re.compile(rf"(?<!\d){_DAY_IN_PARTS}{_BETWEEN}{_TIME}"),
    re.compile(rf"(?<!\d){_DAY_IN_WORDS}{_BETWEEN}{_TIME}"),
)
_DAY_ALONE: Final = (
    re.compile(rf"(?<!\d){_DAY_IN_DIGITS}(?!\d)"),
    re.compile(rf"(?<!\d){_DAY_IN_PARTS}(?!\d)"),
    re.compile(rf"(?<!\d){_DAY_IN_WORDS}"),
)
# Milliseconds since 1970, in the digits of the years 2001 to 2033: mmexport1565000000000 (WeChat), FB_IMG_...
_MILLISECONDS: Final = re.compile(r"(?<!\d)(1\d{12})(?!\d)")
# Google's cameras write UTC since the Pixel 5; older ones of theirs (IMG_, MVIMG_) the time of the place. Google says
# so nowhere; programs that sort such photos found it out (immich-go, internal/cameras/names/pixel.go).
_IN_UTC: Final = re.compile(r"PXL_\d{8}_\d{9}")
# Names that are numbers to a computer: UUIDs, digests, ids of pages and of photo services. Digits in them mean nothing.
_OPAQUE: Final = re.compile(
    r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|(?=[0-9a-f]*[a-f])[0-9a-f]{16,}|\d{15,}_\d{10,}.*|\d{18,}",
    re.IGNORECASE,
)
_AFTERNOON: Final = frozenset({"下午", "晚上", "pm", "p.m"})
_NOON: Final = "中午"


def date_in(name: str) -> WrittenDate | None:
    """The date in a file's name, None where it has none that stands for a day.

    Args:
        name: with or without its suffix; without folders.
    """
    stem = name[:_NAME_CHARACTERS]
    dot = stem.rfind(".")
    if dot > 0 and len(stem) - dot <= 6 and not stem[dot + 1 :].isdigit():
        stem = stem[:dot]
    if _OPAQUE.fullmatch(stem):
        return None
    found = _first(_WITH_TIME, stem, _moment)
    if found is not None:
        return found
    milliseconds = _MILLISECONDS.search(stem)
    if milliseconds is not None:
        return of_instant(int(milliseconds[1]) / 1000)
    return _first(_DAY_ALONE, stem, _day)


def _first(
    patterns: Iterable[re.Pattern[str]], stem: str, read: Callable[[re.Match[str]], WrittenDate | None]
) -> WrittenDate | None:
    """The first date that any pattern finds and that there was."""
    found = (read(match) for pattern in patterns for match in pattern.finditer(stem))
    return next((date for date in found if date is not None), None)


def _moment(match: re.Match[str]) -> WrittenDate | None:
    day = _day(match)
    if day is None:
        return None
    half = (match["half"] or match["english_half"] or "").casefold().rstrip(".")
    hour = int(match["hour"])
    if half in _AFTERNOON or (half == _NOON and hour < 6):
        hour = hour % 12 + 12
    elif half in ("am", "a.m", "凌晨", "上午") and hour == 12:
        hour = 0
    microsecond = int(match["fraction"] or 0) * 1000
    time = dt.time(hour, int(match["minute"]), int(match["second"] or 0), microsecond)
    is_utc = _IN_UTC.match(match.string) is not None
    return WrittenDate(dt.datetime.combine(day.at, time), is_instant=is_utc)


def _day(match: re.Match[str]) -> WrittenDate | None:
    year, month, day = (int(match[part]) for part in ("year", "month", "day"))
    is_in_digits = "mark" not in match.re.groupindex and "年" not in match[0]
    if is_in_digits and year < _FIRST_DIGITAL_YEAR:
        return None
    try:
        return WrittenDate(dt.datetime(year, month, day), precision=DatePrecision.DAY)
    except ValueError:
        return None
