"""Embeddings are packed as float16 and refused when they would spoil a search."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.store.embedding_writes import packed, unpacked


@given(st.lists(st.lists(st.floats(-1, 1, width=16), min_size=4, max_size=4), max_size=5))
def test_packing_and_unpacking_keeps_float16_values_exactly(rows: list[list[float]]) -> None:
    vectors = np.array(rows, np.float32).reshape(len(rows), 4)
    assert np.array_equal(unpacked(packed(vectors, 4), 4), vectors)


def test_rounding_hardly_turns_a_unit_vector() -> None:
    vectors = np.random.default_rng(0).standard_normal((50, 512)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    again = unpacked(packed(vectors, 512), 512)
    assert np.abs(np.einsum("nd,nd->n", vectors, again) - 1).max() < 1e-3


def test_a_blob_has_two_bytes_for_each_dimension() -> None:
    assert [len(blob) for blob in packed(np.zeros((2, 512), np.float32), 512)] == [1024, 1024]


@pytest.mark.parametrize("shape", [(2, 5), (4,), (1, 2, 4)])
def test_another_shape_is_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="shape"):
        packed(np.zeros(shape, np.float32), 4)


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_values_that_are_not_finite_are_refused(value: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        packed(np.array([[0, value]], np.float32), 2)
