"""TIFFs of numbers that Pillow has no mode for show the picture that the numbers are."""

from __future__ import annotations

import io
import struct
import zlib
from contextlib import suppress
from typing import Any, Literal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image

from photosearch.decode.failure import DecodeError
from photosearch.decode.pillow_image import DecodeLimits
from photosearch.decode.reader import open_image
from photosearch.types.arrays import UInt8Array
from tests import pictures
from tests.delta_e import delta_e, srgb_light

LEVELS = np.asarray(pictures.photo(120, 80))
LIGHT = srgb_light(LEVELS / 255.0)
Order = Literal["<", ">"]
_PACKINGS = {"none": 1, "deflated": 8}


def tiff(
    values: NDArray[Any], *, order: Order = "<", packing: str = "none", predictor: int = 1, rows: int = 16
) -> bytes:
    """A TIFF of numbers [height, width, channels] in strips."""
    height, width, channels = values.shape
    kind, bits = {"u": 1, "i": 2, "f": 3}[values.dtype.kind], values.dtype.itemsize * 8
    strips = []
    for top in range(0, height, rows):
        strip = values[top : top + rows]
        if predictor == 2:
            strip = np.diff(strip, axis=1, prepend=np.zeros_like(strip[:, :1]))
        data = strip.astype(strip.dtype.newbyteorder(order)).tobytes()
        if predictor == 3:
            planes = strip.astype(strip.dtype.newbyteorder(">")).reshape(len(strip), -1).view(np.uint8)
            turned = planes.reshape(len(strip), -1, bits // 8).transpose(0, 2, 1).reshape(len(strip), -1, channels)
            data = np.diff(turned, axis=1, prepend=np.zeros_like(turned[:, :1])).tobytes()
        strips.append(zlib.compress(data) if packing == "deflated" else data)
    head_bytes = 8 + 2 + 12 * 12 + 4
    starts = np.cumsum([head_bytes + 8 * len(strips) + 4 * channels, *map(len, strips)])[:-1]
    tables = head_bytes, head_bytes + 4 * len(strips), head_bytes + 8 * len(strips)
    entries = [
        *((256, 4, 1, width), (257, 4, 1, height), (258, 3, channels, tables[2]), (259, 3, 1, _PACKINGS[packing])),
        *((262, 3, 1, 2 if channels >= 3 else 1), (273, 4, len(strips), tables[0]), (277, 3, 1, channels)),
        *((278, 4, 1, rows), (279, 4, len(strips), tables[1]), (284, 3, 1, 1), (317, 3, 1, predictor)),
        (339, 3, 1, kind),
    ]
    mark = b"II*\0" if order == "<" else b"MM\0*"
    body = b"".join(_entry(order, *entry) for entry in entries)
    numbers = [*(int(start) for start in starts), *map(len, strips)]
    tail = struct.pack(f"{order}{len(numbers)}I", *numbers) + struct.pack(f"{order}{channels}H", *[bits] * channels)
    file = mark + struct.pack(f"{order}IH", 8, len(entries)) + body + bytes(4) + tail
    return file.ljust(head_bytes + 8 * len(strips) + 4 * channels, b"\0") + b"".join(strips)


def _entry(order: str, tag: int, kind: int, count: int, value: int) -> bytes:
    is_short = kind == 3 and count == 1
    if tag == 258 and count <= 2:
        return struct.pack(f"{order}HHIHH", tag, kind, count, 32, 32)
    return struct.pack(
        f"{order}HHI" + ("HH" if is_short else "I"), tag, kind, count, *((value, 0) if is_short else (value,))
    )


def shown(data: bytes, short_px: int | None = None) -> UInt8Array:
    opened = open_image(io.BytesIO(data), DecodeLimits())
    assert (opened.width_px, opened.height_px) == (120, 80)
    return np.asarray(opened.load(short_px=short_px, long_px=None))


@pytest.mark.parametrize("predictor", [1, 3])
@pytest.mark.parametrize("packing", sorted(_PACKINGS))
@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("dtype", ["f2", "f4", "f8"])
def test_floats_are_light(dtype: str, order: Order, packing: str, predictor: int) -> None:
    data = tiff(LIGHT.astype(dtype), order=order, packing=packing, predictor=predictor)
    assert delta_e(shown(data), LEVELS).mean() < 0.7


@pytest.mark.parametrize("predictor", [1, 2])
@pytest.mark.parametrize("order", ["<", ">"])
def test_32_bits_are_scaled_to_their_range(order: Order, predictor: int) -> None:
    values = LEVELS.astype(np.uint32) * 0x01010101
    assert np.array_equal(shown(tiff(values, order=order, predictor=predictor, packing="deflated")), LEVELS)


def test_brighter_than_white_is_brought_down() -> None:
    assert delta_e(shown(tiff((LIGHT * 50).astype("f4"))), LEVELS).mean() < 6


def test_further_channels_are_not_shown() -> None:
    more = np.concatenate([LIGHT, LIGHT[:, :, :2]], axis=2).astype("f4")
    assert delta_e(shown(tiff(more)), LEVELS).mean() < 0.7


def test_it_comes_no_larger_than_needed() -> None:
    assert shown(tiff(LIGHT.astype("f4"), rows=7), short_px=40).shape == (40, 60, 3)


@pytest.mark.parametrize("options", [{}, {"compression": "tiff_lzw"}, {"compression": "tiff_adobe_deflate"}])
@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_one_too_large_as_a_whole_is_read_in_strips(mode: str, options: dict[str, str]) -> None:
    photo = pictures.photo(3200, 2400).convert(mode)
    exif = pictures.exif_bytes({274: 6})
    data = pictures.encoded(photo, "TIFF", exif=exif, **options)
    opened = open_image(io.BytesIO(data), DecodeLimits(3200 * 2400 * 3 // 4))
    assert (opened.width_px, opened.height_px) == (2400, 3200)
    shown_small = opened.load(short_px=100, long_px=None)
    reduced = photo.crop((0, 0, 139 * 23, 104 * 23)).reduce(23).convert("RGB")
    expected = np.asarray(reduced.transpose(Image.Transpose.ROTATE_270)).astype(int)
    assert shown_small.size == (104, 139)
    assert np.abs(np.asarray(shown_small).astype(int) - expected).max() <= 1


def test_undefined_numbers_are_black() -> None:
    values = LIGHT.astype("f4")
    values[:10] = np.nan
    assert shown(tiff(values))[:10].max() == 0


@pytest.mark.may_log("More samples per pixel")
@given(st.integers(8, 300), st.binary(min_size=1, max_size=8))
def test_no_bytes_upset_it(at: int, rest: bytes) -> None:
    data = tiff(LIGHT[:8, :8].astype("f4"))
    with suppress(DecodeError):
        opened = open_image(io.BytesIO(data[:at] + rest + data[at + len(rest) :]), DecodeLimits())
        assert opened.load(short_px=8, long_px=None).mode == "RGB"
