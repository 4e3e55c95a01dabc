"""Recent photos first among those that fit about as well. Pure.

The order is that of each photo's place times two to the power of its age in half-lives: a photo that is one half-life
older than another counts as if it stood twice as far down. That needs no scale of scores, says the same of three hits
as of three hundred, and is the same tomorrow, since only differences of age count.
"""

from __future__ import annotations

import numpy as np

from photosearch.search.fusion import ranks
from photosearch.types.arrays import Float32Array, Float64Array, Int64Array


def recent_first(scores: Float32Array, days: Float64Array, half_life_days: float, today: float) -> Int64Array:
    """The rows of one band in the order that their age gives them.

    Args:
        scores: best first, [n]; equal ones have the same place, so that their age alone decides.
        days: when each photo was taken, on any scale, [n]; not a number where nobody says. Such a photo stays where it
            is, and the others change places around it.
        half_life_days: more than 0.
        today: what is dated later has a camera whose clock is wrong, and counts as taken today.
    """
    is_dated = ~np.isnan(days)
    places = np.log2(1.0 + ranks(scores)[is_dated])
    worth = places - np.minimum(days[is_dated], today) / half_life_days
    rows = np.arange(scores.size)
    dated = rows[is_dated]
    rows[is_dated] = dated[np.argsort(worth, kind="stable")]
    return rows
