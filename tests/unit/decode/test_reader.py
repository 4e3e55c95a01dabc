"""Whole files, good and bad, of every format: upright RGB or the one reason why not."""

from __future__ import annotations

import io
import shutil
import struct
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from photosearch.decode.failure import DecodeError
from photosearch.decode.pillow_image import DecodeLimits
from photosearch.decode.reader import decode, open_image
from photosearch.types.arrays import UInt8Array
from photosearch.types.files import ProblemReason
from tests import pictures
from tests.photos import real_photo

LIMITS = DecodeLimits()
PHOTO = pictures.photo()
SAMPLES = pictures.every_format()


def pixels_of(data: bytes) -> UInt8Array:
    return np.asarray(decode(data, min_side_px=None, limits=LIMITS))


def outcome_of(data: bytes, limits: DecodeLimits = LIMITS) -> UInt8Array | ProblemReason:
    """The pixels, or the reason why there are none."""
    try:
        return np.asarray(decode(data, min_side_px=None, limits=limits))
    except DecodeError as error:
        return error.reason


def outcome_and_share(data: bytes) -> tuple[UInt8Array | ProblemReason, float | None]:
    """The pixels and how much of them is there, or the reason why there are none."""
    try:
        opened = open_image(io.BytesIO(data), LIMITS)
        return np.asarray(opened.load(short_px=None, long_px=None)), opened.shown_share
    except DecodeError as error:
        return error.reason, None


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_every_format_shows_the_photo(name: str) -> None:
    difference = np.abs(pixels_of(SAMPLES[name]).astype(int) - np.asarray(PHOTO)).mean()
    assert difference < 12, name


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_cut_anywhere_a_photo_is_damaged_or_told_to_be_a_part_or_still_whole(name: str) -> None:
    data = SAMPLES[name]
    whole = pixels_of(data)
    ends = {*range(0, len(data), max(1, len(data) // 60)), *range(max(0, len(data) - 12), len(data)), *range(1, 40)}
    for end in sorted(ends):
        outcome, shown_share = outcome_and_share(data[:end])
        if isinstance(outcome, ProblemReason):
            is_hardly_begun = end < 40 and outcome in {ProblemReason.NOT_AN_IMAGE, ProblemReason.EMPTY}
            assert outcome is ProblemReason.DAMAGED or is_hardly_begun, end
        elif shown_share is None:
            assert np.array_equal(outcome, whole), end
        else:
            assert outcome.shape == whole.shape
            assert 0.02 < shown_share <= 1.0


def bmp_that_holds_a_jpeg() -> bytes:
    return struct.pack("<2sIHHI", b"BM", 200, 0, 0, 54) + struct.pack("<IiiHHIIiiII", 40, 8, 8, 1, 0, 4, 146, *[0] * 4)


@pytest.mark.parametrize(
    "data",
    [
        bmp_that_holds_a_jpeg() + bytes(146),
        SAMPLES["HEIF"].replace(b"hvc1", b"unci"),
        SAMPLES["HEIF"].replace(b"hvc1", b"j2k1"),
    ],
    ids=["JPEG in BMP", "uncompressed HEIF", "JPEG 2000 in HEIF"],
)
def test_a_kind_that_nobody_here_reads_is_not_called_damaged(data: bytes) -> None:
    assert outcome_of(data) is ProblemReason.UNSUPPORTED


@pytest.mark.parametrize("format_name", ["JPEG", "PNG", "WEBP", "TIFF", "HEIF", "AVIF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_becomes_upright(format_name: str, orientation: int) -> None:
    upright = pictures.corners()
    opened = open_image(io.BytesIO(pictures.oriented(upright, orientation, format_name)), LIMITS)
    shown = np.asarray(opened.load(short_px=None, long_px=None)).astype(int)
    assert (opened.width_px, opened.height_px) == upright.size
    assert shown.shape == (32, 48, 3)
    assert np.abs(shown - np.asarray(upright)).mean() < 5


@pytest.mark.parametrize("orientation", [0, 9, 65535])
def test_an_orientation_that_does_not_exist_is_ignored(orientation: int) -> None:
    data = pictures.encoded(pictures.corners(), "PNG", exif=pictures.exif_bytes({274: orientation}))
    assert np.array_equal(pixels_of(data), np.asarray(pictures.corners()))


def test_a_heic_is_turned_by_its_container_alone() -> None:
    """Phones write the turn twice, as a property of the container and in EXIF; only the former counts."""
    data = pictures.oriented(pictures.corners(), 6, "HEIF")
    assert data.count(b"irot") == 1
    assert decode(data, min_side_px=None, limits=LIMITS).size == (48, 32)
    assert decode(data.replace(b"irot", b"free"), min_side_px=None, limits=LIMITS).size == (32, 48)


@pytest.mark.parametrize("format_name", ["GIF", "WEBP", "PNG", "AVIF", "TIFF"])
def test_the_first_frame_of_an_animation_counts(format_name: str) -> None:
    middle = pixels_of(pictures.animated(format_name))[12, 16].astype(int)
    assert np.abs(middle - pictures.RED).max() < 12


def test_of_several_photos_in_one_file_the_first_counts() -> None:
    data = pictures.multi_picture()
    assert np.abs(pixels_of(data).astype(int) - np.asarray(PHOTO)).mean() < 12
    assert open_image(io.BytesIO(data), LIMITS).format == "JPEG"


BAD = {
    "empty": (b"", ProblemReason.EMPTY),
    "text": (b"just some words", ProblemReason.NOT_AN_IMAGE),
    "SVG": (b'<svg xmlns="http://www.w3.org/2000/svg"/>', ProblemReason.NOT_AN_IMAGE),
    "web page": (b"<!DOCTYPE html><title>404</title>", ProblemReason.NOT_AN_IMAGE),
    "zeros": (bytes(5000), ProblemReason.NOT_AN_IMAGE),
    "PDF": (b"%PDF-1.7", ProblemReason.UNSUPPORTED),
    "film": (b"\0\0\0\x18ftypisom\0\0\2\0isomiso2", ProblemReason.UNSUPPORTED),
    "PNG of zeros": (b"\x89PNG\r\n\x1a\n" + bytes(100), ProblemReason.DAMAGED),
    "JPEG of zeros": (b"\xff\xd8\xff\xe0" + bytes(100), ProblemReason.DAMAGED),
    "PNG bomb": (pictures.png_bomb(), ProblemReason.TOO_LARGE),
    "smaller PNG bomb": (pictures.png_bomb(20_000, 20_000), ProblemReason.TOO_LARGE),
    "GIF bomb": (pictures.gif_bomb(), ProblemReason.TOO_LARGE),
    "TIFF bomb": (pictures.tiff_bomb(), ProblemReason.TOO_LARGE),
    "BMP bomb": (pictures.bmp_bomb(), ProblemReason.TOO_LARGE),
    "JPEG that lies": (pictures.jpeg_of_size(SAMPLES["JPEG"], 65_500, 65_500), ProblemReason.TOO_LARGE),
    "JPEG of many scans that lies": (
        pictures.jpeg_of_size(SAMPLES["progressive JPEG"], 20_000, 20_000),
        ProblemReason.TOO_LARGE,
    ),
    "PNG with too few rows": (pictures.png_of(100, 100, bytes(50)), ProblemReason.DAMAGED),
    "PNG without pixels": (pictures.png_of(0, 0, b""), ProblemReason.DAMAGED),
    "TIFF with too many strips": (pictures.tiff_of([(273, 4, 0xFFFFFFFF, pictures.long(8))]), ProblemReason.DAMAGED),
}


@pytest.mark.parametrize("name", sorted(BAD))
def test_what_is_no_good_has_its_reason(name: str) -> None:
    data, reason = BAD[name]
    assert outcome_of(data) is reason


def test_a_heic_larger_than_the_memory_is_refused_by_its_header() -> None:
    assert outcome_of(SAMPLES["HEIF"], DecodeLimits(memory_bytes=50_000)) is ProblemReason.TOO_LARGE


def test_the_suffix_does_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "really a jpeg.png"
    shutil.copy(real_photo("cat"), path)
    with Image.open(real_photo("cat")) as image:
        assert decode(path, min_side_px=None, limits=LIMITS).size == image.size


@pytest.mark.parametrize("size", [(65_500, 3), (3, 65_500)])
def test_a_strip_of_65500_pixels_is_a_photo(size: tuple[int, int]) -> None:
    data = pictures.encoded(Image.new("RGB", size, "red"), "JPEG")
    assert decode(data, min_side_px=448, limits=LIMITS).size == size


@settings(deadline=None, max_examples=150)
@given(
    st.sampled_from(sorted(SAMPLES)),
    st.integers(0, 3000),
    st.binary(min_size=1, max_size=8),
)
def test_changed_bytes_give_a_photo_or_a_reason(name: str, at: int, bytes_put: bytes) -> None:
    data = SAMPLES[name]
    at %= len(data)
    outcome = outcome_of(data[:at] + bytes_put + data[at + len(bytes_put) :])
    assert isinstance(outcome, ProblemReason) or outcome.shape[2] == 3
