"""A PNG that ImageMagick made of a JPEG keeps date, camera, stars and the way up, and hostile texts cost nothing."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ExifTags, PngImagePlugin

from photosearch.decode.photo_metadata import read_metadata
from photosearch.decode.pillow_image import DecodeLimits, OpenedImage
from photosearch.decode.raw_profile import exif_in, xmp_in
from photosearch.decode.reader import open_image
from photosearch.types.metadata import DateSource, Origin, PhotoDate, Told
from photosearch.types.photos import PhotoMetadata
from tests import pictures, told

EXIF = pictures.exif_bytes(
    {ExifTags.Base.Make: "FUJIFILM", ExifTags.Base.Model: "X100", ExifTags.Base.Orientation: 6},
    camera={ExifTags.Base.DateTimeOriginal: "2014:03:02 10:20:30"},
)
XMP = told.packet(attributes='xmp:Rating="3"')
XMP_SEGMENT = b"http://ns.adobe.com/xap/1.0/\0" + XMP


def profile_text(name: str, block: bytes, announced: str | None = None) -> str:
    """``block`` as it is written: 36 bytes a line."""
    digits = block.hex()
    lines = "\n".join(digits[at : at + 72] for at in range(0, len(digits), 72))
    length = f"{len(block):>8}" if announced is None else announced
    return f"\n{name}\n{length}\n{lines}\n"


def opened(keyword: str, text: str, *, is_compressed: bool = False, is_behind_the_pixels: bool = False) -> OpenedImage:
    """A picture of 96 x 64 with this text chunk."""
    texts = PngImagePlugin.PngInfo()
    if is_behind_the_pixels:
        texts.add(b"tEXt", keyword.encode() + b"\0" + text.encode(), after_idat=True)
    else:
        texts.add_text(keyword, text, zip=is_compressed)
    return open_image(io.BytesIO(pictures.encoded(pictures.photo(), "PNG", pnginfo=texts)), DecodeLimits())


@pytest.mark.parametrize("kind", ["exif", "APP1"])
@pytest.mark.parametrize("block", [EXIF, EXIF.removeprefix(b"Exif\0\0")], ids=["named", "bare"])
@pytest.mark.parametrize("place", ["text", "compressed", "behind the pixels"])
def test_exif_is_read(kind: str, block: bytes, place: str) -> None:
    picture = opened(
        f"Raw profile type {kind}",
        profile_text(kind, block),
        is_compressed=place == "compressed",
        is_behind_the_pixels=place == "behind the pixels",
    )
    known = read_metadata(picture)
    assert known.told.date == PhotoDate(dt.datetime(2014, 3, 2, 10, 20, 30), DateSource.EXIF_ORIGINAL)
    assert known.told.camera == Told("FUJIFILM X100", Origin.EXIF)
    assert (known.width_px, known.height_px) == (64, 96)
    assert picture.load(short_px=None, long_px=None).size == (64, 96)


@pytest.mark.parametrize(("kind", "block"), [("xmp", XMP), ("APP1", XMP_SEGMENT), ("xmp", b"\xef\xbb\xbf" + XMP)])
def test_stars_in_xmp_are_read(kind: str, block: bytes) -> None:
    assert read_metadata(opened(f"Raw profile type {kind}", profile_text(kind, block))).told.rating == Told(
        3, Origin.XMP
    )


def test_the_chunk_made_for_exif_goes_first() -> None:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Raw profile type APP1", profile_text("APP1", EXIF))
    data = pictures.encoded(
        pictures.photo(), "PNG", pnginfo=texts, exif=pictures.exif_bytes({ExifTags.Base.Model: "Z 50"})
    )
    assert read_metadata(open_image(io.BytesIO(data), DecodeLimits())).told.camera == Told("Z 50", Origin.EXIF)


@pytest.mark.parametrize("kind", ["exif", "APP1", "xmp"])
@pytest.mark.parametrize(
    "text",
    [
        "",
        "\nexif\n",
        "\nexif\n 12\n",
        profile_text("exif", b"Exif\0\0" + b"\xff" * 500),
        profile_text("exif", EXIF).replace("4", "x"),
        profile_text("exif", EXIF)[:-2],
    ],
)
def test_what_makes_no_sense_is_nothing(kind: str, text: str) -> None:
    picture = opened(f"Raw profile type {kind}", text)
    assert read_metadata(picture) == PhotoMetadata(96, 64, "PNG")
    assert picture.load(short_px=None, long_px=None).size == (96, 64)


@pytest.mark.parametrize("kind", ["exif", "APP1"])
@pytest.mark.parametrize("announced", ["-1", "0", "9", "99999999999", "9" * 5000, "²"])
def test_a_wrong_number_of_bytes_costs_nothing(kind: str, announced: str) -> None:
    known = read_metadata(opened(f"Raw profile type {kind}", profile_text(kind, EXIF, announced)))
    assert known.told.camera == Told("FUJIFILM X100", Origin.EXIF)


def test_digits_of_many_megabytes_are_not_looked_at() -> None:
    text = "\nexif\n 4000000\n" + (b"Exif\0\0".hex() + "00" * 7_000_000)
    assert exif_in({"Raw profile type exif": text}) == b""


@given(st.text(max_size=60), st.integers())
def test_no_text_upsets_it(rest: str, length: int) -> None:
    for text in (rest, f"\nexif\n{length}\n{rest}"):
        assert not exif_in({"Raw profile type exif": text}).startswith(b"<")
        assert not xmp_in({"Raw profile type exif": text}).startswith(b"Exif")
