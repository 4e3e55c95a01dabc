"""What is told of a photo, as a person reads it."""

from __future__ import annotations

import datetime as dt
import math

import pytest

from photosearch.types.metadata import (
    DatePrecision,
    DateSource,
    Exposure,
    FileMetadata,
    Keyword,
    Origin,
    PhotoDate,
    Position,
    Told,
    UnreadReason,
)
from photosearch.words.spoken import speak
from photosearch.words.told import (
    date_source_text,
    exposure_text,
    further_facts,
    origin_text,
    photo_date_text,
    rating_text,
    told_facts,
)

AT = dt.datetime(2019, 8, 3, 19, 12)
ALL = FileMetadata(
    date=PhotoDate(AT, DateSource.NAME, is_certain=False),
    position=Position(22.54, 114.06, Origin.TAKEOUT, altitude_m=12.4, direction_deg=90.0),
    camera=Told("X-T5", Origin.EXIF),
    lens=Told("23mm", Origin.MAKER_NOTE),
    rating=Told(3.5, Origin.SIDECAR),
    title=Told("Sea", Origin.XMP),
    caption=Told("At the sea", Origin.IPTC),
    keywords=(Keyword(("Places", "France"), Origin.XMP), Keyword(("sea",), Origin.TAKEOUT)),
    creator=Told("Li Wei", Origin.EXIF),
    copyright=Told("Li Wei", Origin.EXIF),
    exposure=Told(Exposure(1.8, 1 / 250, 100, 23.0, 35.0), Origin.EXIF),
    software=Told("GIMP", Origin.EXIF),
    colour_space=Told("sRGB", Origin.EXIF),
    subject_distance_m=Told(math.inf, Origin.EXIF),
    content_identifier=Told("A-1", Origin.MAKER_NOTE),
    burst_id=Told("B-2", Origin.MAKER_NOTE),
    unread=((Origin.XMP, UnreadReason.FORBIDDEN),),
)


def test_nothing_told_is_nothing_said() -> None:
    assert list(told_facts(FileMetadata())) == list(further_facts(FileMetadata())) == []


def test_a_source_is_said_where_it_is_not_the_expected_one() -> None:
    facts = {fact.title: fact.text for fact in told_facts(ALL)}
    assert facts == {
        "Taken": "Aug 3, 2019 7:12 PM (the file's name; not certain)",
        "Place": "22.5400° N, 114.0600° E, 12 m high, looking 90° (Google Takeout's file beside it)",
        "Title": "Sea",
        "Caption": "At the sea",
        "Keywords": "Places › France, sea (XMP in the file, Google Takeout's file beside it)",
        "Rating": "★★★½ (the XMP file beside it)",
        "Camera": "X-T5",
        "Lens": "23mm (the camera's own notes in the file)",
        "Exposure": "f/1.8 · 1/250 s · ISO 100 · 23 mm (like 35 mm on 35 mm film)",
        "Creator": "Li Wei",
        "Copyright": "Li Wei",
    }
    assert [fact.value for fact in further_facts(ALL)][
        -1
    ] == "XMP in the file: it defines entities, which only attacks do"


def test_the_date_of_a_file_is_no_time_of_taking() -> None:
    (fact,) = told_facts(FileMetadata(date=PhotoDate(AT, DateSource.FILE_TIME, is_certain=False)))
    assert fact.title == "Date"
    assert fact.text == "Aug 3, 2019 7:12 PM (when the file was last written; not certain)"


@pytest.mark.parametrize(
    ("precision", "text"),
    [
        (DatePrecision.YEAR, "2019"),
        (DatePrecision.MONTH, "Aug 2019"),
        (DatePrecision.DAY, "Aug 3, 2019"),
        (DatePrecision.TIME, "Aug 3, 2019 7:12 PM"),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(precision: DatePrecision, text: str) -> None:
    assert photo_date_text(PhotoDate(AT, DateSource.XMP_CREATED, precision=precision)) == text


@pytest.mark.parametrize(
    ("exposure", "text"),
    [
        (Exposure(), ""),
        (Exposure(f_number=4.0), "f/4"),
        (Exposure(time_s=0.5), "0.5 s"),
        (Exposure(time_s=30.0), "30 s"),
        (Exposure(time_s=1 / 8000), "1/8,000 s"),
        (Exposure(focal_length_mm=4.2), "4.2 mm"),
        (Exposure(focal_length_35mm=26.0), "26 mm on 35 mm film"),
        (Exposure(focal_length_mm=50.0, focal_length_35mm=50.0), "50 mm"),
    ],
)
def test_an_exposure_as_cameras_say_it(exposure: Exposure, text: str) -> None:
    assert exposure_text(exposure) == text


@pytest.mark.parametrize(("stars", "text"), [(1, "★"), (4.5, "★★★★½"), (-1, "rejected")])
def test_stars(stars: float, text: str) -> None:
    assert rating_text(stars) == text


def test_no_stars_are_not_worth_a_line() -> None:
    assert list(told_facts(FileMetadata(rating=Told(0, Origin.EXIF)))) == []


def test_every_source_has_words_in_both_languages() -> None:
    for language in ("en", "zh"):
        speak("zh" if language == "zh" else "en")
        assert all(origin_text(origin) for origin in Origin)
        assert all(date_source_text(source) for source in DateSource)
    facts = {fact.title: fact.text for fact in told_facts(ALL)}
    assert facts["拍摄时间"] == "2019年8月3日 19:12（文件名，不确定）"
