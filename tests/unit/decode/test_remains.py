"""A damaged picture shows what any viewer shows of it, grey where nothing is, and says how much of it is there."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from photosearch.decode.failure import DecodeError
from photosearch.decode.pillow_image import DecodeLimits, OpenedImage
from photosearch.decode.reader import open_image
from photosearch.types.arrays import UInt8Array
from photosearch.types.files import NOTHING_LEFT, ProblemReason
from tests import pictures

PHOTO = pictures.photo(640, 480)
IN_ROWS = {
    "JPEG": pictures.encoded(PHOTO, "JPEG"),
    "JPEG with restarts": pictures.encoded(PHOTO, "JPEG", restart_marker_rows=1),
    "grey JPEG": pictures.encoded(PHOTO.convert("L"), "JPEG"),
    "PNG": pictures.encoded(PHOTO, "PNG"),
    "PNG with alpha": pictures.encoded(PHOTO.convert("RGBA"), "PNG"),
    "WebP": pictures.encoded(PHOTO, "WEBP", quality=90),
    "lossless WebP": pictures.encoded(PHOTO, "WEBP", lossless=True),
    "HEIF": pictures.encoded(PHOTO, "HEIF"),
    "tiled HEIF": pictures.encoded(PHOTO, "HEIF", tile_size=128),
    "TIFF": pictures.encoded(PHOTO, "TIFF"),
}
"""Formats that store a picture from the top to the bottom."""


def opened_and_shown(data: bytes, short_px: int | None = None) -> tuple[OpenedImage, UInt8Array]:
    opened = open_image(io.BytesIO(data), DecodeLimits())
    return opened, np.asarray(opened.load(short_px=short_px, long_px=None))


def refusal_of(data: bytes) -> tuple[ProblemReason, str]:
    with pytest.raises(DecodeError) as caught:
        opened_and_shown(data)
    return caught.value.reason, caught.value.detail


@pytest.mark.parametrize("kept", [0.4, 0.6, 0.8])
@pytest.mark.parametrize("name", sorted(IN_ROWS))
def test_what_came_before_the_cut_is_shown_and_the_rest_is_grey(name: str, kept: float) -> None:
    data = IN_ROWS[name]
    _, whole = opened_and_shown(data)
    opened, shown = opened_and_shown(data[: int(len(data) * kept)])
    assert opened.shown_share is not None
    assert abs(opened.shown_share - kept) < 0.25
    there = int(opened.shown_share * len(shown))
    is_shown = (shown[: there - 32] != 128).any(axis=2)
    assert is_shown.mean() > 0.6
    assert np.abs(shown[: there - 32].astype(int) - whole[: there - 32])[is_shown].mean() < 2
    assert np.array_equal(np.unique(shown[there + 1 :]), [128]) or there + 1 >= len(shown)
    assert (opened.width_px, opened.height_px) == (640, 480)


@pytest.mark.parametrize("name", ["JPEG", "PNG", "HEIF", "WebP"])
def test_zeros_instead_of_the_rest_are_as_good_as_a_cut(name: str) -> None:
    data = IN_ROWS[name]
    cut, zeroed = (
        opened_and_shown(broken) for broken in (data[: len(data) // 2], data[: len(data) // 2].ljust(len(data), b"\0"))
    )
    assert zeroed[0].shown_share == pytest.approx(cut[0].shown_share, abs=0.05)
    assert np.abs(zeroed[1].astype(int) - cut[1]).mean() < 3


@pytest.mark.parametrize("kept", [0.3, 0.7])
def test_a_progressive_jpeg_is_coarse_as_a_whole(kept: float) -> None:
    data = pictures.encoded(PHOTO, "JPEG", progressive=True)
    opened, shown = opened_and_shown(data[: int(len(data) * kept)])
    assert opened.shown_share == pytest.approx(1.0, abs=0.05)
    assert np.abs(shown.astype(int) - np.asarray(PHOTO)).mean() < 16


@pytest.mark.parametrize("kept", [0.2, 0.5, 0.8])
@pytest.mark.parametrize("name", ["GIF", "PNG"])
def test_an_interlaced_picture_is_coarse_and_not_striped(name: str, kept: float) -> None:
    data = pictures.encoded(PHOTO, "GIF", interlace=1) if name == "GIF" else pictures.interlaced_png(PHOTO)
    whole = opened_and_shown(data)[1].astype(int)
    opened, shown = opened_and_shown(data[: int(len(data) * kept)])
    assert opened.shown_share == 1.0
    assert np.abs(shown - whole).mean() < 20
    assert abs(shown.mean() - whole.mean()) < 5


def test_a_whole_interlaced_png_shows_every_pixel() -> None:
    opened, shown = opened_and_shown(pictures.interlaced_png(PHOTO))
    assert opened.shown_share is None
    assert np.array_equal(shown, np.asarray(PHOTO))


@pytest.mark.parametrize("name", ["JPEG", "PNG", "HEIF", "WebP"])
def test_the_last_bytes_are_missing_not_nothing(name: str) -> None:
    data = IN_ROWS[name]
    opened, _ = opened_and_shown(data[: len(data) * 995 // 1000])
    assert opened.shown_share is not None
    assert 0.9 < opened.shown_share < 1


def test_a_jpeg_2000_shows_the_tiles_that_came() -> None:
    data = pictures.encoded(PHOTO, "JPEG2000", tile_size=(640, 96))
    opened, shown = opened_and_shown(data[: len(data) * 6 // 10])
    assert opened.shown_share == pytest.approx(0.6, abs=0.2)
    assert np.array_equal(shown[:192], np.asarray(PHOTO)[:192])
    in_one_tile = pictures.encoded(PHOTO, "JPEG2000")
    assert refusal_of(in_one_tile[: len(in_one_tile) * 6 // 10]) == (ProblemReason.DAMAGED, NOTHING_LEFT)


@pytest.mark.parametrize("format_name", ["BMP", "TGA"])
def test_what_begins_at_the_bottom_is_grey_at_the_top(format_name: str) -> None:
    data = pictures.encoded(PHOTO, format_name)
    opened, shown = opened_and_shown(data[: len(data) // 2])
    assert opened.shown_share == pytest.approx(0.5, abs=0.02)
    assert np.array_equal(np.unique(shown[:230]), [128])
    assert np.abs(shown[250:].astype(int) - np.asarray(PHOTO)[250:]).mean() < 1


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_the_grey_turns_with_the_picture(orientation: int) -> None:
    data = pictures.oriented(PHOTO, orientation)
    opened, shown = opened_and_shown(data[: len(data) * 6 // 10])
    assert (opened.width_px, opened.height_px) == PHOTO.size
    is_there = np.abs(shown.astype(int) - np.asarray(PHOTO)).mean(axis=2) < 30
    assert 0.4 < is_there.mean() < 0.9
    assert opened.shown_share is not None


def test_reduced_it_is_the_same() -> None:
    data = IN_ROWS["JPEG"][: len(IN_ROWS["JPEG"]) * 6 // 10]
    opened, small = opened_and_shown(data, 60)
    whole, large = opened_and_shown(data)
    assert small.shape == (60, 80, 3)
    assert opened.shown_share == pytest.approx(whole.shown_share, abs=0.08)
    reduced = np.asarray(Image.fromarray(large).reduce(8)).astype(int)
    assert np.abs(small.astype(int) - reduced).mean() < 4


@pytest.mark.parametrize("name", sorted(IN_ROWS.keys() - {"TIFF", "tiled HEIF"}))
def test_cut_before_the_picture_the_reason_is_true(name: str) -> None:
    data = IN_ROWS[name]
    begins = {"JPEG": b"\xff\xda", "PNG": b"IDAT", "WEBP": b"VP8", "HEIF": b"mdat"}
    begin = next(data.index(mark) for kind, mark in begins.items() if kind.lower() in name.lower())
    assert refusal_of(data[: begin + 1]) == (ProblemReason.DAMAGED, NOTHING_LEFT)


def test_what_is_broken_without_missing_anything_keeps_its_own_reason() -> None:
    data = bytearray(pictures.encoded(PHOTO.quantize(16), "BMP"))
    data[46:50] = (1 << 20).to_bytes(4, "little")  # so many colours no palette has
    reason, detail = refusal_of(bytes(data))
    assert reason in {ProblemReason.DAMAGED, ProblemReason.UNSUPPORTED}
    assert detail != NOTHING_LEFT


def test_hardly_anything_is_nothing() -> None:
    data = pictures.encoded(pictures.photo(800, 1600), "JPEG", quality=90)
    begin = data.index(b"\xff\xda")
    kept = begin + (len(data) - begin) // 100
    assert refusal_of(data[:kept]) == (ProblemReason.DAMAGED, NOTHING_LEFT)


@pytest.mark.parametrize("name", sorted(IN_ROWS))
def test_a_whole_picture_is_no_part(name: str) -> None:
    assert opened_and_shown(IN_ROWS[name])[0].shown_share is None


def test_a_length_that_is_a_lie_costs_nothing() -> None:
    data = bytearray(IN_ROWS["WebP"][:2000])
    data[4:8] = (0xFFFFFF00).to_bytes(4, "little")
    assert refusal_of(bytes(data)) == (ProblemReason.DAMAGED, NOTHING_LEFT)
