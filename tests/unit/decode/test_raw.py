"""Camera raw files: the preview inside where it is large enough, else a quick development, upright either way."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from photosearch.decode.failure import DecodeError
from photosearch.decode.pillow_image import DecodeLimits, OpenedImage
from photosearch.decode.reader import open_image
from photosearch.types.files import ProblemReason
from tests import pictures

SEEN = pictures.corners(512, 384)


def opened(data: bytes, limits: DecodeLimits = DecodeLimits()) -> OpenedImage:  # noqa: B008 - frozen
    return open_image(io.BytesIO(data), limits)


def stored_turned(orientation: int) -> Image.Image:
    image = SEEN
    for turn in pictures.TURNED_BY[orientation]:
        image = image.transpose(turn)
    return image


def quarters_of(image: Image.Image) -> list[int]:
    """The strongest channel of each quarter (left to right, top to bottom); 3 is white."""
    result = []
    for y in (1, 3):
        for x in (1, 3):
            pixel = np.array(image.getpixel((image.width * x // 4, image.height * y // 4)))
            result.append(3 if pixel.min() > 180 else int(pixel.argmax()))
    return result


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_file_without_preview_is_developed_upright(orientation: int) -> None:
    photo = opened(pictures.minimal_dng(stored_turned(orientation), orientation=orientation))
    assert photo.format == "DNG"
    assert (photo.width_px, photo.height_px) == SEEN.size
    developed = photo.load(short_px=448, long_px=None)
    assert developed.size == (256, 192)
    assert quarters_of(developed) == [0, 1, 2, 3]


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_large_enough_preview_is_used_and_turned(orientation: int) -> None:
    turned = stored_turned(orientation)
    preview = pictures.encoded(turned.resize((turned.width // 2, turned.height // 2)), "JPEG")
    photo = opened(pictures.minimal_dng(Image.new("RGB", turned.size), orientation=orientation, preview=preview))
    shown = photo.load(short_px=100, long_px=None)
    assert min(shown.size) >= 100
    assert quarters_of(shown) == [0, 1, 2, 3]


@pytest.mark.parametrize("orientation", [6, 8])
def test_a_preview_that_the_camera_turned_already_stays(orientation: int) -> None:
    upright = pictures.corners(192, 256)
    sideways = Image.new("RGB", (512, 384))
    photo = opened(pictures.minimal_dng(sideways, orientation=orientation, preview=pictures.encoded(upright, "JPEG")))
    assert quarters_of(photo.load(short_px=192, long_px=None)) == [0, 1, 2, 3]


def test_a_preview_that_is_too_small_is_passed_over() -> None:
    preview = pictures.encoded(Image.new("RGB", (160, 120), "blue"), "JPEG")
    photo = opened(pictures.minimal_dng(SEEN, preview=preview))
    assert photo.load(short_px=100, long_px=None).getpixel((5, 5)) == pytest.approx((0, 0, 254), abs=3)
    assert quarters_of(photo.load(short_px=192, long_px=None)) == [0, 1, 2, 3]


def test_a_damaged_preview_does_not_cost_the_photo() -> None:
    preview = pictures.encoded(SEEN.resize((256, 192)), "JPEG")
    photo = opened(pictures.minimal_dng(SEEN, preview=preview[: len(preview) * 2 // 3]))
    assert quarters_of(photo.load(short_px=100, long_px=None)) == [0, 1, 2, 3]


@pytest.mark.parametrize("kept", [0.02, 0.3, 0.9])
def test_a_cut_file_without_preview_is_damaged(kept: float) -> None:
    data = pictures.minimal_dng(SEEN)
    with pytest.raises(DecodeError) as caught:
        opened(data[: int(len(data) * kept)]).load(short_px=100, long_px=None)
    assert caught.value.reason is ProblemReason.DAMAGED


def test_its_own_tags_are_kept() -> None:
    tags = opened(pictures.minimal_dng(SEEN)).blocks().tags
    assert tags is not None
    assert tags.main.text(271) == b"Cam"


def test_a_sensor_larger_than_the_memory_is_refused() -> None:
    with pytest.raises(DecodeError) as caught:
        opened(pictures.minimal_dng(SEEN), DecodeLimits(memory_bytes=1_000_000))
    assert caught.value.reason is ProblemReason.TOO_LARGE


@pytest.mark.parametrize("head", [b"IIRO\x08\0\0\0", b"IIU\0\x18\0\0\0", b"\0\0\0\x18ftypcrx \0\0\0\1crx isom"])
def test_a_makers_file_with_nothing_in_it_has_a_reason(head: bytes) -> None:
    with pytest.raises(DecodeError) as caught:
        opened(head + bytes(2000)).load(short_px=None, long_px=None)
    assert caught.value.reason in {ProblemReason.DAMAGED, ProblemReason.UNSUPPORTED}
