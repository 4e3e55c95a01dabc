"""A rule of a grammar: what it looks for, and what that says."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Self

from photosearch.search.understanding.dates.values import Value

Build = Callable[[re.Match[str], dt.date], Value | None]
"""What a match says by the light of today; None where it says nothing after all."""


class Script(Enum):
    """What a sentence needs to have for a rule to find anything in it."""

    ANY = "any"
    CHINESE = "Chinese"
    LATIN = "Latin"


@dataclass(frozen=True, slots=True)
class Rule:
    """Finds parts of one form."""

    source: str
    """A pattern for any capitals."""
    build: Build
    script: Script = Script.ANY

    @classmethod
    def saying(cls, source: str, value: Value) -> Self:
        """It always says the same."""
        return cls(source, lambda match, today: value)

    @property
    def pattern(self) -> re.Pattern[str]:
        """Compiled when it is first used: all of them take a tenth of a second, for which no start need wait."""
        return _compiled(self.source)


@cache
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source, re.IGNORECASE | re.ASCII)
