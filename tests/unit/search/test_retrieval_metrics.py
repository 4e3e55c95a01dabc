"""Figures of retrieval, against brute force and by their properties."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.search.retrieval_metrics import (
    average_precision,
    evaluate_captions,
    evaluate_queries,
    ranks_of_relevant,
)
from photosearch.types.arrays import Float32Array


def unit(rows: Sequence[Sequence[float]]) -> Float32Array:
    array = np.asarray(rows, dtype=np.float32)
    lengths: Float32Array = np.linalg.norm(array, axis=1, keepdims=True).astype(np.float32)
    return array / lengths


def random_unit(seed: int, count: int, dim: int) -> Float32Array:
    return unit(np.random.default_rng(seed).normal(size=(count, dim)).tolist())


def brute_force_ranks(scores: Sequence[float], relevant: Sequence[int]) -> list[int]:
    order = sorted(range(len(scores)), key=lambda place: (-scores[place], place in set(relevant)))
    return sorted(order.index(place) + 1 for place in relevant)


@st.composite
def scored_candidates(draw: st.DrawFn) -> tuple[list[float], list[int]]:
    scores = draw(st.lists(st.sampled_from([-0.5, 0.0, 0.25, 0.5, 1.0]), min_size=1, max_size=30))
    relevant = draw(st.lists(st.integers(0, len(scores) - 1), min_size=1, max_size=len(scores), unique=True))
    return scores, relevant


@given(scored_candidates())
def test_ranks_agree_with_sorting_by_hand(case: tuple[list[float], list[int]]) -> None:
    scores, relevant = case
    query = np.ones((1, 1), dtype=np.float32)
    candidates = np.asarray(scores, dtype=np.float32)[:, None]
    (ranks,) = ranks_of_relevant(query, candidates, [relevant])
    assert ranks.tolist() == brute_force_ranks(scores, relevant)


@given(st.lists(st.integers(1, 40), min_size=1, max_size=10, unique=True), st.integers(1, 12))
def test_average_precision_agrees_with_its_definition(found: list[int], cut: int) -> None:
    ranks = sorted(found)
    precisions = [sum(other <= rank for other in ranks) / rank for rank in ranks if rank <= cut]
    expected = sum(precisions) / min(cut, len(ranks))
    assert average_precision(np.array(ranks), cut) == pytest.approx(expected)


def test_a_perfect_encoder_gets_everything() -> None:
    images = np.eye(12, dtype=np.float32)
    figures = evaluate_captions(images, images, np.arange(12))
    for way in (figures.text_to_image, figures.image_to_text):
        assert (way.recall_at_1, way.recall_at_5, way.recall_at_10) == (100.0, 100.0, 100.0)
        assert (way.median_rank, way.map_at_5, way.map_at_10) == (1.0, 1.0, 1.0)


def test_a_constant_encoder_gets_nothing() -> None:
    same = np.full((50, 4), 0.5, dtype=np.float32)
    figures = evaluate_captions(same, same, np.arange(50))
    assert figures.text_to_image.recall_at_10 == 0.0
    assert figures.text_to_image.median_rank == 50.0
    assert figures.image_to_text.map_at_10 == 0.0


def test_several_captions_of_one_photo_count_once_from_the_photos_side() -> None:
    images = np.eye(2, dtype=np.float32)
    texts = unit([[1.0, 0.1], [0.1, 1.0], [0.2, 1.0]])
    figures = evaluate_captions(images, texts, np.array([0, 0, 1]))
    assert figures.text_to_image.recall_at_1 == pytest.approx(200 / 3)
    # The first photo's captions are first and third of its list, the second photo's is second of its own.
    assert figures.image_to_text.recall_at_1 == pytest.approx(50.0)
    assert figures.image_to_text.map_at_5 == pytest.approx(((1 + 2 / 3) / 2 + 1 / 2) / 2)
    assert figures.image_to_text.median_rank == 1.5


def test_photos_without_captions_are_searched_but_not_asked_about() -> None:
    images = unit([[0.0, 1.0], [1.0, 0.0]])
    texts = unit([[1.0, 0.2]])
    figures = evaluate_captions(images, texts, np.array([0]))
    assert figures.text_to_image.median_rank == 2.0
    assert figures.image_to_text.median_rank == 1.0


@given(st.integers(0, 1000), st.integers(2, 40))
def test_figures_do_not_depend_on_the_order_of_photos(seed: int, count: int) -> None:
    images, texts = random_unit(seed, count, 6), random_unit(seed + 1, 2 * count, 6)
    owners = np.arange(2 * count) % count
    shuffled = np.random.default_rng(seed).permutation(count)
    new_place = np.argsort(shuffled)
    straight = evaluate_captions(images, texts, owners)
    mixed = evaluate_captions(images[shuffled], texts, new_place[owners])
    assert straight.text_to_image == mixed.text_to_image
    assert straight.image_to_text.recall_at_5 == pytest.approx(mixed.image_to_text.recall_at_5)


@given(st.integers(0, 1000), st.integers(1, 60))
def test_figures_stay_in_their_range(seed: int, count: int) -> None:
    both = evaluate_captions(random_unit(seed, count, 5), random_unit(seed + 7, count, 5), np.arange(count))
    for way in (both.text_to_image, both.image_to_text):
        assert 0 <= way.recall_at_1 <= way.recall_at_5 <= way.recall_at_10 <= 100
        assert 0 <= way.map_at_5 <= way.map_at_10 <= 1
        assert 1 <= way.median_rank <= count


def test_more_texts_than_one_chunk_are_all_counted() -> None:
    images = np.eye(8, dtype=np.float32)
    owners = np.arange(3000) % 8
    figures = evaluate_captions(images, images[owners], owners)
    assert figures.text_to_image.recall_at_1 == 100.0


def test_queries_with_several_right_answers() -> None:
    images = unit([[1.0, 0.0], [0.9, 0.1], [0.5, 0.5], [0.1, 0.9]])
    figures = evaluate_queries(images, unit([[1.0, 0.0], [0.0, 1.0]]), [[0, 2], [3]])
    assert figures.hit_at_1 == 100.0
    assert figures.precision_at_5 == pytest.approx((2 / 5 + 1 / 5) / 2)
    assert figures.mean_average_precision == pytest.approx(((1 + 2 / 3) / 2 + 1) / 2)


def test_a_right_answer_named_twice_counts_once() -> None:
    images = np.eye(3, dtype=np.float32)
    figures = evaluate_queries(images, images[:1], [[0, 0]])
    assert figures.mean_average_precision == 1.0
    assert figures.precision_at_5 == pytest.approx(1 / 5)


@pytest.mark.parametrize(
    ("images", "texts", "owners"),
    [
        (np.zeros((0, 2)), np.eye(2), [0, 0]),
        (np.eye(2), np.zeros((0, 2)), []),
        (np.eye(2), np.eye(3), [0, 1, 1]),
        (np.eye(2), np.eye(2), [0]),
        (np.eye(2), np.eye(2), [0, 2]),
        (np.eye(2), np.eye(2), [0, -1]),
    ],
)
def test_arrays_that_do_not_fit_are_refused(images: Float32Array, texts: Float32Array, owners: list[int]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        evaluate_captions(images, texts, np.array(owners, dtype=np.int64))


def test_a_query_without_an_answer_is_refused() -> None:
    with pytest.raises(ValueError, match="right answer"):
        evaluate_queries(np.eye(2, dtype=np.float32), np.eye(2, dtype=np.float32), [[0], []])
