"""The colours of all photos in memory, and which of them fit what is asked. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

import numpy as np

from photosearch.types.arrays import Float32Array, Float64Array, Int64Array, UInt8Array
from photosearch.types.colours import COOL, WARM, Colour, ColourWish, Palette

_WHOLE: Final = 255.0
_GREY_CHROMA: Final = 8
"""Nineteen twentieths of a black and white photo lie below: a tinted scan is one too."""
_MOST_CHROMA: Final = 60.0
"""The mean of what people call vivid."""
_PLACES: Final = {colour: place for place, colour in enumerate(Colour)}
_MEAN_CHROMA: Final = len(Colour)
_HIGH_CHROMA: Final = _MEAN_CHROMA + 1


@dataclass(frozen=True, slots=True)
class ColourTable:
    """A row a photo."""

    ids: Int64Array
    """Ascending, [n]."""
    values: UInt8Array
    """[n, 14]: the shares in the order of ``Colour``, the mean chroma, and the high one (``Colouring``)."""

    def fitting(self, wish: ColourWish, least: float) -> tuple[Int64Array, Float32Array]:
        """Those that fit from ``least`` (0 to 1) on, and how well, best first; equal ones by id."""
        fits = self._fits(wish)
        rows = np.flatnonzero(fits >= least)
        fitting = np.minimum(fits[rows], 1.0).astype(np.float32)
        order = np.argsort(-fitting, kind="stable")
        return self.ids[rows[order]], fitting[order]

    def _fits(self, wish: ColourWish) -> Float64Array:
        """From 0 to 1: the share of the area, or how near to what is asked of all colours."""
        match wish:
            case Palette.MONOCHROME:
                return 1.0 - self.values[:, _HIGH_CHROMA] / (2.0 * _GREY_CHROMA)
            case Palette.VIVID:
                return self.values[:, _MEAN_CHROMA] / _MOST_CHROMA
            case Palette.WARM:
                return self._share(WARM)
            case Palette.COOL:
                return self._share(COOL)
            case Colour():
                return self._share({wish})

    def _share(self, colours: Collection[Colour]) -> Float64Array:
        places = sorted(_PLACES[colour] for colour in colours)
        shares: Float64Array = self.values[:, places].sum(axis=1, dtype=np.int64) / _WHOLE
        return shares
