"""What holds for every day and for every text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.search.understanding.dates.recogniser import recognise_dates
from photosearch.search.understanding.sentence import Known, Sentence
from photosearch.types.understood import Chip, DayRange, Days

TODAY = dt.date(2026, 11, 29)
DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2026, 12, 31))
PAST_DAYS = st.dates(dt.date(2025, 11, 30), TODAY)
"""Of each month and day the latest."""
_CHARACTERS = "〇一二三四五六七八九"


def chinese(number: int) -> str:
    tens, unit = divmod(number, 10)
    return (
        ("" if tens < 2 else _CHARACTERS[tens])
        + ("十" if tens else "")
        + ("" if tens and not unit else _CHARACTERS[unit])
    )


def chinese_year(year: int) -> str:
    return "".join(_CHARACTERS[int(digit)] for digit in str(year))


def ordinal(day: int) -> str:
    ending = "th" if 10 < day < 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"


WRITINGS: tuple[Callable[[dt.date], str], ...] = (
    lambda day: f"{day.year}年{day.month}月{day.day}日",
    lambda day: f"{day.year}年{day.month}月{day.day}号",
    lambda day: f"{day.year} 年 {day.month} 月 {day.day} 日",
    lambda day: f"{day.year}年{day.month:02}月{day.day:02}日",
    lambda day: f"{chinese_year(day.year)}年{chinese(day.month)}月{chinese(day.day)}日",
    lambda day: f"{chinese_year(day.year).replace('〇', '零')}年{chinese(day.month)}月{chinese(day.day)}号",
    lambda day: f"{day.isoformat()}",
    lambda day: f"{day.year}/{day.month}/{day.day}",
    lambda day: f"{day.year}.{day.month:02}.{day.day:02}",
    lambda day: f"{day:%Y%m%d}",
    lambda day: f"{day:%d.%m.%Y}",
    lambda day: f"{day.month}/{day.day}/{day.year}",
    lambda day: f"{day.day} {day:%B} {day.year}",
    lambda day: f"{day:%B} {day.day}, {day.year}",
    lambda day: f"{day:%B} {ordinal(day.day)} {day.year}",
    lambda day: f"{day:%b} {ordinal(day.day)}, {day.year}",
    lambda day: f"the {ordinal(day.day)} of {day:%B} {day.year}",
    lambda day: f"{day:%A}, {day:%B} {day.day}, {day.year}",
    lambda day: f"{day.day}-{day:%b}-{day.year}",
    lambda day: f"{day:%b %d %Y}".lower(),
)
WRITINGS_WITHOUT_YEAR: tuple[Callable[[dt.date], str], ...] = (
    lambda day: f"{day.month}月{day.day}号",
    lambda day: f"{day.month}月{day.day}日",
    lambda day: f"{chinese(day.month)}月{chinese(day.day)}号",
    lambda day: f"{day.day} {day:%B}",
    lambda day: f"{day:%B} {ordinal(day.day)}",
    lambda day: f"{day:%b} {day.day}",
)
AROUND = st.sampled_from(["{}", "{}的猫", "海边 {}", "{} 日落"])
AROUND_ENGLISH = st.sampled_from(["{}", "cats {}", "beach on {}", "{} at home"])


def chips_of(text: str, today: dt.date = TODAY) -> list[Chip]:
    return list(recognise_dates(Sentence.of(text), Known(today)))


def days_of(text: str, today: dt.date = TODAY) -> list[tuple[DayRange, ...]]:
    return [chip.meaning.ranges for chip in chips_of(text, today) if isinstance(chip.meaning, Days)]


@pytest.mark.parametrize("write", WRITINGS)
@given(day=DAYS, data=st.data())
def test_a_day_is_found_in_every_writing(write: Callable[[dt.date], str], day: dt.date, data: st.DataObject) -> None:
    text = write(day)
    around = data.draw(AROUND_ENGLISH if text.isascii() else AROUND)
    assert days_of(around.format(text)) == [(DayRange(day, day),)], around.format(text)


@pytest.mark.parametrize("write", WRITINGS_WITHOUT_YEAR)
@given(day=PAST_DAYS)
def test_a_day_without_its_year_is_the_latest(write: Callable[[dt.date], str], day: dt.date) -> None:
    if (day.month, day.day) != (7, 4):  # "4 July" is that day, "4th of July" a festival
        assert days_of(write(day)) == [(DayRange(day, day),)]


@pytest.mark.parametrize("write", [lambda year: f"{year}年", lambda year: f"in {year}", lambda year: f"cats {year}"])
@given(year=st.integers(1950, 2027))
def test_a_year_is_found(write: Callable[[int], str], year: int) -> None:
    assert days_of(write(year)) == [(DayRange(dt.date(year, 1, 1), dt.date(year, 12, 31)),)]


@given(first=DAYS, second=DAYS)
def test_from_one_day_to_another(first: dt.date, second: dt.date) -> None:
    first, second = sorted((first, second))
    wanted = [(DayRange(first, second),)] if first < second else [(DayRange(first, first),)]
    assert days_of(f"从{first:%Y年%m月%d日}到{second:%Y年%m月%d日}") == wanted
    assert days_of(f"between {first} and {second}") == wanted


@given(day=DAYS)
def test_open_ends(day: dt.date) -> None:
    assert days_of(f"since {day}") == [(DayRange(day, None),)]
    assert days_of(f"{day}以前") == [(DayRange(None, day - dt.timedelta(days=1)),)]


BEFORE_WORDS = [
    "上周", "上周三", "上周日", "去年", "2019", "2019年", "19年", "8月", "八月", "上个月", "本月", "去年夏天",
    "2019年夏", "三年前", "今天", "昨天", "前天", "春节", "国庆", "五一", "最近三天", "8月3号", "年底",
    "2020年初", "三月初", "90年代", "2015年以前", "大年初一",
]  # fmt: skip
WORDS = [
    "北京", "上海", "天津", "三亚", "四川", "五台山", "六安", "八达岭", "九寨沟", "一家人", "日本", "日出",
    "日落", "月亮", "天空", "周庄", "中国", "中午", "大海", "大理", "老家", "花海", "雪山", "家庭聚会", "升旗",
    "张家界", "万里长城", "千岛湖", "米兰", "和平饭店", "上班", "下雪", "从化", "自拍", "时装", "夜景", "春游",
    "夏令营", "秋游", "冬泳", "全家福", "第一次", "几张照片", "左右手", "后海", "前海",
]  # fmt: skip


@pytest.mark.parametrize("word", WORDS)
def test_the_words_behind_a_date_are_not_part_of_it(word: str) -> None:
    for when in BEFORE_WORDS:
        (alone,) = chips_of(when)
        found = chips_of(when + word)
        assert [chip.meaning for chip in found] == [alone.meaning], when + word
        assert found[0].end == len(when), when + word


PIECES = st.sampled_from(
    [
        "去年",
        "前年",
        "今年",
        "2019",
        "2019年",
        "19年",
        "三年前",
        "春节",
        "国庆",
        "五一",
        "夏天",
        "冬",
        "8月",
        "八月",
        "初",
        "底",
        "中旬",
        "上",
        "这",
        "每年",
        "周末",
        "周三",
        "从",
        "到",
        "至",
        "以前",
        "以来",
        "后",
        "和",
        "、",
        "-",
        "的",
        "在",
        "last",
        "this",
        "every",
        "year",
        "ago",
        "summer",
        "May",
        "march",
        "3rd",
        "3",
        "30",
        "of",
        "in",
        "the",
        "to",
        "between",
        "and",
        "since",
        "before",
        "until",
        "early",
        "end",
        "week",
        "weekend",
        "Friday",
        "Christmas",
        "Easter",
        "nineties",
        "'19",
        "2018-2020",
        ",",
        ".",
        "(",
        ")",
        "十",
        "二",
        "年",
        "月",
        "日",
        "号",
        "天",
        "前",
        "内",
        "最近",
        "半",
        "几",
        "99999999",
        "0年",
        "00年",
        "0月",
        "31",
        "2月30日",
    ]
)


@given(
    st.one_of(
        st.text(max_size=40), st.lists(PIECES, max_size=9).map(" ".join), st.lists(PIECES, max_size=9).map("".join)
    ),
    st.dates(dt.date(1990, 1, 1), dt.date(2059, 12, 31)),
)
def test_whatever_is_typed_chips_lie_in_it_in_order(text: str, today: dt.date) -> None:
    sentence = Sentence.of(text)
    done = 0
    for chip in recognise_dates(sentence, Known(today)):
        assert done <= chip.start < chip.end <= len(sentence.typed)
        said = "".join(sentence.typed[start:end] for start, end in sorted(chip.places))
        assert chip.text in said or (chip.elsewhere and set(chip.text) <= {*said, " "})
        done = chip.end
        assert isinstance(chip.meaning, Days)
        ranges = chip.meaning.ranges
        assert ranges
        assert all(one.first is None or one.last is None or one.first <= one.last for one in ranges)
        for before, behind in pairwise(ranges):
            assert before.last is not None
            assert behind.first is not None
            assert before.last < behind.first


@pytest.mark.parametrize("today", [dt.date(2026, 1, 1), dt.date(2024, 2, 29), dt.date(2026, 12, 31)])
@pytest.mark.parametrize(
    ("text", "unit"), [("去年", 1), ("last year", 1), ("前年", 2), ("三年前", 3), ("three years ago", 3), ("今年", 0)]
)
def test_years_are_told_from_today(text: str, unit: int, today: dt.date) -> None:
    year = today.year - unit
    assert days_of(text, today) == [(DayRange(dt.date(year, 1, 1), dt.date(year, 12, 31)),)]


@given(st.dates(dt.date(2001, 1, 1), dt.date(2058, 12, 31)))
def test_the_past_is_meant(today: dt.date) -> None:
    for text in (
        "8月3号",
        "August",
        "last Friday",
        "上周",
        "last summer",
        "last Christmas",
        "最近",
        "去年今天",
        "in May",
    ):
        ((days,),) = days_of(text, today)
        assert days.first is not None
        assert days.first <= today
