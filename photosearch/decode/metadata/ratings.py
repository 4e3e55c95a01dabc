"""Stars as they are written: numbers from -1 to 5, halves, and percentages."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Final

REJECTED: Final = -1.0
MOST_STARS: Final = 5.0
# Windows writes 1, 25, 50, 75 and 99 per cent for 1 to 5 stars and reads what lies between as the nearest
# (System.Rating: 1-12, 13-37, 38-62, 63-87, 88-99).
_PERCENT_STEPS: Final = (13, 38, 63, 88)


def from_stars(value: float | None) -> float | None:
    """Stars from ``xmp:Rating`` or EXIF's Rating: -1 (rejected) or 0 to 5, to half a star; above 5 it is a percentage.

    The metadata working group (guidelines 2.0, "Rating") allows -1 and 0 to 5 and asks readers to clip; programs that
    put a percentage there are older than it.
    """
    if value is None or not math.isfinite(value):
        return None
    if value < 0:
        return REJECTED if value == REJECTED else None
    if value <= MOST_STARS:
        return round(value * 2) / 2
    return from_percent(value)


def from_percent(value: float | None) -> float | None:
    """Stars from 0 to 100 per cent, as Windows counts them; None outside."""
    if value is None or not 0 <= value <= 100:
        return None
    return float(sum(value >= step for step in _PERCENT_STEPS) + 1) if value >= 1 else 0.0


def most_telling(ratings: Iterable[float | None]) -> float | None:
    """The first that is not 0, which cameras and programs write for "nobody has said"; else 0 if anybody wrote it."""
    known = [rating for rating in ratings if rating is not None]
    return next((rating for rating in known if rating), known[0] if known else None)
