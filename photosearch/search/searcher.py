"""Answers queries: asks the sources, makes one ranking of photos of what they name, and puts it in order."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np

from photosearch.decode.worker_pool import DecodePool
from photosearch.embed.running.service import EncoderService
from photosearch.index.vector_index import VectorIndex
from photosearch.search import query as arithmetic
from photosearch.search.collapse import collapse, without
from photosearch.search.comparing import Comparing
from photosearch.search.concepts import bundled_concepts
from photosearch.search.fusion import Ranking, fuse
from photosearch.search.judgement import Judgement
from photosearch.search.reasons import reasons
from photosearch.search.recency import recent_first
from photosearch.search.sources.colours import wish_in
from photosearch.search.sources.source import Candidates, Source
from photosearch.search.sources.vectors import VECTORS, Vectors
from photosearch.search.tag_table import TagTable
from photosearch.search.tagged import Tagged
from photosearch.search.unplaced import not_sure, unplaced
from photosearch.store.photos import Photos
from photosearch.store.store import Store
from photosearch.types.arrays import Int64Array, UInt8Array
from photosearch.types.ids import EncoderId, PhotoId, item_of
from photosearch.types.queries import Band, Reason, SearchQuery, SearchResult, Sort

_AT_ONCE: Final = 500
"""A source is asked for at least so many: to an index of 100,000 vectors that is as quick as asking for ten."""
_MORE: Final = 4
"""The sources are asked for so many times as many until all that fits is named, and there are enough photos."""
_EPOCH: Final = dt.datetime(1970, 1, 1)


def browse(photos: Photos, query: SearchQuery, tagged: Tagged | None = None) -> SearchResult:
    """What passes the filters of a query without terms, by date; needs neither encoder nor index.

    ``tagged`` is needed for filters that ask for tags.

    Raises:
        ModelError: the encoder that tells of tags cannot be loaded or fails.
    """
    begin_s = time.perf_counter()
    sort = Sort.NEWEST if query.sort in (Sort.RELEVANCE, Sort.RECENT) else query.sort
    ids = photos.ids(query.filters, sort, None)
    ids = ids if tagged is None else tagged.among(ids, query.filters.tags)
    listed = ids[: query.limit or None]
    took_ms = (time.perf_counter() - begin_s) * 1000
    return SearchResult(query, listed, None, None, took_ms, strong=int(ids.size), total=int(ids.size))


class Searcher:
    """Thread-safe: several queries may be asked at once."""

    def __init__(
        self,
        encoder_id: EncoderId,
        service: EncoderService,
        index: VectorIndex,
        store: Store,
        pool: DecodePool,
        *,
        further: Sequence[Source] = (),
        at_once: int = _AT_ONCE,
        kept: Path | None = None,
    ) -> None:
        """Ask the vectors of ``encoder_id`` and ``further`` sources, each for at least ``at_once`` items at first.

        ``kept`` is the folder for what an encoder sees of everyday concepts (``Judgement``); None keeps nothing.
        """
        self._at_once = at_once
        self._encoder_id = encoder_id
        self._index = index
        self._photos = store.photos
        self._items = store.items
        self._judgement = Judgement(encoder_id, service, index, kept)
        self._vectors = Vectors(service, index, store.photos, pool, self._judgement)
        self.comparing = Comparing(self._vectors, self._judgement)
        """Holds pictures and sentences against one another."""
        self.tagged = Tagged(store, TagTable(index, self._judgement), bundled_concepts())
        """Tells which photos show which everyday things."""
        self._further = tuple(further)
        # Its threads begin with the first question, and end with the searcher.
        self._beside = ThreadPoolExecutor(max_workers=len(self._further) + 1, thread_name_prefix="search-source")

    def get_ready(self) -> None:
        """Make what the first question would have to wait for. Blocking.

        Raises:
            ModelError: the encoder cannot be loaded or fails.
        """
        self._judgement.yardstick()

    def why(self, photo_id: PhotoId) -> tuple[Reason, ...]:
        """The everyday things that a photo shows, best first; none where nobody can tell.

        Raises:
            ModelError: the encoder cannot be loaded or fails.
        """
        seen, yardstick = self._judgement.seen(), self._judgement.yardstick()
        if yardstick is None or not yardstick.is_sure:
            return ()
        try:
            photo = self._index.vectors_of(np.asarray([item_of(photo_id)], dtype=np.int64))[0]
        except KeyError:  # not embedded yet, or gone
            return ()
        return reasons(photo, seen, bundled_concepts(), yardstick)

    def expect(self, query: SearchQuery) -> None:
        """It will be asked in a moment, perhaps: its words are embedded meanwhile; returns at once."""
        self._vectors.expect(query)

    def expect_picture(self) -> None:
        """One will be searched with in a moment, perhaps: what that takes is made ready (``PictureEmbeddings.expect``).

        Raises:
            ModelError: the encoder cannot be loaded.
        """
        self._vectors.expect_picture()

    def look_at(self, picture: Path | bytes, max_px: int) -> UInt8Array:
        """It will be searched with: what to show of it (``PictureEmbeddings.look_at``).

        Raises:
            QueryImageError: it cannot be read.
            ModelError: the encoder cannot be loaded.
        """
        return self._vectors.look_at(picture, max_px)

    def search(self, query: SearchQuery) -> SearchResult:
        """Rank the library's photos for ``query``; with no terms, list what passes the filters in its order.

        Raises:
            QueryImageError: a picture of the query cannot be read.
            CancellingTermsError: its terms cancel each other out, so that nothing is asked for.
            ModelError: the encoder cannot be loaded or fails.
        """
        result = self._answered(query) if query.has_terms else browse(self._photos, query, self.tagged)
        elsewhere = None if result.total else unplaced(query)
        if elsewhere is None:
            return result
        may_be = self._answered(elsewhere, is_unplaced=True)
        return replace(may_be, query=query) if may_be.possible else result

    def _answered(self, query: SearchQuery, *, is_unplaced: bool = False) -> SearchResult:
        begin_s = time.perf_counter()
        allowed = self._allowed(query)
        total = self._beside.submit(self._total, allowed)
        ranking, photo_ids, unread = self._ranked(query, allowed)
        ranking = not_sure(ranking) if is_unplaced else ranking
        strong, possible = _count(ranking, Band.STRONG), _count(ranking, Band.POSSIBLE)
        most = _most(query, strong + possible)
        if query.sort is Sort.RECENT:
            ranking, photo_ids = self._recent_first(query.half_life_days, ranking, photo_ids)
        elif query.sort is not Sort.RELEVANCE:
            nearest = max(0, most - strong - possible) if most else None
            ranking, photo_ids = self._in_order(query.sort, ranking, photo_ids, nearest)
        if most and photo_ids.size > most:
            ranking, photo_ids = ranking.at(np.arange(most)), photo_ids[:most]
        return SearchResult(
            query=query,
            photo_ids=photo_ids,
            scores=ranking.scores,
            encoder_id=self._encoder_id,
            took_ms=(time.perf_counter() - begin_s) * 1000,
            unknown_words=() if _is_answered_elsewhere(query, ranking) else self._vectors.unknown_words(query),
            bands=ranking.bands,
            strong=strong,
            possible=possible,
            total=total.result(),
            item_ids=ranking.item_ids,
            evidence=ranking.evidence,
            emojis=self._vectors.emojis(query),
            unread=unread,
            is_unplaced=is_unplaced,
        )

    def _allowed(self, query: SearchQuery) -> Int64Array | None:
        """The photos that pass, in any order; None for all. Meanwhile the words are embedded."""
        filters = query.filters
        if filters.is_empty:
            return None
        self._vectors.expect(query)
        return self.tagged.among(self._photos.ids(filters, Sort.RELEVANCE, None), filters.tags)

    def _total(self, allowed: Int64Array | None) -> int:
        return self._photos.count() if allowed is None else int(allowed.size)

    def _ranked(self, query: SearchQuery, allowed: Int64Array | None) -> tuple[Ranking, Int64Array, int]:
        """Photos with the item of each that was found, best first: all that fit, and at least as many as are wanted;
        and how many may be named once they are read.
        """
        allowed_items = None if allowed is None else self._items.items_of(allowed)
        limit = query.limit and max(query.limit, self._at_once)
        while True:
            found = self._ask(query, allowed_items, limit)
            fused = fuse(found)
            ranking, photo_ids = collapse(fused, self._items.photos_of(fused.item_ids))
            ranking, photo_ids = without(ranking, photo_ids, _denied(found))
            unfinished = [one for one in found if _may_name_more(one, limit)]
            has_all_that_fit = all(one.ends_far for one in unfinished)
            if not unfinished or (has_all_that_fit and photo_ids.size >= _most(query, _count_matches(ranking))):
                return ranking, photo_ids, sum(one.unread for one in found)
            limit *= _MORE

    def _ask(self, query: SearchQuery, allowed: Int64Array | None, limit: int) -> list[Candidates]:
        """What each source names, the vectors first. The database is read while the encoder and the index compute."""
        further = [self._beside.submit(source.candidates, query, allowed, limit) for source in self._further]
        try:
            by_look = self._vectors.candidates(query, allowed, limit)
        finally:
            # Nothing is read any more for a question that has failed.
            wait(further)
        return [by_look, *(one.result() for one in further)]

    def _in_order(
        self, sort: Sort, ranking: Ranking, photo_ids: Int64Array, nearest: int | None
    ) -> tuple[Ranking, Int64Array]:
        """Strong ones in order, then possible ones, then the ``nearest`` of the far ones (None: all): the same photos.

        Which of the far ones are listed is not for the order to decide, so only those are put into it.
        """
        of_band = [np.flatnonzero(ranking.bands == band) for band in sorted(Band, reverse=True)]
        of_band[-1] = of_band[-1][:nearest]
        order = np.concatenate([self._rows_in_order(sort, photo_ids, rows) for rows in of_band])
        return ranking.at(order), photo_ids[order]

    def _recent_first(self, half_life_days: int, ranking: Ranking, photo_ids: Int64Array) -> tuple[Ranking, Int64Array]:
        """Strong ones in the order that their age gives them, then possible ones likewise; the rest as it was."""
        bands, today = ranking.bands, (dt.datetime.now() - _EPOCH) / dt.timedelta(days=1)
        days = self._photos.taken_days(photo_ids[bands > Band.FAR])
        order = np.arange(photo_ids.size)
        # Those that fit come before the rest, in the rows that ``days`` has.
        for band in (Band.STRONG, Band.POSSIBLE):
            rows = np.flatnonzero(bands == band)
            order[rows] = rows[recent_first(ranking.scores[rows], days[rows], half_life_days, today)]
        return ranking.at(order), photo_ids[order]

    def _rows_in_order(self, sort: Sort, photo_ids: Int64Array, rows: Int64Array) -> Int64Array:
        ids = photo_ids[rows]
        return rows[arithmetic.rows_in_order_of(ids, self._photos.sorted_ids(ids, sort))]


def _denied(found: Sequence[Candidates]) -> Int64Array:
    """The photos that any source denies."""
    return np.concatenate([np.empty(0, np.int64), *(one.denied for one in found if one.denied is not None)])


def _is_answered_elsewhere(query: SearchQuery, ranking: Ranking) -> bool:
    """Whether it is another source's to answer, or sure of a photo: what the encoder knows is no matter then."""
    is_colour = wish_in(query) is not None
    return is_colour or any(
        one.source != VECTORS and bool((one.bands == Band.STRONG).any()) for one in ranking.evidence
    )


def _may_name_more(candidates: Candidates, limit: int) -> bool:
    return bool(limit) and not candidates.is_complete and candidates.item_ids.size >= limit


def _most(query: SearchQuery, matches: int) -> int:
    """How many photos a result has at most (0: all), where so many fit."""
    return query.limit + matches if query.limit and query.every_match else query.limit


def _count(ranking: Ranking, band: Band) -> int:
    return int(np.count_nonzero(ranking.bands == band))


def _count_matches(ranking: Ranking) -> int:
    return int(np.count_nonzero(ranking.bands))
