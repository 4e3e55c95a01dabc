"""Which colours a picture is made of: each pixel gets the name that people give its colour. Pure.

Pixels become CIELAB (IEC 61966-2-1 for sRGB, CIE 15:2004 for Lab, D65). Lightness, chroma and hue decide; the borders
between the hues were set where the named colours of CSS lie apart, and are tested on them.
"""

from __future__ import annotations

from functools import cache
from typing import Final

import numpy as np

from photosearch.types.arrays import Float32Array, UInt8Array
from photosearch.types.colours import Colour, Colouring

SIDE_PX: Final = 32
"""Shares of an area need no more: those of 200 photos differ by .009 on the average from those at 256 pixels."""
_TO_XYZ: Final = np.asarray(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]],
    np.float32,
)
_WHITE: Final = np.asarray([0.95047, 1.0, 1.08883], np.float32)
_HUES: Final = (
    (18.0, Colour.PINK),
    (50.0, Colour.RED),
    (76.0, Colour.ORANGE),
    (112.0, Colour.YELLOW),
    (172.0, Colour.GREEN),
    (222.0, Colour.CYAN),
    (308.0, Colour.BLUE),
    (336.0, Colour.PURPLE),
    (360.1, Colour.PINK),
)
"""Degrees up to which a hue has the name."""
_COLOURLESS: Final = 12.0
_COLOURLESS_DARK: Final = 16.0
"""Chroma below which nobody names a hue; dark colours need more."""
_BLACK, _BLACK_WITH_HUE, _WHITE_FROM, _DARK = 18.0, 8.0, 90.0, 32.0
_HUE_IN_BLACK: Final = 30.0
"""Chroma from which on a dark colour has a name of its own, as navy has."""
_PURPLE_IF_LIGHT: Final = (296.0, 45.0)
"""From this hue and lightness on blue is called purple: pure blue is dark."""
_EXCEEDED_BY: Final = 0.95
_BITS: Final = 6
_LOST_BITS: Final = 8 - _BITS


def colouring_of(pixels: UInt8Array) -> Colouring:
    """The colours of uint8 RGB [height, width, 3]."""
    names_of, chromas_of = _tables()
    steps = (pixels.reshape(-1, 3) >> _LOST_BITS).astype(np.int32)
    cells = (steps[:, 0] << 2 * _BITS) | (steps[:, 1] << _BITS) | steps[:, 2]
    chromas = np.sort(chromas_of[cells])
    counts = np.bincount(names_of[cells], minlength=len(Colour))
    shares = np.rint(counts * (255 / len(cells))).astype(int).tolist()
    high = chromas[min(len(chromas) - 1, int(_EXCEEDED_BY * len(chromas)))]
    return Colouring(tuple(shares), round(float(chromas.mean())), int(high))


@cache
def _tables() -> tuple[UInt8Array, UInt8Array]:
    """Name and chroma of every colour in steps of four: to work them out for each photo would take 20 times as long.

    Made once, in a fifth of a second; half a megabyte.
    """
    middles = (np.arange(1 << _BITS) << _LOST_BITS) * 255 // (255 >> _LOST_BITS << _LOST_BITS)
    cube = np.stack(np.meshgrid(middles, middles, middles, indexing="ij"), axis=-1).reshape(-1, 3).astype(np.uint8)
    lightness, chroma, hue_deg = _lch(cube)
    return _names(lightness, chroma, hue_deg).astype(np.uint8), np.rint(chroma).astype(np.uint8)


def _lch(pixels: UInt8Array) -> tuple[Float32Array, Float32Array, Float32Array]:
    """Lightness (0 to 100), chroma and hue in degrees of sRGB pixels [n, 3]."""
    linear = _LINEAR[pixels]
    relative = linear @ _TO_XYZ.T / _WHITE
    small = relative <= (6 / 29) ** 3
    cubes = np.where(small, relative / (3 * (6 / 29) ** 2) + 4 / 29, np.cbrt(relative))
    lightness = 116 * cubes[:, 1] - 16
    red_green, yellow_blue = 500 * (cubes[:, 0] - cubes[:, 1]), 200 * (cubes[:, 1] - cubes[:, 2])
    hue_deg = np.degrees(np.arctan2(yellow_blue, red_green)) % 360
    return lightness, np.hypot(red_green, yellow_blue), hue_deg


def _names(
    lightness: Float32Array, chroma: Float32Array, hue_deg: Float32Array
) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    """For each pixel the place of its name in ``Colour``."""
    order = list(Colour)
    borders = np.asarray([border for border, _ in _HUES])
    by_hue = np.asarray([order.index(colour) for _, colour in _HUES])
    named = by_hue[np.searchsorted(borders, hue_deg, side="right")]
    is_, brown = {colour: named == order.index(colour) for colour in Colour}, order.index(Colour.BROWN)
    named[is_[Colour.RED] & (lightness > 68)] = order.index(Colour.PINK)
    named[is_[Colour.BLUE] & (hue_deg > _PURPLE_IF_LIGHT[0]) & (lightness > _PURPLE_IF_LIGHT[1])] = order.index(
        Colour.PURPLE
    )
    named[(is_[Colour.ORANGE] | is_[Colour.RED]) & (lightness < 64) & (chroma < 70) & (hue_deg > 41)] = brown
    named[is_[Colour.YELLOW] & (lightness < 50) & (chroma < 50)] = brown
    is_colourless = chroma < np.where(lightness < _DARK, _COLOURLESS_DARK, _COLOURLESS)
    named[is_colourless] = order.index(Colour.GREY)
    named[is_colourless & (lightness > _WHITE_FROM)] = order.index(Colour.WHITE)
    is_black = (lightness < _BLACK_WITH_HUE) | ((lightness < _BLACK) & (chroma < _HUE_IN_BLACK))
    named[is_black] = order.index(Colour.BLACK)
    return named


def _linear_of_srgb() -> Float32Array:
    values = np.arange(256, dtype=np.float32) / 255
    linear: Float32Array = np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4).astype(
        np.float32
    )
    return linear


_LINEAR: Final = _linear_of_srgb()
