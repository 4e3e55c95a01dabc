"""Quantities: as people read them, in both languages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.words import quantities as q
from photosearch.words.language import Language
from photosearch.words.spoken import Manner, number, speak


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (lambda: number(8412), "8,412"),
        (lambda: q.photo_count_text(1), "1 photo"),
        (lambda: q.photo_count_text(8412), "8,412 photos"),
        (lambda: q.selected_text(3), "3 selected"),
        (lambda: q.problem_count_text(1), "1 file could not be used, or only in part"),
        (lambda: q.date_text(dt.date(2024, 8, 3)), "Aug 3, 2024"),
        (lambda: q.pixel_size_text(4032, 3024), "4032 × 3024"),
        (lambda: q.byte_size_text(753_400_000), "753 MB"),
        (lambda: q.byte_size_text(2_000_000_000), "2 GB"),
        (lambda: q.byte_size_text(1_630_000_000), "1.6 GB"),
        (lambda: q.byte_size_text(3_210_000), "3.2 MB"),
        (lambda: q.location_text(39.90421, 116.40739), "39.9042° N, 116.4074° E"),
        (lambda: q.location_text(-33.9, -18.4), "33.9000° S, 18.4000° W"),
    ],
)
def test_english(shown: Callable[[], str], expected: str) -> None:
    assert shown() == expected


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (lambda: q.photo_count_text(8412), "8,412 张照片"),
        (lambda: q.selected_text(3), "已选 3 张"),
        (lambda: q.date_text(dt.date(2024, 8, 3)), "2024年8月3日"),
        (lambda: q.duration_text(371), "约 6 分钟"),
        (lambda: q.rate_text(21.3), "21 张/秒"),
        (lambda: q.location_text(39.90421, 116.40739), "北纬 39.9042°，东经 116.4074°"),
    ],
)
def test_chinese(shown: Callable[[], str], expected: str) -> None:
    assert shown() == expected


@pytest.mark.parametrize(
    ("clock", "english", "chinese", "chinese_half_days"),
    [
        (dt.time(19, 12), "7:12 PM", "19:12", "下午7:12"),
        (dt.time(0, 5), "12:05 AM", "00:05", "上午12:05"),
        (dt.time(12, 0), "12:00 PM", "12:00", "下午12:00"),
    ],
)
def test_a_moment_has_its_date_and_clock(clock: dt.time, english: str, chinese: str, chinese_half_days: str) -> None:
    moment = dt.datetime.combine(dt.date(2024, 8, 3), clock)
    assert q.date_time_text(moment) == f"Aug 3, 2024 {english}"
    speak("zh")
    assert q.date_time_text(moment) == f"2024年8月3日 {chinese}"
    speak("zh", Manner(has_half_days=True))
    assert q.date_time_text(moment) == f"2024年8月3日 {chinese_half_days}"


def test_fractions_are_written_as_the_system_writes_them() -> None:
    speak("en", Manner(thousands=" ", decimal_point=","))
    assert q.decimal_text(1234.5, 2) == "1 234,50"
    assert q.byte_size_text(1_630_000_000) == "1,6 GB"


@pytest.mark.parametrize("language", ["en", "zh"])
@given(st.dates())
def test_every_date_is_told_apart(language: Language, date: dt.date) -> None:
    speak(language)
    tomorrow = date + dt.timedelta(days=1) if date < dt.date.max else dt.date.min
    shown = q.date_text(date)
    assert str(date.year) in shown
    assert str(date.day) in shown
    assert q.date_text(tomorrow) != shown


@given(st.floats(min_value=0, max_value=1e7), st.floats(min_value=0, max_value=1e7))
def test_a_longer_span_is_never_told_as_a_shorter_one(first_s: float, second_s: float) -> None:
    shorter, longer = sorted((first_s, second_s))
    assert _rank(q.duration_text(shorter)) <= _rank(q.duration_text(longer))


def _rank(shown: str) -> tuple[int, int]:
    """Of a span in words: its unit, then how many."""
    words = shown.split()
    if words[0] == "less":
        return (0, 0)
    unit = ["minute", "hour", "day"].index(words[2].rstrip("s"))
    return (unit + 1, int(words[1].replace(",", "")))


@given(st.integers(min_value=0, max_value=10**15))
def test_a_size_is_told_within_a_twentieth(size_bytes: int) -> None:
    figure, unit = q.byte_size_text(size_bytes).split()
    scale = {"byte": 1, "bytes": 1, "kB": 10**3, "MB": 10**6, "GB": 10**9, "TB": 10**12, "PB": 10**15}[unit]
    assert float(figure.replace(",", "")) * scale == pytest.approx(size_bytes, rel=0.05)


@given(st.integers())
def test_a_number_reads_back(value: int) -> None:
    assert int(number(value).replace(",", "")) == value


@pytest.mark.parametrize(
    ("span_s", "expected"),
    [
        (0, "less than a minute"),
        (59, "less than a minute"),
        (60, "about 1 minute"),
        (371, "about 6 minutes"),
        (5399, "about 90 minutes"),
        (5400, "about 2 hours"),
        (129_599, "about 36 hours"),
        (129_600, "about 2 days"),
    ],
)
def test_spans_of_time_are_rough(span_s: float, expected: str) -> None:
    assert q.duration_text(span_s) == expected


@pytest.mark.parametrize(
    ("rate_per_s", "expected"),
    [(21.3, "21 photos/s"), (1, "1 photo/s"), (0.5, "30 photos/min"), (0.001, "1 photo/min")],
)
def test_rates_are_never_nothing(rate_per_s: float, expected: str) -> None:
    assert q.rate_text(rate_per_s) == expected
