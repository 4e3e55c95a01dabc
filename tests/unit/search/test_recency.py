"""Recent photos first among those that fit about as well."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from photosearch.search.recency import recent_first
from photosearch.types.arrays import Float64Array

TODAY = 20_000.0


def order(scores: list[float], ages_days: list[float | None], half_life_days: float = 100.0) -> list[int]:
    rows = recent_first(
        np.asarray(scores, np.float32),
        np.asarray([np.nan if age is None else TODAY - age for age in ages_days], np.float64),
        half_life_days,
        TODAY,
    )
    return [int(row) for row in rows]


def test_a_half_life_is_worth_half_the_places() -> None:
    falling = [0.9, 0.8, 0.7, 0.6]
    assert order(falling, [99, 0, 99, 99]) == [0, 1, 2, 3]
    assert order(falling, [101, 0, 101, 101]) == [1, 0, 2, 3]
    # The fourth comes before the first that is two half-lives older, and not before.
    assert order(falling, [0, 500, 500, 199])[-3:] == [3, 1, 2]
    assert order(falling, [199, 900, 900, 0]) == [0, 3, 1, 2]
    assert order(falling, [201, 900, 900, 0]) == [3, 0, 1, 2]


def test_of_equal_scores_the_newer_is_first_however_long_a_half_life_is() -> None:
    assert order([0.5, 0.5, 0.5, 0.4], [3, 1, 2, 0], half_life_days=1e9) == [1, 2, 0, 3]


def test_a_photo_without_a_date_stays_where_it_is() -> None:
    assert order([0.9, 0.8, 0.7], [5_000, None, 0]) == [2, 1, 0]
    assert order([0.9, 0.8, 0.7], [None, None, None]) == [0, 1, 2]


def test_a_clock_that_runs_ahead_gains_nothing() -> None:
    assert order([0.9, 0.8], [0, -30_000]) == [0, 1]


def test_nothing_is_put_into_an_order() -> None:
    assert order([], []) == []


some_days = st.lists(st.one_of(st.just(np.nan), st.floats(0, TODAY)), max_size=30)


@settings(max_examples=200, deadline=None)
@given(days=some_days.map(lambda days: np.asarray(days, np.float64)), half_life=st.floats(1, 1e6))
def test_every_photo_is_there_once_and_undated_ones_stay(days: Float64Array, half_life: float) -> None:
    scores = np.linspace(1, 0, days.size, dtype=np.float32)
    rows = recent_first(scores, days, half_life, TODAY)
    assert sorted(rows.tolist()) == list(range(days.size))
    undated = np.flatnonzero(np.isnan(days))
    assert rows[undated].tolist() == undated.tolist()


@settings(max_examples=200, deadline=None)
@given(days=some_days.map(lambda days: np.asarray(days, np.float64)), later=st.floats(0, 5_000))
def test_the_order_is_the_same_later_on(days: Float64Array, later: float) -> None:
    scores = np.linspace(1, 0, days.size, dtype=np.float32)
    before, after = (recent_first(scores, days, 365, today).tolist() for today in (TODAY, TODAY + later))
    assert before == after


@pytest.mark.parametrize(("half_life", "first"), [(1, 9), (1e9, 0)])
def test_a_short_half_life_orders_by_date_a_long_one_by_relevance(half_life: float, first: int) -> None:
    ages: list[float | None] = [float(1000 - 100 * number) for number in range(10)]
    assert order(list(np.linspace(1, 0.5, 10)), ages, half_life)[0] == first
