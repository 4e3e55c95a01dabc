"""Positions: degrees, minutes and seconds in all the ways they are written, and which of them are none."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Final

from photosearch.types.metadata import Origin, Position

LATITUDE_LIMIT_DEG: Final = 90.0
LONGITUDE_LIMIT_DEG: Final = 180.0
_ALTITUDES_M: Final = (-12_000.0, 100_000.0)
"""From the deepest sea to the edge of space."""

# XMP specification part 2, type GPSCoordinate: "DDD,MM,SSk" or "DDD,MM.mmk". Others write plain degrees, the signs or
# the words for degrees, minutes and seconds, the letter in front, or the word that it stands for.
_LETTER = r"(N(?:orth)?|S(?:outh)?|E(?:ast)?|W(?:est)?)"
_PART = r"(\d{1,2}(?:\.\d{0,20})?)"
_BETWEEN = r"(?:[,:\s°º˚'’′]|deg)+"
_COORDINATE = re.compile(
    rf"\s*{_LETTER}?\s*([+-]?\d{{1,3}}(?:\.\d{{0,20}})?(?:e[+-]?\d{{1,2}})?)"
    rf"(?:{_BETWEEN}{_PART})?(?:{_BETWEEN}{_PART})?"
    rf"(?:[,\s°º˚'’′\"”″]|deg)*{_LETTER}?\s*$",
    re.IGNORECASE,
)
_DECIMAL_COMMA = re.compile(r"(\s*[+-]?\d{1,3}),(\d{3,20}\D*)$")


def parse_degrees(text: str, reference: str, letters: str) -> float | None:
    """Degrees from "31,12.34N" and its relatives.

    Args:
        reference: the letter where it is written elsewhere; one in ``text`` counts first.
        letters: the positive and the negative one, "NS" or "EW".
    """
    found = _COORDINATE.match(_DECIMAL_COMMA.sub(r"\1.\2", text[:80]))
    if found is None:
        return None
    before, *parts, behind = found.groups()
    letter = (before or behind or reference.strip())[:1].upper()
    if letter and letter not in letters:
        return None
    degrees = sexagesimal([float(part) for part in parts if part is not None])
    return None if degrees is None else signed(degrees, letter, letters)


def signed(degrees: float, letter: str, letters: str) -> float:
    """Degrees with the sign of their letter; programs that write a sign as well mean the same by it."""
    return -abs(degrees) if letter == letters[1] else degrees


def with_points(text: str) -> str:
    """ "52,00000,50,00000,34,01180", as phones write whose language has a decimal comma, with points."""
    parts = text.strip("\0 ").split(",")
    if len(parts) != 6:
        return text
    return ",".join(f"{whole}.{fraction}" for whole, fraction in zip(parts[::2], parts[1::2], strict=True))


def sexagesimal(parts: Sequence[float]) -> float | None:
    """Degrees of up to three parts: degrees, minutes, seconds; None where a part is no number. A sign is for all."""
    if not 1 <= len(parts) <= 3 or not all(math.isfinite(part) for part in parts):
        return None
    degrees = sum(abs(part) / 60.0**power for power, part in enumerate(parts))
    return -degrees if any(part < 0 for part in parts) else degrees


def position(
    latitude_deg: float | None,
    longitude_deg: float | None,
    origin: Origin,
    *,
    altitude_m: float | None = None,
    direction_deg: float | None = None,
) -> Position | None:
    """The position, None where there is none: a half, out of range, or the 0, 0 that is written without a fix."""
    if latitude_deg is None or longitude_deg is None or (latitude_deg == 0.0 and longitude_deg == 0.0):
        return None
    if not (abs(latitude_deg) <= LATITUDE_LIMIT_DEG and abs(longitude_deg) <= LONGITUDE_LIMIT_DEG):
        return None
    return Position(latitude_deg, longitude_deg, origin, _altitude(altitude_m), _direction(direction_deg))


def _altitude(metres: float | None) -> float | None:
    return metres if metres is not None and _ALTITUDES_M[0] <= metres <= _ALTITUDES_M[1] else None


def _direction(degrees: float | None) -> float | None:
    """360 is north, as 0 is."""
    return degrees % 360.0 if degrees is not None and 0.0 <= degrees <= 360.0 else None
