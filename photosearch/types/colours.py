"""The colours that a photo is made of, as people name them, and what may be asked of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Colour(StrEnum):
    """The basic colour terms (Berlin and Kay, 1969), cyan (青) among them; the order is that of the stored shares."""

    BLACK = "black"
    GREY = "grey"
    WHITE = "white"
    RED = "red"
    ORANGE = "orange"
    YELLOW = "yellow"
    GREEN = "green"
    CYAN = "cyan"
    BLUE = "blue"
    PURPLE = "purple"
    PINK = "pink"
    BROWN = "brown"


WARM: Final = frozenset({Colour.RED, Colour.ORANGE, Colour.YELLOW, Colour.PINK, Colour.BROWN})
COOL: Final = frozenset({Colour.GREEN, Colour.CYAN, Colour.BLUE, Colour.PURPLE})


class Palette(StrEnum):
    """What is asked of all the colours of a photo together."""

    WARM = "warm"
    COOL = "cool"
    MONOCHROME = "monochrome"
    """Black and white."""
    VIVID = "vivid"


ColourWish = Colour | Palette


@dataclass(frozen=True, slots=True)
class Colouring:
    """The colours of one photo."""

    shares: tuple[int, ...]
    """Of its area, 0 to 255, in the order of ``Colour``."""
    mean_chroma: int
    """CIELAB chroma, 0 to 134 in sRGB."""
    high_chroma: int
    """That which only a twentieth of its area exceeds."""
