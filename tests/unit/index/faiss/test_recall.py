"""As many candidates as recall asks for, and no more; queries that lie between photos."""

from __future__ import annotations

import numpy as np
import pytest

from photosearch.index.faiss.recall import Candidates, queries_of, tuned


@pytest.mark.parametrize(("enough", "expected"), [(0, 1000), (1000, 1000), (1500, 2000), (8000, 8000), (10**9, 8000)])
def test_the_fewest_candidates_that_reach_the_target_are_taken(enough: int, expected: int) -> None:
    found = tuned(lambda candidates: 1.0 if candidates.least >= enough else 0.5)
    assert found.least == expected


def test_more_hits_take_more_candidates() -> None:
    assert [Candidates(1000).for_hits(k) for k in (1, 250, 500)] == [1000, 1000, 1500]


def test_queries_are_unit_and_as_near_to_one_photo_as_to_the_other() -> None:
    vectors = np.random.default_rng(0).standard_normal((10, 8)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    queries = queries_of(vectors)
    assert np.allclose(np.linalg.norm(queries, axis=1), 1, atol=1e-6)
    assert np.allclose((queries * vectors[:5]).sum(1), (queries * vectors[5:]).sum(1), atol=1e-6)
