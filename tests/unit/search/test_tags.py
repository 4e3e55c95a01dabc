"""Which things a photo shows: the nearest few that fit, none where none does."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.search.tags import MOST, NO_TAG, tags_of
from photosearch.search.yardstick import Yardstick, measure
from photosearch.types.arrays import Float32Array

DIM, THINGS = 24, 40


def unit(rows: Float32Array) -> Float32Array:
    scaled: Float32Array = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return scaled


@pytest.fixture(scope="module")
def concepts() -> Float32Array:
    return unit(np.random.default_rng(1).normal(size=(THINGS, DIM)).astype(np.float32))


@pytest.fixture(scope="module")
def yardstick(concepts: Float32Array) -> Yardstick:
    photos = unit(np.random.default_rng(2).normal(size=(200, DIM)).astype(np.float32))
    return measure(photos, concepts, strangers=0.2, is_sure=True)


def test_a_photo_of_one_thing_is_said_to_show_it_first(concepts: Float32Array, yardstick: Yardstick) -> None:
    rows = tags_of(concepts, concepts, yardstick)
    assert rows[:, 0].tolist() == list(range(THINGS))


def test_a_photo_that_nothing_fits_shows_nothing(concepts: Float32Array, yardstick: Yardstick) -> None:
    away = unit(-concepts.mean(axis=0, keepdims=True))
    assert (tags_of(away, concepts, yardstick) == NO_TAG).all()


@given(seed=st.integers(0, 2**32 - 1), count=st.integers(1, 9))
def test_those_that_are_said_fit_best_and_fall(
    concepts: Float32Array, yardstick: Yardstick, seed: int, count: int
) -> None:
    photos = unit(np.random.default_rng(seed).normal(size=(count, DIM)).astype(np.float32))
    rows = tags_of(photos, concepts, yardstick)
    assert rows.shape == (count, MOST)
    for photo, said in zip(photos, rows, strict=True):
        shown = [row for row in said.tolist() if row != NO_TAG]
        cosines = concepts @ photo
        assert shown == np.argsort(-cosines, kind="stable")[: len(shown)].tolist()
        assert said[len(shown) :].tolist() == [NO_TAG] * (MOST - len(shown))
