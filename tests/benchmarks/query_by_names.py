"""What it adds to a query, warm, that a sentence is understood and that photos have words, places, dates and colours.

The sentences are of both languages. Beside them the words that are left of each are asked of the look of the photos
alone, in the same library: no chips, no filters, no other source.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

import numpy as np

from photosearch.decode.thumbnails import ThumbnailCache
from photosearch.decode.worker_pool import DecodePool
from photosearch.engine.beside_embedding import SOURCES
from photosearch.engine.engine import Engine
from photosearch.search.fusion import Ranking, fuse
from photosearch.search.searcher import Searcher
from photosearch.search.sources.words import Words
from photosearch.settings import Settings, SettingsOwner
from photosearch.types.chip_filters import filters_of
from photosearch.types.queries import SearchQuery, SearchResult
from photosearch.types.understood import Understood
from tests.benchmarks.library import Library, make_library
from tests.benchmarks.measure import Figure, by_turns, figure, milliseconds
from tests.benchmarks.plan import Plan

NAME = "query_by_names"
_SIZE = 100_000
_LIMIT = 500
_GOAL_MS = 10
_TODAY: Final = dt.date(2007, 6, 20)
"""In the middle of the dates of a made library, which go to the end of November 2006."""
_SENTENCES: Final = (
    "去年在洱海边看日落的照片 {zh}",
    "{en} in Paris last summer",
    "IMG_{number:07}",
    "外婆家的{zh}",
    "2006年春节在大理拍的{zh}",
    "Anna at the beach with a {en}",
    "用佳能拍的{zh}",
    "{en} at Lake Tahoe",
    "a red {en}",
    "没有人的{zh}",
    "two {en}s on the grass in October 2005",
    "杭州西湖的{zh}",
    "warm colours",
    "{zh} sunset",
    "taken with my Nikon: {en}",
    "蓝色调",
    "lis",
    "Leo in the garden with a {en} since May 2006",
    "前年夏天在雪山和{zh}",
    "vertical photos of a {en} in Lisbon",
)
_THINGS_ZH: Final = tuple("猫狗花船桥羊月山鸟马")
_THINGS_EN: Final = ("cat", "dog", "boat", "bridge", "cake", "wedding", "moon", "horse", "train", "tower")


def run(plan: Plan) -> list[Figure]:
    """A sentence against its words by their look alone, and the parts of what it adds."""
    library = make_library(plan.folder, _SIZE, with_files=False)
    engine = Engine.open(library.folders, SettingsOwner(library.folders.settings, Settings()))
    pool = DecodePool(
        workers=1,
        memory_limit_bytes=1_000_000_000,
        timeout_s=10,
        thumbnails=ThumbnailCache(library.folders.thumbnails, 1_000_000),
    )
    try:
        return _measured(Asked(engine, pool, library), plan)
    finally:
        engine.close()
        pool.close()


class Asked:
    """A sentence asked in several ways."""

    def __init__(self, engine: Engine, pool: DecodePool, library: Library) -> None:
        while engine.store.texts.make_some(1000):
            pass
        shelf = engine.shelves.answering
        shelf.service.start()
        searcher = partial(Searcher, shelf.encoder_id, shelf.service, shelf.index, engine.store, pool)
        self._engine = engine
        self._words = Words(engine.store.texts)
        self._both = searcher(further=tuple(source(engine.store, library.folders) for source in SOURCES))
        self._look = searcher()

    def understood(self, sentence: str) -> Understood:
        """What it means, on a day on which "last summer" has photos."""
        return self._engine.asking.understand(sentence, today=_TODAY)

    def wholly(self, sentence: str) -> SearchResult:
        """Understood, and asked of all that there is."""
        understood = self.understood(sentence)
        filters = filters_of(understood.chips)
        return self._both.search(SearchQuery(text=understood.words, filters=filters, limit=_LIMIT))

    def by_look(self, words: str) -> SearchResult:
        """What is left of one, of the look of all photos."""
        return self._look.search(SearchQuery(text=words, limit=_LIMIT))

    def by_words(self, words: str) -> Ranking:
        """What is left of one, of what photos are called."""
        return fuse([self._words.candidates(SearchQuery(text=words), None, _LIMIT)])


def sentences(count: int) -> list[str]:
    """Each of the kinds by turns, with another thing or number each time."""
    return [
        _SENTENCES[number % len(_SENTENCES)].format(
            zh=_THINGS_ZH[number // len(_SENTENCES) % len(_THINGS_ZH)],
            en=_THINGS_EN[number // len(_SENTENCES) % len(_THINGS_EN)],
            number=number * 37,
        )
        for number in range(count)
    ]


def _measured(asked: Asked, plan: Plan) -> list[Figure]:
    rounds = plan.rounds(300)
    typed = sentences(rounds + 1)
    left = [asked.understood(sentence).words for sentence in typed]
    whole, look = by_turns(_one_by_one(asked.wholly, typed), _one_by_one(asked.by_look, left), rounds)
    busy, busy_look = by_turns(
        _one_by_one(asked.wholly, typed), _one_by_one(asked.by_look, left), rounds, clock=time.thread_time
    )
    understood, words = by_turns(_one_by_one(asked.understood, typed), _one_by_one(asked.by_words, left), rounds)
    added_ms, busy_ms = (
        1000 * (np.percentile(ours, 95) - np.percentile(theirs, 95))
        for ours, theirs in ((whole, look), (busy, busy_look))
    )
    return [
        figure(
            f"a sentence understood and answered, {_SIZE:,} photos, starter",
            "ms",
            milliseconds(whole),
            baseline="the look of its words alone, same run",
            against=milliseconds(look),
            goal=f"p95 + {_GOAL_MS}",
            note=f"adds {added_ms:.1f} ms to the p95, {busy_ms:.1f} ms of a core",
        ),
        figure("... of it understanding", "ms", milliseconds(understood)),
        figure(f"... of it the words, {_SIZE:,} photos", "ms", milliseconds(words)),
    ]


def _one_by_one(ask: Callable[[str], object], asked: Sequence[str]) -> Callable[[], object]:
    each = iter(asked)
    return lambda: ask(next(each))
