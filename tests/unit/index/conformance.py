"""What every backend of the vector index must pass: subclass ``Conformance`` and name the backend, nothing more."""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar
from unittest import TestCase

import numpy as np
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from photosearch.errors import IndexFileError
from photosearch.index.opening import Backend, load_index, new_index, save_index
from photosearch.index.vector_index import NO_ITEM, KeptIndex
from photosearch.types.arrays import Float32Array, Int64Array
from photosearch.types.ids import EncoderId

DIM = 16
ENCODER = EncoderId("some/encoder")
STORE = "store-1"
_CLOSE = 2e-3
"""A backend may round what it keeps."""


def units(count: int, seed: int = 0) -> Float32Array:
    """Unit vectors as the store gives them back: rounded to float16."""
    vectors = np.random.default_rng(seed).standard_normal((count, DIM)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors.astype(np.float16).astype(np.float32)


def ids_of(*ids: int) -> Int64Array:
    return np.array(ids, np.int64)


def settle(index: KeptIndex) -> None:
    """Let it become of the tier that fits its size."""
    for _ in range(6):
        index.advance()


class Conformance:
    """The promises of ``VectorIndex`` and ``KeptIndex``, one a test."""

    backend: ClassVar[Backend]

    def empty(self) -> KeptIndex:
        return new_index(DIM, self.backend)

    @pytest.fixture
    def hundred(self) -> KeptIndex:
        """Ids 1000 to 1099 with ``units(100)``, of the tier that fits."""
        index = self.empty()
        index.add(np.arange(1000, 1100, dtype=np.int64), units(100))
        settle(index)
        return index

    def test_it_says_what_it_is(self, hundred: KeptIndex) -> None:
        assert (hundred.dim, len(hundred)) == (DIM, 100)
        assert hundred.tier
        assert 0.0 <= hundred.measured_recall() <= 1.0

    def test_an_item_is_its_own_nearest(self, hundred: KeptIndex) -> None:
        ids, scores = hundred.search(units(100)[42], 1)
        assert ids.tolist() == [1042]
        assert scores[0] == pytest.approx(1, abs=_CLOSE)

    @pytest.mark.parametrize("k", [1, 7, 100, 120])
    def test_hits_are_those_of_a_matrix_product_larger_first(self, hundred: KeptIndex, k: int) -> None:
        for query in units(5, seed=k):
            ids, scores = hundred.search(query, k)
            wanted = np.clip(units(100) @ query, -1, 1)
            assert len(ids) == len(scores) == min(k, 100)
            assert np.allclose(scores, np.sort(wanted)[::-1][:k], atol=_CLOSE)
            assert np.allclose(scores, wanted[ids - 1000], atol=_CLOSE)
            assert ids.dtype == np.int64
            assert scores.dtype == np.float32

    def test_only_allowed_ids_are_hits(self, hundred: KeptIndex) -> None:
        query = units(1, 7)[0]
        ids, _ = hundred.search(query, 10, ids_of(1005, 5, 1093, 2000, 1050))
        everything, _ = hundred.search(query, 100)
        assert ids.tolist() == [found for found in everything.tolist() if found in (1005, 1093, 1050)]
        assert hundred.search(query, 10, ids_of())[0].tolist() == []

    @pytest.mark.parametrize("large", [2**27 - 1, 2**27, 2**62])
    def test_large_ids_can_be_allowed_too(self, large: int) -> None:
        index = self.empty()
        index.add(ids_of(1, large), units(2))
        assert index.search(units(1)[0], 5, ids_of(large))[0].tolist() == [large]

    def test_scores_are_cosines(self) -> None:
        vector = np.full(DIM, 0.25, np.float32) * np.float32(1.004)
        index = self.empty()
        index.add(ids_of(1, 2), np.stack([vector, -vector]))
        assert index.search(vector, 2)[1].tolist() == [1.0, -1.0]

    @pytest.mark.parametrize("k", [0, -1])
    def test_asking_for_nothing_gives_nothing(self, hundred: KeptIndex, k: int) -> None:
        ids, scores = hundred.search(units(1)[0], k)
        assert len(ids) == len(scores) == 0
        assert hundred.neighbours(ids_of(1000), k)[0].shape == (1, 0)

    def test_an_empty_index_has_no_hits(self) -> None:
        index = self.empty()
        assert index.search(units(1)[0], 5)[0].tolist() == []
        assert index.search(units(1)[0], 5, ids_of(1))[0].tolist() == []
        assert (len(index), index.ids().tolist(), index.remove(ids_of(1))) == (0, [], 0)
        assert not index.advance()

    def test_an_id_added_again_has_the_new_vector_once(self, hundred: KeptIndex) -> None:
        new = units(1, 99)
        hundred.add(ids_of(1042, 7), np.concatenate([new, units(1, 98)]))
        assert len(hundred) == 101
        assert np.allclose(hundred.vectors_of(ids_of(1042)), new, atol=_CLOSE)
        assert hundred.search(new[0], 1)[0].tolist() == [1042]

    def test_of_an_id_given_twice_the_last_counts(self) -> None:
        index = self.empty()
        index.add(ids_of(5, 6, 5), units(3))
        assert index.ids().tolist() == [5, 6]
        assert np.allclose(index.vectors_of(ids_of(5, 6)), units(3)[[2, 1]], atol=_CLOSE)

    def test_adding_nothing_changes_nothing(self, hundred: KeptIndex) -> None:
        hundred.add(ids_of(), np.empty((0, DIM), np.float32))
        assert len(hundred) == 100

    def test_removed_ids_are_no_hits(self, hundred: KeptIndex) -> None:
        assert hundred.remove(ids_of(1000, 1001, 5, 1000)) == 2
        assert len(hundred) == 98
        assert not {1000, 1001} & set(hundred.search(units(1)[0], 100)[0].tolist())
        assert hundred.remove(ids_of()) == 0

    def test_vectors_come_in_the_order_asked(self, hundred: KeptIndex) -> None:
        assert np.allclose(hundred.vectors_of(ids_of(1003, 1001)), units(100)[[3, 1]], atol=_CLOSE)
        with pytest.raises(KeyError):
            hundred.vectors_of(ids_of(1000, 5))

    def test_neighbours_are_the_nearest_others(self, hundred: KeptIndex) -> None:
        near, scores = hundred.neighbours(ids_of(1007, 1003), 4)
        assert near.shape == scores.shape == (2, 4)
        assert near.dtype == np.int64
        assert scores.dtype == np.float32
        for row, own in enumerate((7, 3)):
            wanted = units(100) @ units(100)[own]
            wanted[own] = -2
            assert near[row].tolist() == (1000 + np.argsort(-wanted)[:4]).tolist()
            assert np.allclose(scores[row], np.sort(wanted)[::-1][:4], atol=_CLOSE)
        with pytest.raises(KeyError):
            hundred.neighbours(ids_of(1000, 5), 1)

    def test_equals_are_neighbours_and_a_row_with_fewer_is_filled_up(self) -> None:
        index = self.empty()
        index.add(ids_of(3, 4, 5), units(1).repeat(3, axis=0))
        near, scores = index.neighbours(ids_of(4), 4)
        assert sorted(near[0].tolist()) == [NO_ITEM, NO_ITEM, 3, 5]
        assert near[0, 2:].tolist() == [NO_ITEM, NO_ITEM]
        assert np.allclose(scores[0], [1, 1, -1, -1], atol=_CLOSE)
        for own in (3, 4, 5):
            assert own not in index.neighbours(ids_of(own), 1)[0]

    @pytest.mark.parametrize("bad", [np.zeros(DIM), np.full(DIM, np.nan), np.full(DIM, 1.0), np.eye(1, DIM - 1)[0]])
    def test_what_is_no_unit_vector_is_refused(self, hundred: KeptIndex, bad: Float32Array) -> None:
        vector = bad.astype(np.float32)
        with pytest.raises(ValueError, match=r"unit|shape"):
            hundred.search(vector, 1)
        with pytest.raises(ValueError, match=r"unit|shape"):
            hundred.add(ids_of(1), vector[np.newaxis])
        assert len(hundred) == 100

    def test_ids_and_vectors_must_be_as_many(self, hundred: KeptIndex) -> None:
        with pytest.raises(ValueError, match="shape"):
            hundred.add(ids_of(1, 2), units(1))

    def test_what_is_saved_is_what_is_opened(self, hundred: KeptIndex, tmp_path: Path) -> None:
        save_index(tmp_path, hundred, ENCODER, 12, STORE)
        assert hundred.unsaved == 0
        again, seq = load_index(tmp_path, ENCODER, DIM, STORE, self.backend)
        assert (seq, again.unsaved, again.ids().tolist()) == (12, 0, hundred.ids().tolist())
        query = units(1, 3)[0]
        assert again.search(query, 100)[0].tolist() == hundred.search(query, 100)[0].tolist()
        again.remove(ids_of(1000))
        again.add(ids_of(1), units(1, 5))
        assert again.search(units(1, 5)[0], 1)[0].tolist() == [1]
        assert 1000 in hundred.ids()

    @pytest.mark.parametrize(
        ("encoder_id", "dim", "store"),
        [(EncoderId("other"), DIM, STORE), (ENCODER, DIM + 1, STORE), (ENCODER, DIM, "store-2")],
    )
    def test_what_was_made_from_something_else_is_refused(
        self, hundred: KeptIndex, tmp_path: Path, encoder_id: EncoderId, dim: int, store: str
    ) -> None:
        save_index(tmp_path, hundred, ENCODER, 12, STORE)
        with pytest.raises(IndexFileError):
            load_index(tmp_path, encoder_id, dim, store, self.backend)

    def test_refilled_it_holds_only_what_it_is_given(self, hundred: KeptIndex) -> None:
        hundred.refill([(ids_of(1, 2), units(2, 1)), (ids_of(2, 3), units(2, 2))])
        assert hundred.ids().tolist() == [1, 2, 3]
        assert hundred.search(units(2, 2)[0], 1)[0].tolist() == [2]

    def test_it_answers_as_before_until_it_is_refilled(self, hundred: KeptIndex) -> None:
        def batches() -> list[tuple[Int64Array, Float32Array]]:
            assert hundred.search(units(100)[42], 1)[0].tolist() == [1042]
            return [(ids_of(1), units(1))]

        hundred.refill(batch for make in (batches, batches) for batch in make())
        assert len(hundred) == 1

    def test_memory_can_be_given_back_at_any_time(self, hundred: KeptIndex) -> None:
        hundred.shrink()
        assert hundred.search(units(100)[42], 1)[0].tolist() == [1042]

    def test_many_threads_may_search_and_change_at_once(self, hundred: KeptIndex) -> None:
        failures: list[str] = []

        def change(first: int) -> None:
            for round_number in range(20):
                ids = np.arange(first, first + 50, dtype=np.int64)
                hundred.add(ids, units(50, 1 + round_number))
                hundred.remove(ids)

        def search() -> None:
            for _ in range(100):
                ids, scores = hundred.search(units(100)[42], 10)
                if ids[0] != 1042 or len(ids) != 10 or (np.diff(scores) > 0).any():
                    failures.append(f"{ids} {scores}")

        threads = [threading.Thread(target=change, args=(first,)) for first in (5000, 6000)]
        threads += [threading.Thread(target=search) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failures == []
        assert hundred.ids().tolist() == list(range(1000, 1100))


def like_a_dictionary(backend: Backend) -> type[TestCase]:
    """Whatever is done to an index of this backend, in whatever order: it holds and finds what a dictionary would."""
    machine: type[_LikeADictionary] = type("Machine", (_LikeADictionary,), {"backend": backend})
    case: type[TestCase] = machine.TestCase
    case.settings = settings(deadline=None, max_examples=25, stateful_step_count=20)  # type: ignore[attr-defined]
    return case


class _LikeADictionary(RuleBasedStateMachine):
    backend: ClassVar[Backend]
    some_ids = st.lists(st.integers(1, 20), max_size=6)
    seeds = st.integers(0, 1000)

    def __init__(self) -> None:
        super().__init__()
        self.index = new_index(DIM, self.backend)
        self.model: dict[int, Float32Array] = {}
        self.folder = Path(tempfile.mkdtemp())

    def teardown(self) -> None:
        del self.index
        shutil.rmtree(self.folder)

    @rule(ids=some_ids, seed=seeds)
    def add(self, ids: list[int], seed: int) -> None:
        vectors = units(len(ids), seed)
        self.index.add(ids_of(*ids), vectors)
        self.model.update(zip(ids, vectors, strict=True))

    @rule(ids=some_ids)
    def remove(self, ids: list[int]) -> None:
        gone = set(ids) & set(self.model)
        assert self.index.remove(ids_of(*ids)) == len(gone)
        for one in gone:
            del self.model[one]

    @rule(ids=some_ids, seed=seeds)
    def refill(self, ids: list[int], seed: int) -> None:
        vectors = units(len(ids), seed)
        self.index.refill([(ids_of(*ids), vectors)])
        self.model = dict(zip(ids, vectors, strict=True))

    @rule()
    def settle(self) -> None:
        settle(self.index)

    @rule()
    def save_and_load(self) -> None:
        save_index(self.folder, self.index, ENCODER, 1, STORE)
        self.index, _ = load_index(self.folder, ENCODER, DIM, STORE, self.backend)

    @rule(seed=seeds, k=st.integers(0, 25), allowed=st.none() | st.lists(st.integers(1, 25), unique=True))
    def search(self, seed: int, k: int, allowed: list[int] | None) -> None:
        query = units(1, seed)[0]
        known = {one: vector for one, vector in self.model.items() if allowed is None or one in allowed}
        ids, scores = self.index.search(query, k, None if allowed is None else ids_of(*allowed))
        assert len(ids) == min(k, len(known))
        _assert_nearest(query, known, ids, scores)

    @rule(k=st.integers(1, 25))
    def neighbours(self, k: int) -> None:
        own = sorted(self.model)
        near, scores = self.index.neighbours(ids_of(*own), k)
        for row, one in enumerate(own):
            others = {other: vector for other, vector in self.model.items() if other != one}
            is_there = near[row] != NO_ITEM
            assert is_there.tolist() == [place < len(others) for place in range(k)]
            _assert_nearest(self.model[one], others, near[row][is_there], scores[row][is_there])

    @invariant()
    def holds_the_same(self) -> None:
        ids = self.index.ids()
        assert ids.tolist() == sorted(self.model)
        assert len(self.index) == len(self.model)
        for vector, one in zip(self.index.vectors_of(ids), ids.tolist(), strict=True):
            assert np.allclose(vector, self.model[one], atol=_CLOSE)


def _assert_nearest(
    query: Float32Array, known: Mapping[int, Float32Array], ids: Int64Array, scores: Float32Array
) -> None:
    """These are the first of ``known``, with their cosines; equals may come in any order."""
    cosines = {one: float(np.clip(vector @ query, -1, 1)) for one, vector in known.items()}
    assert len(set(ids.tolist())) == len(ids)
    assert np.allclose(scores, [cosines[one] for one in ids.tolist()], atol=_CLOSE)
    assert np.allclose(scores, sorted(cosines.values(), reverse=True)[: len(ids)], atol=_CLOSE)
