"""Photoshop's files show the merged picture, in every mode and depth, packed or not, small or large form."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms

from photosearch.decode.failure import DecodeError
from photosearch.decode.metadata.reading import read_told
from photosearch.decode.pillow_image import DecodeLimits
from photosearch.decode.reader import open_image
from photosearch.types.arrays import UInt8Array
from photosearch.types.files import NOTHING_LEFT, ProblemReason
from tests import pictures
from tests.delta_e import delta_e, srgb_light

PHOTO = pictures.photo(120, 80)
LEVELS = np.asarray(PHOTO)
MODES = {"1": 0, "L": 1, "P": 2, "RGB": 3, "CMYK": 4, "LAB": 9}


def lab_of(image: Image.Image) -> Image.Image:
    lab = ImageCms.profileToProfile(
        image, ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), outputMode="LAB"
    )
    assert lab is not None
    return lab


KINDS: dict[str, Callable[[], Image.Image]] = {
    "1": lambda: PHOTO.convert("1"),
    "L": lambda: PHOTO.convert("L"),
    "P": lambda: PHOTO.quantize(256),
    "RGB": lambda: PHOTO,
    "CMYK": lambda: PHOTO.convert("CMYK"),
    "LAB": lambda: lab_of(PHOTO),
}


def shown(data: bytes, **sizes: int | None) -> UInt8Array:
    opened = open_image(io.BytesIO(data), DecodeLimits())
    assert (opened.width_px, opened.height_px, opened.format) == (120, 80, "PSD")
    return np.asarray(opened.load(short_px=sizes.get("short_px"), long_px=None))


@pytest.mark.parametrize("is_large", [False, True], ids=["PSD", "PSB"])
@pytest.mark.parametrize("is_packed", [False, True], ids=["raw", "packed"])
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_mode_shows_the_picture(kind: str, is_packed: bool, is_large: bool) -> None:
    image = KINDS[kind]()
    pixels = shown(pictures.psd(image, is_packed=is_packed, is_large=is_large))
    expected = LEVELS if kind == "LAB" else np.asarray(image.convert("RGB"))
    assert delta_e(pixels, expected).mean() < (2 if kind == "LAB" else 0.5)


@pytest.mark.parametrize("is_packed", [False, True], ids=["raw", "packed"])
def test_16_bits_show_the_picture(is_packed: bool) -> None:
    data = pictures.psd(PHOTO, bits=16, is_packed=is_packed)
    assert np.array_equal(shown(data), LEVELS)


def test_floats_are_light() -> None:
    planes = [srgb_light(LEVELS[:, :, k] / 255.0).astype(">f4").tobytes() for k in range(3)]
    data = pictures.psd_of(MODES["RGB"], PHOTO.size, 32, planes)
    assert delta_e(shown(data), LEVELS).max() < 1.5


def test_further_channels_are_not_shown() -> None:
    planes = [LEVELS[:, :, k].tobytes() for k in range(3)] + [bytes(120 * 80)]
    assert np.array_equal(shown(pictures.psd_of(MODES["RGB"], PHOTO.size, 8, planes)), LEVELS)


def test_it_comes_no_larger_than_needed() -> None:
    pixels = shown(pictures.psd(PHOTO), short_px=40)
    assert pixels.shape == (40, 60, 3)
    assert np.abs(pixels.astype(int) - np.asarray(PHOTO.reduce(2))).max() <= 1


def test_its_profile_is_obeyed() -> None:
    data = pictures.psd(Image.new("RGB", (120, 80), (230, 20, 20)), resources={1039: pictures.exchanged_profile()})
    red, green, _ = shown(data)[0, 0].tolist()
    assert green > 200 > 60 > red


def test_what_it_tells_is_read() -> None:
    tags = pictures.exif_bytes({271: "Maker", 272: "Model"}).removeprefix(b"Exif\0\0")
    opened = open_image(io.BytesIO(pictures.psd(PHOTO, resources={1058: tags})), DecodeLimits())
    camera = read_told(opened.blocks(), None, None).camera
    assert camera is not None
    assert camera.value == "Maker Model"


def small_picture() -> dict[int, bytes]:
    return {1036: bytes(28) + pictures.encoded(PHOTO.resize((60, 40)), "JPEG")}


def test_without_a_merged_picture_the_small_one_is_shown() -> None:
    white = Image.new("RGB", (120, 80), "white")
    data = pictures.psd(white, resources=small_picture() | {1057: b"\0\0\0\1\0" + bytes(10)})
    assert shown(data).shape == (40, 60, 3)
    assert np.abs(shown(data).astype(int) - np.asarray(PHOTO.resize((60, 40)))).mean() < 10


def test_of_a_cut_one_the_small_picture_is_what_is_left() -> None:
    data = pictures.psd(PHOTO, resources=small_picture())
    opened = open_image(io.BytesIO(data[:-5000]), DecodeLimits())
    assert opened.load(short_px=None, long_px=None).size == (60, 40)
    assert opened.shown_share == 1.0


@pytest.mark.parametrize("kept", [10, 30, 3000])
def test_a_cut_one_without_is_nothing(kept: int) -> None:
    with pytest.raises(DecodeError) as caught:
        shown(pictures.psd(PHOTO)[:kept])
    assert (caught.value.reason, caught.value.detail) == (ProblemReason.DAMAGED, NOTHING_LEFT)


def test_one_that_lies_about_its_size_is_too_large() -> None:
    data = bytearray(pictures.psd(PHOTO))
    data[14:22] = struct.pack(">II", 200_000, 200_000)
    with pytest.raises(DecodeError) as caught:
        open_image(io.BytesIO(bytes(data)), DecodeLimits())
    assert caught.value.reason is ProblemReason.TOO_LARGE


@given(st.integers(26, 200), st.binary(max_size=60))
def test_no_bytes_upset_it(at: int, rest: bytes) -> None:
    data = pictures.psd(PHOTO.resize((12, 8)), resources=small_picture(), is_packed=True)
    try:
        opened = open_image(io.BytesIO(data[:at] + rest + data[at + len(rest) :]), DecodeLimits())
        assert opened.load(short_px=None, long_px=None).mode == "RGB"
    except DecodeError:
        pass
