"""Dates in all the ways they are written, to the precision they have, and those that cannot be."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.decode.metadata.dates import (
    Trust,
    WrittenDate,
    here,
    of_instant,
    parse_date,
    parse_internet_date,
    parse_zone,
    trust_in,
)
from photosearch.types.metadata import DatePrecision

NOW = dt.datetime(2026, 11, 29, 12, 0)
MOMENTS = st.datetimes(dt.datetime(1826, 1, 1), dt.datetime(2100, 1, 1))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2019:05:04 03:02:01", WrittenDate(dt.datetime(2019, 5, 4, 3, 2, 1))),
        ("2019-05-04T03:02:01.25+08:00", WrittenDate(dt.datetime(2019, 5, 4, 3, 2, 1, 250_000), 480)),
        ("2019-05-04T03:02Z", WrittenDate(dt.datetime(2019, 5, 4, 3, 2), 0, is_instant=True)),
        ("2019: 5: 4  3: 2: 1", WrittenDate(dt.datetime(2019, 5, 4, 3, 2, 1))),
        ("2004/05/09 16:00:21", WrittenDate(dt.datetime(2004, 5, 9, 16, 0, 21))),
        ("20190504030201", WrittenDate(dt.datetime(2019, 5, 4, 3, 2, 1))),
        ("2019:05:04 24:02:01", WrittenDate(dt.datetime(2019, 5, 4, 0, 2, 1))),
        ("2019:05:04 11:02:01 PM", WrittenDate(dt.datetime(2019, 5, 4, 23, 2, 1))),
        ("2016:12:31 23:59:60", WrittenDate(dt.datetime(2016, 12, 31, 23, 59, 59))),
        ("2019:05:04", WrittenDate(dt.datetime(2019, 5, 4), precision=DatePrecision.DAY)),
        ("2019-05", WrittenDate(dt.datetime(2019, 5, 1), precision=DatePrecision.MONTH)),
        ("1965", WrittenDate(dt.datetime(1965, 1, 1), precision=DatePrecision.YEAR)),
        ("19650000", WrittenDate(dt.datetime(1965, 1, 1), precision=DatePrecision.YEAR)),
        ("1965:07:00 00:00:00", WrittenDate(dt.datetime(1965, 7, 1), precision=DatePrecision.MONTH)),
        ("0000:00:00 00:00:00", None),
        ("    :  :     :  :  ", None),
        ("2021:02:30 00:00:00", None),
        ("2021:13:01 00:00:00", None),
        ("1825:12:31 00:00:00", None),
        ("yesterday", None),
        ("", None),
        (None, None),
    ],
)
def test_a_date_is_read_to_the_precision_it_has(text: str | None, expected: WrittenDate | None) -> None:
    assert parse_date(text) == expected


@given(MOMENTS, st.sampled_from([":", "-", "/", "."]), st.sampled_from([" ", "T"]))
def test_every_moment_comes_back(at: dt.datetime, mark: str, between: str) -> None:
    text = at.strftime(f"%Y{mark}%m{mark}%d{between}%H:%M:%S").rjust(19, "0")
    assert parse_date(text, f"{at.microsecond:06}") == WrittenDate(at)


@given(st.integers(-14 * 60, 14 * 60), st.booleans())
def test_every_zone_comes_back(minutes: int, has_colon: bool) -> None:
    sign, rest = "-" if minutes < 0 else "+", abs(minutes)
    text = f"{sign}{rest // 60:02}{':' if has_colon else ''}{rest % 60:02}"
    assert parse_zone(text) == minutes
    written = parse_date("2019-05-04T03:02:01" + text)
    assert written is not None
    assert (written.at, written.offset_min) == (dt.datetime(2019, 5, 4, 3, 2, 1), minutes)


@given(st.text(max_size=60))
def test_no_text_upsets_it(text: str) -> None:
    for written in (parse_date(text, text, text), parse_internet_date(text)):
        assert written is None or written.at.year >= 1826


@pytest.mark.parametrize("blank", [" ", "\t", "0", ":", "2019:05:04 ", "PM "])
def test_no_length_holds_it_up(blank: str) -> None:
    begin_s = time.monotonic()
    for head in ("", "2019:05:04", "2019:05:04 03:02"):
        parse_date(head + blank * 1_000_000 + "x")
        parse_internet_date(head + blank * 1_000_000 + "x")
    assert time.monotonic() - begin_s < 10.0


def test_e_mails_way_is_understood() -> None:
    expected = WrittenDate(dt.datetime(2019, 8, 3, 19, 12), 480)
    assert parse_internet_date("Sat, 03 Aug 2019 19:12:00 +0800") == expected
    assert parse_internet_date("Mi 3 Aug 2019 19:12:00") == WrittenDate(dt.datetime(2019, 8, 3, 19, 12))
    assert parse_internet_date("some day") is None


def test_an_instant_is_in_utc_and_out_of_range_none() -> None:
    assert of_instant(1_565_000_000.5) == WrittenDate(dt.datetime(2019, 8, 5, 10, 13, 20, 500_000), is_instant=True)
    assert of_instant(1e18) is None
    assert of_instant(float("nan")) is None


def test_this_machines_clock_is_ahead_by_its_zone() -> None:
    at, offset_min = here(dt.datetime(2019, 8, 5, 10, 13, 20))
    assert offset_min is not None
    assert at - dt.datetime(2019, 8, 5, 10, 13, 20) == dt.timedelta(minutes=offset_min)


@pytest.mark.parametrize(
    ("at", "trust"),
    [
        (dt.datetime(2106, 1, 1), Trust.IMPOSSIBLE),
        (NOW + dt.timedelta(days=1), Trust.BELIEVED),
        (NOW + dt.timedelta(days=2), Trust.IMPOSSIBLE),
        (dt.datetime(1825, 1, 1), Trust.IMPOSSIBLE),
        (dt.datetime(1904, 1, 1), Trust.IMPOSSIBLE),
        (dt.datetime(1970, 1, 1), Trust.IMPOSSIBLE),
        (dt.datetime(1970, 1, 1, 8), Trust.IMPOSSIBLE),
        (dt.datetime(1969, 12, 31, 18, 30), Trust.IMPOSSIBLE),
        (dt.datetime(1970, 1, 1, 8, 3, 7), Trust.DOUBTFUL),
        (dt.datetime(1980, 1, 1), Trust.IMPOSSIBLE),
        (dt.datetime(2000, 1, 1), Trust.DOUBTFUL),
        (dt.datetime(2000, 1, 1, 0, 0, 0, 5), Trust.DOUBTFUL),
        (dt.datetime(2000, 1, 1, 0, 3, 17), Trust.DOUBTFUL),
        (dt.datetime(1980, 1, 1, 0, 0, 16), Trust.DOUBTFUL),
        (dt.datetime(1978, 1, 1, 5, 6, 7), Trust.DOUBTFUL),
        (dt.datetime(2002, 12, 8, 12, 0, 0, 900), Trust.IMPOSSIBLE),
        (dt.datetime(2002, 12, 8, 12, 0, 1), Trust.BELIEVED),
        (dt.datetime(2000, 1, 2, 0, 3, 17), Trust.BELIEVED),
        (dt.datetime(2019, 1, 1, 0, 3, 17), Trust.BELIEVED),
        (dt.datetime(1957, 6, 1), Trust.BELIEVED),
    ],
)
def test_what_cannot_be_is_not_believed(at: dt.datetime, trust: Trust) -> None:
    assert trust_in(at, DatePrecision.TIME, NOW) is trust


def test_a_day_alone_is_never_a_reset_clock() -> None:
    assert trust_in(dt.datetime(2000, 1, 1), DatePrecision.DAY, NOW) is Trust.BELIEVED
    assert trust_in(dt.datetime(1970, 1, 1), DatePrecision.YEAR, NOW) is Trust.BELIEVED


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows takes its zone from the system alone")
@pytest.mark.parametrize(
    ("zone", "month", "offset_min"),
    [("Asia/Shanghai", 8, 480), ("Europe/Berlin", 8, 120), ("Europe/Berlin", 1, 60), ("America/St_Johns", 1, -210)],
)
def test_an_instant_is_shown_by_the_clock_of_the_zone_and_season(
    monkeypatch: pytest.MonkeyPatch, zone: str, month: int, offset_min: int
) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        at, offset = here(dt.datetime(2019, month, 5, 10, 13, 20))
    finally:
        monkeypatch.undo()
        time.tzset()
    assert offset == offset_min
    assert at == dt.datetime(2019, month, 5, 10, 13, 20) + dt.timedelta(minutes=offset_min)
