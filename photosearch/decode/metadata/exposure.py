"""Makes exposure values of what cameras write: zeros, infinities and APEX values become None or plain numbers."""

from __future__ import annotations

import math
from typing import Final

from photosearch.types.metadata import Exposure

# EXIF 3.0, 4.6.5, tag ColorSpace; 2 is not in the standard but what many cameras write for Adobe RGB.
_COLOUR_SPACES: Final = {1: "sRGB", 2: "Adobe RGB", 65535: "Uncalibrated"}
_HIGHEST_APEX: Final = 30.0
_UNKNOWN_ISO: Final = 65535
"""What the 16 bits of ISOSpeedRatings hold when the true number is larger and stands elsewhere."""


def exposure_of(
    *,
    f_number: float | None,
    time_s: float | None,
    iso: float | None,
    focal_length_mm: float | None,
    focal_length_35mm: float | None,
) -> Exposure | None:
    """The exposure, with None for each part that is no positive number; None where nothing is left."""
    iso = positive(iso)
    exposure = Exposure(
        f_number=positive(f_number),
        time_s=positive(time_s),
        iso=None if iso is None or iso == _UNKNOWN_ISO else round(iso),
        focal_length_mm=positive(focal_length_mm),
        focal_length_35mm=positive(focal_length_35mm),
    )
    return None if exposure == Exposure() else exposure


def f_number_of_apex(value: float | None) -> float | None:
    """The f-number of an APEX aperture value (EXIF 3.0, annex C: N = 2^(Av/2))."""
    if value is None or not 0 < value <= _HIGHEST_APEX:
        return None
    return float(round(2 ** (value / 2), 1))


def time_of_apex(value: float | None) -> float | None:
    """Seconds of an APEX shutter speed value (EXIF 3.0, annex C: T = 2^-Tv)."""
    if value is None or not abs(value) <= _HIGHEST_APEX:
        return None
    return float(2**-value)


def colour_space_named(code: object) -> str | None:
    """The name of EXIF's code for a colour space."""
    return _COLOUR_SPACES.get(int(code)) if isinstance(code, int | float) and math.isfinite(code) else None


def positive(value: float | None) -> float | None:
    """``value`` where it is a positive, finite number."""
    return value if value is not None and math.isfinite(value) and value > 0 else None
