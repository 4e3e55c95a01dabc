"""Where the strong hits of a query end, and where the possible ones do. Pure.

Every bar is a place on the yardstick of the encoder and the library, not a cosine; what the places are was chosen on
one set of photos and wishes and tried on another (docs/search.md).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import numpy as np

from photosearch.search.yardstick import Yardstick
from photosearch.types.arrays import Float32Array
from photosearch.types.queries import Bars

FOUND: Final = -0.1
"""Spreads above the level that the best photo must reach, or nothing was found."""
FAMILIARITY_COUNTS: Final = 0.2
"""Spreads for each standard deviation by which a wish is more familiar than an everyday concept is."""
POSSIBLE: Final = -1.4
"""Spreads above the level from which on words may fit, once something was found."""
BEHIND_BEST: Final = 2.3
"""Spreads behind the best photo beyond which nothing fits beside it."""
STRONG: Final = 0.75
"""Spreads above the level from which on words fit well, where few photos do."""
SINKS: Final = 1.15
"""Spreads that the strong bar sinks where a thing is everywhere: among dogs, one more dog is no surprise."""
MANY_FROM: Final = -0.5
"""Spreads above the level from which on photos count for that."""
MANY: Final = (0.1, 0.5)
"""Shares of the library between which it sinks."""
ALIKE_POSSIBLE: Final = 0.45
ALIKE_STRONG: Final = 0.68
ALIKE_SAME: Final = 0.97
"""How far from two unrelated photos (0) to the same photo (1) two pictures are alike; the same one is so to any
encoder."""
NOTHING: Final = Bars(strong=math.inf, possible=math.inf)


def text_bars(
    yardstick: Yardstick, wish: Float32Array, best: float, best_above_noise: float, familiarity: float
) -> Bars:
    """The bars for a wish in words, of an encoder that means something.

    Args:
        yardstick: of the encoder and the whole library.
        wish: unit [dim].
        best: the highest cosine of any photo of the library to it.
        best_above_noise: as ``Yardstick.best_above_noise`` says it of the nearest photos of the library.
        familiarity: of the wish, as ``SeenConcepts.familiarity`` says it.
    """

    if found_by(yardstick, best_above_noise, familiarity) < FOUND:
        return NOTHING
    possible = max(yardstick.at(POSSIBLE), best - BEHIND_BEST * yardstick.spread)
    share = float((yardstick.sample @ wish >= yardstick.at(MANY_FROM)).mean())
    sinks = SINKS * float(np.interp(share, MANY, (0.0, 1.0)))
    return Bars(strong=max(yardstick.at(STRONG - sinks), possible), possible=possible)


def found_by(yardstick: Yardstick, best_above_noise: float, familiarity: float) -> float:
    """Spreads above the level that the best photo reaches, more for a familiar wish; ``FOUND`` is the bar."""
    reached = (best_above_noise - yardstick.level) / max(yardstick.spread, 1e-6)
    return reached + FAMILIARITY_COUNTS * familiarity


def text_bars_beside(yardstick: Yardstick) -> Bars:
    """The bars for words beside other terms: a photo that has something of both is found by neither alone."""
    return Bars(strong=yardstick.at(STRONG), possible=yardstick.at(POSSIBLE))


def floor_bars(floor: float | None) -> Bars:
    """The bars for a wish in words, of an encoder of which only the least cosine that may fit is known, or not even
    that: then everything may fit."""
    return Bars(strong=math.inf, possible=-math.inf if floor is None else floor)


def picture_bars(yardstick: Yardstick) -> Bars:
    """The bars for a picture: what is like it."""
    apart = 1.0 - yardstick.likeness
    strong = ALIKE_STRONG if yardstick.is_sure else ALIKE_SAME
    return Bars(strong=yardstick.likeness + strong * apart, possible=yardstick.likeness + ALIKE_POSSIBLE * apart)


def bars_against(yardstick: Yardstick) -> Bars:
    """The bars for photos that do not show something, on the scale of negated cosines to it."""
    least = -yardstick.at(POSSIBLE)
    return Bars(strong=least, possible=least)


def joined_bars(bars: Sequence[Bars], weights: Sequence[float], length: float) -> Bars:
    """The bars for several terms that became one direction.

    A photo at the bars of every term has this cosine to the direction: the cosine is linear in the terms.

    Args:
        bars: of each term.
        weights: of each term, as ``query.combine`` takes them, none negative.
        length: of the sum of the weighted unit terms, before it was made a unit vector.
    """
    counted = [(one, weight) for one, weight in zip(bars, weights, strict=True) if weight > 0]
    strong = sum(weight * one.strong for one, weight in counted) / length
    possible = sum(weight * one.possible for one, weight in counted) / length
    return Bars(strong=strong, possible=possible)
