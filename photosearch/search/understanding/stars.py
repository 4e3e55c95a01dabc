"""What a number of stars comes to in any language."""

from __future__ import annotations

from typing import Final, NamedTuple

from photosearch.types.understood import Rated

MOST: Final = 5.0
LEAST_RATED: Final = 0.5
"""A photo without stars is not rated; there are halves."""

LONGEST_JOIN: Final = 16
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
