"""Colours of any kind become sRGB: by the code numbers or the profile that a picture carries, else by custom."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import Final

import numpy as np
from PIL import Image, ImageCms

from photosearch.decode import colour_code
from photosearch.decode.colour_code import ColourCode
from photosearch.decode.flatten import flatten

__all__ = ["flatten", "shown", "to_srgb"]

# Versions of one and the same profile differ by so many of 255 levels: it is rounding, not colour.
_SAME_LEVELS: Final = 2
_CMS_MODES: Final = {"L": "GRAY", "RGB": "RGB", "CMYK": "CMYK", "LAB": "Lab"}

# What paper shows where these inks cover it wholly: none, C, M, CM, Y, CY, MY, CMY; and what black leaves of the light.
# They are the sRGB colours of US Web Coated (SWOP) v2, which is what programs that know about print assume.
_OVERPRINTS: Final = np.array(
    [
        *((255, 255, 255), (0, 174, 239), (236, 0, 140), (46, 49, 146)),
        *((255, 242, 0), (0, 166, 81), (237, 28, 36), (55, 52, 53)),
    ],
    dtype=np.float32,
)
_BLACK_LEAVES: Final = np.array([35, 31, 32], dtype=np.float32) / np.float32(255.0)


def shown(image: Image.Image, wanted: tuple[int, int], icc_profile: object, code: ColourCode | None) -> Image.Image:
    """A loaded image as RGB in sRGB, made smaller in whole steps while that leaves it no smaller than ``wanted``."""
    factor = max(1, min(image.width // wanted[0], image.height // wanted[1]))
    return to_srgb(flatten(image, factor), icc_profile, code)


def to_srgb(image: Image.Image, icc_profile: object, code: ColourCode | None = None) -> Image.Image:
    """RGB in sRGB from mode L, RGB, LAB or CMYK.

    ``code`` counts before the profile; a profile that is broken or of another colour space is ignored.
    """
    profile = icc_profile if isinstance(icc_profile, bytes) else b""
    code = code or (colour_code.in_profile(profile) if profile else None)
    if code is not None and image.mode in ("L", "RGB"):
        return colour_code.to_srgb(image, code)
    transform = _transform(profile, image.mode) if profile else None
    if transform is not None:
        converted = ImageCms.applyTransform(image, transform)
        if converted is not None:
            return converted
    if image.mode == "LAB":
        return _from_lab(image)
    if image.mode == "CMYK":
        return _from_inks(image)
    return image if image.mode == "RGB" else image.convert("RGB")


def _from_inks(image: Image.Image) -> Image.Image:
    """Inks without a profile, by Neugebauer's equations: paper is a mosaic of overprints, as large as chance has it.

    Mixed in sRGB's steps instead of light, which is about what the spreading of ink dots does (Yule and Nielsen). Inks
    that a program computed by formula (no black at all, or never all three others in one place, as no press wants it)
    are computed back.
    """
    levels = np.asarray(image)
    if not levels[:, :, 3].any() or levels[:, :, :3].min(axis=2).max() <= _SAME_LEVELS:
        return image.convert("RGB")
    inks = levels.astype(np.float32) / np.float32(255.0)
    colours = np.zeros((*inks.shape[:2], 3), dtype=np.float32)
    for number, overprint in enumerate(_OVERPRINTS):
        covers = (inks[:, :, k] if number >> k & 1 else 1.0 - inks[:, :, k] for k in range(3))
        colours += (next(covers) * next(covers) * next(covers))[:, :, np.newaxis] * overprint
    colours *= 1.0 - inks[:, :, 3:] * (1.0 - _BLACK_LEAVES)
    return Image.fromarray(np.rint(colours).clip(0, 255).astype(np.uint8))


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
    if mode in ("CMYK", "LAB"):
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
