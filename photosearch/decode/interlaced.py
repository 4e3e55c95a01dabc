"""What is there of an interlaced GIF or PNG whose data end early: coarse all over, not every other row black.

Such pictures come in passes, each between the pixels of those before. Viewers show a pixel that has not come as the one
of an earlier pass beside it; Pillow leaves it empty. The passes are those of GIF89a, appendix E, and of the PNG
specification (third edition), 8.1.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from PIL import Image

from photosearch.types.arrays import UInt8Array


class _Pass(NamedTuple):
    """The pixels ``[top::down, left::across]``, and how far above and to the left each has one of an earlier pass."""

    top: int
    left: int
    down: int
    across: int
    above: int
    before: int


_GIF: Final = (_Pass(4, 0, 8, 1, 4, 0), _Pass(2, 0, 4, 1, 2, 0), _Pass(1, 0, 2, 1, 1, 0))
_PNG: Final = (
    _Pass(0, 4, 8, 8, 0, 4),
    _Pass(4, 0, 8, 4, 4, 0),
    _Pass(0, 2, 4, 4, 0, 2),
    _Pass(2, 0, 4, 2, 2, 0),
    _Pass(0, 1, 2, 2, 0, 1),
    _Pass(1, 0, 2, 1, 1, 0),
)
_PACKED: Final = "1"
"""Eight pixels in a byte: Pillow's mode that NumPy unpacks."""


def passes_of(image: Image.Image) -> tuple[_Pass, ...]:
    """The passes of an opened picture after its first; none where its rows come one after the other."""
    if image.format == "PNG" and image.info.get("interlace"):
        return _PNG
    tile = getattr(image, "tile", None)  # of a GIF, Pillow tells only the decoder
    return _GIF if image.format == "GIF" and tile and tile[0].args[1] else ()


def fill(image: Image.Image, passes: tuple[_Pass, ...]) -> None:
    """Have each pixel that did not come be the one of an earlier pass beside it, in a loaded ``image``."""
    if not passes or image.mode == _PACKED:
        return
    pixels = np.array(image)
    for one in passes:
        _fill_pass(pixels, one)
    image.frombytes(pixels.tobytes())


def _fill_pass(pixels: UInt8Array, one: _Pass) -> None:
    """Rows of a pass come from the top down: behind the last that shows anything, none came."""
    part = pixels[one.top :: one.down, one.left :: one.across]
    came = np.flatnonzero(part.reshape(len(part), -1).any(axis=1))
    begin = int(came[-1]) + 1 if came.size else 0
    earlier = pixels[one.top - one.above :: one.down, one.left - one.before :: one.across]
    part[begin:] = earlier[begin : len(part), : part.shape[1]]
