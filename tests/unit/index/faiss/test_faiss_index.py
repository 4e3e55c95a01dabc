"""What the index in FAISS does beyond its protocol: tiers, mapped files, writing while it is searched."""

from __future__ import annotations

import io
import os
import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from photosearch.errors import IndexFileError
from photosearch.index.faiss import float16_vectors
from photosearch.index.faiss.faiss_index import CODED_TIER, EXACT_TIER, FaissIndex
from photosearch.types.arrays import Float32Array
from photosearch.types.ids import EncoderId
from tests.unit.index.conformance import DIM, ids_of, units


@pytest.fixture
def hundred() -> FaissIndex:
    """Ids 1000 to 1099 with ``units(100)``."""
    index = FaissIndex(DIM)
    index.add(np.arange(1000, 1100, dtype=np.int64), units(100))
    return index


@given(st.integers(0, 2**32 - 1), st.integers(1, 120))
@settings(deadline=None, max_examples=30)
def test_hits_are_those_of_a_matrix_product_larger_first(seed: int, k: int) -> None:
    vectors, query = units(100), units(1, seed)[0]
    index = FaissIndex(DIM)
    index.add(np.arange(100, dtype=np.int64), vectors)
    ids, scores = index.search(query, k)
    wanted = np.clip(vectors @ query, -1, 1)
    assert len(ids) == len(scores) == min(k, 100)
    assert np.allclose(scores, np.sort(wanted)[::-1][:k], atol=1e-5)
    assert np.allclose(scores, wanted[ids], atol=1e-5)
    assert ids.dtype == np.int64
    assert scores.dtype == np.float32


@given(st.sets(st.integers(990, 1110)), st.integers(0, 50))
@settings(deadline=None, max_examples=50)
def test_only_allowed_ids_are_hits(allowed: set[int], k: int) -> None:
    index = FaissIndex(DIM)
    index.add(np.arange(1000, 1100, dtype=np.int64), units(100))
    query = units(1, 7)[0]
    ids, _ = index.search(query, k, ids_of(*allowed))
    everything, _ = index.search(query, 100)
    assert ids.tolist() == [found for found in everything.tolist() if found in allowed][:k]


def mapped(stream: io.BytesIO, tier: str = EXACT_TIER, proof: Callable[[], None] | None = None) -> FaissIndex:
    """What was written to ``stream``, as if it lay in a file."""
    return FaissIndex.map(np.frombuffer(stream.getvalue(), np.uint8), tier, proof)


def test_what_is_written_can_be_read_and_changed(hundred: FaissIndex) -> None:
    stream = io.BytesIO()
    written = hundred.serialize_to(stream.write)
    assert (written.count, written.unsaved, written.tier) == (100, 100, EXACT_TIER)
    again = mapped(stream)
    assert again.ids().tolist() == hundred.ids().tolist()
    assert np.array_equal(again.vectors_of(again.ids()), hundred.vectors_of(hundred.ids()))
    again.add(ids_of(1, 1000), units(2, 5))
    assert again.remove(ids_of(1099)) == 1
    assert len(again) == 100


def save(index: FaissIndex, place: Path) -> None:
    index.save(place, EncoderId("some"), 1, "store-1")


def test_it_counts_what_came_and_went_since_it_was_saved(
    hundred: FaissIndex, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert hundred.unsaved == 100
    save(hundred, tmp_path)
    assert hundred.unsaved == 0
    hundred.add(ids_of(1, 1000), units(2, 5))
    hundred.remove(ids_of(1, 1001, 9999))
    assert hundred.unsaved == 4
    # What goes while the disk is waited for is not saved.
    monkeypatch.setattr(os, "fsync", lambda _: hundred.remove(ids_of(1002)))
    save(hundred, tmp_path)
    assert hundred.unsaved == 1
    stream = io.BytesIO()
    hundred.serialize_to(stream.write)
    assert mapped(stream).unsaved == 0


def test_becoming_of_another_tier_is_worth_saving_and_coming_back_too(tmp_path: Path) -> None:
    index = FaissIndex(DIM, compress_from=50)
    index.add(np.arange(60, dtype=np.int64), units(60))
    save(index, tmp_path)
    while not index.advance():
        assert index.unsaved == 0
    assert (index.tier, index.unsaved) == (CODED_TIER, 60)
    save(index, tmp_path)
    index.remove(np.arange(30, dtype=np.int64))
    assert index.advance()
    assert (index.tier, index.unsaved) == (EXACT_TIER, 60)


def test_a_coded_index_that_is_refilled_searches_exactly_and_counts_as_new() -> None:
    index = coded(1000)
    index.refill([(np.arange(3, dtype=np.int64), clustered(50)[:3]), (ids_of(2, 9), clustered(50)[3:5])])
    assert (index.tier, index.unsaved, index.ids().tolist()) == (EXACT_TIER, 5, [0, 1, 2, 9])
    assert index.search(clustered(50)[3], 1)[0].tolist() == [2]


@pytest.mark.parametrize("content", [b"", b"IxMp", b"something else entirely"])
def test_reading_something_else_is_an_index_file_error(content: bytes) -> None:
    with pytest.raises(IndexFileError):
        mapped(io.BytesIO(content))


def test_a_failing_write_comes_out_as_it_is(hundred: FaissIndex) -> None:
    def fail(_: bytes) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        hundred.serialize_to(fail)
    assert len(hundred) == 100


def test_searches_go_on_while_it_is_written(hundred: FaissIndex) -> None:
    hits: list[int] = []

    def search(_: bytes) -> None:
        searcher = threading.Thread(target=lambda: hits.extend(hundred.search(units(1)[0], 1)[0].tolist()))
        searcher.start()
        searcher.join()

    hundred.serialize_to(search)
    assert set(hits) == {1000}


def clustered(count: int, dim: int = 64, seed: int = 0) -> Float32Array:
    """Unit vectors in clusters of fifty, as photos of one occasion are."""
    numbers = np.random.default_rng(seed)
    centres = np.repeat(numbers.standard_normal((count // 50, dim)), 50, axis=0)
    vectors = (centres + 0.7 * numbers.standard_normal(centres.shape)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors


def coded(count: int) -> FaissIndex:
    """An index of ids 0 to ``count`` - 1 that searches by codes."""
    index = FaissIndex(64, compress_from=count)
    index.add(np.arange(count, dtype=np.int64), clustered(count))
    advance_to(index, CODED_TIER)
    return index


def advance_to(index: FaissIndex, tier: str) -> None:
    for _ in range(20):
        if index.advance():
            break
    assert index.tier == tier


def test_a_large_library_is_searched_by_codes_and_finds_what_an_exact_search_finds() -> None:
    index = coded(10_000)
    exact = FaissIndex(64)
    exact.add(index.ids(), index.vectors_of(index.ids()))
    index.advance()  # finds out how many candidates it takes
    assert index.measured_recall() >= 0.99
    found = 0
    queries = clustered(10_000, seed=1)[:200:10]
    for query in queries:
        ids, scores = index.search(query, 50)
        wanted, _ = exact.search(query, 50)
        found += len(np.intersect1d(ids, wanted))
        assert len(ids) == 50
        assert np.allclose(scores, index.vectors_of(ids) @ query, atol=1e-5)
        assert (np.diff(scores) <= 0).all()
    assert found >= 0.98 * 50 * len(queries)


def test_a_filter_and_many_hits_are_answered_exactly_whatever_the_tier() -> None:
    index = coded(2000)
    query = clustered(50, seed=2)[0]
    scores = index.vectors_of(index.ids()) @ query
    allowed = np.arange(0, 2000, 3, dtype=np.int64)
    wanted = allowed[np.argsort(-scores[allowed])][:100]
    assert index.search(query, 100, allowed)[0].tolist() == wanted.tolist()
    assert index.search(query, 2000)[0].tolist() == np.argsort(-scores).tolist()


def test_changes_are_found_at_once_under_codes_too() -> None:
    index = coded(1000)
    new = clustered(50, seed=3)[:2]
    index.add(ids_of(7, 5000), new)
    assert index.search(new[0], 1)[0].tolist() == [7]
    assert index.search(new[1], 1)[0].tolist() == [5000]
    index.remove(ids_of(5000))
    assert 5000 not in index.search(new[1], 50)[0]


def test_photos_that_come_and_go_while_codes_are_made_are_in_or_out_of_them() -> None:
    index = FaissIndex(64, compress_from=1000)
    index.add(np.arange(6000, dtype=np.int64), clustered(6000))
    index.advance()
    index.advance()
    new = clustered(50, seed=4)[:2]
    index.add(ids_of(1, 9000), new)
    index.remove(ids_of(2, 5999))
    assert index.tier == EXACT_TIER
    advance_to(index, CODED_TIER)
    assert [int(index.search(vector, 1)[0][0]) for vector in new] == [1, 9000]
    assert not {2, 5999} & set(index.search(clustered(6000)[2], 500)[0].tolist())


def test_a_library_that_shrank_is_searched_exactly_again_but_does_not_swing() -> None:
    index = coded(1000)
    index.remove(np.arange(100, dtype=np.int64))
    assert not index.advance()
    assert index.tier == CODED_TIER
    index.remove(np.arange(300, dtype=np.int64))
    advance_to(index, EXACT_TIER)
    assert index.measured_recall() == 1.0


def test_codes_are_written_and_read_with_the_vectors() -> None:
    index = coded(1000)
    stream = io.BytesIO()
    index.serialize_to(stream.write)
    again = mapped(stream, index.tier)
    query = clustered(50, seed=5)[0]
    assert again.tier == CODED_TIER
    assert again.search(query, 20)[0].tolist() == index.search(query, 20)[0].tolist()
    again.add(ids_of(77), query[np.newaxis])
    assert again.search(query, 1)[0].tolist() == [77]


@pytest.mark.parametrize("tier", [CODED_TIER, "a tier of a later version"])
def test_what_was_not_written_as_that_tier_is_refused(hundred: FaissIndex, tier: str) -> None:
    stream = io.BytesIO()
    hundred.serialize_to(stream.write)
    with pytest.raises(IndexFileError):
        mapped(stream, tier)


class LikeADictionary(RuleBasedStateMachine):
    """Whatever is added and removed, and whatever the tier, the index holds what a dictionary would."""

    some_ids = st.lists(st.integers(1, 20), max_size=6)

    def __init__(self) -> None:
        super().__init__()
        self.most_beside = float16_vectors._MOST_BESIDE
        float16_vectors._MOST_BESIDE = 6
        self.index = FaissIndex(DIM, compress_from=5)
        self.model: dict[int, bytes] = {}

    def teardown(self) -> None:
        float16_vectors._MOST_BESIDE = self.most_beside

    @rule(ids=some_ids, seed=st.integers(0, 1000))
    def add(self, ids: list[int], seed: int) -> None:
        vectors = units(len(ids), seed)
        self.index.add(ids_of(*ids), vectors)
        self.model.update((one, vector.tobytes()) for one, vector in zip(ids, vectors, strict=True))

    @rule()
    def save_and_map(self) -> None:
        stream = io.BytesIO()
        tier = self.index.serialize_to(stream.write).tier
        self.index = FaissIndex.map(np.frombuffer(stream.getvalue(), np.uint8), tier, compress_from=5)

    @rule(ids=some_ids)
    def remove(self, ids: list[int]) -> None:
        gone = set(ids) & set(self.model)
        assert self.index.remove(ids_of(*ids)) == len(gone)
        for one in gone:
            del self.model[one]

    @rule()
    def advance(self) -> None:
        self.index.advance()

    @rule(seed=st.integers(0, 1000))
    def finds_what_it_holds(self, seed: int) -> None:
        """Of so few every one is a candidate, so both tiers are exact."""
        query = units(1, seed)[0]
        ids, scores = self.index.search(query, 30)
        assert sorted(ids.tolist()) == sorted(self.model)
        known = [float(np.frombuffer(self.model[one], np.float32) @ query) for one in ids.tolist()]
        assert np.allclose(scores, known, atol=1e-3)

    @invariant()
    def holds_the_same(self) -> None:
        ids = self.index.ids()
        assert ids.tolist() == sorted(self.model)
        assert len(self.index) == len(self.model)
        if len(ids):
            assert [vector.tobytes() for vector in self.index.vectors_of(ids)] == [
                self.model[one] for one in ids.tolist()
            ]


LikeADictionary.TestCase.settings = settings(deadline=None, max_examples=30, stateful_step_count=20)
TestLikeADictionary = LikeADictionary.TestCase
