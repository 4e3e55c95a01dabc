"""A rule of a grammar: what it looks for, and what that says."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

from photosearch.search.understanding.dates.values import Value

Build = Callable[[re.Match[str], dt.date], Value | None]
"""What a match says by the light of today; None where it says nothing after all."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Finds parts of one form."""

    pattern: re.Pattern[str]
    build: Build

    @classmethod
    def of(cls, pattern: str, build: Build) -> Self:
        """``pattern`` in any capitals."""
        return cls(re.compile(pattern, re.IGNORECASE), build)

    @classmethod
    def saying(cls, pattern: str, value: Value) -> Self:
        """It always says the same."""
        return cls.of(pattern, lambda match, today: value)
