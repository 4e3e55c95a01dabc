"""What a number of stars comes to in any language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from photosearch.types.understood import Rated

MOST: Final = 5.0
LEAST_RATED: Final = 0.5
"""A photo without stars is not rated; there are halves."""

_LONGEST_JOIN: Final = 16
"""Characters of a number of stars with what joins it to the next."""


class Stars(NamedTuple):
    """A part of a sentence that says stars."""

    span: tuple[int, int]
    rated: Rated


def above(stars: float) -> Rated:
    """More than ``stars``; five where there are no more."""
    return Rated(min(stars + LEAST_RATED, MOST), MOST)


def below(stars: float) -> Rated:
    """Fewer than ``stars``, and some."""
    return Rated(LEAST_RATED, max(stars - LEAST_RATED, LEAST_RATED))


def joined(
    text: str, span: tuple[int, int], before: re.Pattern[str], behind: re.Pattern[str], exactly: Callable[[str], Rated]
) -> Iterator[Stars]:
    """Further numbers of stars around the one at ``span``, each with what joins it to the next.

    Args:
        text: the sentence.
        span: of the number that is known.
        before: what ends where the known ones begin, with groups ``said`` and ``number``.
        behind: what begins where they end, with a group ``number``.
        exactly: the rating that a ``number`` is.
    """
    begin, end = span
    while (other := before.search(text, max(0, begin - _LONGEST_JOIN), begin)) is not None:
        begin = other.start()
        yield Stars(other.span("said"), exactly(other["number"]))
    while (other := behind.match(text, end)) is not None:
        end = other.end()
        yield Stars((other.start("number"), end), exactly(other["number"]))
