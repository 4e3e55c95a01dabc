"""A picture that was overwritten in part is found out, a whole one with something behind it is not suspected."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.decode.completeness import lacks_data
from tests import pictures

PHOTO = pictures.photo(640, 480)
JPEG = pictures.encoded(PHOTO, "JPEG")
PNG = pictures.encoded(PHOTO, "PNG")
HEIF = pictures.encoded(PHOTO, "HEIF")
WHOLE = {
    "JPEG": JPEG,
    "PNG": PNG,
    "HEIF": HEIF,
}
PROGRESSIVE = pictures.encoded(PHOTO, "JPEG", progressive=True)


def overwritten(data: bytes, kept: float) -> bytes:
    """The first part of ``data``, then zeros up to its size."""
    return data[: int(len(data) * kept)].ljust(len(data), b"\0")


@pytest.mark.parametrize("format_name", sorted(WHOLE))
def test_a_whole_picture_is_not_suspected(format_name: str) -> None:
    assert not lacks_data(format_name, WHOLE[format_name])


@pytest.mark.parametrize("format_name", sorted(WHOLE))
@pytest.mark.parametrize("kept", [0.3, 0.6, 0.9])
def test_zeros_instead_of_the_rest_are_found(format_name: str, kept: float) -> None:
    assert lacks_data(format_name, overwritten(WHOLE[format_name], kept))


@pytest.mark.parametrize("kept", [0.3, 0.6, 0.95])
def test_a_progressive_jpeg_without_its_last_scans_is_found(kept: float) -> None:
    assert lacks_data("JPEG", overwritten(PROGRESSIVE, kept))


def test_the_end_of_the_small_preview_inside_is_not_the_end_of_the_photo() -> None:
    small = io.BytesIO()
    pictures.photo(32, 24).save(small, "JPEG")
    data = pictures.jpeg_with_exif(PHOTO, small.getvalue())
    assert not lacks_data("JPEG", data)
    assert lacks_data("JPEG", overwritten(data, 0.6))


@pytest.mark.parametrize("format_name", sorted(WHOLE))
def test_zeros_behind_the_end_do_no_harm(format_name: str) -> None:
    padding = bytes(4096) if format_name != "HEIF" else (4096).to_bytes(4, "big") + b"free" + bytes(4088)
    assert not lacks_data(format_name, WHOLE[format_name] + padding)


def test_a_film_behind_the_end_does_no_harm() -> None:
    assert not lacks_data("JPEG", JPEG + b"ftypmp42" + b"\xff\xda" * 50 + bytes(2000))


@given(st.sampled_from(["JPEG", "PNG", "HEIF", "GIF"]), st.binary(max_size=100))
def test_no_bytes_upset_it(format_name: str, rest: bytes) -> None:
    start = WHOLE[format_name][:40] if format_name in WHOLE else b""
    assert lacks_data(format_name, start + rest) in (True, False)
