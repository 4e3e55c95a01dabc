"""What is kept of EXIF and XMP, and that no garbage in them costs the photo."""

from __future__ import annotations

import datetime as dt
import io
import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ExifTags, Image
from PIL.TiffImagePlugin import IFDRational

from photosearch.decode.photo_metadata import read_metadata
from photosearch.decode.pillow_image import DecodeLimits
from photosearch.decode.reader import open_image
from photosearch.types.metadata import FileMetadata, Origin, Position, Told
from photosearch.types.photos import PhotoMetadata
from tests import pictures, told

TAKEN = ExifTags.Base.DateTimeOriginal
DIGITIZED = ExifTags.Base.DateTimeDigitized
GPS = ExifTags.GPS
SYDNEY = {1: "S", 2: (33.0, 51.0, 30.0), 3: "E", 4: (151.0, 12.0, 0.0)}
FULL = pictures.exif_bytes(
    {ExifTags.Base.Make: "NIKON CORPORATION", ExifTags.Base.Model: "NIKON D750", 0x4746: 4},
    camera={TAKEN: "2019:05:04 03:02:01", 36881: "+08:00", 37521: "25", 42036: "50mm f/1.8"},
    place=SYDNEY,
)


def metadata_of(data: bytes) -> PhotoMetadata:
    return read_metadata(open_image(io.BytesIO(data), DecodeLimits()))


def exif_of(
    tags: dict[int, object] | None = None,
    *,
    camera: dict[int, object] | None = None,
    place: dict[int, object] | None = None,
) -> FileMetadata:
    """What a JPEG with these tags says."""
    block = pictures.exif_bytes(tags or {}, camera=camera or {}, place=place or {})
    return told.of(pictures.encoded(pictures.photo(), "JPEG", exif=block))


@pytest.mark.parametrize("format_name", ["JPEG", "PNG", "WEBP", "TIFF", "HEIF", "AVIF"])
def test_everything_is_found_in_every_format(format_name: str) -> None:
    known = metadata_of(pictures.encoded(pictures.photo(), format_name, exif=FULL))
    assert (known.width_px, known.height_px, known.format) == (96, 64, format_name)
    all_told = known.told
    assert all_told.date is not None
    assert (all_told.date.at, all_told.date.offset_min) == (dt.datetime(2019, 5, 4, 3, 2, 1, 250_000), 480)
    assert all_told.camera == Told("NIKON D750", Origin.EXIF)
    assert all_told.lens == Told("50mm f/1.8", Origin.EXIF)
    assert all_told.position is not None
    assert all_told.position.latitude_deg == pytest.approx(-33.858333)
    assert all_told.position.longitude_deg == pytest.approx(151.2)
    assert all_told.rating == Told(4, Origin.EXIF)


def test_a_photo_without_any_has_only_its_size_and_format() -> None:
    assert metadata_of(pictures.encoded(pictures.photo(), "GIF")) == PhotoMetadata(96, 64, "GIF")


@pytest.mark.parametrize(
    ("tags", "taken_at"),
    [
        ({TAKEN: "2020:01:02 03:04:05"}, dt.datetime(2020, 1, 2, 3, 4, 5)),
        ({TAKEN: "2020-01-02T03:04:05.77"}, dt.datetime(2020, 1, 2, 3, 4, 5, 770_000)),
        ({TAKEN: "2020:01:02 03:04"}, dt.datetime(2020, 1, 2, 3, 4)),
        ({TAKEN: "2020:01:02 03:04:05\0rubbish"}, dt.datetime(2020, 1, 2, 3, 4, 5)),
        ({TAKEN: "2016:12:31 23:59:60"}, dt.datetime(2016, 12, 31, 23, 59, 59)),
        ({TAKEN: "0000:00:00 00:00:00", DIGITIZED: "2011:02:03 04:05:06"}, dt.datetime(2011, 2, 3, 4, 5, 6)),
        (
            {TAKEN: "    :  :     :  :  ", ExifTags.Base.DateTime: "2011:02:03 04:05:06"},
            dt.datetime(2011, 2, 3, 4, 5, 6),
        ),
        ({TAKEN: "2021:02:30 00:00:00"}, None),
        ({TAKEN: "0001:01:01 00:00:00"}, None),
        ({TAKEN: "20200102"}, dt.datetime(2020, 1, 2)),
        ({TAKEN: "\0\0\0\0"}, None),
        ({}, None),
    ],
)
def test_the_time_is_the_first_that_makes_sense(tags: dict[int, object], taken_at: dt.datetime | None) -> None:
    date = exif_of(camera=tags).date
    assert (date and date.at) == taken_at


@pytest.mark.parametrize(
    ("offset", "minutes"),
    [("+05:45", 345), ("-03:30", -210), ("Z", 0), ("+00:00", 0), ("+25:00", None), ("   :  ", None)],
)
def test_the_offset_is_in_minutes_east(offset: object, minutes: int | None) -> None:
    tags: dict[int, object] = {TAKEN: "2020:01:02 03:04:05", ExifTags.Base.OffsetTimeOriginal: offset}
    date = exif_of(camera=tags).date
    assert date is not None
    assert date.offset_min == minutes


@pytest.mark.parametrize(
    ("fraction", "microsecond"), [("5", 500_000), ("123456789", 123_456), ("x", 0), ("", 0), ("07\0", 70_000)]
)
def test_the_fraction_of_a_second_counts(fraction: object, microsecond: int) -> None:
    date = exif_of(camera={TAKEN: "2020:01:02 03:04:05", ExifTags.Base.SubsecTimeOriginal: fraction}).date
    assert date is not None
    assert date.at.microsecond == microsecond


@pytest.mark.parametrize(
    "place",
    [
        {},
        {GPS.GPSLatitude: (33.0, 51.0, 30.0)},
        SYDNEY | {GPS.GPSLatitude: (91.0, 0.0, 0.0)},
        SYDNEY | {GPS.GPSLongitude: (IFDRational(0, 0), 0.0, 0.0)},
        SYDNEY | {GPS.GPSLongitude: (IFDRational(1, 0), 0.0, 0.0)},
        {1: "N", 2: (0.0, 0.0, 0.0), 3: "E", 4: (0.0, 0.0, 0.0)},
    ],
)
def test_a_place_that_makes_no_sense_is_none(place: dict[int, object]) -> None:
    assert exif_of(place=place).position is None


def test_west_and_decimal_degrees_are_understood() -> None:
    known = exif_of(place={1: "N", 2: (10.5, 0.0, 0.0), 3: "w", 4: (20.0, 15.0, IFDRational(0, 0))})
    assert known.position == Position(10.5, -20.25, Origin.EXIF)


@pytest.mark.parametrize(
    ("make", "model", "camera"),
    [
        ("Canon", "Canon EOS 5D", "Canon EOS 5D"),
        ("Apple", "iPhone 15", "Apple iPhone 15"),
        ("SONY ", "ILCE-7\0\0rubbish", "SONY ILCE-7"),
        ("", "X100", "X100"),
        ("OLYMPUS IMAGING CORP.  ", "E-M5", "OLYMPUS E-M5"),
        ("Leica", "", "Leica"),
        ("\x07", "\x1b[31m", "[31m"),
    ],
)
def test_the_camera_is_named_once(make: str, model: str, camera: str) -> None:
    assert exif_of({ExifTags.Base.Make: make, ExifTags.Base.Model: model}).camera == Told(camera, Origin.EXIF)


@pytest.mark.parametrize(
    ("packet", "rating"),
    [
        (told.packet(attributes='xmp:Rating="3"'), 3),
        (told.packet("<xmp:Rating>5</xmp:Rating>"), 5),
        (told.packet(attributes='xmp:Rating="-1"'), -1),
        (told.packet(attributes='xmp:Rating="99999999999999999999"'), None),
        (told.packet(), None),
    ],
)
def test_stars_are_found_in_xmp_too(packet: bytes, rating: int | None) -> None:
    expected = None if rating is None else Told(rating, Origin.XMP)
    assert told.of(pictures.encoded(pictures.photo(), "JPEG", xmp=packet)).rating == expected
    assert told.of(pictures.encoded(pictures.photo(), "WEBP", xmp=packet)).rating == expected


@pytest.mark.parametrize("block", [pictures.looping_exif(), pictures.crowded_exif(), b"II*\0", b"rubbish", b""])
def test_hostile_exif_does_not_cost_the_photo(block: bytes) -> None:
    data = pictures.jpeg_with_exif(pictures.photo(), block)
    opened = open_image(io.BytesIO(data), DecodeLimits())
    assert opened.load(short_px=None, long_px=None).size == (96, 64)
    assert read_metadata(opened).width_px == 96


def test_a_directory_of_a_million_entries_is_survived() -> None:
    entries = b"".join(struct.pack("<HHII", tag % 65536, 7, 1_000_000, 8) for tag in range(65_000))
    block = b"II*\0" + struct.pack("<IH", 8, 65_000) + entries + bytes(1_000_000)
    header = pictures.png_chunk(b"IHDR", struct.pack(">IIBBBBB", 4, 4, 8, 0, 0, 0, 0))
    rest = pictures.png_of(4, 4, bytes(20), colour_type=0)[33:]
    assert metadata_of(b"\x89PNG\r\n\x1a\n" + header + pictures.png_chunk(b"eXIf", block) + rest).format == "PNG"


@settings(deadline=None, max_examples=200)
@given(st.binary(max_size=200), st.integers(8, len(FULL) - 1))
def test_no_bytes_in_exif_upset_it(rubbish: bytes, at: int) -> None:
    broken = FULL[6:at] + rubbish + FULL[at + len(rubbish) :]
    known = metadata_of(pictures.jpeg_with_exif(Image.new("RGB", (8, 8)), broken))
    assert {known.width_px, known.height_px} == {8}
