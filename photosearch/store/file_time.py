"""The time of a file as the date of a photo that nobody else dates."""

from __future__ import annotations

import datetime as dt
from typing import Final

from photosearch.types.metadata import DateSource

_A_DAY: Final = dt.timedelta(days=1)


def believed_time(mtime_ns: int) -> dt.datetime:
    """When a file was last written, by the clock of this machine's zone; now, where it says later than tomorrow.

    A file time in the future would stand first in the order for ever.

    Args:
        mtime_ns: nanoseconds since 1970 in UTC.
    """
    now, written = dt.datetime.now(), _wall_clock(mtime_ns)
    return now if written is None or written.date() > now.date() + _A_DAY else written


def source_of(date: dt.datetime, mtime_ns: int) -> DateSource:
    """Whether ``date``, as :func:`believed_time` gave it, is the file's time or the moment when it was added."""
    written = _wall_clock(mtime_ns)
    # Clocks of two zones, where the machine has moved since, are less than about a day apart.
    is_later = written is None or written - date > _A_DAY
    return DateSource.ADDED if is_later else DateSource.FILE_TIME


def _wall_clock(time_ns: int) -> dt.datetime | None:
    """None where no calendar has it."""
    seconds, rest_ns = divmod(time_ns, 1_000_000_000)
    try:
        return dt.datetime.fromtimestamp(seconds) + dt.timedelta(microseconds=rest_ns // 1000)
    except (OverflowError, OSError, ValueError):
        return None
