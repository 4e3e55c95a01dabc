"""Codes name candidates that are worth comparing, and keep up with what comes and goes."""

from __future__ import annotations

import io
from typing import Any

import faiss as _faiss
import numpy as np
import pytest

from photosearch.errors import IndexFileError
from photosearch.index.compressed_codes import CompressedCodes
from photosearch.types import Float32Array

faiss: Any = _faiss  # its stub files leave out half of the Python layer


@pytest.fixture
def vectors() -> Float32Array:
    found = np.random.default_rng(0).standard_normal((500, 64)).astype(np.float32)
    found /= np.linalg.norm(found, axis=1, keepdims=True)
    return found


@pytest.fixture
def codes(vectors: Float32Array) -> CompressedCodes:
    made = CompressedCodes(vectors)
    made.add(np.arange(500, dtype=np.int64), vectors)
    return made


def test_a_vector_is_among_its_own_candidates(codes: CompressedCodes, vectors: Float32Array) -> None:
    assert all(number in codes.nearest(vectors[number], 5) for number in range(0, 500, 25))


def test_no_more_candidates_than_there_are(codes: CompressedCodes, vectors: Float32Array) -> None:
    assert sorted(codes.nearest(vectors[0], 5000).tolist()) == list(range(500))


def test_what_was_removed_is_no_candidate(codes: CompressedCodes, vectors: Float32Array) -> None:
    codes.remove(np.array([3, 4, 10**9], np.int64))
    assert len(codes) == 498
    assert not {3, 4} & set(codes.nearest(vectors[3], 498).tolist())
    assert sorted(codes.ids().tolist()) == [0, 1, 2, *range(5, 500)]


def test_reading_something_else_is_refused() -> None:
    stream = io.BytesIO()
    faiss.write_index(faiss.IndexFlatIP(4), faiss.PyCallbackIOWriter(stream.write))
    with pytest.raises(IndexFileError):
        CompressedCodes.read(faiss.PyCallbackIOReader(io.BytesIO(stream.getvalue()).read))
    with pytest.raises(IndexFileError):
        CompressedCodes.read(faiss.PyCallbackIOReader(io.BytesIO(b"").read))
