"""Makes ``resources/understanding/lunar.tsv``: the Chinese calendar from 1930 to 2060, a line a year.

    python -m tools.lunar_years

It needs ``lunar_python``, ``LunarCalendar``, ``holidays`` (all MIT) and ``python-dateutil`` (BSD), which the app does
not: the calendar is reckoned by the first, every first of a month is held to the second, and New Year, Dragon Boat,
Mid-Autumn and Double Ninth to the third. Each line has the year, its New Year's Day, how long its months are (``0`` for
30 days, ``9`` for 29), after which month a leap month comes (0: after none), Easter Sunday, and the days of ``TERMS``.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from dateutil.easter import easter
from holidays.calendars import _ChineseLunisolar
from lunar_python import Lunar, LunarYear
from lunarcalendar import Converter
from lunarcalendar import Lunar as OtherLunar

TARGET = Path(__file__).parent.parent / "resources" / "understanding" / "lunar.tsv"
YEARS = range(1930, 2061)
"""In which all agree: they part in 1916 and in 2089."""
TERMS = ("立春", "春分", "清明", "立夏", "夏至", "立秋", "秋分", "立冬", "冬至")
_KEYS = {"冬至": "DONG_ZHI"}
"""The name alone is that of the year before."""
_HELD_TO = {"LUNAR_NEW_YEAR": (1, 1), "DRAGON_BOAT": (5, 5), "MID_AUTUMN": (8, 15), "DOUBLE_NINTH": (9, 9)}


def main() -> None:
    """Writes the file and says how large it is."""
    for year in YEARS:
        _check(year)
    TARGET.write_text("".join(f"{_line(year)}\n" for year in YEARS), encoding="utf-8")
    print(f"{len(YEARS)} years, {TARGET.stat().st_size / 1000:.0f} kB")


def _day(year: int, month: int, day: int) -> dt.date:
    return dt.date.fromisoformat(Lunar.fromYmd(year, month, day).getSolar().toYmd())


def _line(year: int) -> str:
    months = LunarYear.fromYear(year).getMonthsInYear()
    lengths = "".join("0" if month.getDayCount() == 30 else "9" for month in months)
    leap = next((-month.getMonth() for month in months if month.isLeap()), 0)
    terms = Lunar.fromYmd(year, 6, 1).getJieQiTable()
    days = [dt.date.fromisoformat(terms[_KEYS.get(term, term)].toYmd()) for term in TERMS]
    return "\t".join(
        [
            str(year),
            f"{_day(year, 1, 1):%m-%d}",
            lengths,
            str(leap),
            f"{easter(year):%m-%d}",
            *(f"{day:%m-%d}" for day in days),
        ]
    )


def _check(year: int) -> None:
    """Stop where the libraries do not agree."""
    if year > YEARS[0]:
        for month in range(1, 13):
            other = Converter.Lunar2Solar(OtherLunar(year, month, 1)).to_date()
            assert other == _day(year, month, 1), (year, month)
    for name, (month, day) in _HELD_TO.items():
        known = getattr(_ChineseLunisolar, f"{name}_DATES").get(year)
        assert known is None or dt.date(year, *_month_and_day(known)) == _day(year, month, day), (year, name)


def _month_and_day(known: tuple[int | str, int]) -> tuple[int, int]:
    month, day = known
    return (month if isinstance(month, int) else dt.datetime.strptime(str(month), "%b").month), day


if __name__ == "__main__":
    main()
