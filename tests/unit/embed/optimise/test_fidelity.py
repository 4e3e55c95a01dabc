"""A stand-in must give nearly the same vectors, and the same nearest pictures."""

from __future__ import annotations

import numpy as np
import pytest

from photosearch.embed.optimise.fidelity import compare
from photosearch.types.arrays import Float32Array
from photosearch.types.optimisation import Fidelity


def _unit(vectors: Float32Array) -> Float32Array:
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)


@pytest.fixture
def vectors() -> Float32Array:
    return _unit(np.random.default_rng(0).normal(size=(20, 64)).astype(np.float32))


def test_the_same_vectors_are_entirely_faithful(vectors: Float32Array) -> None:
    found = compare(vectors, vectors)
    assert found.neighbour_agreement == 1
    assert found.mean_cosine == pytest.approx(1, abs=1e-6)
    assert found.is_enough


def test_noise_is_seen_in_every_figure(vectors: Float32Array) -> None:
    noise = np.random.default_rng(1).normal(size=vectors.shape).astype(np.float32)
    found = compare(_unit(vectors + 0.3 * noise), vectors)
    assert found.min_cosine < found.mean_cosine < 0.9
    assert found.neighbour_agreement < 0.9
    assert not found.is_enough


def test_one_bad_row_among_good_ones_is_refused(vectors: Float32Array) -> None:
    spoilt = vectors.copy()
    spoilt[3] = vectors[4]
    assert compare(spoilt, vectors).mean_cosine > 0.9
    assert not compare(spoilt, vectors).is_enough


def test_neighbours_can_be_sought_among_other_vectors(vectors: Float32Array) -> None:
    texts, pictures = vectors[:2], vectors[2:4]
    mixed = _unit(texts + 0.01 * pictures)
    assert compare(mixed, texts, pictures).neighbour_agreement == pytest.approx(
        np.mean((mixed @ pictures.T).argmax(1) == (texts @ pictures.T).argmax(1))
    )


@pytest.mark.parametrize("figures", [(0.9989, 0.999, 1.0), (0.9995, 0.994, 1.0), (0.9995, 0.999, 0.89)])
def test_each_figure_alone_can_fail(figures: tuple[float, float, float]) -> None:
    assert not Fidelity(*figures).is_enough
