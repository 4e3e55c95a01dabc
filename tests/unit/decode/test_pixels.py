"""The encoder's square, the preview and the thumbnail: sizes, and sameness with Pillow's plain bicubic."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from photosearch.decode.pillow_image import DecodeLimits
from photosearch.decode.pixels import as_array, fit, shrink_long_side, shrink_short_side
from photosearch.decode.reader import decode
from photosearch.types.photos import PixelSpec, Resize
from tests import pictures

sides = st.integers(1, 300)


def test_squashing_equals_pillows_bicubic_to_the_bit() -> None:
    image = pictures.photo(301, 203)
    plain = np.asarray(image.resize((224, 224), Image.Resampling.BICUBIC))
    assert np.array_equal(fit(image, PixelSpec(224)), plain)


@pytest.mark.parametrize("orientation", [1, 6])
def test_a_jpeg_decoded_at_a_smaller_scale_is_close_to_the_whole_one(orientation: int) -> None:
    whole = pictures.photo(2400, 1600)
    data = pictures.oriented(whole, orientation, quality=92)
    quick = fit(decode(data, min_side_px=448, limits=DecodeLimits()), PixelSpec(224)).astype(int)
    exact = np.asarray(whole.resize((224, 224), Image.Resampling.BICUBIC)).astype(int)
    assert np.abs(quick - exact).mean() < 1.5


@pytest.mark.parametrize("size", [(320, 128), (128, 320)])
def test_the_middle_square_is_that_of_the_resized_photo(size: tuple[int, int]) -> None:
    image = pictures.photo(*size)
    small = image.resize((size[0] // 4, size[1] // 4), Image.Resampling.BICUBIC)
    left, top = (small.width - 32) // 2, (small.height - 32) // 2
    expected = np.asarray(small.crop((left, top, left + 32, top + 32))).astype(int)
    assert np.abs(fit(image, PixelSpec(32, Resize.CENTER_CROP)) - expected).max() <= 1


@pytest.mark.parametrize("size", [(60_000, 1), (1, 60_000), (1, 1)])
@pytest.mark.parametrize("resize", list(Resize))
def test_extreme_shapes_become_squares_too(size: tuple[int, int], resize: Resize) -> None:
    pixels = fit(Image.new("RGB", size, "lime"), PixelSpec(64, resize))
    assert pixels.shape == (64, 64, 3)
    assert np.array_equal(np.unique(pixels.reshape(-1, 3), axis=0), [[0, 255, 0]])


@settings(deadline=None)
@given(sides, sides, st.integers(1, 200))
def test_a_preview_is_never_longer_than_asked_and_never_enlarged(width: int, height: int, long_px: int) -> None:
    shrunk = shrink_long_side(Image.new("RGB", (width, height)), long_px)
    assert max(shrunk.size) == min(long_px, max(width, height))
    assert min(shrunk.size) >= 1


@settings(deadline=None)
@given(sides, sides)
def test_a_thumbnail_keeps_both_bounds(width: int, height: int) -> None:
    shrunk = shrink_short_side(Image.new("RGB", (width, height)), 100, 200)
    assert min(shrunk.size) <= 100
    assert max(shrunk.size) <= 200
    assert shrunk.width <= width
    assert shrunk.height <= height


def test_an_array_is_writable_and_its_own() -> None:
    array = as_array(Image.new("RGB", (3, 2), "white"))
    assert array.shape == (2, 3, 3)
    array[:] = 0
