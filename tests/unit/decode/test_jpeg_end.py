"""A JPEG that lacks its end marker is a photo like any other, unless pixels are missing too."""

from __future__ import annotations

import io

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image

from photosearch.decode.jpeg_end import never_ends, with_end
from photosearch.decode.pillow_image import DecodeLimits
from photosearch.decode.reader import open_image
from tests import pictures

PHOTO = pictures.photo(333, 250)
KINDS = {
    "baseline": pictures.encoded(PHOTO, "JPEG"),
    "progressive": pictures.encoded(PHOTO, "JPEG", progressive=True),
    "fine colours": pictures.encoded(PHOTO, "JPEG", subsampling=0, quality=95, optimize=True),
    "restart markers": pictures.encoded(PHOTO, "JPEG", restart_marker_rows=1),
    "grey": pictures.encoded(PHOTO.convert("L"), "JPEG"),
    "four inks": pictures.encoded(PHOTO.convert("CMYK"), "JPEG"),
    "flat": pictures.encoded(Image.new("RGB", (333, 250), (128, 128, 128)), "JPEG"),
    "with a preview": pictures.jpeg_with_exif(PHOTO, pictures.encoded(pictures.photo(32, 24), "JPEG")),
}
INSTEAD_OF_THE_END = {
    "nothing": b"",
    "half of it": b"\xff",
    "two zeros": bytes(2),
    "a block of zeros": bytes(4096),
    "junk": b"\x17\xe4",
    "junk and zeros": b"\x00\x93\x12" + bytes(700),
}


@pytest.mark.parametrize("instead", sorted(INSTEAD_OF_THE_END))
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_jpeg_with_all_its_pixels_is_shown_whole(kind: str, instead: str) -> None:
    data = KINDS[kind]
    damaged = data[:-2] + INSTEAD_OF_THE_END[instead]
    shown = [
        np.asarray(open_image(io.BytesIO(each), DecodeLimits()).load(short_px=short_px, long_px=None))
        for each in (data, damaged)
        for short_px in (None, 60)
    ]
    assert np.array_equal(shown[0], shown[2])
    assert np.array_equal(shown[1], shown[3])


@pytest.mark.parametrize("rest", [b"", bytes(3000), bytes(range(1, 200)) * 40])
@pytest.mark.parametrize("kept", [0.2, 0.5, 0.9, 0.98])
@pytest.mark.parametrize("kind", sorted(KINDS.keys() - {"flat"}))
def test_a_jpeg_without_all_its_pixels_does_not_become_whole(kind: str, kept: float, rest: bytes) -> None:
    data = KINDS[kind]
    assert with_end(data[: int(len(data) * kept)] + rest) is None


def test_a_jpeg_cut_between_two_of_its_scans_does_not_become_whole() -> None:
    data = KINDS["progressive"]
    scans = [at for at in range(len(data)) if data.startswith(b"\xff\xda", at)]
    assert len(scans) > 5
    for at in scans[1:]:
        tables = data.rfind(b"\xff\xc4", 0, at)
        assert with_end(data[:tables]) is None


@pytest.mark.parametrize("marker", [b"\xff\x01", b"\xff\xd3", b"\xff\xfe\0\4xx", b"\xff\xff\x01", b"\xff\xda\0\2"])
@pytest.mark.parametrize("kind", sorted(KINDS.keys() - {"flat"}))
def test_a_marker_in_the_junk_does_not_hide_what_is_missing(kind: str, marker: bytes) -> None:
    data = KINDS[kind]
    for rest in (b"", b"\x17", bytes(50)):
        assert with_end(data[: len(data) * 9 // 10] + marker + rest) is None
        mended = with_end(data[:-2] + marker + rest)
        assert mended is None or mended.startswith(data[:-2])


@given(st.binary(max_size=200))
@example(b"\xff\x01")
def test_no_bytes_upset_it(rest: bytes) -> None:
    for kind in ("baseline", "progressive"):
        data = KINDS[kind]
        start = data[: data.index(b"\xff\xda") + 20]
        assert never_ends(start + rest) in (True, False)
        assert with_end(start + rest) is None
