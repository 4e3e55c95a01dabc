"""Which of several sources is believed, and what the result says of where it comes from."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.decode.metadata.dates import WrittenDate
from photosearch.decode.metadata.precedence import weighed
from photosearch.decode.metadata.statement import Statement
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
)

NOW = dt.datetime(2026, 11, 29, 12, 0)
DAY = dt.datetime(2019, 8, 3, 19, 12)


def of(*statements: Statement, **extra: WrittenDate) -> FileMetadata:
    return weighed(statements, [(DateSource(name), date) for name, date in extra.items()], NOW)


def date_of(**dates: WrittenDate) -> PhotoDate | None:
    return of(Statement(Origin.EXIF, {DateSource(name): date for name, date in dates.items()})).date


def written(at: dt.datetime, **options: int | bool) -> WrittenDate:
    return WrittenDate(at, **options)  # type: ignore[arg-type]


@given(st.dictionaries(st.sampled_from(list(DateSource)), st.integers(0, 5000), min_size=1))
def test_the_best_source_wins_whatever_the_order_they_come_in(days: dict[DateSource, int]) -> None:
    dates = {
        source: WrittenDate(dt.datetime(2001, 2, 3, 4) + dt.timedelta(days=number)) for source, number in days.items()
    }
    found = of(Statement(Origin.EXIF, dates)).date
    assert found is not None
    best = min(days, key=list(DateSource).index)
    assert (found.source, found.at) == (best, dates[best].at)


@pytest.mark.parametrize("impossible", [dt.datetime(2106, 1, 1), dt.datetime(1970, 1, 1), dt.datetime(1904, 1, 1)])
def test_what_cannot_be_gives_way_and_leaves_a_doubt(impossible: dt.datetime) -> None:
    found = date_of(exif_original=written(impossible), exif_digitised=written(DAY))
    assert found == PhotoDate(DAY, DateSource.EXIF_DIGITISED, is_certain=False)
    assert date_of(exif_original=written(impossible)) is None


def test_a_reset_clock_counts_where_nothing_else_tells() -> None:
    reset = written(dt.datetime(2000, 1, 1))
    assert date_of(exif_original=reset, xmp_created=written(DAY)) == PhotoDate(
        DAY, DateSource.XMP_CREATED, is_certain=False
    )
    assert date_of(exif_original=reset, exif_modified=written(DAY)) == PhotoDate(
        dt.datetime(2000, 1, 1), DateSource.EXIF_ORIGINAL, is_certain=False
    )


def test_names_and_times_of_changes_are_never_certain() -> None:
    for source in ("name", "exif_modified", "file_time", "png_text"):
        found = date_of(**{source: written(DAY)})
        assert found is not None
        assert not found.is_certain
    assert date_of(exif_original=written(DAY, offset_min=480)) == PhotoDate(
        DAY, DateSource.EXIF_ORIGINAL, offset_min=480
    )


def test_days_stay_days() -> None:
    found = date_of(iptc=WrittenDate(dt.datetime(2000, 1, 1), precision=DatePrecision.DAY))
    assert found == PhotoDate(dt.datetime(2000, 1, 1), DateSource.IPTC, precision=DatePrecision.DAY)


def test_z_behind_the_cameras_own_digits_means_nothing() -> None:
    found = date_of(xmp_created=written(DAY, offset_min=0, is_instant=True), exif_modified=written(DAY))
    assert found == PhotoDate(DAY, DateSource.XMP_CREATED)


def test_an_instant_is_shown_by_the_clock_that_another_source_shows() -> None:
    instant = written(DAY - dt.timedelta(hours=8), offset_min=0, is_instant=True)
    found = date_of(xmp_created=instant, exif_digitised=written(DAY))
    assert found == PhotoDate(DAY, DateSource.XMP_CREATED, offset_min=480)


def test_an_instant_alone_is_shown_by_this_machines_clock() -> None:
    found = date_of(takeout=written(DAY, is_instant=True))
    assert found is not None
    assert found.at == DAY.replace(tzinfo=dt.UTC).astimezone().replace(tzinfo=None)


def test_zero_stars_say_nothing_where_others_speak() -> None:
    silent, speaking = Statement(Origin.EXIF, rating=0.0), Statement(Origin.XMP, rating=4.0)
    assert of(silent, speaking).rating == Told(4.0, Origin.XMP)
    assert of(Statement(Origin.XMP, rating=0.0), Statement(Origin.EXIF, rating=3.0)).rating == Told(3.0, Origin.EXIF)
    assert of(silent).rating == Told(0.0, Origin.EXIF)
    assert of(Statement(Origin.SIDECAR, rating=-1.0), speaking).rating == Told(-1.0, Origin.SIDECAR)


def test_words_are_a_persons_and_measures_the_cameras() -> None:
    exif = Statement(Origin.EXIF, title="exif", camera="exif", creator="exif")
    xmp = Statement(Origin.XMP, title="xmp", camera="xmp", lens="xmp")
    iptc = Statement(Origin.IPTC, title="iptc", creator="iptc")
    found = of(exif, iptc, xmp)
    assert (found.title, found.creator) == (Told("xmp", Origin.XMP), Told("iptc", Origin.IPTC))
    assert (found.camera, found.lens) == (Told("exif", Origin.EXIF), Told("xmp", Origin.XMP))


def test_keywords_of_all_sources_are_one_list() -> None:
    found = of(
        Statement(Origin.XMP, keywords=(("Places", "Paris"), ("猫",))),
        Statement(Origin.IPTC, keywords=(("Paris",), ("猫",), ("dog",))),
    )
    assert found.keywords == (
        Keyword(("Places", "Paris"), Origin.XMP),
        Keyword(("猫",), Origin.XMP),
        Keyword(("dog",), Origin.IPTC),
    )


def test_height_comes_from_another_source_of_the_same_place_only() -> None:
    exif = Statement(Origin.EXIF, position=Position(10.0, 20.0, Origin.EXIF))
    near = Statement(Origin.XMP, position=Position(10.00001, 20.0, Origin.XMP, 5.0, 90.0))
    far = Statement(Origin.XMP, position=Position(11.0, 20.0, Origin.XMP, 5.0))
    assert of(exif, near).position == Position(10.0, 20.0, Origin.EXIF, 5.0, 90.0)
    assert of(exif, far).position == Position(10.0, 20.0, Origin.EXIF)


def test_gaps_of_an_exposure_are_filled() -> None:
    exif = Statement(Origin.EXIF, exposure=Exposure(f_number=2.8))
    xmp = Statement(Origin.XMP, exposure=Exposure(f_number=4.0, iso=100))
    assert of(exif, xmp).exposure == Told(Exposure(f_number=2.8, iso=100), Origin.EXIF)


def test_nothing_said_is_nothing_known() -> None:
    assert of() == FileMetadata()
