"""Vectors mapped from a file take changes beside it, and tell the same as those in memory."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import faiss as _faiss
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.errors import IndexFileError
from photosearch.index.faiss import float16_vectors
from photosearch.index.faiss.float16_vectors import Float16Vectors, values_of
from photosearch.types.arrays import Float32Array, Int64Array, UInt8Array

faiss: Any = _faiss
DIM = 8


def units(count: int, seed: int = 0) -> Float32Array:
    vectors = np.random.default_rng(seed).standard_normal((count, DIM)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors


def ids_of(*ids: int) -> Int64Array:
    return np.asarray(ids, np.int64)


def written(vectors: Float16Vectors) -> UInt8Array:
    stream = io.BytesIO()
    vectors.write(stream.write)
    return np.frombuffer(stream.getvalue(), np.uint8)


def in_memory(count: int) -> Float16Vectors:
    made = Float16Vectors(DIM)
    made.put(np.arange(count, dtype=np.int64), units(count))
    return made


def mapped(count: int) -> Float16Vectors:
    return Float16Vectors.map(written(in_memory(count)))[0]


@pytest.mark.parametrize("make", [in_memory, mapped])
def test_what_was_put_in_is_found(make: Callable[[int], Float16Vectors]) -> None:
    vectors = make(20)
    assert (len(vectors), vectors.dim, vectors.ids().tolist()) == (20, DIM, list(range(20)))
    ids, scores = vectors.nearest(units(20)[7], 3)
    assert ids[0] == 7
    assert scores[0] == pytest.approx(1, abs=0.002)
    assert np.allclose(vectors.vectors_of(ids_of(5, 3)), units(20)[[5, 3]], atol=0.002)


change = st.tuples(st.booleans(), st.sets(st.integers(0, 30), min_size=1, max_size=4), st.integers(1, 99))


@given(changes=st.lists(change, max_size=12), k=st.integers(1, 40), is_filtered=st.booleans(), seed=st.integers(0, 9))
def test_a_mapped_one_changes_like_one_in_memory(
    changes: list[tuple[bool, set[int], int]], k: int, is_filtered: bool, seed: int
) -> None:
    both = in_memory(20), mapped(20)
    for is_adding, chosen, vector_seed in changes:
        ids = ids_of(*sorted(chosen))
        for vectors in both:
            vectors.take_out(ids[np.isin(ids, vectors.ids())])
            if is_adding:
                vectors.put(ids, units(len(ids), vector_seed))
    selector = faiss.IDSelectorBatch(np.arange(0, 31, 2, dtype=np.int64)) if is_filtered else None
    query = units(1, 100 + seed)[0]
    plain, beside, owned = (one.nearest(query, k, selector) for one in (*both, both[1].owned()))
    assert np.allclose(plain[1], beside[1])
    assert set(plain[0].tolist()) == set(beside[0].tolist()) == set(owned[0].tolist())
    for vectors in (both[1], both[1].owned()):
        assert len(vectors) == len(both[0])
        assert np.array_equal(vectors.ids(), both[0].ids())
        assert np.array_equal(vectors.vectors_of(vectors.ids()), both[0].vectors_of(vectors.ids()))


@given(changes=st.lists(change, max_size=6), chosen=st.sets(st.integers(0, 30)), k=st.integers(1, 9))
def test_the_best_of_some_are_those_that_comparing_them_finds(
    changes: list[tuple[bool, set[int], int]], chosen: set[int], k: int
) -> None:
    query = units(1, 100)[0]
    for vectors in (in_memory(20), mapped(20)):
        for is_adding, changed, seed in changes:
            ids = ids_of(*sorted(changed))
            vectors.take_out(ids[np.isin(ids, vectors.ids())])
            if is_adding:
                vectors.put(ids, units(len(ids), seed))
            some = np.intersect1d(vectors.ids(), ids_of(*chosen))[::-1]
            best, scores = vectors.best_of(some, query, k)
            compared = vectors.vectors_of(some) @ query
            assert len(best) == min(k, len(some))
            assert np.allclose(scores, np.sort(compared)[::-1][:k], atol=1e-6)
            assert np.allclose(scores, vectors.vectors_of(best) @ query, atol=1e-6)


def test_one_that_shrank_tells_the_same(tmp_path: Path) -> None:
    path = tmp_path / "vectors"
    written(in_memory(20)).tofile(path)
    vectors, _ = Float16Vectors.map(np.asarray(np.memmap(path, np.uint8, mode="r")))
    vectors.put(ids_of(33), units(1, 6))
    before = vectors.nearest(units(20)[7], 21)
    vectors.shrink()
    assert [part.tolist() for part in vectors.nearest(units(20)[7], 21)] == [part.tolist() for part in before]


def test_mapping_copies_nothing_and_writes_nothing() -> None:
    data = written(in_memory(20)).copy()
    vectors, size_bytes = Float16Vectors.map(data)
    before = data.copy()
    vectors.take_out(ids_of(1, 2))
    vectors.put(ids_of(2, 50), units(2, 9))
    assert np.array_equal(data, before)
    first, last = values_of(20, DIM, size_bytes)
    data[first:last] = 0
    assert not vectors.vectors_of(ids_of(0, 19)).any()
    assert vectors.vectors_of(ids_of(50)).any()
    assert vectors.owned().ids().tolist() == vectors.ids().tolist()


def test_there_is_room_for_few_changes_beside_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(float16_vectors, "_MOST_BESIDE", 5)
    vectors = mapped(20)
    assert vectors.has_room_for(5)
    assert not vectors.has_room_for(6)
    vectors.take_out(ids_of(1, 2))
    vectors.put(ids_of(1, 90), units(2, 1))
    assert vectors.has_room_for(1)
    assert not vectors.has_room_for(2)
    assert vectors.owned().has_room_for(10_000)


def test_what_follows_in_the_file_is_left_alone() -> None:
    content = written(in_memory(3))
    vectors, size_bytes = Float16Vectors.map(np.append(content, np.zeros(100, np.uint8)))
    assert size_bytes == len(content)
    assert len(vectors) == 3


def test_an_empty_one_can_be_mapped() -> None:
    vectors = mapped(0)
    assert vectors.nearest(units(1)[0], 5)[0].tolist() == []
    vectors.put(ids_of(4), units(1))
    assert vectors.nearest(units(1)[0], 5)[0].tolist() == [4]


@pytest.mark.parametrize("content", [b"", b"IxM2", b"something else entirely"])
def test_something_else_is_refused(content: bytes) -> None:
    with pytest.raises(IndexFileError):
        Float16Vectors.map(np.frombuffer(content, np.uint8))
    stream = io.BytesIO()
    faiss.write_index(faiss.IndexFlatIP(DIM), faiss.PyCallbackIOWriter(stream.write))
    with pytest.raises(IndexFileError, match="IndexFlat"):
        Float16Vectors.map(np.frombuffer(stream.getvalue(), np.uint8))
