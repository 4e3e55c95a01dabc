"""Whatever is told of a photo comes back as it was told, from whoever told it."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields, replace

from hypothesis import given
from hypothesis import strategies as st

from photosearch.store.told_columns import metadata_columns, photo_columns, told_by
from photosearch.types.metadata import (
    NOT_TOLD,
    DatePrecision,
    DateSource,
    Exposure,
    FileMetadata,
    Origin,
    PhotoDate,
    Position,
    Told,
    UnreadReason,
)

ORIGINS = st.sampled_from(Origin)
NUMBERS = st.none() | st.floats(0, 1e9)
TEXTS = st.none() | st.builds(Told, st.text(min_size=1, max_size=20), ORIGINS)
DATES = st.none() | st.builds(
    PhotoDate,
    at=st.datetimes(dt.datetime(1826, 1, 1)),
    source=st.sampled_from([source for source in DateSource if source not in NOT_TOLD]),
    is_certain=st.booleans(),
    offset_min=st.none() | st.integers(-840, 840),
    precision=st.sampled_from(DatePrecision),
)
EXPOSURES = st.builds(Exposure, NUMBERS, NUMBERS, st.none() | st.integers(0, 10**7), NUMBERS, NUMBERS)
TOLD = st.builds(
    FileMetadata,
    date=DATES,
    position=st.none() | st.builds(Position, st.floats(-90, 90), st.floats(-180, 180), ORIGINS, NUMBERS, NUMBERS),
    camera=TEXTS,
    lens=TEXTS,
    rating=st.none() | st.builds(Told, st.sampled_from([-1.0, 0.0, 3.5, 5.0]), ORIGINS),
    title=TEXTS,
    caption=TEXTS,
    creator=TEXTS,
    copyright=TEXTS,
    exposure=st.none() | st.builds(Told, EXPOSURES.filter(lambda some: some != Exposure()), ORIGINS),
    software=TEXTS,
    colour_space=TEXTS,
    subject_distance_m=st.none() | st.builds(Told, st.floats(0), ORIGINS),
    content_identifier=TEXTS,
    burst_id=TEXTS,
    orientation=st.none() | st.integers(1, 8),
    unread=st.lists(st.tuples(ORIGINS, st.sampled_from(UnreadReason)), max_size=2).map(tuple),
)
WRITTEN = dt.datetime(2001, 9, 9)


def row_of(told: FileMetadata) -> dict[str, object]:
    return {
        **photo_columns(told),
        **metadata_columns(told),
        "date_us": WRITTEN,
        "mtime_ns": round(WRITTEN.timestamp()) * 10**9,
    }


@given(TOLD)
def test_what_is_told_comes_back(told: FileMetadata) -> None:
    expected = told if told.date is not None else replace(told, date=PhotoDate(WRITTEN, DateSource.FILE_TIME, False))
    assert told_by(row_of(told), (), ()) == expected


def test_every_value_has_its_place() -> None:
    """A field that is added to what is told of a photo is not silently forgotten by the database."""
    elsewhere = {"keywords", "sidecars"}
    covered = set(row_of(FileMetadata())) | {"date", "position", "exposure", "unread", "orientation"}
    assert {field.name for field in fields(FileMetadata)} - elsewhere <= covered


def test_the_time_of_the_file_is_not_told_of_the_photo() -> None:
    written = PhotoDate(dt.datetime(2020, 1, 1), DateSource.FILE_TIME, is_certain=False)
    assert row_of(FileMetadata(date=written)) == row_of(FileMetadata())


def test_what_versions_before_read_was_in_exif() -> None:
    """They had neither the columns of ``photo_metadata`` nor sources."""
    told = FileMetadata(
        date=PhotoDate(dt.datetime(2020, 1, 1), DateSource.EXIF_ORIGINAL),
        position=Position(1.0, 2.0, Origin.EXIF),
        camera=Told("X100", Origin.EXIF),
        rating=Told(3, Origin.EXIF),
    )
    old = dict.fromkeys(row_of(told)) | {
        "taken_at_us": dt.datetime(2020, 1, 1),
        "latitude_deg": 1.0,
        "longitude_deg": 2.0,
        "camera": "X100",
        "rating": 3,
    }
    assert told_by(old, (), ()) == told
