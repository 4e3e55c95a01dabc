"""From an RGB image to the arrays that others want: the encoder's square, the preview, the thumbnail's size."""

from __future__ import annotations

import math

import numpy as np
from PIL import Image

from photosearch.types.arrays import UInt8Array
from photosearch.types.photos import PixelSpec, Resize


def size_wanted(size: tuple[int, int], short_px: int | None, long_px: int | None) -> tuple[int, int]:
    """The smallest size of the same shape, not above the full one, that has both sides long enough."""
    needed = [wanted / side for wanted, side in ((short_px, min(size)), (long_px, max(size))) if wanted is not None]
    factor = min(1.0, max(needed, default=1.0))
    return max(1, math.ceil(size[0] * factor)), max(1, math.ceil(size[1] * factor))


def fit(image: Image.Image, spec: PixelSpec) -> UInt8Array:
    """Make the encoder's input from an upright RGB image of any size.

    Squashing a full-size image equals cn_clip's own ``Resize((n, n), BICUBIC)`` to the bit (both are Pillow's bicubic
    on uint8). From a JPEG decoded at reduced scale it differs by what that scale loses (see ``decode/task.py``).

    Returns:
        uint8 [size_px, size_px, 3].
    """
    side = (spec.size_px, spec.size_px)
    # The crop goes into the resampling as a box: resizing a 1 x 60,000 strip first would take gigabytes.
    box = _middle_square(image.size) if spec.resize is Resize.CENTER_CROP else None
    return as_array(image.resize(side, Image.Resampling.BICUBIC, box=box))


def shrink_long_side(image: Image.Image, long_px: int) -> Image.Image:
    """``image`` with its long side at most ``long_px``; a smaller image stays as it is."""
    return _scale(image, min(1.0, long_px / max(image.size)))


def shrink_short_side(image: Image.Image, short_px: int, long_px: int) -> Image.Image:
    """``image`` with its short side at most ``short_px`` and its long side at most ``long_px``."""
    return _scale(image, min(1.0, short_px / min(image.size), long_px / max(image.size)))


def as_array(image: Image.Image) -> UInt8Array:
    """The pixels of an RGB image as uint8 [height, width, 3]."""
    return np.array(image, dtype=np.uint8)


def _scale(image: Image.Image, factor: float) -> Image.Image:
    if factor >= 1.0:
        return image
    size = (max(1, round(image.width * factor)), max(1, round(image.height * factor)))
    return image.resize(size, Image.Resampling.BICUBIC, reducing_gap=3.0)


def _middle_square(size: tuple[int, int]) -> tuple[float, float, float, float]:
    width, height = size
    side = min(width, height)
    left, top = (width - side) / 2, (height - side) / 2
    return left, top, left + side, top + side
