"""A rule of a grammar: what it looks for, and what that says."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Final, Self

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
    """Of what each match has at least one character, written out in the pattern."""
    needs: frozenset[str] = frozenset()
    """One of these is in each match, in small letters; empty: nothing is known of it."""

    @classmethod
    def saying(cls, source: str, value: Value, script: Script = Script.ANY) -> Self:
        """It always says the same."""
        return cls(source, lambda match, today: value, script)

    def may_match(self, small: str) -> bool:
        """Whether ``small``, a sentence in small letters, has what every match has.

        Patterns are compiled when they are first used, and most sentences have nothing for most of them.
        """
        if self.script is Script.LATIN and not _LATIN.search(small):
            return False
        if self.script is Script.CHINESE and characters(self.source).isdisjoint(small):
            return False
        return not self.needs or any(one in small for one in self.needs)

    @property
    def pattern(self) -> re.Pattern[str]:
        """Compiled when it is first used: all of them take a sixth of a second."""
        return _compiled(self.source)


_LATIN: Final = re.compile("[a-z]")
_CHINESE: Final = re.compile("[\u2e80-\uffff]")


_NOT_THERE: Final = re.compile(r"\(\?<?!(?:[^()\[\]]|\[[^\]]*\])*\)")
"""What must not stand beside a match, without groups in it."""
_GROUP: Final = re.compile(r"\((?:\?:)?((?:[^()\[\]?]|\[[^\]]*\])*)\)(?![?*])")


@cache
def characters(source: str) -> frozenset[str]:
    """The Chinese characters of a pattern, mostly without those that must not stand beside a match.

    的 is left out: a link that no rule is made of, and that most sentences have.
    """
    without = _NOT_THERE.sub("", source)
    while without != source:
        source, without = without, _NOT_THERE.sub("", _GROUP.sub(r"\1", without))
    return frozenset(_CHINESE.findall(source)) - {"的"}


@cache
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source, re.IGNORECASE | re.ASCII)
