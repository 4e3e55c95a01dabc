"""The terms of a query as vectors, and what they come to together: a direction, and the bars along it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from photosearch.errors import CancellingTermsError
from photosearch.search import query as arithmetic
from photosearch.search.bands import (
    BEHIND_BEST,
    NOTHING,
    POSSIBLE,
    bars_against,
    floor_bars,
    joined_bars,
    picture_bars,
    text_bars,
    text_bars_beside,
)
from photosearch.search.yardstick import Yardstick
from photosearch.types.arrays import Float32Array
from photosearch.types.queries import Bars

NEAREST: Final = 16
"""Photos among which the best is looked for when each one's own noise is taken off: 14 MFLOP."""
_MORE_THAN_EXPECTED: Final = 1.5


@dataclass(frozen=True, slots=True)
class Term:
    """Words or a picture of a query."""

    vector: Float32Array
    """Unit [dim]."""
    weight: float
    is_picture: bool
    is_known: bool = True
    """Whether the encoder knows any of the words."""
    familiarity: float = 0.0
    """Of words, as ``SeenConcepts.familiarity`` says it."""


@dataclass(frozen=True, slots=True)
class Nearest:
    """The few photos of the whole library that are nearest to a direction."""

    scores: Float32Array
    """[k], larger first; none where the library was emptied meanwhile."""
    photos: Float32Array
    """Unit [k, dim]."""


@dataclass(frozen=True, slots=True)
class Terms:
    """All that one query asks for, and what it asks to leave out; one of them at least."""

    wanted: tuple[Term, ...]
    unwanted: tuple[Term, ...]

    def direction(self) -> Float32Array:
        """The unit direction [dim] along which hits are ranked: with nothing wanted, away from what is unwanted.

        Raises:
            CancellingTermsError: the terms cancel each other out.
        """
        try:
            return arithmetic.combine([term.vector for term in self._leading], self._weights)
        except ValueError as error:
            raise CancellingTermsError from error

    def bars(self, yardstick: Yardstick, floor: float | None, nearest: Nearest) -> Bars:
        """The bars along ``direction``.

        Args:
            yardstick: of the encoder and the library.
            floor: the encoder's own (``bands.floor_bars``), for one that is not known to mean something.
            nearest: to ``direction``.
        """
        if not self.wanted:
            each = [bars_against(yardstick) if yardstick.is_sure else floor_bars(None) for _ in self.unwanted]
        elif len(self.wanted) == 1 and not self.wanted[0].is_picture:
            return self._bars_of_words(self.wanted[0], yardstick, floor, nearest)
        else:
            each = [self._bars_beside(term, yardstick) for term in self.wanted]
        weights = [abs(weight) for weight in self._weights]
        return each[0] if len(each) == 1 else joined_bars(each, weights, self._length())

    def expected(self, yardstick: Yardstick, direction: Float32Array, count: int) -> int:
        """About so many of ``count`` photos may fit, by the sample: with luck the index is asked once."""
        if not (yardstick.is_sure and self.wanted):
            return 0
        scores = yardstick.sample @ direction
        least = max(yardstick.at(POSSIBLE), float(scores.max()) - BEHIND_BEST * yardstick.spread)
        share = float((scores >= least).mean())
        return int(_MORE_THAN_EXPECTED * share * count) + NEAREST

    def unwanted_vectors(self) -> Float32Array:
        """[terms, dim]."""
        return np.stack([term.vector for term in self.unwanted])

    def _bars_of_words(self, term: Term, yardstick: Yardstick, floor: float | None, nearest: Nearest) -> Bars:
        if not yardstick.is_sure:
            return floor_bars(floor)
        if not term.is_known or not nearest.scores.size:
            return NOTHING
        above_noise = yardstick.best_above_noise(nearest.scores, nearest.photos)
        return text_bars(yardstick, term.vector, float(nearest.scores[0]), above_noise, term.familiarity)

    def _bars_beside(self, term: Term, yardstick: Yardstick) -> Bars:
        if term.is_picture:
            return picture_bars(yardstick)
        return text_bars_beside(yardstick) if yardstick.is_sure else floor_bars(None)

    @property
    def _leading(self) -> tuple[Term, ...]:
        return self.wanted or self.unwanted

    @property
    def _weights(self) -> Sequence[float]:
        return [term.weight for term in self.wanted] or [-1.0] * len(self.unwanted)

    def _length(self) -> float:
        """Of the sum of the weighted terms."""
        weighted = [weight * term.vector for term, weight in zip(self._leading, self._weights, strict=True)]
        return float(np.linalg.norm(np.sum(weighted, axis=0)))
