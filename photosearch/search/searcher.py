"""Answers queries: asks the sources, makes one ranking of photos of what they name, and puts it in order."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np

from photosearch.decode.worker_pool import DecodePool
from photosearch.embed.running.service import EncoderService
from photosearch.index.vector_index import VectorIndex
from photosearch.search import query as arithmetic
from photosearch.search.collapse import collapse
from photosearch.search.fusion import Ranking, fuse
from photosearch.search.sources.source import Source
from photosearch.search.sources.vectors import Vectors
from photosearch.store.photos import Photos
from photosearch.store.store import Store
from photosearch.types.arrays import Int64Array, UInt8Array
from photosearch.types.ids import EncoderId
from photosearch.types.queries import SearchQuery, SearchResult, Sort

_MATCHES_BY_DATE = 500
"""Sorting by date looks at so many of the best hits, or as many as are asked for."""
_MORE: Final = 4
"""Where many items are of one photo, the sources are asked for so many times as many until there are enough photos."""


def browse(photos: Photos, query: SearchQuery) -> SearchResult:
    """What passes the filters of a query without terms, by date; needs neither encoder nor index."""
    begin_s = time.perf_counter()
    sort = Sort.NEWEST if query.sort is Sort.RELEVANCE else query.sort
    ids = photos.ids(query.filters, sort, query.limit or None)
    took_ms = (time.perf_counter() - begin_s) * 1000
    return SearchResult(query, ids, None, None, took_ms, total=int(ids.size))


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
    ) -> None:
        """Ask the vectors of ``encoder_id`` and ``further`` sources."""
        self._encoder_id = encoder_id
        self._index = index
        self._photos = store.photos
        self._items = store.items
        self._vectors = Vectors(service, index, store.photos, pool)
        self._sources: tuple[Source, ...] = (self._vectors, *further)

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
        """Rank the library's photos for ``query``; with no terms, list what passes the filters by date.

        Raises:
            QueryImageError: a picture of the query cannot be read.
            CancellingTermsError: its terms cancel each other out, so that nothing is asked for.
            ModelError: the encoder cannot be loaded or fails.
        """
        begin_s = time.perf_counter()
        if not query.has_terms:
            return browse(self._photos, query)
        allowed = None if query.filters.is_empty else self._photos.ids(query.filters, Sort.NEWEST, None)
        is_by_date = query.sort is not Sort.RELEVANCE
        most = max(query.limit, _MATCHES_BY_DATE) if is_by_date and query.limit else query.limit
        ranking, photo_ids = self._ranked(query, allowed, most)
        is_weak = ranking.is_weak
        if is_by_date:
            ranking, photo_ids = self._by_date(query, ranking, photo_ids)
        return SearchResult(
            query=query,
            photo_ids=photo_ids,
            scores=ranking.scores,
            encoder_id=self._encoder_id,
            took_ms=(time.perf_counter() - begin_s) * 1000,
            unknown_words=self._vectors.unknown_words(query),
            is_weak=is_weak,
            total=len(self._index) if allowed is None else int(allowed.size),
            item_ids=ranking.item_ids,
            evidence=ranking.evidence,
        )

    def _ranked(self, query: SearchQuery, allowed: Int64Array | None, most: int) -> tuple[Ranking, Int64Array]:
        """The ``most`` best photos (0: all) with the item of each that was found."""
        allowed_items = None if allowed is None else self._items.items_of(allowed)
        limit = most
        while True:
            found = [source.candidates(query, allowed_items, limit) for source in self._sources]
            fused = fuse(found)
            ranking, photo_ids = collapse(fused, self._items.photos_of(fused.item_ids))
            is_all = not limit or all(one.item_ids.size < limit for one in found)
            if is_all or photo_ids.size >= most:
                break
            limit *= _MORE
        if most and photo_ids.size > most:
            ranking, photo_ids = ranking.at(np.arange(most)), photo_ids[:most]
        return ranking, photo_ids

    def _by_date(self, query: SearchQuery, ranking: Ranking, photo_ids: Int64Array) -> tuple[Ranking, Int64Array]:
        """The matches by date, then cut: the oldest match is in, however many others match better."""
        if not ranking.is_weak:
            is_match = ranking.is_match
            ranking, photo_ids = ranking.at(is_match), photo_ids[is_match]
        rows = arithmetic.rows_in_order_of(photo_ids, self._photos.sorted_ids(photo_ids, query.sort))
        rows = rows[: query.limit or len(rows)]
        return ranking.at(rows), photo_ids[rows]
