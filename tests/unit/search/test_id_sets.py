"""Sets of ids as arrays are sets."""

from __future__ import annotations

import random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from photosearch.search.sources.id_sets import intersection, is_in, joined, union

IDS = st.sets(st.integers(1, 60) | st.integers(1 << 24, (1 << 24) + 3), max_size=20).map(
    lambda ids: np.asarray(sorted(ids), np.int64)
)


@given(st.lists(IDS, max_size=4))
def test_a_union_has_all_of_them_once_and_ascending(sets: list[np.ndarray]) -> None:
    assert union(sets).tolist() == sorted(set().union(*(ids.tolist() for ids in sets)))


@given(st.lists(IDS, min_size=1, max_size=4), st.randoms())
def test_where_each_one_is_among_all_of_them(sets: list[np.ndarray], chance: random.Random) -> None:
    shuffled = [np.asarray(chance.sample(ids.tolist(), ids.size), np.int64) for ids in sets]
    every, rows = joined(shuffled)
    assert every.tolist() == union(sets).tolist()
    assert [every[row].tolist() for row in rows] == [ids.tolist() for ids in shuffled]


@given(st.lists(IDS, min_size=1, max_size=4))
def test_an_intersection_has_what_is_in_each(sets: list[np.ndarray]) -> None:
    assert intersection(sets).tolist() == sorted(set.intersection(*(set(ids.tolist()) for ids in sets)))


@given(IDS, IDS)
def test_membership(ids: np.ndarray, among: np.ndarray) -> None:
    assert is_in(ids, among).tolist() == [one in set(among.tolist()) for one in ids.tolist()]
