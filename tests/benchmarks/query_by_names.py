"""What the words of photos add to a query, warm, against the look of the photos alone in the same library."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from functools import partial

import numpy as np

from photosearch.decode.thumbnails import ThumbnailCache
from photosearch.decode.worker_pool import DecodePool
from photosearch.engine.engine import Engine
from photosearch.search.fusion import fuse
from photosearch.search.searcher import Searcher
from photosearch.search.sources.words import Words
from photosearch.settings import Settings, SettingsOwner
from photosearch.types.queries import SearchQuery
from tests.benchmarks.library import make_library
from tests.benchmarks.measure import Figure, by_turns, figure, milliseconds
from tests.benchmarks.plan import Plan

NAME = "query_by_names"
_SIZE = 100_000
_LIMIT = 500
_GOAL_MS = 10


def run(plan: Plan) -> list[Figure]:
    """A query with and without words, and the words alone."""
    library = make_library(plan.folder, _SIZE, with_files=False)
    engine = Engine.open(library.folders, SettingsOwner(library.folders.settings, Settings()))
    pool = DecodePool(
        workers=1,
        memory_limit_bytes=1_000_000_000,
        timeout_s=10,
        thumbnails=ThumbnailCache(library.folders.thumbnails, 1_000_000),
    )
    try:
        while engine.store.texts.make_some(1000):
            pass
        shelf = engine.shelves.answering
        shelf.service.start()
        words = Words(engine.store.texts)
        searcher = partial(Searcher, shelf.encoder_id, shelf.service, shelf.index, engine.store, pool)
        both, look = searcher(further=(words,)), searcher()
        asked, again, alone = questions(), questions(), questions()
        pairs = by_turns(lambda: both.search(next(asked)), lambda: look.search(next(again)), plan.rounds(200))
        only, _ = by_turns(lambda: fuse([words.candidates(next(alone), None, _LIMIT)]), int, plan.rounds(200))
    finally:
        engine.close()
        pool.close()
    added_ms = 1000 * (np.percentile(pairs[0], 95) - np.percentile(pairs[1], 95))
    return [
        figure(
            f"query with the words of photos, {_SIZE:,} photos, starter",
            "ms",
            milliseconds(pairs[0]),
            baseline="the look alone, same run",
            against=milliseconds(pairs[1]),
            goal=f"p95 + {_GOAL_MS}",
            note=f"adds {added_ms:.1f} ms to the p95",
        ),
        figure(f"... of it the words, {_SIZE:,} photos", "ms", milliseconds(only)),
    ]


def questions() -> Iterator[SearchQuery]:
    """Names, things, sentences, names of files and cameras, in both languages, with a number that means nothing."""
    texts = (
        "洱海边看日落 {}",
        "Anna at the beach {}",
        "a red car {}",
        "外婆家的猫 {}",
        "IMG_{:07}",
        "canon {}",
        "two dogs on the grass {}",
        "巴黎铁塔 {}",
        "大理 sunset {}",
        "lis",
        "雪山 {}",
        "Leo in the garden with a cat {}",
    )
    for number in itertools.count():
        yield from (SearchQuery(text=text.format(number % 100), limit=_LIMIT) for text in texts)
