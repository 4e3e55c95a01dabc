"""All frames of a picture that moves, however many and however broken."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pytest
from PIL import Image

from photosearch.decode import moving
from photosearch.decode.failure import DecodeError
from photosearch.decode.moving import read_moving
from photosearch.decode.pillow_image import DecodeLimits
from photosearch.types.photos import MovingPicture
from tests import pictures

COLOURS = ("red", "green", "blue")
FORMATS = ("GIF", "WEBP", "PNG", "AVIF")


def animation(format_name: str, *frames: Image.Image, **options: Any) -> bytes:  # what Pillow's writers take
    return pictures.encoded(frames[0], format_name, save_all=True, append_images=list(frames[1:]), **options)


def plain(count: int = 3, size: tuple[int, int] = (64, 48)) -> list[Image.Image]:
    return [Image.new("RGB", size, COLOURS[number % 3]) for number in range(count)]


def read(data: bytes, long_px: int = 1000) -> MovingPicture | None:
    return read_moving(io.BytesIO(data), DecodeLimits(), long_px)


def near(pixel: object, colour: str) -> bool:
    wanted = np.asarray(Image.new("RGB", (1, 1), colour))[0, 0].astype(int)
    return bool(np.abs(np.asarray(pixel).astype(int) - wanted).max() < 24)


@pytest.mark.parametrize("format_name", FORMATS)
def test_every_format_that_moves_comes_with_its_times(format_name: str) -> None:
    came = read(animation(format_name, *plain(), duration=[120, 200, 80]))
    assert came is not None
    assert came.frames.shape == (3, 48, 64, 3)
    assert came.durations_ms == (120, 200, 80)
    assert all(near(frame[20, 20], colour) for frame, colour in zip(came.frames, COLOURS, strict=True))


@pytest.mark.parametrize("format_name", [*FORMATS, "JPEG"])
def test_what_stands_still_is_none(format_name: str) -> None:
    assert read(pictures.encoded(pictures.photo(), format_name)) is None


@pytest.mark.parametrize("told_ms", [0, 10])
def test_a_time_that_nobody_means_is_a_tenth_of_a_second(told_ms: int) -> None:
    came = read(animation("GIF", *plain(), duration=told_ms))
    assert came is not None
    assert came.durations_ms == (100, 100, 100)


def test_it_comes_no_larger_than_wanted() -> None:
    came = read(animation("GIF", *plain(size=(640, 480))), 320)
    assert came is not None
    assert came.frames.shape[1:] == (240, 320, 3)


def test_a_long_one_comes_smaller_and_one_that_is_longer_still_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    data = animation("GIF", *plain(40, (800, 600)))
    monkeypatch.setattr(moving, "_MOST_BYTES", 400 * 300 * 3 * 40)
    came = read(data)
    assert came is not None
    assert came.frames.shape == (40, 300, 400, 3)
    monkeypatch.setattr(moving, "_MOST_BYTES", 320 * 240 * 3 * 10)
    came = read(data)
    assert came is not None
    assert came.frames.shape == (10, 240, 320, 3)
    assert len(came.durations_ms) == 10


def test_a_slow_one_moves_as_far_as_it_came(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moving, "_LONGEST_S", -1.0)
    assert read(animation("GIF", *plain())) is None


def test_a_torn_one_moves_as_far_as_it_is_whole() -> None:
    frames = [pictures.photo(200, 150, name) for name in ("cat", "moon", "coffee", "rocket")]
    data = animation("PNG", *frames)
    came = read(data[: len(data) * 3 // 4])
    assert came is not None
    assert 2 <= len(came.frames) < 4


def test_what_is_transparent_lies_on_one_ground_in_all_frames() -> None:
    frames = []
    for x in (0, 20, 40):
        frame = Image.new("RGBA", (60, 60), (0, 0, 0, 0))
        frame.paste((255, 255, 255, 255), (x, 0, x + 20, 60))
        frames.append(frame)
    came = read(animation("WEBP", *frames, lossless=True, duration=50))
    assert came is not None
    grounds = {int(frame[30, column, 0]) for frame, column in zip(came.frames, (50, 5, 5), strict=True)}
    assert len(grounds) == 1
    assert grounds != {255}


def test_one_that_is_turned_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    came = read(animation("WEBP", *plain(), exif=exif.tobytes(), duration=50))
    assert came is not None
    assert came.frames.shape[1:3] == (64, 48)


def test_what_is_no_picture_is_refused() -> None:
    with pytest.raises(DecodeError):
        read(b"this is no picture")
