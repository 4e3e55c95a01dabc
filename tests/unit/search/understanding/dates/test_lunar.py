"""The Chinese calendar against days that everybody can look up, and against itself."""

from __future__ import annotations

import datetime as dt

import pytest

from photosearch.search.understanding.dates.lunar import easter, lunar_day, lunar_month, new_year, solar_term

NEW_YEARS = [
    "2000-02-05",
    "2001-01-24",
    "2002-02-12",
    "2003-02-01",
    "2004-01-22",
    "2005-02-09",
    "2006-01-29",
    "2007-02-18",
    "2008-02-07",
    "2009-01-26",
    "2010-02-14",
    "2011-02-03",
    "2012-01-23",
    "2013-02-10",
    "2014-01-31",
    "2015-02-19",
    "2016-02-08",
    "2017-01-28",
    "2018-02-16",
    "2019-02-05",
    "2020-01-25",
    "2021-02-12",
    "2022-02-01",
    "2023-01-22",
    "2024-02-10",
    "2025-01-29",
    "2026-02-17",
    "2027-02-06",
]
MID_AUTUMNS = [
    "2000-09-12",
    "2001-10-01",
    "2002-09-21",
    "2003-09-11",
    "2004-09-28",
    "2005-09-18",
    "2006-10-06",
    "2007-09-25",
    "2008-09-14",
    "2009-10-03",
    "2010-09-22",
    "2011-09-12",
    "2012-09-30",
    "2013-09-19",
    "2014-09-08",
    "2015-09-27",
    "2016-09-15",
    "2017-10-04",
    "2018-09-24",
    "2019-09-13",
    "2020-10-01",
    "2021-09-21",
    "2022-09-10",
    "2023-09-29",
    "2024-09-17",
    "2025-10-06",
    "2026-09-25",
    "2027-09-15",
]
EASTERS = [
    "2000-04-23",
    "2008-03-23",
    "2011-04-24",
    "2018-04-01",
    "2019-04-21",
    "2020-04-12",
    "2024-03-31",
    "2025-04-20",
    "2026-04-05",
]


@pytest.mark.parametrize("day", NEW_YEARS)
def test_new_year(day: str) -> None:
    assert new_year(int(day[:4])) == dt.date.fromisoformat(day)


@pytest.mark.parametrize("day", MID_AUTUMNS)
def test_mid_autumn(day: str) -> None:
    assert lunar_day(int(day[:4]), 8, 15) == dt.date.fromisoformat(day)


@pytest.mark.parametrize("day", EASTERS)
def test_easter(day: str) -> None:
    assert easter(int(day[:4])) == dt.date.fromisoformat(day)


@pytest.mark.parametrize(
    ("name", "day"), [("清明", "2019-04-05"), ("清明", "2024-04-04"), ("冬至", "2021-12-21"), ("冬至", "2019-12-22")]
)
def test_solar_terms(name: str, day: str) -> None:
    assert solar_term(int(day[:4]), name) == dt.date.fromisoformat(day)


def test_every_year_goes_on_where_the_last_one_ended() -> None:
    for year in range(1930, 2060):
        last = lunar_month(year, 12)
        assert last is not None
        assert last[1] + dt.timedelta(days=1) == new_year(year + 1)


def test_nothing_is_known_beyond_the_table() -> None:
    assert new_year(1899) is None
    assert lunar_day(2019, 13, 1) is None
    assert lunar_day(2019, 2, 30) is None
    assert solar_term(3000, "清明") is None
    assert easter(3000) is None
