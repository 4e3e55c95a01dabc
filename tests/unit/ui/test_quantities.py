"""Quantities: as people read them, in both languages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from photosearch.ui import quantities as q


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (lambda: q.number(8412), "8,412"),
        (lambda: q.photo_count_text(1), "1 photo"),
        (lambda: q.photo_count_text(8412), "8,412 photos"),
        (lambda: q.selected_text(3), "3 selected"),
        (lambda: q.problem_count_text(1), "1 file could not be used"),
        (lambda: q.took_text(23.4), "0.02 s"),
        (lambda: q.took_text(0.1), "0.01 s"),
        (lambda: q.score_text(0.3149), "0.31"),
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
        (lambda: q.took_text(23.4), "0.02 秒"),
        (lambda: q.date_text(dt.date(2024, 8, 3)), "2024年8月3日"),
        (lambda: q.duration_text(371), "约 6 分钟"),
        (lambda: q.rate_text(21.3), "21 张/秒"),
        (lambda: q.location_text(39.90421, 116.40739), "北纬 39.9042°，东经 116.4074°"),
    ],
)
def test_chinese(shown: Callable[[], str], expected: str) -> None:
    assert shown() == expected


def test_a_moment_has_its_date_and_clock() -> None:
    shown = q.date_time_text(dt.datetime(2024, 8, 3, 19, 12))
    assert shown.startswith("Aug 3, 2024 ")
    assert "7:12" in shown


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
