"""Which everyday things photos show, told from their embeddings alone: the concepts that fit each best. Pure.

Zero-shot classification as in CLIP (Radford et al., ICML 2021), with the yardstick of the library in place of a
softmax: a photo shows a few things that fit it, and none where none does.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from photosearch.search.yardstick import Yardstick
from photosearch.types.arrays import Float32Array, Int16Array

MOST: Final = 3
"""Things that are said of one photo: the fourth is wrong far more often (docs/search.md)."""
NO_TAG: Final = -1
_FITS: Final = 0.5
"""Spreads above the level from which on a thing is said."""


def tags_of(photos: Float32Array, concepts: Float32Array, yardstick: Yardstick) -> Int16Array:
    """The rows of ``concepts`` that each photo shows, best first, ``[n, MOST]``, filled up with ``NO_TAG``.

    Args:
        photos: unit [n, dim].
        concepts: unit [m, dim], more than ``MOST``.
        yardstick: of the encoder and the library.
    """
    cosines = photos @ concepts.T
    some = np.argpartition(-cosines, MOST, axis=1)[:, :MOST]
    order = np.argsort(-np.take_along_axis(cosines, some, axis=1), axis=1, kind="stable")
    best = np.take_along_axis(some, order, axis=1)
    is_shown = np.take_along_axis(cosines, best, axis=1) >= yardstick.at(_FITS)
    return np.where(is_shown, best, NO_TAG).astype(np.int16)
