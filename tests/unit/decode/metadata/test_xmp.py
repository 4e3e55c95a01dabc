"""XMP is read as RDF by namespace, in every form that its rules allow."""

from __future__ import annotations

import datetime as dt
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.decode.metadata.dates import WrittenDate
from photosearch.decode.metadata.keyword_paths import KEYWORDS
from photosearch.decode.metadata.statement import Statement
from photosearch.decode.metadata.xmp import read_packet, statement_of
from photosearch.types.metadata import DatePrecision, DateSource, Exposure, Origin, Position, UnreadReason
from tests import hostile_xml, told


def alternatives(**by_language: str) -> str:
    """A title in several languages; "default" stands for "x-default", "_" for "-"."""
    names = {language: "x-default" if language == "default" else language.replace("_", "-") for language in by_language}
    items = "".join(f"<rdf:li xml:lang='{names[language]}'>{text}</rdf:li>" for language, text in by_language.items())
    return f"<dc:title><rdf:Alt>{items}</rdf:Alt></dc:title>"


def said(elements: str = "", attributes: str = "", origin: Origin = Origin.XMP) -> Statement:
    properties, reason = read_packet(told.packet(elements, attributes))
    assert reason is None
    return statement_of(properties, origin)


@pytest.mark.parametrize(
    ("elements", "attributes"),
    [
        (alternatives(default="猫"), ""),
        (alternatives(de="Katze", default="猫"), ""),
        (alternatives(zh_CN="猫", de="Katze"), ""),
        ("<dc:title><rdf:Bag><rdf:li>猫</rdf:li></rdf:Bag></dc:title>", ""),
        ("<dc:title>猫</dc:title>", ""),
        ("", 'dc:title="猫"'),
        ("<dc:title rdf:parseType='Resource'><rdf:value>猫</rdf:value><dc:type>animal</dc:type></dc:title>", ""),
        ("<dc:title><rdf:Description><rdf:value>猫</rdf:value></rdf:Description></dc:title>", ""),
        ("<dc:title><rdf:Alt><rdf:li xml:lang='x-default'>\n  猫\n</rdf:li></rdf:Alt></dc:title>", ""),
        ("<dc:title>&#x732b;</dc:title>", ""),
        ("<dc:title>ç\x8c«</dc:title>", ""),
    ],
)
def test_a_title_is_found_in_every_form(elements: str, attributes: str) -> None:
    assert said(elements, attributes).title == "猫"


def test_prefixes_are_only_letters() -> None:
    packet = (
        told.packet("<dc:title>right</dc:title>").replace(b"xmlns:dc=", b"xmlns:zz=").replace(b"dc:title", b"zz:title")
    )
    assert statement_of(read_packet(packet)[0], Origin.XMP).title == "right"
    other = told.packet("<dc:title>wrong</dc:title>").replace(
        b"http://purl.org/dc/elements/1.1/", b"http://example.org/"
    )
    assert statement_of(read_packet(other)[0], Origin.XMP).title is None


def test_several_descriptions_are_one() -> None:
    second = b'<rdf:Description xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="4"/></rdf:RDF>'
    packet = told.packet("<dc:title>one</dc:title>").replace(b"</rdf:RDF>", second)
    statement = statement_of(read_packet(packet)[0], Origin.XMP)
    assert (statement.title, statement.rating) == ("one", 4.0)


def test_dates_are_told_apart_and_days_are_days() -> None:
    statement = said(
        "<exif:DateTimeOriginal>2001-02-03T04:05:06</exif:DateTimeOriginal><photoshop:DateCreated>1985-06-14</photoshop:DateCreated>",
        'xmp:CreateDate="2011-06-14T15:47:00+02:00"',
    )
    assert statement.dates == {
        DateSource.XMP_ORIGINAL: WrittenDate(dt.datetime(2001, 2, 3, 4, 5, 6)),
        DateSource.XMP_CREATED: WrittenDate(dt.datetime(2011, 6, 14, 15, 47), 120),
        DateSource.PHOTOSHOP_CREATED: WrittenDate(dt.datetime(1985, 6, 14), precision=DatePrecision.DAY),
    }


def test_a_sidecars_dates_are_a_sidecars() -> None:
    dates = said("", 'exif:DateTimeOriginal="2001-02-03" photoshop:DateCreated="1985"', Origin.SIDECAR).dates
    assert set(dates) == {DateSource.SIDECAR_ORIGINAL, DateSource.SIDECAR_CREATED}


@pytest.mark.parametrize(
    ("latitude", "longitude", "degrees"),
    [
        ("31,12.34N", "121,28.5E", (31 + 12.34 / 60, 121 + 28.5 / 60)),
        ("33,51,30S", "151,12,0W", (-(33 + 51 / 60 + 30 / 3600), -151.2)),
        ("-33.85", "151.2", (-33.85, 151.2)),
        ("48,53.322n", "21,2.592e", (48 + 53.322 / 60, 21 + 2.592 / 60)),
    ],
)
def test_places_are_read(latitude: str, longitude: str, degrees: tuple[float, float]) -> None:
    position = said("", f'exif:GPSLatitude="{latitude}" exif:GPSLongitude="{longitude}"').position
    assert position is not None
    assert (position.latitude_deg, position.longitude_deg) == pytest.approx(degrees)


@pytest.mark.parametrize("latitude", ["0,0.0N", "91,0N", "31,12.34E", "N", "nan", "31,12", ""])
def test_half_a_place_or_an_impossible_one_is_none(latitude: str) -> None:
    longitude = "0,0.0E" if latitude == "0,0.0N" else "" if latitude == "31,12" else "10,0E"
    assert said("", f'exif:GPSLatitude="{latitude}" exif:GPSLongitude="{longitude}"').position is None


def test_height_and_direction_come_with_the_place() -> None:
    attributes = (
        'exif:GPSLatitude="10,0N" exif:GPSLongitude="20,0E" exif:GPSAltitude="123/10" exif:GPSAltitudeRef="1"'
        ' exif:GPSImgDirection="3600/10"'
    )
    assert said("", attributes).position == Position(10.0, 20.0, Origin.XMP, -12.3, 0.0)


@pytest.mark.parametrize(
    ("attributes", "stars"),
    [
        ('xmp:Rating="3"', 3.0),
        ('xmp:Rating="3.5"', 3.5),
        ('xmp:Rating="-1"', -1.0),
        ('xmp:Rating="0" MicrosoftPhoto:Rating="75"', 4.0),
        ('MicrosoftPhoto:Rating="99"', 5.0),
        ('MicrosoftPhoto:Rating="1"', 1.0),
        ('xmp:Rating="50"', 3.0),
        ('xmp:Rating="0"', 0.0),
        ('xmp:Rating="-7"', None),
        ('xmp:Rating="five"', None),
        ('xmp:Rating="99999999999999999999"', None),
        ("", None),
    ],
)
def test_stars_of_all_kinds(attributes: str, stars: float | None) -> None:
    assert said("", attributes).rating == stars


def test_keywords_flat_and_in_levels_are_each_said_once() -> None:
    statement = said(
        "<dc:subject><rdf:Bag><rdf:li>Paris</rdf:li><rdf:li>猫</rdf:li><rdf:li> </rdf:li></rdf:Bag></dc:subject>"
        "<lr:hierarchicalSubject><rdf:Bag><rdf:li>Places|France|Paris</rdf:li><rdf:li>darktable|format|jpg</rdf:li></rdf:Bag>"
        "</lr:hierarchicalSubject><digiKam:TagsList><rdf:Seq><rdf:li>Places/France/Paris</rdf:li><rdf:li>People/Zoé</rdf:li>"
        "</rdf:Seq></digiKam:TagsList>"
    )
    assert statement.keywords == (("Places", "France", "Paris"), ("People", "Zoé"), ("猫",))


def test_people_rights_and_the_camera() -> None:
    statement = said(
        "<dc:creator><rdf:Seq><rdf:li>Ann</rdf:li><rdf:li>Ben</rdf:li></rdf:Seq></dc:creator>"
        "<dc:rights><rdf:Alt><rdf:li xml:lang='x-default'>© Ann</rdf:li></rdf:Alt></dc:rights>"
        "<dc:description><rdf:Alt><rdf:li xml:lang='x-default'>first\nsecond</rdf:li></rdf:Alt></dc:description>",
        'tiff:Make="NIKON CORPORATION" tiff:Model="NIKON D750" aux:Lens="50mm"'
        ' xmp:CreatorTool="Lightroom" tiff:Orientation="6"'
        ' exif:ExposureTime="1/250" exif:FNumber="28/10" exif:FocalLength="50/1"'
        ' exif:ColorSpace="1" exif:SubjectDistance="5/2"'
        ' exifEX:PhotographicSensitivity="400" GCamera:BurstID="b-1"',
    )
    assert (statement.creator, statement.copyright, statement.caption) == ("Ann, Ben", "© Ann", "first\nsecond")
    assert (statement.camera, statement.lens, statement.software) == ("NIKON D750", "50mm", "Lightroom")
    assert statement.exposure == Exposure(2.8, 0.004, 400, 50.0)
    assert (statement.colour_space, statement.subject_distance_m, statement.burst_id) == ("sRGB", 2.5, "b-1")
    assert statement.orientation == 6


def test_an_endless_distance_is_infinite_and_the_cameras_own_caption_none() -> None:
    statement = said("<dc:description>OLYMPUS DIGITAL CAMERA         </dc:description>", 'exif:SubjectDistance="1/0"')
    assert statement.subject_distance_m == math.inf
    assert statement.caption is None


def test_a_million_keywords_are_cut_and_what_precedes_them_is_read() -> None:
    properties, reason = read_packet(hostile_xml.keywords(1_000_000)[: 8 << 20])
    statement = statement_of(properties, Origin.XMP)
    assert reason is UnreadReason.TOO_LARGE
    assert statement.rating == 5.0
    assert len(statement.keywords) == KEYWORDS


def test_nesting_without_end_leaves_the_stars_before_it() -> None:
    properties, reason = read_packet(hostile_xml.deep(10_000))
    assert reason is UnreadReason.TOO_LARGE
    assert statement_of(properties, Origin.XMP).rating == 5.0


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=60))
def test_no_text_in_any_property_upsets_it(text: str) -> None:
    escaped = (
        text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace('"', "&quot;")
        .replace("\ufffe", "")
        .replace("\uffff", "")
    )
    names = (
        "exif:GPSLatitude",
        "exif:GPSLongitude",
        "xmp:Rating",
        "exif:DateTimeOriginal",
        "exif:FNumber",
        "dc:title",
        "dc:subject",
    )
    statement = said("", " ".join(f'{name}="{escaped}"' for name in names))
    assert statement.rating is None or -1 <= statement.rating <= 5
