"""Reads dates as EXIF, XMP and PNG write them, and says which of them cannot be."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from enum import IntEnum
from typing import Final

from photosearch.types.metadata import DatePrecision

MAX_OFFSET_MIN: Final = 14 * 60
"""The easternmost zone; the westernmost is 12 hours west."""
EARLIEST_YEAR: Final = 1826
"""The oldest photograph there is."""
_DATE_CHARACTERS: Final = 64
"""The longest date has some forty; behind megabytes of blanks, looking for one would take hours."""

# EXIF 3.0, 4.6.5: "YYYY:MM:DD HH:MM:SS", blanks or nothing for what is unknown. ISO 8601 as XMP uses it (XMP
# specification part 1, 8.2.1.4) may end after any part and may carry a zone. Writers mix the two.
_DATE = re.compile(
    r"\s*(?P<year>\d{4})"
    r"(?:[:\-/. ]\s*(?P<month>\d{1,2})"
    r"(?:[:\-/. ]\s*(?P<day>\d{1,2})(?!\d)"
    r"(?:(?:\s+|T)\s*(?P<hour>\d{1,2})[:.]\s*(?P<minute>\d{1,2})"
    r"(?:[:.]\s*(?P<second>\d{1,2})(?:[.,](?P<fraction>\d+))?)?"
    r")?)?)?"
    r"\s*(?P<half>[AaPp][Mm])?\s*(?P<zone>Z|[+-]\d{1,2}:?\d{2})?"
)
_COMPACT_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})(?:[T ]?(\d{2})(\d{2})(\d{2}))?(?P<zone>Z|[+-]\d{2}:?\d{2})?$")
_DAY_OF_WEEK = re.compile(r"^\W*[^\W\d]+[.,]?\s+(?=\d)")
"""In whatever language it is, the rest says the same."""
_ZONE = re.compile(r"([+-])(\d{1,2}):?(\d{2})$")

# What clocks say that were never set: the first moments of the calendars of Macintosh, Unix and DOS.
_EPOCHS: Final = (dt.datetime(1904, 1, 1), dt.datetime(1970, 1, 1), dt.datetime(1980, 1, 1))
# Where the clocks of cameras begin that lost their power: Canon's in 1980, Nikon's in 1978, most others' in 2000.
# Pictures follow within minutes, and by the hundred until somebody sets the clock.
_RESET_DAYS: Final = frozenset(dt.date(year, 1, 1) for year in (1970, 1978, 1980, 2000)) | {dt.date(1979, 12, 31)}
_NEVER_SET: Final = dt.datetime(2002, 12, 8, 12)
"""What many Android phones write into DateTimeDigitized of every picture."""
_QUARTER_OF_AN_HOUR: Final = dt.timedelta(minutes=15)


class Trust(IntEnum):
    """How far a date can be true, by itself."""

    IMPOSSIBLE = 0
    """Later than tomorrow, before photography, the beginning of a computer's calendar, or what phones always write."""
    DOUBTFUL = 1
    """What cameras say whose clock lost its power: the first second of a year, the first day of their calendar."""
    BELIEVED = 2


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as it is written."""

    at: dt.datetime
    """Naive, by the clock that wrote it."""
    offset_min: int | None = None
    """Minutes east of UTC of that clock, where it says so."""
    precision: DatePrecision = DatePrecision.TIME
    is_instant: bool = False
    """Told in UTC whatever the clock at the place said: "Z" in XMP, seconds since 1970."""


def parse_date(text: str | None, fraction: str | None = None, zone: str | None = None) -> WrittenDate | None:
    """The date in ``text``, to the precision it has; None where it is none.

    Args:
        fraction: digits of a second that are written elsewhere, as EXIF does.
        zone: "+08:00", written elsewhere; one in ``text`` counts first.
    """
    text = (text or "")[:_DATE_CHARACTERS].strip("\0 \t\r\n")
    compact = _COMPACT_DATE.match(text)
    if compact is not None:
        year, month, day, hour, minute, second = compact.groups()[:6]
        parts = {"year": year, "month": month, "day": day, "hour": hour, "minute": minute, "second": second}
        return _date_of({**parts, "fraction": None, "half": None, "zone": compact["zone"]}, fraction, zone)
    found = _DATE.match(text)
    return None if found is None else _date_of(found.groupdict(), fraction, zone)


def parse_internet_date(text: str) -> WrittenDate | None:
    """A date as e-mail has it ("Sat, 03 Aug 2019 19:12:00 +0800"), which PNG recommends for its creation time."""
    try:
        at = parsedate_to_datetime(_DAY_OF_WEEK.sub("", text[:_DATE_CHARACTERS]))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    offset = at.utcoffset()
    offset_min = None if offset is None else round(offset.total_seconds() / 60)
    if at.year < EARLIEST_YEAR or (offset_min is not None and abs(offset_min) > MAX_OFFSET_MIN):
        return None
    return WrittenDate(at.replace(tzinfo=None), offset_min)


def of_instant(seconds: float) -> WrittenDate | None:
    """The date of so many seconds since 1970 in UTC; None outside the years that dates here can have."""
    try:
        at = dt.datetime.fromtimestamp(seconds, dt.UTC).replace(tzinfo=None)
    except (ValueError, OverflowError, OSError):
        return None
    return WrittenDate(at, is_instant=True)


def parse_zone(text: str | None) -> int | None:
    """Minutes east of UTC of "+08:00", "-0330" or "Z"; None for anything else."""
    text = (text or "").strip("\0 ")
    if text == "Z":
        return 0
    found = _ZONE.match(text)
    if found is None:
        return None
    minutes = int(found[2]) * 60 + int(found[3])
    if minutes > MAX_OFFSET_MIN:
        return None
    return -minutes if found[1] == "-" else minutes


def here(at_utc: dt.datetime) -> tuple[dt.datetime, int | None]:
    """A naive time in UTC by the clocks of this machine's zone, and their minutes east of UTC."""
    try:
        local = at_utc.replace(tzinfo=dt.UTC).astimezone()
    except (ValueError, OverflowError, OSError):
        return at_utc, 0
    offset = local.utcoffset()
    return local.replace(tzinfo=None), None if offset is None else round(offset.total_seconds() / 60)


def trust_in(at: dt.datetime, precision: DatePrecision, now: dt.datetime) -> Trust:
    """How far ``at`` (naive) can be true when the clock here says ``now`` (naive, local)."""
    if at.year < EARLIEST_YEAR or at.date() > now.date() + dt.timedelta(days=1):
        return Trust.IMPOSSIBLE
    if precision is not DatePrecision.TIME:
        return Trust.BELIEVED
    if at.replace(microsecond=0) == _NEVER_SET:
        return Trust.IMPOSSIBLE
    if at.month in (1, 12) and any(_is_epoch(at, epoch) for epoch in _EPOCHS):
        return Trust.IMPOSSIBLE
    return Trust.DOUBTFUL if _is_of_a_reset_clock(at) else Trust.BELIEVED


def _is_of_a_reset_clock(at: dt.datetime) -> bool:
    is_first_second = (at.month, at.day, at.hour, at.minute, at.second) == (1, 1, 0, 0, 0)
    return is_first_second or at.date() in _RESET_DAYS


def _is_epoch(at: dt.datetime, epoch: dt.datetime) -> bool:
    """Whether ``at`` is ``epoch`` by the clocks of some zone, all of which are quarters of an hour apart."""
    distance = at - epoch
    return abs(distance) <= dt.timedelta(minutes=MAX_OFFSET_MIN) and not distance % _QUARTER_OF_AN_HOUR


def _date_of(parts: dict[str, str | None], fraction: str | None, zone: str | None) -> WrittenDate | None:
    parts = _without_unknown(parts)
    year, month, day = (int(parts[name] or 1) for name in ("year", "month", "day"))
    hour, minute, second = (int(parts[name] or 0) for name in ("hour", "minute", "second"))
    digits = re.match(r"\d{1,6}", parts["fraction"] or (fraction or "").strip())
    microsecond = int(digits.group().ljust(6, "0")) if digits and parts["hour"] else 0
    if hour == 24:
        hour = 0  # phones count the first hour of a day as 24 (Android's pattern "kk"); the day is right
    if parts["half"] and 1 <= hour <= 12:
        hour = hour % 12 + (12 if parts["half"].casefold() == "pm" else 0)
    try:
        at = dt.datetime(year, month, day, hour, minute, min(second, 59), microsecond)  # 60: a leap second
    except ValueError:
        return None
    if year < EARLIEST_YEAR:
        return None
    offset_min = parse_zone(parts["zone"])
    return WrittenDate(
        at,
        parse_zone(zone) if offset_min is None else offset_min,
        _precision_of(parts),
        is_instant=parts["zone"] == "Z",
    )


def _without_unknown(parts: dict[str, str | None]) -> dict[str, str | None]:
    """A month or day of 00 is not known (IIM 4.2 writes it so), nor is what is smaller."""
    order = ("month", "day", "hour", "minute", "second")
    unknown = next((at for at, name in enumerate(order[:2]) if parts[name] and not int(parts[name] or 0)), None)
    return parts if unknown is None else parts | dict.fromkeys(order[unknown:])


def _precision_of(parts: dict[str, str | None]) -> DatePrecision:
    if parts["hour"] is not None:
        return DatePrecision.TIME
    if parts["day"] is not None:
        return DatePrecision.DAY
    return DatePrecision.YEAR if parts["month"] is None else DatePrecision.MONTH
