"""Any Pillow mode becomes 8-bit RGB: 16 bits, CMYK, Lab, palettes and alpha (over white), colour profiles to sRGB."""

from __future__ import annotations

import io
from functools import lru_cache

import numpy as np
from PIL import Image, ImageCms

_ALPHA_MODES = frozenset({"RGBA", "LA", "PA", "RGBa", "La"})
# Versions of one and the same profile differ by so many of 255 levels: it is rounding, not colour.
_SAME_LEVELS = 2
_CMS_MODES = {"L": "GRAY", "RGB": "RGB", "CMYK": "CMYK"}


def flatten(image: Image.Image) -> Image.Image:
    """Bring a loaded image to mode L, RGB or CMYK: at most 8 bits a channel, transparency over white."""
    if image.mode.startswith("I") or image.mode == "F":
        return _to_8_bits(image)
    if image.mode in _ALPHA_MODES or "transparency" in image.info:
        return _over_white(image)
    if image.mode == "LAB":
        return _from_lab(image)
    return image if image.mode in _CMS_MODES else image.convert("RGB")


def to_srgb(image: Image.Image, icc_profile: object) -> Image.Image:
    """RGB in sRGB from mode L, RGB or CMYK; a profile that is broken or of another colour space is ignored."""
    transform = _transform(icc_profile, image.mode) if isinstance(icc_profile, bytes) and icc_profile else None
    if transform is not None:
        converted = ImageCms.applyTransform(image, transform)
        if converted is not None:
            return converted
    return image if image.mode == "RGB" else image.convert("RGB")


def _to_8_bits(image: Image.Image) -> Image.Image:
    values = np.asarray(image)
    if image.mode.startswith("I;16"):
        return Image.fromarray((values >> 8).astype(np.uint8))
    if image.mode == "F":
        return Image.fromarray(_float_to_8_bits(values.astype(np.float32)))
    # Mode I is 32 bits wide, yet what comes in it are 16-bit greys; wider ones are scaled down by their own range.
    top = int(values.max(initial=0))
    shift = max(0, top.bit_length() - 8) if top >= 1 << 16 else (8 if top > 255 else 0)
    return Image.fromarray((np.maximum(values, 0) >> shift).astype(np.uint8))


def _float_to_8_bits(
    values: np.ndarray[tuple[int, ...], np.dtype[np.float32]],
) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """Floats in 0..1 or 0..255 keep their meaning; any other range is stretched to fit."""
    values = np.nan_to_num(values, nan=0.0, posinf=0.0, neginf=0.0)
    low, high = float(values.min(initial=0.0)), float(values.max(initial=0.0))
    if low >= 0.0 and high <= 1.0:
        values = values * np.float32(255.0)
    elif low < 0.0 or high > 255.0:
        values = (values - np.float32(low)) * np.float32(255.0 / (high - low))
    return values.clip(0, 255).astype(np.uint8)


def _over_white(image: Image.Image) -> Image.Image:
    rgba = image if image.mode == "RGBA" else image.convert("RGBA")
    alpha = rgba.getchannel("A")
    if alpha.getextrema() == (255, 255):
        return rgba.convert("RGB")
    white = Image.new("RGB", rgba.size, "white")
    white.paste(rgba, mask=alpha)
    return white


def _from_lab(image: Image.Image) -> Image.Image:
    lab = ImageCms.createProfile("LAB")
    return ImageCms.profileToProfile(image, lab, ImageCms.createProfile("sRGB"), outputMode="RGB") or image


@lru_cache(maxsize=8)
def _transform(icc_profile: bytes, mode: str) -> ImageCms.ImageCmsTransform | None:
    """None where there is nothing to do; cached because building one costs more than applying it."""
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(icc_profile))
        if profile.profile.xcolor_space.strip() != _CMS_MODES[mode]:
            return None
        transform = ImageCms.buildTransform(profile, ImageCms.createProfile("sRGB"), mode, "RGB")
        return None if _changes_nothing(transform, mode) else transform
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None


def _changes_nothing(transform: ImageCms.ImageCmsTransform, mode: str) -> bool:
    """Whether it is of sRGB to sRGB: by what it does, as a name says nothing (there are linear and wide "sRGB")."""
    if mode == "CMYK":
        return False
    samples = _samples(mode)
    converted = ImageCms.applyTransform(samples, transform)
    differences = np.asarray(converted).astype(np.int16) - np.asarray(samples.convert("RGB"))
    return int(np.abs(differences).max()) <= _SAME_LEVELS


@lru_cache(maxsize=2)
def _samples(mode: str) -> Image.Image:
    """Colours from all over the cube, or every grey."""
    if mode == "L":
        return Image.fromarray(np.arange(256, dtype=np.uint8)[np.newaxis])
    levels = np.linspace(0, 255, 9).round().astype(np.uint8)
    cube = np.stack(np.meshgrid(levels, levels, levels), axis=-1)
    return Image.fromarray(cube.reshape(1, -1, 3))
