"""The Chinese calendar, and what else moves: from a table that is made by ``tools.lunar_years``."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from typing import Final

from photosearch.resources import resource

_TERMS: Final = ("立春", "春分", "清明", "立夏", "夏至", "立秋", "秋分", "立冬", "冬至")


@dataclass(frozen=True, slots=True)
class _Year:
    first: dt.date
    lengths: str
    """A character a month: 0 for 30 days, 9 for 29."""
    leap: int
    """After which month a leap month comes; 0 after none."""
    terms: dict[str, dt.date]
    easter: dt.date


def lunar_day(year: int, month: int, day: int) -> dt.date | None:
    """The day ``day`` of month ``month`` (not the leap one) of the Chinese year that begins in ``year``.

    None outside the table, or where the month is too short.
    """
    known = _years().get(year)
    if known is None or not 1 <= month <= 12:
        return None
    at = month - 1 + (0 < known.leap < month)
    lengths = [30 if length == "0" else 29 for length in known.lengths]
    if not 1 <= day <= lengths[at]:
        return None
    return known.first + dt.timedelta(days=sum(lengths[:at]) + day - 1)


def lunar_month(year: int, month: int) -> tuple[dt.date, dt.date] | None:
    """First and last day of a month, not the leap one."""
    first = lunar_day(year, month, 1)
    last = lunar_day(year, month, 30) or lunar_day(year, month, 29)
    return None if first is None or last is None else (first, last)


def new_year(year: int) -> dt.date | None:
    """The first day of the Spring Festival; None outside the table."""
    return lunar_day(year, 1, 1)


def solar_term(year: int, name: str) -> dt.date | None:
    """The day on which a solar term such as 清明 begins; None outside the table."""
    known = _years().get(year)
    return None if known is None else known.terms[name]


def easter(year: int) -> dt.date | None:
    """Easter Sunday of the western churches; None outside the table."""
    known = _years().get(year)
    return None if known is None else known.easter


@cache
def _years() -> dict[int, _Year]:
    """Read once: 131 lines."""
    lines = resource("understanding", "lunar.tsv").read_text(encoding="utf-8").splitlines()
    return {int(line[:4]): _read(*line.split("\t")) for line in lines}


def _read(year: str, first: str, lengths: str, leap: str, easter_day: str, *terms: str) -> _Year:
    days = {name: dt.date.fromisoformat(f"{year}-{day}") for name, day in zip(_TERMS, terms, strict=True)}
    start, moving = (dt.date.fromisoformat(f"{year}-{day}") for day in (first, easter_day))
    return _Year(start, lengths, int(leap), days, moving)
