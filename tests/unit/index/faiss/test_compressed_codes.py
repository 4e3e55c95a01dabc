"""Codes name candidates that are worth comparing, and keep up with what comes and goes."""

from __future__ import annotations

import io
from typing import Any

import faiss as _faiss
import numpy as np
import pytest

from photosearch.errors import IndexFileError
from photosearch.index.faiss.compressed_codes import CompressedCodes
from photosearch.types.arrays import Float32Array

faiss: Any = _faiss  # its stub files leave out half of the Python layer


@pytest.fixture
def vectors() -> Float32Array:
    found = np.random.default_rng(0).standard_normal((500, 64)).astype(np.float32)
    found /= np.linalg.norm(found, axis=1, keepdims=True)
    return found


@pytest.fixture(params=[1, 3])
def codes(vectors: Float32Array, request: pytest.FixtureRequest) -> CompressedCodes:
    made = CompressedCodes(vectors, parts=request.param)
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


def test_the_parts_name_what_a_single_one_names(vectors: Float32Array) -> None:
    named = []
    for parts in (1, 4):
        codes = CompressedCodes(vectors, parts=parts)
        for ids in np.split(np.arange(500, dtype=np.int64), [1, 2, 300, 301]):
            codes.add(ids, vectors[ids])
        named.append([sorted(codes.nearest(query, 40).tolist()) for query in vectors[:20]])
        assert max(part.ntotal for part in codes._parts) - min(part.ntotal for part in codes._parts) <= 1
    assert named[0] == named[1]


def test_what_is_written_is_read_again(codes: CompressedCodes, vectors: Float32Array) -> None:
    found = CompressedCodes.read(_written(codes))
    assert sorted(found.ids().tolist()) == list(range(500))
    assert sorted(found.nearest(vectors[7], 30).tolist()) == sorted(codes.nearest(vectors[7], 30).tolist())
    found.add(np.array([500], np.int64), vectors[:1])
    assert len(found) == 501


def test_reading_something_else_is_refused(codes: CompressedCodes) -> None:
    stream = io.BytesIO()
    faiss.write_index(faiss.IndexFlatIP(4), faiss.PyCallbackIOWriter(stream.write))
    for wrong in (stream.getvalue(), b"", _written(codes)[:-1], _written(codes) + stream.getvalue()):
        with pytest.raises(IndexFileError):
            CompressedCodes.read(wrong)


def _written(codes: CompressedCodes) -> bytes:
    stream = io.BytesIO()
    codes.write(faiss.PyCallbackIOWriter(stream.write))
    return stream.getvalue()
