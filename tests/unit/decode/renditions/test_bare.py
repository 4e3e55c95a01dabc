"""Metadata is taken out of bytes that anybody may have written."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from photosearch.decode.renditions import bare_gif, bare_jpeg, bare_png, bare_webp
from tests import pictures

BARE: dict[str, Callable[[bytes], bytes | None]] = {
    "JPEG": bare_jpeg.without_metadata,
    "PNG": bare_png.without_metadata,
    "WEBP": bare_webp.without_metadata,
    "GIF": bare_gif.without_metadata,
}
WHOLE = {
    **{name: pictures.encoded(pictures.photo(24, 16), name, exif=pictures.exif_bytes({271: "Maker"})) for name in BARE},
    "GIF": pictures.animated("GIF"),
}


@pytest.mark.parametrize("name", BARE)
@given(data=st.data())
@settings(max_examples=150)
def test_whatever_stands_there_it_is_taken_out_or_refused(name: str, data: st.DataObject) -> None:
    whole = WHOLE[name]
    at = data.draw(st.integers(0, len(whole)))
    rest = data.draw(st.sampled_from([whole[at:], whole[at + 1 :], b""]))
    broken = whole[:at] + data.draw(st.binary(max_size=12)) + rest
    bare = BARE[name](broken)
    assert bare is None or BARE[name](bare) == bare


@pytest.mark.parametrize("name", BARE)
@given(st.binary(max_size=200))
def test_other_bytes_are_refused_unless_they_are_such_a_file_by_chance(name: str, data: bytes) -> None:
    assert BARE[name](b"no picture" + data) is None
    bare = BARE[name](data)
    assert bare is None or BARE[name](bare) == bare


@pytest.mark.parametrize("name", BARE)
def test_a_file_that_was_cut_off_is_refused(name: str) -> None:
    whole = WHOLE[name]
    assert all(BARE[name](whole[:end]) is None for end in range(0, len(whole) - 2, 7))


@pytest.mark.parametrize("name", ["PNG", "WEBP", "GIF"])
def test_an_animation_stays_one(name: str) -> None:
    data = pictures.animated(name)
    assert BARE[name](data) == data


def test_a_block_that_is_too_long_for_a_jpeg_is_refused() -> None:
    assert bare_jpeg.without_metadata(WHOLE["JPEG"], exif=bytes(70_000)) is None
    assert bare_jpeg.without_metadata(WHOLE["JPEG"], xmp=bytes(70_000)) is None


def test_a_simple_webp_stays_as_it_is() -> None:
    plain = pictures.encoded(pictures.photo(24, 16), "WEBP")
    assert plain[12:16] == b"VP8 "
    assert bare_webp.without_metadata(plain, b"exif", b"xmp") == plain
