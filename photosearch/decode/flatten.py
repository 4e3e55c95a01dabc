"""Any Pillow mode becomes 8 bits a channel (L, RGB, LAB or CMYK), made smaller on the way where it is large.

What is transparent is put on a ground that shows it: white, as everybody does it, unless the picture would vanish there
(a white logo).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
from PIL import Image

from photosearch.types.arrays import Float32Array

_ALPHA_MODES: Final = frozenset({"RGBA", "LA", "PA", "RGBa", "La"})
_KEPT_MODES: Final = frozenset({"L", "RGB", "CMYK", "LAB"})
_BAND_BYTES: Final = 64 << 20
"""A large picture is converted in bands of about so much."""

_WHITE: Final = 255
_OTHER_GROUNDS: Final = (40, 118)
"""Dark, and the grey halfway to the eye (CIE L* 50)."""
_NEAR_LEVELS: Final = 48
"""A colour no further from the ground than this in any channel does not stand out from it."""
_MOST_HIDDEN: Final = 0.2
"""White stays the ground as long as no more than this share of what is to be seen would be near to it."""
_SAMPLE_PX: Final = 256

Convert = Callable[[Image.Image], Image.Image]


def flatten(image: Image.Image, factor: int = 1, ground: int | None = None) -> Image.Image:
    """Bring a loaded image to mode L, RGB, LAB or CMYK, each side divided by ``factor`` (a mean of the pixels).

    ``ground`` is the grey level that transparent pictures are put on; None: the one that shows most of it.
    """
    convert = _conversion(image)
    flat = _in_bands(image, convert, factor) if factor > 1 else convert(image)
    return _on_ground(flat, ground) if flat.mode == "RGBa" else flat


def ground_of(image: Image.Image) -> int:
    """The grey level on which a loaded image, where it is transparent, hides the least."""
    flat = _conversion(image)(image)
    return _ground_for(flat) if flat.mode == "RGBa" else _WHITE


def is_flat(image: Image.Image) -> bool:
    """Whether a loaded image shows one colour only, or nothing at all."""
    sample = flatten(image, max(1, min(image.size) // _SAMPLE_PX))
    return all(high - low <= 2 for low, high in _extrema(sample))


def _extrema(image: Image.Image) -> list[tuple[int, int]]:
    return [band.getextrema() for band in image.split()]  # type: ignore[misc]  # of 8 bits: pairs of integers


def _conversion(image: Image.Image) -> Convert:
    """What makes mode L, RGB, LAB, CMYK or RGBa of the image, and of any part of it in the same way."""
    if image.mode.startswith("I;16"):
        return lambda part: Image.fromarray((np.asarray(part) >> 8).astype(np.uint8))
    if image.mode in ("I", "F"):
        low, scale = _range_of(image)
        return lambda part: _scaled(part, low, scale)
    if image.mode == "RGBA" and image.getchannel("A").getextrema() == (255, 255):
        return lambda part: part.convert("RGB")
    if image.mode in _ALPHA_MODES or "transparency" in image.info:
        transparency = image.info.get("transparency")
        return lambda part: _premultiplied(part, transparency)
    if image.mode in _KEPT_MODES:
        return lambda part: part
    return lambda part: part.convert("L" if image.mode == "1" else "RGB")


def _in_bands(image: Image.Image, convert: Convert, factor: int) -> Image.Image:
    """Convert and reduce some rows at a time: the whole picture is held in its own mode only."""
    width, height = image.size
    rows = max(1, _BAND_BYTES // (4 * width * factor)) * factor
    if rows >= height:
        return _reduced(convert(image), factor)
    bands = (
        _reduced(convert(image.crop((0, top, width, min(top + rows, height)))), factor)
        for top in range(0, height, rows)
    )
    first = next(bands)
    whole = Image.new(first.mode, (first.width, -(-height // factor)))
    whole.paste(first, (0, 0))
    for number, band in enumerate(bands, start=1):
        whole.paste(band, (0, number * rows // factor))
    return whole


def _reduced(image: Image.Image, factor: int) -> Image.Image:
    return Image.Image.reduce(image, factor)  # what Pillow opens as JPEG 2000 has another thing of that name


def _premultiplied(image: Image.Image, transparency: object) -> Image.Image:
    if image.mode == "RGBa":
        return image
    if transparency is not None:
        image.info["transparency"] = transparency
    return image.convert("RGBA").convert("RGBa")


def _on_ground(image: Image.Image, ground: int | None) -> Image.Image:
    """Compose premultiplied colours with ``ground``, or with the one that shows most of them."""
    *channels, alpha = image.split()
    if alpha.getextrema() == (255, 255):
        return Image.merge("RGB", channels)
    through = 255 - np.asarray(alpha).astype(np.uint16)[:, :, np.newaxis]
    colours = np.stack([np.asarray(channel) for channel in channels], axis=2)
    level = _ground_for(image) if ground is None else ground
    shown = colours + (through * level + 127) // 255
    return Image.fromarray(shown.clip(0, 255).astype(np.uint8))


def _ground_for(image: Image.Image) -> int:
    """The grey level that hides the least; white unless that hides much."""
    sample = np.asarray(image.reduce(max(1, min(image.size) // _SAMPLE_PX))).reshape(-1, 4).astype(np.float32)
    weights = sample[:, 3]
    total = float(weights.sum())
    if total == 0.0:
        return _WHITE
    colours = sample[:, :3] * (255.0 / np.maximum(weights, 1.0))[:, np.newaxis]

    def hidden(ground: int) -> float:
        is_near = np.abs(colours - ground).max(axis=1) < _NEAR_LEVELS
        return float(weights[is_near].sum()) / total

    if hidden(_WHITE) <= _MOST_HIDDEN:
        return _WHITE
    return min((_WHITE, *_OTHER_GROUNDS), key=hidden)


def _range_of(image: Image.Image) -> tuple[float, float]:
    """(what becomes 0, what a step of it is in 8-bit levels) for deep greys.

    Mode I is 32 bits wide, yet what comes in it are 16-bit greys; wider ones are scaled down by their own range. Floats
    in 0..1 or 0..255 keep their meaning; any other range is stretched to fit.
    """
    if image.mode == "I":
        top = int(image.getextrema()[1])  # type: ignore[arg-type]
        return 0.0, 1.0 / (1 << (max(0, top.bit_length() - 8) if top >= 1 << 16 else (8 if top > 255 else 0)))
    values = _finite(np.asarray(image))
    low, high = float(values.min(initial=0.0)), float(values.max(initial=0.0))
    if low >= 0.0 and high <= 1.0:
        return 0.0, 255.0
    return (low, 255.0 / (high - low)) if low < 0.0 or high > 255.0 else (0.0, 1.0)


def _scaled(image: Image.Image, low: float, scale: float) -> Image.Image:
    values = np.asarray(image)
    values = _finite(values) if image.mode == "F" else values.astype(np.float64)
    return Image.fromarray(((values - low) * scale).clip(0, 255).astype(np.uint8))


def _finite(values: Float32Array) -> Float32Array:
    return np.nan_to_num(values.astype(np.float32), nan=0.0, posinf=0.0, neginf=0.0)
