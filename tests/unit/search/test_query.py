"""The arithmetic of queries, against its definition."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from photosearch.search.query import combine, push_down, ranked, rows_in_order_of
from photosearch.types.arrays import Float32Array

floats = st.floats(-1, 1, width=32)


def unit(*values: float) -> Float32Array:
    vector = np.asarray(values, dtype=np.float32)
    return np.asarray(vector / np.linalg.norm(vector), dtype=np.float32)


def test_one_term_is_itself() -> None:
    assert combine([unit(1, 2, 3)], [1.0]) == pytest.approx(unit(1, 2, 3))


@given(st.floats(0.1, 1), st.floats(0.1, 1), npst.arrays(np.float32, (6, 3), elements=floats))
def test_the_combined_direction_ranks_as_the_weighted_sum_does(
    weight_a: float, weight_b: float, photos: Float32Array
) -> None:
    a, b = unit(1, 0, 0.2), unit(0, 1, 0.1)
    combined = photos @ combine([a, b], [weight_a, weight_b])
    summed = weight_a * (photos @ a) + weight_b * (photos @ b)
    scale = np.linalg.norm(weight_a * a + weight_b * b)
    assert combined * scale == pytest.approx(summed, abs=1e-5)


def test_terms_that_cancel_out_are_refused() -> None:
    with pytest.raises(ValueError, match="cancel"):
        combine([unit(1, 0), unit(-1, 0)], [1, 1])
    with pytest.raises(ValueError, match="at least one"):
        combine([], [])


def test_what_resembles_the_unwanted_falls_and_the_rest_stays() -> None:
    scores = np.asarray([0.9, 0.8, 0.7, 0.6], dtype=np.float32)
    unwanted = np.asarray([[0.9, 0.1, 0.1, 0.1]], dtype=np.float32)
    pushed = push_down(scores, unwanted, scores, unwanted)
    assert pushed[1:] == pytest.approx(scores[1:])
    assert pushed[0] < pushed[1]


@given(npst.arrays(np.float32, 12, elements=floats), npst.arrays(np.float32, (2, 12), elements=floats))
def test_nothing_is_ever_pushed_up(scores: Float32Array, unwanted: Float32Array) -> None:
    assert np.all(push_down(scores, unwanted, scores, unwanted) <= scores + 1e-6)


def test_what_hardly_resembles_the_unwanted_keeps_its_score() -> None:
    usual = np.linspace(0, 1, 21, dtype=np.float32)
    usual_unwanted = np.linspace(-0.1, 0.1, 21, dtype=np.float32)[None]
    scores = np.asarray([0.9, 0.9, 0.9], dtype=np.float32)
    at_deviations = np.asarray([[0.0, 0.9, 1.1]], dtype=np.float32) * usual_unwanted.std()
    pushed = push_down(scores, at_deviations, usual, usual_unwanted)
    assert pushed[:2] == pytest.approx(scores[:2])
    assert pushed[2] < 0.9


def test_a_candidate_falls_as_far_whichever_others_are_there() -> None:
    usual = np.asarray([0.9, 0.8, 0.7, 0.6], dtype=np.float32)
    usual_unwanted = np.asarray([[0.9, 0.1, 0.1, 0.1]], dtype=np.float32)
    pushed = push_down(usual, usual_unwanted, usual, usual_unwanted)
    alone = push_down(usual[:1], usual_unwanted[:, :1], usual, usual_unwanted)
    assert alone[0] == pytest.approx(pushed[0])


@given(
    st.lists(st.integers(1, 1000), unique=True, max_size=50),
    st.integers(0, 60),
    st.randoms(use_true_random=False),
)
def test_ranked_is_sorted_stable_and_bounded(ids: list[int], limit: int, random: object) -> None:
    scores = np.asarray([(i * 7919) % 5 / 5 for i in ids], dtype=np.float32)
    best_ids, best = ranked(np.asarray(ids, dtype=np.int64), scores, limit)
    expected = sorted(zip(-scores, ids, strict=True))[:limit]
    assert best_ids.tolist() == [photo_id for _, photo_id in expected]
    assert best.tolist() == [-negated for negated, _ in expected]


def test_another_order_names_the_rows_that_both_have() -> None:
    ids = np.asarray([5, 9, 7], dtype=np.int64)
    rows = rows_in_order_of(ids, np.asarray([9, 8, 5], dtype=np.int64))
    assert ids[rows].tolist() == [9, 5]
    nothing = np.empty(0, dtype=np.int64)
    assert ids[rows_in_order_of(ids, nothing)].tolist() == []
    assert rows_in_order_of(nothing, ids).tolist() == []
