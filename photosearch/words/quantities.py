"""Numbers, dates, sizes and spans of time as a person reads them, in the language that is spoken."""

from __future__ import annotations

import datetime as dt

from photosearch.words.spoken import counted, manner, marked, translate

_MINUTE_S = 60
_HOUR_S = 3600
_DAY_S = 86400
_LONGEST_IN_MINUTES_S = 90 * _MINUTE_S
_LONGEST_IN_HOURS_S = 36 * _HOUR_S
_NOON_H = 12
_KILO = 1000
_MONTHS = (
    marked("Quantities", "Jan"),
    marked("Quantities", "Feb"),
    marked("Quantities", "Mar"),
    marked("Quantities", "Apr"),
    marked("Quantities", "May"),
    marked("Quantities", "Jun"),
    marked("Quantities", "Jul"),
    marked("Quantities", "Aug"),
    marked("Quantities", "Sep"),
    marked("Quantities", "Oct"),
    marked("Quantities", "Nov"),
    marked("Quantities", "Dec"),
)
_UNITS = ("kB", "MB", "GB", "TB", "PB")


def decimal_text(value: float, digits: int) -> str:
    """Such as ``1,234.56`` with two digits."""
    whole, _, fraction = f"{value:,.{digits}f}".partition(".")
    grouped = whole.replace(",", manner().thousands)
    return f"{grouped}{manner().decimal_point}{fraction}" if fraction else grouped


def photo_count_text(count: int) -> str:
    """Such as ``8,412 photos``."""
    return counted("%Ln photo(s)", "", count)


def selected_text(count: int) -> str:
    """Such as ``3 selected``."""
    return counted("%Ln selected", "", count)


def copied_text(count: int) -> str:
    """Such as ``Copied 3 photos``."""
    return counted("Copied %Ln photo(s)", "", count)


def copied_paths_text(count: int) -> str:
    """Such as ``Copied 3 paths``."""
    return counted("Copied %Ln path(s)", "", count)


def problem_files_text(count: int) -> str:
    """Such as ``3 problem files``: where there is little room."""
    return counted("%Ln problem file(s)", "", count)


def problem_count_text(count: int) -> str:
    """Such as ``3 files could not be used, or only in part``."""
    return counted("%Ln file(s) could not be used, or only in part", "", count)


def date_text(date: dt.date) -> str:
    """Such as ``Aug 3, 2024``."""
    month = translate("Quantities", _MONTHS[date.month - 1])
    return translate("Quantities", "{month} {day}, {year}").format(month=month, day=date.day, year=date.year)


def day_text(date: dt.date) -> str:
    """Such as ``Aug 3``: its year stands beside it."""
    month = translate("Quantities", _MONTHS[date.month - 1])
    return translate("Quantities", "{month} {day}").format(month=month, day=date.day)


def month_text(date: dt.date) -> str:
    """Such as ``Aug 2024``."""
    month = translate("Quantities", _MONTHS[date.month - 1])
    return translate("Quantities", "{month} {year}").format(month=month, year=date.year)


def date_time_text(moment: dt.datetime) -> str:
    """Such as ``Aug 3, 2024 7:12 PM``: the wall clock as it stands in ``moment``."""
    return f"{date_text(moment)} {_clock_text(moment)}"


def byte_size_text(size_bytes: int) -> str:
    """Such as ``753 MB`` (powers of 1000, as disks and downloads are sold)."""
    if size_bytes < _KILO:
        return counted("%Ln byte(s)", "", size_bytes)
    power = min((len(str(size_bytes)) - 1) // 3, len(_UNITS))
    is_round = size_bytes % 1_000_000_000 == 0 or 100_000_000 <= size_bytes < 1_000_000_000
    return f"{decimal_text(size_bytes / _KILO**power, 0 if is_round else 1)} {_UNITS[power - 1]}"


def duration_text(span_s: float) -> str:
    """Roughly how long, such as ``about 6 minutes``."""
    if span_s < _MINUTE_S:
        return translate("Quantities", "less than a minute")
    if span_s < _LONGEST_IN_MINUTES_S:
        return counted("about %Ln minute(s)", "", round(span_s / _MINUTE_S))
    if span_s < _LONGEST_IN_HOURS_S:
        return counted("about %Ln hour(s)", "", round(span_s / _HOUR_S))
    return counted("about %Ln day(s)", "", round(span_s / _DAY_S))


def days_text(count: int) -> str:
    """Such as ``90 days``."""
    return counted("%Ln day(s)", "", count)


def rate_text(rate_per_s: float) -> str:
    """Such as ``21 photos/s``, by the minute when slower than one a second."""
    if rate_per_s >= 1:
        return counted("%Ln photo(s)/s", "", round(rate_per_s))
    return counted("%Ln photo(s)/min", "", max(1, round(rate_per_s * _MINUTE_S)))


def pixel_size_text(width_px: int, height_px: int) -> str:
    """Such as ``4032 × 3024``: without separators, as cameras write it."""
    return f"{width_px} × {height_px}"


def location_text(latitude_deg: float, longitude_deg: float) -> str:
    """Such as ``39.9042° N, 116.4074° E``."""
    is_north, is_east = latitude_deg >= 0, longitude_deg >= 0
    north_south = translate("Quantities", "{degrees}° N") if is_north else translate("Quantities", "{degrees}° S")
    east_west = translate("Quantities", "{degrees}° E") if is_east else translate("Quantities", "{degrees}° W")
    return translate("Quantities", "{latitude}, {longitude}").format(
        latitude=north_south.format(degrees=decimal_text(abs(latitude_deg), 4)),
        longitude=east_west.format(degrees=decimal_text(abs(longitude_deg), 4)),
    )


def _clock_text(moment: dt.datetime) -> str:
    if not manner().has_half_days:
        return f"{moment.hour:02}:{moment.minute:02}"
    is_morning = moment.hour < _NOON_H
    text = translate("Quantities", "{clock} AM") if is_morning else translate("Quantities", "{clock} PM")
    return text.format(clock=f"{moment.hour % _NOON_H or _NOON_H}:{moment.minute:02}")
