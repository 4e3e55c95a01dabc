"""The picture that a file is known by is neither a small one in front nor a blank frame."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pytest
from PIL import Image

from photosearch.decode.pillow_image import DecodeLimits
from photosearch.decode.reader import open_image
from photosearch.types.arrays import UInt8Array
from tests import pictures

PHOTO = pictures.photo(160, 120)
BLANK = Image.new("RGB", PHOTO.size, "white")
CLEAR = Image.new("RGBA", PHOTO.size, (0, 0, 0, 0))


def shown(data: bytes) -> UInt8Array:
    opened = open_image(io.BytesIO(data), DecodeLimits())
    pixels = np.asarray(opened.load(short_px=None, long_px=None))
    assert pixels.shape == (opened.height_px, opened.width_px, 3)
    return pixels


def pages(*images: Image.Image, **options: Any) -> bytes:  # what Pillow's TIFF writer takes
    return pictures.encoded(images[0], "TIFF", save_all=True, append_images=list(images[1:]), **options)


def is_photo(pixels: UInt8Array) -> bool:
    return pixels.shape == (120, 160, 3) and bool(np.abs(pixels.astype(int) - np.asarray(PHOTO)).mean() < 16)


def test_a_small_picture_in_front_of_a_tiff_is_passed_over() -> None:
    assert is_photo(shown(pages(PHOTO.resize((40, 30)), PHOTO)))
    assert is_photo(shown(pages(PHOTO.resize((40, 30)), PHOTO, compression="tiff_lzw")))


def test_the_first_page_of_a_document_is_the_picture() -> None:
    assert is_photo(shown(pages(PHOTO, PHOTO.transpose(Image.Transpose.ROTATE_180))))
    assert is_photo(shown(pages(PHOTO, PHOTO.resize((200, 150)))))


def test_a_page_that_says_it_is_small_is_passed_over() -> None:
    data = bytearray(pages(PHOTO.resize((100, 75)), PHOTO, tiffinfo={254: 0}))
    at = data.index((254).to_bytes(2, "little") + (4).to_bytes(2, "little"))
    data[at + 8] = 1
    assert is_photo(shown(bytes(data)))


def test_where_every_page_says_it_is_small_the_largest_counts() -> None:
    assert is_photo(shown(pages(PHOTO.resize((40, 30)), PHOTO, tiffinfo={254: 1})))


@pytest.mark.parametrize("blank", [BLANK, CLEAR], ids=["white", "clear"])
@pytest.mark.parametrize("format_name", ["GIF", "WEBP", "PNG"])
def test_a_blank_first_frame_is_passed_over(format_name: str, blank: Image.Image) -> None:
    frames = [blank.convert("RGBA"), blank.convert("RGBA"), PHOTO.convert("RGBA")]
    data = pictures.encoded(frames[0], format_name, save_all=True, append_images=frames[1:], duration=[10, 20, 30])
    assert is_photo(shown(data))


@pytest.mark.parametrize("format_name", ["GIF", "WEBP", "PNG", "AVIF"])
def test_the_first_frame_that_shows_something_stays(format_name: str) -> None:
    data = pictures.encoded(PHOTO, format_name, save_all=True, append_images=[BLANK], duration=20)
    assert is_photo(shown(data))


@pytest.mark.parametrize("format_name", ["GIF", "WEBP", "PNG"])
def test_an_animation_of_blanks_is_blank(format_name: str) -> None:
    data = pictures.encoded(BLANK, format_name, save_all=True, append_images=[Image.new("RGB", PHOTO.size, "red")] * 2)
    assert np.ptp(shown(data).reshape(-1, 3), axis=0).max() <= 2
