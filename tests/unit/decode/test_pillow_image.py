"""How much of a picture is decoded, and that Pillow's own settings come back afterwards."""

from __future__ import annotations

import io
import warnings

import numpy as np
import pytest
from PIL import Image, PngImagePlugin

from photosearch.decode.failure import DecodeError
from photosearch.decode.pillow_image import DecodeLimits, PillowImage, pillow_rules
from photosearch.decode.reader import open_image
from photosearch.types.files import ProblemReason
from tests import pictures

LIMITS = DecodeLimits()


def opened(data: bytes, name: str = "JPEG", limits: DecodeLimits = LIMITS) -> PillowImage:
    with pillow_rules(limits):
        return PillowImage(io.BytesIO(data), name, limits)


@pytest.mark.parametrize(
    ("short_px", "long_px", "size"),
    [
        (448, None, (800, 600)),
        (150, None, (200, 150)),
        (151, None, (400, 300)),
        (None, 201, (400, 300)),
        (None, 700, (800, 600)),
        (1, 500, (800, 600)),
        (300, 300, (400, 300)),
        (None, None, (1600, 1200)),
        (5000, None, (1600, 1200)),
    ],
)
def test_a_jpeg_is_decoded_no_larger_than_needed(
    short_px: int | None, long_px: int | None, size: tuple[int, int]
) -> None:
    image = opened(pictures.encoded(pictures.photo(1600, 1200), "JPEG"))
    assert (image.width_px, image.height_px) == (1600, 1200)
    assert image.load(short_px=short_px, long_px=long_px).size == size


def test_a_huge_png_is_reduced_before_anything_else_is_done_with_it() -> None:
    image = opened(pictures.encoded(pictures.photo(1600, 1200), "PNG"), "PNG")
    assert image.load(short_px=300, long_px=None).size == (400, 300)


def test_a_huge_jpeg_costs_what_its_scale_costs() -> None:
    data = pictures.encoded(Image.new("RGB", (4000, 4000)), "JPEG")
    tight = DecodeLimits(memory_bytes=50_000_000)
    assert opened(data, limits=tight).load(short_px=448, long_px=None).size == (500, 500)
    with pytest.raises(DecodeError) as caught:
        opened(data, limits=tight).load(short_px=None, long_px=None)
    assert caught.value.reason is ProblemReason.TOO_LARGE


def test_the_jpeg_that_begins_a_multi_picture_file_is_decoded_at_scale_too() -> None:
    large = pictures.photo(1600, 1200)
    data = pictures.encoded(large, "MPO", save_all=True, append_images=[large])
    assert opened(data).load(short_px=150, long_px=None).size == (200, 150)


@pytest.mark.parametrize("error", [ValueError("bad"), RuntimeError("worse"), KeyError(5), ZeroDivisionError()])
def test_whatever_a_plugin_raises_is_damage(error: Exception) -> None:
    with pytest.raises(DecodeError) as caught, pillow_rules(LIMITS):
        raise error
    assert caught.value.reason is ProblemReason.DAMAGED


def test_a_bomb_is_told_in_pixels() -> None:
    for width_px, detail in (
        (50_000, "2,500 million pixels"),
        (30_000, "30000 x 30000 pixels; 500 million pixels fit"),
    ):
        with pytest.raises(DecodeError) as caught, pillow_rules(DecodeLimits()):
            PillowImage(io.BytesIO(pictures.png_bomb(width_px, width_px)), "PNG", DecodeLimits())
        assert caught.value.detail.startswith(detail)


def test_warnings_reach_nobody_and_a_bomb_is_too_large() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pillow_rules(LIMITS):
            warnings.warn("odd metadata", UserWarning, stacklevel=1)
        with pytest.raises(DecodeError) as caught, pillow_rules(LIMITS):
            warnings.warn("bomb", Image.DecompressionBombWarning, stacklevel=1)
    assert caught.value.reason is ProblemReason.TOO_LARGE


def test_pillows_own_limits_come_back() -> None:
    before = Image.MAX_IMAGE_PIXELS, PngImagePlugin.MAX_TEXT_CHUNK
    with pytest.raises(DecodeError), pillow_rules(DecodeLimits(10)):
        raise ValueError
    assert before == (Image.MAX_IMAGE_PIXELS, PngImagePlugin.MAX_TEXT_CHUNK)


def test_a_long_recipe_in_a_png_does_not_cost_the_picture() -> None:
    recipe = PngImagePlugin.PngInfo()
    recipe.add_text("parameters", "a photo of a cat, " * 200_000, zip=True)
    image = opened(pictures.encoded(pictures.photo(), "PNG", pnginfo=recipe), "PNG")
    assert image.load(short_px=None, long_px=None).size == (96, 64)


def test_a_tiff_scan_is_no_raw_file_and_a_dng_is() -> None:
    assert not opened(pictures.encoded(pictures.photo(), "TIFF"), "TIFF").is_only_a_preview
    assert not opened(pictures.encoded(pictures.photo(), "JPEG")).is_only_a_preview


@pytest.mark.parametrize(("levels", "size"), [(6, (200, 150)), (2, (200, 150)), (1, (200, 150))])
def test_a_jpeg_2000_is_decoded_no_larger_than_needed(levels: int, size: tuple[int, int]) -> None:
    photo = pictures.photo(1600, 1200)
    image = opened(pictures.encoded(photo, "JPEG2000", num_resolutions=levels), "JPEG2000")
    assert (image.width_px, image.height_px) == (1600, 1200)
    shown = image.load(short_px=150, long_px=None)
    assert shown.size == size
    assert np.abs(np.asarray(shown).astype(int) - np.asarray(photo.reduce(8))).mean() < 12  # wavelets keep more edges


@pytest.mark.parametrize("mode", ["L", "RGB", "RGBA"])
def test_a_heif_is_made_smaller_on_the_way(mode: str) -> None:
    photo = pictures.photo(1600, 1200).convert(mode)
    image = open_image(io.BytesIO(pictures.encoded(photo, "HEIF", quality=95)), LIMITS)
    expected = np.asarray(photo.convert("RGB").reduce(4)).astype(int)
    assert np.abs(np.asarray(image.load(short_px=300, long_px=None)).astype(int) - expected).mean() < 3


@pytest.mark.parametrize(
    ("format_name", "fits", "too_small"),
    [("PNG", 5.0, 3.9), ("HEIF", 8.0, 6.5), ("JPEG2000", 2.0, 0.2)],
)
def test_memory_decides_by_what_a_format_takes(format_name: str, fits: float, too_small: float) -> None:
    data = pictures.encoded(pictures.photo(1600, 1200), format_name)
    for bytes_per_pixel, is_enough in ((fits, True), (too_small, False)):
        limits = DecodeLimits(int(1600 * 1200 * bytes_per_pixel))
        if is_enough:
            assert open_image(io.BytesIO(data), limits).load(short_px=100, long_px=None).height >= 100
        else:
            with pytest.raises(DecodeError) as caught:
                open_image(io.BytesIO(data), limits).load(short_px=100, long_px=None)
            assert caught.value.reason is ProblemReason.TOO_LARGE
