"""Numbers, dates, sizes and spans of time as a person reads them, in the language of the window."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QDate, QLocale, QObject, QTime

_MINUTE_S = 60
_HOUR_S = 3600
_DAY_S = 86400
_LONGEST_IN_MINUTES_S = 90 * _MINUTE_S
_LONGEST_IN_HOURS_S = 36 * _HOUR_S


def number(value: int) -> str:
    """Such as ``8,412``."""
    return QLocale().toString(value)


def photo_count_text(count: int) -> str:
    """Such as ``8,412 photos``."""
    return _words.photos(count)


def selected_text(count: int) -> str:
    """Such as ``3 selected``."""
    return _words.selected(count)


def problem_count_text(count: int) -> str:
    """Such as ``3 files could not be used``."""
    return _words.problems(count)


def took_text(took_ms: float) -> str:
    """Such as ``0.02 s``; never ``0.00 s``."""
    return _words.seconds(max(took_ms / 1000, 0.01))


def score_text(score: float) -> str:
    """A cosine in two digits, such as ``0.31``."""
    return QLocale().toString(score, "f", 2)


def date_text(date: dt.date) -> str:
    """Such as ``Aug 3, 2024``."""
    return QLocale().toString(QDate(date.year, date.month, date.day), _words.date_format())


def date_time_text(moment: dt.datetime) -> str:
    """Such as ``Aug 3, 2024 7:12 PM``: the wall clock as it stands in ``moment``."""
    clock = QLocale().toString(QTime(moment.hour, moment.minute), QLocale.FormatType.ShortFormat)
    return f"{date_text(moment)} {clock}"


def byte_size_text(size_bytes: int) -> str:
    """Such as ``753 MB`` (powers of 1000, as disks and downloads are sold)."""
    is_round = size_bytes % 1_000_000_000 == 0 or 100_000_000 <= size_bytes < 1_000_000_000
    digits = 0 if is_round else 1
    return QLocale().formattedDataSize(size_bytes, digits, QLocale.DataSizeFormat.DataSizeSIFormat)


def duration_text(span_s: float) -> str:
    """Roughly how long, such as ``about 6 minutes``."""
    if span_s < _MINUTE_S:
        return _words.under_a_minute()
    if span_s < _LONGEST_IN_MINUTES_S:
        return _words.minutes(round(span_s / _MINUTE_S))
    if span_s < _LONGEST_IN_HOURS_S:
        return _words.hours(round(span_s / _HOUR_S))
    return _words.days(round(span_s / _DAY_S))


def rate_text(rate_per_s: float) -> str:
    """Such as ``21 photos/s``, by the minute when slower than one a second."""
    if rate_per_s >= 1:
        return _words.per_second(round(rate_per_s))
    return _words.per_minute(max(1, round(rate_per_s * _MINUTE_S)))


def pixel_size_text(width_px: int, height_px: int) -> str:
    """Such as ``4032 × 3024``: without separators, as cameras write it."""
    return f"{width_px} × {height_px}"


def location_text(latitude_deg: float, longitude_deg: float) -> str:
    """Such as ``39.9042° N, 116.4074° E``."""
    return _words.location(latitude_deg, longitude_deg)


class Quantities(QObject):
    """The translatable words; plural forms are only extracted from ``self.tr`` within a QObject."""

    def photos(self, count: int) -> str:
        """So many photos."""
        return self.tr("%Ln photo(s)", "", count)

    def selected(self, count: int) -> str:
        """So many chosen."""
        return self.tr("%Ln selected", "", count)

    def problems(self, count: int) -> str:
        """So many problem files."""
        return self.tr("%Ln file(s) could not be used", "", count)

    def seconds(self, span_s: float) -> str:
        """Seconds with two digits."""
        return self.tr("{seconds} s").format(seconds=QLocale().toString(span_s, "f", 2))

    def date_format(self) -> str:
        """The pattern of a date for QLocale."""
        return self.tr("MMM d, yyyy", "pattern of a date, as QLocale reads it")

    def under_a_minute(self) -> str:
        """Nearly done."""
        return self.tr("less than a minute")

    def minutes(self, count: int) -> str:
        """About so many minutes."""
        return self.tr("about %Ln minute(s)", "", count)

    def hours(self, count: int) -> str:
        """About so many hours."""
        return self.tr("about %Ln hour(s)", "", count)

    def days(self, count: int) -> str:
        """About so many days."""
        return self.tr("about %Ln day(s)", "", count)

    def per_second(self, count: int) -> str:
        """A quick rate."""
        return self.tr("%Ln photo(s)/s", "", count)

    def per_minute(self, count: int) -> str:
        """A slow rate."""
        return self.tr("%Ln photo(s)/min", "", count)

    def location(self, latitude_deg: float, longitude_deg: float) -> str:
        """A point on Earth."""
        latitude = QLocale().toString(abs(latitude_deg), "f", 4)
        longitude = QLocale().toString(abs(longitude_deg), "f", 4)
        north_south = self.tr("{degrees}° N") if latitude_deg >= 0 else self.tr("{degrees}° S")
        east_west = self.tr("{degrees}° E") if longitude_deg >= 0 else self.tr("{degrees}° W")
        both = (north_south.format(degrees=latitude), east_west.format(degrees=longitude))
        return self.tr("{latitude}, {longitude}").format(latitude=both[0], longitude=both[1])


_words = Quantities()
