"""JPEG XL shows its picture in its colours and tells what it tells."""

from __future__ import annotations

import io
import struct
from typing import Any

import numpy as np
import pylibjxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.decode.colour_code import ColourCode
from photosearch.decode.failure import DecodeError
from photosearch.decode.jxl_header import JxlColours, colours_of
from photosearch.decode.metadata.reading import read_told
from photosearch.decode.pillow_image import DecodeLimits
from photosearch.decode.reader import open_image
from photosearch.types.arrays import UInt8Array
from photosearch.types.files import ProblemReason
from tests import pictures
from tests.delta_e import delta_e

PHOTO = pictures.photo(192, 128)
LEVELS = np.asarray(PHOTO)


def encoded(levels: UInt8Array, **options: Any) -> bytes:  # what libjxl's encoder takes
    return bytes(pylibjxl.encode(levels, **options))


def shown(data: bytes, short_px: int | None = None) -> UInt8Array:
    opened = open_image(io.BytesIO(data), DecodeLimits())
    assert (opened.width_px, opened.height_px, opened.format) == (192, 128, "JXL")
    return np.asarray(opened.load(short_px=short_px, long_px=None))


def test_it_shows_the_picture() -> None:
    assert np.array_equal(shown(encoded(LEVELS, lossless=True)), LEVELS)
    assert delta_e(shown(encoded(LEVELS)), LEVELS).mean() < 6
    grey = np.asarray(PHOTO.convert("L"))
    assert np.array_equal(shown(encoded(grey, lossless=True))[:, :, 0], grey)


def test_it_comes_no_larger_than_needed() -> None:
    assert shown(encoded(LEVELS, lossless=True), short_px=64).shape == (64, 96, 3)


def test_what_is_transparent_lies_on_white() -> None:
    clear = np.dstack([LEVELS, np.zeros(LEVELS.shape[:2], np.uint8)])
    assert shown(encoded(clear, lossless=True)).min() == 255


def test_its_profile_is_obeyed() -> None:
    red = np.broadcast_to(np.array([230, 20, 20], np.uint8), LEVELS.shape).copy()
    pixel = shown(encoded(red, lossless=True, icc=pictures.exchanged_profile()))[0, 0].tolist()
    assert pixel[1] > 200 > 60 > pixel[0]


def test_what_it_tells_is_read() -> None:
    tags = pictures.exif_bytes({271: "Maker", 272: "Model"}).removeprefix(b"Exif\0\0")
    opened = open_image(io.BytesIO(encoded(LEVELS, exif=tags)), DecodeLimits())
    opened.load(short_px=None, long_px=None)
    camera = read_told(opened.blocks(), None, None).camera
    assert camera is not None
    assert camera.value == "Maker Model"


@pytest.mark.parametrize("kept", [3, 60, 0.05])
def test_one_that_is_cut_before_its_picture_is_damaged(kept: float) -> None:
    data = encoded(LEVELS)
    with pytest.raises(DecodeError) as caught:
        shown(data[: int(kept if kept > 1 else len(data) * kept)])
    assert caught.value.reason is ProblemReason.DAMAGED


@pytest.mark.parametrize("form", ["RGB", "RGBA", "L"])
@pytest.mark.parametrize("kept", [0.5, 0.9])
def test_of_a_cut_one_those_tiles_are_shown_that_came(form: str, kept: float) -> None:
    whole = np.asarray(pictures.photo(900, 600).convert(form))
    data = encoded(whole, lossless=True)
    opened = open_image(io.BytesIO(data[: int(len(data) * kept)]), DecodeLimits())
    image = np.asarray(opened.load(short_px=None, long_px=None)).astype(int)
    is_grey = (image == 128).all(axis=2)
    assert opened.shown_share == pytest.approx(kept, abs=0.25)
    assert 1 - is_grey.mean() == pytest.approx(opened.shown_share, abs=0.01)
    expected = np.asarray(pictures.photo(900, 600).convert("L" if form == "L" else "RGB").convert("RGB")).astype(int)
    assert (np.abs(image - expected)[~is_grey] <= 1).all()


def test_metadata_that_cannot_be_unpacked_cost_no_picture() -> None:
    picture = encoded(LEVELS, lossless=True)
    boxes = [(b"ftyp", b"jxl \0\0\0\0jxl "), (b"brob", b"xml " + bytes(100)), (b"jxlc", picture)]
    data = b"\0\0\0\x0cJXL \r\n\x87\n" + b"".join(struct.pack(">I", len(box) + 8) + kind + box for kind, box in boxes)
    assert np.array_equal(shown(data), LEVELS)


class _Bits:
    """Writes bits, the lowest of a byte first, as the format has them."""

    def __init__(self) -> None:
        self.value = 0
        self.count = 0

    def put(self, *fields: tuple[int, int]) -> _Bits:
        for bits, value in fields:
            self.value |= value << self.count
            self.count += bits
        return self

    def data(self) -> bytes:
        return b"\xff\x0a" + self.value.to_bytes(self.count // 8 + 20, "little")


def head(*, rarities: bool, channels: int, encoding: list[tuple[int, int]]) -> bytes:
    """The head of a picture of 192 x 128 with these colours."""
    bits = _Bits().put((1, 0), (2, 0), (9, 127), (3, 0), (2, 0), (9, 191), (1, 0), (1, int(rarities)))
    if rarities:
        bits.put(
            (3, 0),
            (1, 1),
            (1, 1),
            (5, 3),
            (3, 1),
            (1, 1),
            (1, 1),
            (2, 0),
            (3, 1),
            (1, 1),
            (2, 0),
            (2, 1),
            (2, 0),
            (1, 0),
        )
    bits.put((1, 0), (2, 1), (1, 0))  # 10 bits, not only 16 bits wide
    bits.put((2, channels) if channels < 2 else (2, 2))
    if channels >= 2:
        bits.put((4, channels - 2))
    for number in range(channels):
        if number:
            bits.put((1, 0), (2, 1), (1, 0), (2, 0), (2, 0), (2, 1), (4, 2), (8, 65), (8, 66))  # depth, named AB
        else:
            bits.put((1, 1))
    return bits.put((1, 0), *encoding).data()


def named(primaries: int, transfer: int, white: int = 1) -> list[tuple[int, int]]:
    def enum(value: int) -> list[tuple[int, int]]:
        return [(2, value)] if value < 2 else [(2, 2), (4, value - 2)]

    return [(1, 0), (1, 0), *enum(0), *enum(white), *enum(primaries), (1, 0), *enum(transfer), *enum(1)]


@pytest.mark.parametrize("channels", [0, 1, 3])
@pytest.mark.parametrize("rarities", [False, True])
@pytest.mark.parametrize(
    ("encoding", "code"),
    [
        ([(1, 1)], (1, 13)),
        (named(1, 13), (1, 13)),
        (named(11, 13), (12, 13)),
        (named(11, 13, white=11), (11, 13)),
        (named(9, 16), (9, 16)),
        (named(9, 8), (9, 8)),
        ([(1, 0), (1, 0), (2, 0), (2, 1), (2, 1), (1, 1), (24, 4_545_455)], (1, 4)),
    ],
)
def test_colours_are_found_behind_whatever_stands_before(
    encoding: list[tuple[int, int]], code: tuple[int, int], rarities: bool, channels: int
) -> None:
    data = head(rarities=rarities, channels=channels, encoding=encoding)
    assert colours_of(data) == JxlColours(ColourCode(*code), is_xyb=False)


def test_a_profile_is_left_to_the_decoder() -> None:
    assert colours_of(head(rarities=False, channels=0, encoding=[(1, 0), (1, 1), (2, 0)])).code is None
    assert colours_of(encoded(LEVELS, icc=pictures.linear_profile())).code is None


def test_the_usual_head_is_srgb_in_its_own_space() -> None:
    # Of a picture that libjxl's encoder wrote with its defaults.
    assert colours_of(bytes.fromhex("ff0acb060013880200ed0bb59f200000152aa38c")) == JxlColours(ColourCode(1, 13), True)


@given(st.binary(max_size=80))
def test_no_bytes_upset_it(rest: bytes) -> None:
    for start in (b"\xff\x0a", encoded(LEVELS[:8, :8], icc=pictures.srgb_profile())[:50]):
        assert isinstance(colours_of(start + rest), JxlColours)
        with pytest.raises(DecodeError):
            open_image(io.BytesIO(start + rest), DecodeLimits()).load(short_px=None, long_px=None)


def test_a_lie_about_the_size_is_too_large() -> None:
    bits = _Bits().put((1, 0), (2, 3), (30, 99_999), (3, 1), (1, 1)).data()
    with pytest.raises(DecodeError) as caught:
        open_image(io.BytesIO(bits + bytes(2000)), DecodeLimits())
    assert caught.value.reason in {ProblemReason.TOO_LARGE, ProblemReason.DAMAGED}
