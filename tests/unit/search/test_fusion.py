"""One source's ranking stays as it is; several make one in which every item keeps what each source said of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.search.fusion import RANK_OFFSET, Ranking, fuse
from photosearch.search.sources.source import Candidates
from photosearch.types.queries import Band, Bars


def candidates(
    source: str, ids: Sequence[int], *, scores: Sequence[float] | None = None, bars: Bars | None = None
) -> Candidates:
    values = np.linspace(0.9, 0.1, len(ids)) if scores is None else scores
    return Candidates(source, np.asarray(ids, np.int64), np.asarray(values, np.float32), bars)


some_ids = st.lists(st.integers(1, 40), unique=True, max_size=15)
some_sources = st.lists(some_ids, min_size=1, max_size=4).map(
    lambda lists: [candidates(f"source {number}", ids) for number, ids in enumerate(lists)]
)


@given(some_ids)
def test_the_ranking_of_one_source_is_its_own_untouched(ids: list[int]) -> None:
    only = candidates("vectors", ids, bars=Bars(0.6, 0.3))
    for found in ([only], [candidates("empty", []), only] if ids else [only]):
        ranking = fuse(found)
        assert ranking.item_ids is only.item_ids
        assert ranking.scores is only.scores
        assert [(one.source, one.bars) for one in ranking.evidence] == [("vectors", Bars(0.6, 0.3))]
        assert ranking.evidence[0].scores is only.scores


@given(some_sources)
def test_several_score_by_their_ranks_and_every_item_is_there_once(found: list[Candidates]) -> None:
    ranking = fuse(found)
    named = [one for one in found if one.item_ids.size]
    assert sorted(ranking.item_ids.tolist()) == sorted({item for one in named for item in one.item_ids.tolist()})
    if len(named) < 2:
        return
    expected: dict[int, float] = {}
    for one in named:
        for rank, item in enumerate(one.item_ids.tolist(), start=1):
            expected[item] = expected.get(item, 0.0) + 1 / (RANK_OFFSET + rank)
    assert ranking.scores == pytest.approx([expected[item] for item in ranking.item_ids.tolist()])
    assert (np.diff(ranking.scores) <= 1e-9).all()


@given(some_sources, st.integers(0, 3))
def test_the_order_of_the_sources_does_not_matter(found: list[Candidates], turn: int) -> None:
    first, second = fuse(found), fuse([*found[turn:], *found[:turn]][::-1])
    assert first.item_ids.tolist() == second.item_ids.tolist()
    assert first.scores.tolist() == second.scores.tolist()


@given(some_sources)
def test_every_item_keeps_what_each_source_said_of_it(found: list[Candidates]) -> None:
    ranking = fuse(found)
    by_name = {one.source: one for one in found}
    for evidence in ranking.evidence:
        said = by_name[evidence.source]
        own = dict(zip(said.item_ids.tolist(), said.scores.tolist(), strict=True))
        for item, score, band in zip(
            ranking.item_ids.tolist(), evidence.scores.tolist(), evidence.bands.tolist(), strict=True
        ):
            assert band == (Band.STRONG if item in own else Band.FAR)
            assert score == own[item] if item in own else np.isnan(score)


def test_what_two_sources_name_comes_before_what_one_names_first() -> None:
    ranking = fuse([candidates("a", [1, 2, 3]), candidates("b", [9, 2])])
    assert ranking.item_ids.tolist() == [2, 1, 9, 3]


def test_words_of_a_source_stay_with_their_items() -> None:
    said = Candidates("b", np.asarray([9, 2]), np.ones(2, np.float32), details=np.asarray(["nine", "two"]))
    ranking = fuse([candidates("a", [1, 2]), said])
    assert ranking.item_ids.tolist() == [2, 1, 9]
    assert ranking.evidence[0].details is None
    assert ranking.evidence[1].details is not None
    assert ranking.evidence[1].details.tolist() == ["two", "", "nine"]


@pytest.mark.parametrize(
    ("found", "items", "bands"),
    [
        ([candidates("a", [1, 2], scores=[0.5, 0.4])], [1, 2], "22"),
        ([candidates("a", [1, 2, 3], scores=[0.5, 0.4, 0.3], bars=Bars(0.45, 0.35))], [1, 2, 3], "210"),
        ([candidates("a", [1, 2], scores=[0.5, 0.4], bars=Bars(np.inf, 0.5))], [1, 2], "10"),
        ([candidates("a", [], bars=Bars(0.6, 0.6))], [], ""),
        ([candidates("a", [1, 2], bars=Bars(2.0, 2.0)), candidates("b", [3])], [3, 1, 2], "200"),
        ([candidates("a", [1, 2], bars=Bars(2.0, 2.0)), candidates("b", [3, 1])], [1, 3, 2], "220"),
        ([candidates("a", [1, 2], bars=Bars(2, 0.5)), candidates("b", [1, 4], bars=Bars(9, 9))], [1, 2, 4], "100"),
    ],
)
def test_the_best_band_of_any_source_counts_and_goes_first(
    found: list[Candidates], items: list[int], bands: str
) -> None:
    ranking = fuse(found)
    assert ranking.item_ids.tolist() == items
    assert ranking.bands.tolist() == [int(band) for band in bands]


@given(some_sources, st.floats(0.1, 0.9), st.floats(0.1, 0.9))
def test_no_item_stands_behind_one_of_a_worse_band(found: list[Candidates], one: float, other: float) -> None:
    bars = Bars(max(one, other), min(one, other))
    ranking = fuse([replace(each, bars=bars if number % 2 else None) for number, each in enumerate(found)])
    assert (np.diff(ranking.bands.astype(np.int8)) <= 0).all()


def test_rows_of_a_ranking_are_taken_of_all_its_columns() -> None:
    said = Candidates("b", np.asarray([9, 2]), np.ones(2, np.float32), details=np.asarray(["nine", "two"]))
    ranking: Ranking = fuse([candidates("a", [1, 2]), said]).at(np.asarray([2, 0]))
    assert ranking.item_ids.tolist() == [9, 2]
    assert len(ranking.scores) == 2
    assert np.isnan(ranking.evidence[0].scores).tolist() == [True, False]
    assert ranking.evidence[1].details is not None
    assert ranking.evidence[1].details.tolist() == ["nine", "two"]


def test_equal_scores_share_their_best_rank_so_that_the_other_source_decides() -> None:
    ranking = fuse([candidates("a", [3, 2, 1]), candidates("b", [1, 2, 3], scores=[0.5, 0.5, 0.5])])
    assert ranking.item_ids.tolist() == [3, 2, 1]


def tentative(ids: Sequence[int], is_tentative: Sequence[bool]) -> Candidates:
    named = candidates("words", ids, scores=[1.0] * len(ids), bars=Bars(0.99, 0.0))
    return replace(named, is_tentative=np.asarray(is_tentative))


@pytest.mark.parametrize(
    ("bars", "bands"),
    [
        (Bars(0.85, 0.5), {1: 2, 2: 2, 5: 1, 6: 2}),
        (Bars(0.95, 0.5), {1: 1, 2: 2, 5: 2, 6: 2}),
        (Bars(9.0, 9.0), {1: 0, 2: 2, 5: 2, 6: 2}),
    ],
    ids=["another source finds something strong", "something possible", "nothing"],
)
def test_what_is_named_tentatively_is_strong_where_no_other_source_finds_something_else(
    bars: Bars, bands: dict[int, int]
) -> None:
    look = candidates("vectors", [1, 2, 3], scores=[0.9, 0.6, 0.1], bars=bars)
    ranking = fuse([look, tentative([2, 5, 6], [True, True, False])])
    found = dict(zip(ranking.item_ids.tolist(), ranking.bands.tolist(), strict=True))
    assert {item: band for item, band in found.items() if item != 3} == bands
    assert found[3] == Band.FAR
