"""Copies to give away: every format in, every format out, and what a stranger's reader still finds in them."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import ExifTags, Image

from photosearch.decode.photo_metadata import read_metadata
from photosearch.decode.pillow_image import DecodeLimits
from photosearch.decode.reader import open_image
from photosearch.decode.renditions.rendering import render
from photosearch.decode.requests import Rendered
from photosearch.types.exporting import ExportFormat, Kept, Rendition
from photosearch.types.metadata import NOT_TOLD, FileMetadata
from tests import pictures, told
from tests.pictures import every_format

XMP = told.packet(
    '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">海边 &amp; Öl</rdf:li></rdf:Alt></dc:title>'
    "<dc:subject><rdf:Bag><rdf:li>猫</rdf:li></rdf:Bag></dc:subject>"
    "<lr:hierarchicalSubject><rdf:Bag><rdf:li>Orte|中国|上海</rdf:li></rdf:Bag></lr:hierarchicalSubject>",
    'xmp:Rating="4" exif:GPSLatitude="31,14.4N" exif:GPSLongitude="121,28.2E"',
)
IPTC = told.iptc_resource(told.data_set(2, 90, b"Shanghai"), told.data_set(2, 25, b"bund"))


def exif(orientation: int = 1) -> bytes:
    """What a phone writes: when, with what, how, and where."""
    block = Image.Exif()
    block[ExifTags.Base.Orientation] = orientation
    block[ExifTags.Base.Make] = "Apple"
    block[ExifTags.Base.Model] = "iPhone 12"
    block[ExifTags.Base.Artist] = "Li Lei"
    shot = block.get_ifd(ExifTags.IFD.Exif)
    shot[ExifTags.Base.DateTimeOriginal] = "2019:08:03 19:12:00"
    shot[ExifTags.Base.OffsetTimeOriginal] = "+08:00"
    shot[ExifTags.Base.FNumber] = 1.6
    shot[ExifTags.Base.ISOSpeedRatings] = 64
    place = block.get_ifd(ExifTags.IFD.GPSInfo)
    place[ExifTags.GPS.GPSLatitudeRef] = "N"
    place[ExifTags.GPS.GPSLatitude] = (31.0, 14.0, 24.0)
    place[ExifTags.GPS.GPSLongitudeRef] = "E"
    place[ExifTags.GPS.GPSLongitude] = (121.0, 28.0, 12.0)
    place[ExifTags.GPS.GPSAltitude] = 12.5
    return block.tobytes()


def jpeg(orientation: int = 1) -> bytes:
    """With all kinds of metadata before and behind the picture."""
    made = told.jpeg(
        told.xmp_segment(XMP), told.photoshop_segment(IPTC), (2, b"MPF\0" + b"further"), exif=exif(orientation)
    )
    return made[:2] + b"\xff\xfe\0\x09secret!" + made[2:] + b"ftypmp42 a film with +31.24+121.47/"


def rendered(data: bytes, rendition: Rendition, path: Path | None = None) -> Rendered:
    stream = io.BytesIO(data)
    return render(open_image(stream, DecodeLimits()), stream, rendition, path, None)


def copy_of(data: bytes, rendition: Rendition) -> bytes:
    made = rendered(data, rendition).data
    assert made is not None
    return made


def told_of(data: bytes) -> FileMetadata:
    return read_metadata(open_image(io.BytesIO(data), DecodeLimits())).told


def pixels(data: bytes) -> NDArray[np.int16]:
    return np.asarray(open_image(io.BytesIO(data), DecodeLimits()).load(short_px=None, long_px=None)).astype(np.int16)


def png() -> bytes:
    plain = pictures.encoded(pictures.photo(), "PNG", exif=exif())
    head = plain[:33]
    return (
        head
        + pictures.png_chunk(b"tEXt", b"Comment\0taken at home")
        + pictures.png_chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP)
        + pictures.png_chunk(b"tIME", bytes((7, 227, 8, 3, 19, 12, 0)))
        + plain[33:]
    )


BARE: dict[str, Callable[[], bytes]] = {
    "JPEG": jpeg,
    "PNG": png,
    "WEBP": lambda: pictures.encoded(pictures.photo(), "WEBP", exif=exif(), xmp=XMP),
}


@pytest.mark.parametrize("name", BARE)
def test_without_metadata_the_coded_picture_is_the_same_and_nothing_is_told(name: str) -> None:
    data = BARE[name]()
    assert told_of(data).position is not None
    made = rendered(data, Rendition(kept=Kept.NOTHING))
    assert made.format == name
    assert made.data is not None
    np.testing.assert_array_equal(pixels(made.data), pixels(data))
    assert told_of(made.data) == FileMetadata()
    for secret in (b"secret", b"Shanghai", b"bund", b"Apple", b"Li Lei", b"2019", b"film", b"MPF", b"home", b"tIME"):
        assert secret not in made.data


@pytest.mark.parametrize("name", BARE)
def test_without_the_place_all_else_that_is_known_is_still_told(name: str) -> None:
    data = BARE[name]()
    copy = copy_of(data, Rendition(kept=Kept.NO_LOCATION))
    np.testing.assert_array_equal(pixels(copy), pixels(data))
    before, after = told_of(data), told_of(copy)
    assert after.position is None
    assert after.date is not None
    assert (after.date.at, after.date.offset_min) == (dt.datetime(2019, 8, 3, 19, 12), 480)
    for field in ("camera", "rating", "title", "creator"):
        assert getattr(after, field).value == getattr(before, field).value
    assert {keyword.path for keyword in after.keywords} == {keyword.path for keyword in before.keywords}
    assert after.exposure is not None
    assert (after.exposure.value.f_number, after.exposure.value.iso) == (1.6, 64)
    for secret in (b"Shanghai", b"GPS", b"121,28", b"+121"):
        assert secret not in copy


@pytest.mark.parametrize("kept", [Kept.NOTHING, Kept.NO_LOCATION])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_turned_photo_stays_turned(orientation: int, kept: Kept) -> None:
    data = jpeg(orientation)
    copy = copy_of(data, Rendition(kept=kept))
    np.testing.assert_array_equal(pixels(copy), pixels(data))


@pytest.mark.parametrize("orientation", [3, 6, 8])
def test_a_smaller_copy_is_upright_in_its_pixels(orientation: int) -> None:
    data = pictures.oriented(pictures.corners(480, 320), orientation)
    copy = copy_of(data, Rendition(longest_px=240))
    with Image.open(io.BytesIO(copy)) as image:
        assert max(image.size) == 240
        assert image.getexif().get(ExifTags.Base.Orientation, 1) == 1
    shown = open_image(io.BytesIO(data), DecodeLimits()).load(short_px=None, long_px=None).resize(image.size)
    assert np.abs(pixels(copy) - np.asarray(shown)).mean() < 8


@pytest.mark.parametrize("wanted", [ExportFormat.JPEG, ExportFormat.PNG, ExportFormat.WEBP, ExportFormat.TIFF])
def test_a_copy_in_another_format_tells_what_the_photo_tells(wanted: ExportFormat) -> None:
    data = png() if wanted is ExportFormat.JPEG else jpeg(6)
    made = rendered(data, Rendition(format=wanted))
    assert made.data is not None
    assert made.format.lower() == wanted.value
    assert np.abs(pixels(made.data) - pixels(data)).mean() < 4
    before, after = told_of(data), told_of(made.data)
    assert after.orientation in (None, 1)
    assert before.position is not None
    assert after.position is not None
    assert after.position.latitude_deg == pytest.approx(before.position.latitude_deg, abs=1e-7)
    assert after.position.longitude_deg == pytest.approx(before.position.longitude_deg, abs=1e-7)
    assert after.date is not None
    assert after.date.at == dt.datetime(2019, 8, 3, 19, 12)
    for field in ("camera", "rating", "title", "creator"):
        assert getattr(after, field).value == getattr(before, field).value
    assert {keyword.path for keyword in after.keywords} == {keyword.path for keyword in before.keywords}


@pytest.mark.parametrize("name", every_format())
@pytest.mark.parametrize("kept", [Kept.NO_LOCATION, Kept.NOTHING])
def test_every_format_that_is_read_can_be_made_smaller_and_stripped(name: str, kept: Kept) -> None:
    data = every_format()[name]
    made = rendered(data, Rendition(longest_px=40, kept=kept))
    assert made.data is not None
    with Image.open(io.BytesIO(made.data)) as image:
        assert max(image.size) == 40
    stripped = rendered(data, Rendition(kept=Kept.NOTHING))
    assert stripped.data is not None
    after = told_of(stripped.data)
    assert after.date is None or after.date.source in NOT_TOLD
    assert after.camera is None


@pytest.mark.parametrize("name", ["HEIF", "AVIF", "TIFF", "JPEG2000"])
def test_formats_that_are_made_anew_tell_no_more_than_was_ordered(name: str) -> None:
    data = pictures.encoded(pictures.photo(), name, exif=exif())
    written = "TIFF" if name == "TIFF" else "JPEG"
    nothing = rendered(data, Rendition(kept=Kept.NOTHING))
    assert nothing.format == written
    assert nothing.data is not None
    assert told_of(nothing.data) == FileMetadata()
    without_place = rendered(data, Rendition(kept=Kept.NO_LOCATION)).data
    assert without_place is not None
    after = told_of(without_place)
    assert after.position is None
    before = told_of(data)
    assert (after.camera is None) == (before.camera is None)
    if name != "JPEG2000":  # Pillow writes no EXIF into it
        assert before.position is not None


def test_what_was_ordered_already_is_copied_byte_for_byte() -> None:
    data = jpeg()
    for rendition in (Rendition(), Rendition(format=ExportFormat.JPEG), Rendition(longest_px=5000)):
        assert rendered(data, rendition) == Rendered(None, "JPEG")


def test_an_animation_keeps_moving_without_its_comment() -> None:
    data = pictures.animated("GIF")
    commented = data[:-1] + b"\x21\xfe\x06secret\0;"
    copy = copy_of(commented, Rendition(kept=Kept.NOTHING))
    assert copy == data


def test_a_colour_profile_stays_with_the_pixels_it_belongs_to() -> None:
    data = pictures.encoded(pictures.photo(), "JPEG", icc_profile=pictures.exchanged_profile(), exif=exif())
    bare = copy_of(data, Rendition(kept=Kept.NOTHING))
    with Image.open(io.BytesIO(bare)) as image:
        assert image.info["icc_profile"] == pictures.exchanged_profile()
    np.testing.assert_array_equal(pixels(bare), pixels(data))
    # Made anew it is in sRGB, and says so.
    smaller = copy_of(data, Rendition(format=ExportFormat.PNG))
    np.testing.assert_array_equal(pixels(smaller), pixels(data))


def test_a_jpeg_without_an_end_is_made_anew() -> None:
    data = told.jpeg(told.xmp_segment(XMP), exif=exif())
    copy = copy_of(data[:-200], Rendition(kept=Kept.NOTHING))
    assert told_of(copy) == FileMetadata()
    assert copy.endswith(b"\xff\xd9")


def test_what_lies_beside_a_photo_goes_into_a_copy_that_is_made_anew(tmp_path: Path) -> None:
    photo = tmp_path / "a.png"
    photo.write_bytes(pictures.encoded(pictures.photo(), "PNG"))
    (tmp_path / "a.png.xmp").write_bytes(XMP)
    made = rendered(photo.read_bytes(), Rendition(format=ExportFormat.JPEG), photo).data
    assert made is not None
    title = told_of(made).title
    assert title is not None
    assert title.value == "海边 & Öl"
