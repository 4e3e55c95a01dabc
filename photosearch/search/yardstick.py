"""What a cosine is worth in a library: the usual level of photos that fit, measured on a sample of them. Pure.

For each photo of the sample the ten concepts that fit it best say how high a cosine gets when words are about a photo
(``level``), and the spread of its cosines over all concepts says how much a cosine wavers. That is CSLS's neighbourhood
of a photo (Conneau et al., "Word translation without parallel data", ICLR 2018) with a fixed list of words instead of
other people's queries. It needs no labelled photo and knows no encoder's numbers.

Some photos are near to all kinds of words. Their own noise, the soft maximum over the concepts, is taken off as in
QB-Norm (Bogolin et al., "Cross modal retrieval with querybank normalisation", CVPR 2022), by half and only to tell
whether anything was found: as an order of the hits it gained nothing that could be measured (docs/search.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from photosearch.types.arrays import Float32Array

SAMPLE: Final = 512
"""Photos looked at, spread evenly over the library: 450 MFLOP with 862 concepts, 6 ms on one core."""
_BEST: Final = 10
_SOFTNESS: Final = 1 / 3
"""Temperature of the soft maximum, in spreads."""
_NOISE_COUNTS: Final = 0.5


@dataclass(frozen=True)
class Yardstick:
    """The scale of one encoder's cosines in one library."""

    concepts: Float32Array
    """Unit [m, dim]: everyday things as the encoder sees them."""
    sample: Float32Array
    """Unit [n, dim]: photos of the library, n from 1 to ``SAMPLE``."""
    level: float
    """Mean cosine of a photo's ten best concepts."""
    spread: float
    """Mean standard deviation of a photo's cosines to all concepts."""
    noise: float
    """Mean of what ``_noise`` says of a photo."""
    likeness: float
    """Cosine of two pictures that have nothing to do with each other."""
    is_sure: bool
    """Whether the encoder is known to mean something (``SeenConcepts.is_meaningful``)."""

    def at(self, spreads: float) -> float:
        """The cosine that lies so many spreads above the level."""
        return self.level + spreads * self.spread

    def best_above_noise(self, scores: Float32Array, photos: Float32Array) -> float:
        """The best of some cosines to a wish, each less half of what its photo is noisier than others.

        Args:
            scores: [k], at least one.
            photos: unit [k, dim].
        """
        # Photo by photo: one product of matrices would be shared among the cores, and wait 15 ms for one that embeds.
        cosines = np.stack([self.concepts @ photo for photo in photos], axis=1)
        excess = _noise(cosines, self.spread) - self.noise
        return float((scores - _NOISE_COUNTS * excess).max())


def measure(sample: Float32Array, concepts: Float32Array, *, strangers: float, is_sure: bool) -> Yardstick:
    """The yardstick of a library.

    Args:
        sample: unit [n, dim], at least one photo of it.
        concepts: unit [m, dim], more than ten.
        strangers: cosine of two pictures that are known to have nothing to do with each other.
        is_sure: as in ``Yardstick``.
    """
    cosines = concepts @ sample.T
    best = np.partition(cosines, len(concepts) - _BEST, axis=0)[-_BEST:]
    spread = float(cosines.std(axis=0).mean())
    return Yardstick(
        concepts=concepts,
        sample=sample,
        level=float(best.mean()),
        spread=spread,
        noise=float(_noise(cosines, spread).mean()),
        likeness=_likeness(sample, strangers),
        is_sure=is_sure,
    )


def _noise(cosines: Float32Array, spread: float) -> Float32Array:
    """The soft maximum over the concepts of each photo, [k], of cosines [m, k]."""
    softness = max(_SOFTNESS * spread, 1e-6)
    highest = cosines.max(axis=0)
    noise: Float32Array = highest + softness * np.log(np.exp((cosines - highest) / softness).mean(axis=0))
    return noise


def _likeness(sample: Float32Array, strangers: float) -> float:
    """The median of the library, if its photos differ: of many moments of one dog each pair is alike."""
    if len(sample) < 2:
        return min(strangers, 1.0)
    above = np.triu_indices(len(sample), 1)
    return min(float(np.median((sample @ sample.T)[above])), strangers, 1.0)
