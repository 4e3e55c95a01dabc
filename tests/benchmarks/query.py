"""From the words of a query to ranked ids, warm, against brute force with numpy over the same vectors."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import numpy as np

from photosearch.embed.models import catalogue
from photosearch.engine.engine import Engine
from photosearch.index.vector_index import KeptIndex
from photosearch.settings import Settings, SettingsOwner
from photosearch.types.arrays import Float32Array, Int64Array
from photosearch.types.queries import SearchQuery
from tests.benchmarks import full_vit
from tests.benchmarks.library import Library, clustered_vectors, make_library
from tests.benchmarks.measure import Figure, by_turns, figure, milliseconds
from tests.benchmarks.plan import Plan

NAME = "query"
_LIMIT = 500
_MOST_FILES = 100_000
"""Of more photos the files are not written: no query reads them."""
_GOALS = {100_000: "p95 <= 15", 1_000_000: "p95 <= 30"}
"""With ViT-B-16."""


def run(plan: Plan) -> list[Figure]:
    """All of it, then the two parts of it, at each library size; with ViT-B-16 where there is a goal."""
    found = []
    for size in plan.sizes:
        library = make_library(plan.folder, size, with_files=size <= _MOST_FILES)
        found += _at_size(library, plan, catalogue.STARTER)
    for size in _GOALS if full_vit.is_measured(plan) else ():
        library = full_vit.library_with_vit(plan, size, with_files=size <= _MOST_FILES)
        found += _at_size(library, plan, full_vit.NAME)
    return found


def phrases() -> Iterator[str]:
    """Queries that were never asked before, so that none comes out of a cache."""
    things = ["cat", "dog", "beach", "mountain", "bridge", "child", "cake", "bicycle", "forest", "猫", "海边", "雪山"]
    kinds = ["red", "old", "small", "wet", "happy", "golden", "foggy", "sleeping", "huge", "green"]
    yield from (f"a {kind} {thing} {number}" for number in itertools.count() for kind in kinds for thing in things)


def _at_size(library: Library, plan: Plan, encoder: str) -> list[Figure]:
    size = library.count
    matrix = np.concatenate(list(clustered_vectors(size)))
    engine = Engine.open(library.folders, SettingsOwner(library.folders.settings, Settings(encoder=encoder)))
    try:
        shelf = engine.shelves.answering
        _settle(shelf.index)
        engine.asking.search(SearchQuery(text="warm"))
        texts = phrases()
        vector = shelf.service.encode_text(["a cat"]).result()[0]
        whole = by_turns(
            lambda: engine.asking.search(SearchQuery(text=next(texts), limit=_LIMIT)),
            lambda: _brute_force(matrix, vector),
            plan.rounds(60),
        )
        alone = by_turns(
            lambda: shelf.index.search(vector, _LIMIT), lambda: _brute_force(matrix, vector), plan.rounds(30)
        )
        words, _ = by_turns(lambda: shelf.service.encode_text([next(texts)]).result(), int, plan.rounds(30))
        recall = shelf.index.measured_recall()
    finally:
        engine.close()
    brute = "numpy float32 brute force, vector given"
    return [
        figure(
            f"query text to ranked ids, {size:,} photos, {encoder}",
            "ms",
            milliseconds(whole[0]),
            baseline=brute,
            against=milliseconds(whole[1]),
            goal=_GOALS.get(size, "") + " (ViT-B-16)" * (size in _GOALS and encoder != full_vit.NAME),
        ),
        figure(
            f"... of it the index, {size:,} x 512",
            "ms",
            milliseconds(alone[0]),
            baseline=brute,
            against=milliseconds(alone[1]),
            note=f"{shelf.index.tier}, recall@50 {recall:.4f}",
        ),
        figure(f"... of it the words, {encoder}", "ms", milliseconds(words)),
    ]


def _settle(index: KeptIndex) -> None:
    """Let the index become of the tier that fits its size, which the app does in the background."""
    for _ in range(4 + len(index) // 4096):
        index.advance()


def _brute_force(matrix: Float32Array, vector: Float32Array) -> Int64Array:
    scores = matrix @ vector
    best = np.argpartition(-scores, _LIMIT)[:_LIMIT]
    ranked: Int64Array = best[np.argsort(-scores[best])]
    return ranked
