"""Why a photo was found: the everyday things that it shows, in words, and how well each fits. Pure."""

from __future__ import annotations

from typing import Final

import numpy as np

from photosearch.search.concepts import Concepts, SeenConcepts
from photosearch.search.yardstick import Yardstick
from photosearch.types.arrays import Float32Array, Int64Array
from photosearch.types.queries import Reason

MOST: Final = 4
_LEAST: Final = -0.5
_WHOLE: Final = 1.0
"""Spreads above the level at which a thing begins to fit, and at which it fits as well as can be told."""
_WORTH_SAYING: Final = 0.1
"""What fits less is not said."""
_SAME_THING: Final = 0.6
"""Cosine between two names from which on they say the same: a cat, and a kitten besides, is no second reason."""


def reasons(photo: Float32Array, seen: SeenConcepts, concepts: Concepts, yardstick: Yardstick) -> tuple[Reason, ...]:
    """The things that a photo shows, best first; none where nothing fits.

    Some concepts are near to every photo of a library ("outdoors"), so each is taken above its own mean there.

    Args:
        photo: unit [dim].
        seen: ``concepts`` as the photo's encoder sees them.
        concepts: their names.
        yardstick: of the encoder and the library.
    """
    cosines = seen.vectors @ photo
    usual = seen.vectors @ yardstick.sample.mean(axis=0)
    fits = (cosines - yardstick.level) / yardstick.spread
    order = np.argsort(-(cosines - usual), kind="stable")
    chosen = _different(order[[_share(float(fits[row])) > _WORTH_SAYING for row in order]], seen.vectors)
    return tuple(
        Reason(concepts.chinese[row], concepts.english[row], _share(float(fits[row])))
        for row in sorted(chosen, key=lambda row: -float(fits[row]))
    )


def _different(order: Int64Array, vectors: Float32Array) -> list[int]:
    """The first few that do not say what one before them says."""
    chosen: list[int] = []
    for row in order.tolist():
        if len(chosen) == MOST:
            break
        if all(float(vectors[row] @ vectors[other]) < _SAME_THING for other in chosen):
            chosen.append(row)
    return chosen


def _share(fit: float) -> float:
    return min(1.0, max(0.0, (fit - _LEAST) / (_WHOLE - _LEAST)))
