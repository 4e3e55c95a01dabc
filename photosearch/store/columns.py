"""Column types that keep what Python has without loss: paths as bytes, any text, wall-clock times, wide integers."""

from __future__ import annotations

import datetime as dt
import os

from sqlalchemy import BigInteger, Integer, LargeBinary, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

_EPOCH = dt.datetime(1970, 1, 1)
_MICROSECOND = dt.timedelta(microseconds=1)
_INT64_MAX = 2**63 - 1


class PathBytes(TypeDecorator[str]):
    """A path, kept as the bytes the file system has: names that are not UTF-8 or not normalised survive."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        """Encode as the operating system does."""
        return None if value is None else os.fsencode(value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        """Decode with surrogate escapes."""
        return None if value is None else os.fsdecode(value)


class AnyText(TypeDecorator[str]):
    """Text for people; what UTF-8 cannot hold (a stray surrogate out of a file name) is written as an escape."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Make the text encodable, so that one odd message cannot fail a whole batch."""
        return None if value is None else value.encode("utf-8", "backslashreplace").decode("utf-8")

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """Return it as it is."""
        return value


class WallClock(TypeDecorator[dt.datetime]):
    """A naive wall-clock time as microseconds since 1970-01-01 00:00 of the same clock: sorts and compares exactly."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> int | None:
        """Count the microseconds."""
        return None if value is None else (value.replace(tzinfo=None) - _EPOCH) // _MICROSECOND

    def process_result_value(self, value: int | None, dialect: Dialect) -> dt.datetime | None:
        """Count them back."""
        return None if value is None else _EPOCH + value * _MICROSECOND


class Stars(TypeDecorator[float]):
    """A number of stars in a column that was made for whole ones: SQLite keeps halves there as they are."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: float | None, dialect: Dialect) -> float | None:
        """As it is."""
        return value

    def process_result_value(self, value: float | None, dialect: Dialect) -> float | None:
        """As it is."""
        return value


class WideInteger(TypeDecorator[int]):
    """An integer cut to 64 bits: a file dated after 2262 (in ns) is stored, though it looks changed at every scan."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: int | None, dialect: Dialect) -> int | None:
        """Cut to what SQLite can hold."""
        return None if value is None else max(-_INT64_MAX - 1, min(_INT64_MAX, value))

    def process_result_value(self, value: int | None, dialect: Dialect) -> int | None:
        """Return it as it is."""
        return value
