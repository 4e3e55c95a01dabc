"""Answers queries from one encoder and its index: words and pictures in, ranked hits out."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from photosearch.decode.worker_pool import DecodeFailure, DecodePool, DecodeRequest
from photosearch.embed.service import EncoderService
from photosearch.errors import QueryImageError, UserError
from photosearch.index.vector_index import VectorIndex
from photosearch.search import query as arithmetic
from photosearch.search.text_embeddings import TextEmbeddings
from photosearch.store.photos import Photos
from photosearch.types import (
    EncoderId,
    Float32Array,
    ImageTerm,
    Int64Array,
    ProblemReason,
    SearchQuery,
    SearchResult,
    Sort,
)

_MATCHES_BY_DATE = 500
"""Sorting by date looks at so many of the best hits, or as many as are asked for."""
_CANDIDATES_WITH_NOT = 4000
"""Hits looked at when unwanted terms re-rank them: far more than anyone scrolls through."""
_SOME_PICTURE = b"GIF89a\1\0\1\0\x80\0\0\x80\x80\x80\0\0\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0;"
"""The smallest there is: one grey pixel."""


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
        photos: Photos,
        pool: DecodePool,
    ) -> None:
        self._encoder_id = encoder_id
        self._service = service
        self._index = index
        self._photos = photos
        self._pool = pool
        self._texts = TextEmbeddings(service.encode_text)

    def expect(self, query: SearchQuery) -> None:
        """It will be asked in a moment, perhaps: its words are embedded meanwhile; returns at once."""
        self._texts.expect(_texts_of(query))

    def expect_picture(self) -> None:
        """One will be searched with in a moment, perhaps: a decoder is started and the encoder's image part loaded.

        Blocks only until the encoder was loaded for the first time.

        Raises:
            ModelError: the encoder cannot be loaded.
        """
        self._service.ready.result()
        spec = self._service.pixel_spec
        self._pool.submit(self._query_request(data=_SOME_PICTURE), is_urgent=True)
        self._service.encode_images(np.zeros((1, spec.size_px, spec.size_px, 3), np.uint8), is_query=True)

    def search(self, query: SearchQuery) -> SearchResult:
        """Rank the library's photos for ``query``; with no terms, list what passes the filters by date.

        Raises:
            QueryImageError: a picture of the query cannot be read.
            UserError: its terms cancel each other out, so that nothing is asked for.
            ModelError: the encoder cannot be loaded or fails.
        """
        begin_s = time.perf_counter()
        if not query.has_terms:
            return browse(self._photos, query)
        allowed = None if query.filters.is_empty else self._photos.ids(query.filters, Sort.NEWEST, None)
        is_by_date = query.sort is not Sort.RELEVANCE
        most = max(query.limit, _MATCHES_BY_DATE) if is_by_date and query.limit else query.limit
        ids, scores = self._rank(query, allowed, most)
        is_weak = self._is_weak(query, scores)
        if is_by_date:
            ids, scores = self._by_date(query, ids, scores, is_weak=is_weak)
        return SearchResult(
            query=query,
            photo_ids=ids,
            scores=scores,
            encoder_id=self._encoder_id,
            took_ms=(time.perf_counter() - begin_s) * 1000,
            unknown_words=self._unknown_words(query),
            is_weak=is_weak,
            total=len(self._index) if allowed is None else int(allowed.size),
        )

    def _by_date(
        self, query: SearchQuery, ids: Int64Array, scores: Float32Array, *, is_weak: bool
    ) -> tuple[Int64Array, Float32Array]:
        """The matches by date, then cut: the oldest match is in, however many others match better."""
        floor = self._service.match_floor
        if floor is not None and _is_plain_text(query) and not is_weak:
            is_match = scores >= floor
            ids, scores = ids[is_match], scores[is_match]
        ids, scores = arithmetic.in_order_of(ids, scores, self._photos.sorted_ids(ids, query.sort))
        cut = query.limit or len(ids)
        return ids[:cut], scores[:cut]

    def _rank(self, query: SearchQuery, allowed: Int64Array | None, most: int) -> tuple[Int64Array, Float32Array]:
        if allowed is not None and not allowed.size:
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32)
        wanted = self._wanted(query)
        unwanted = self._unwanted(query)
        limit = most or len(self._index)
        if wanted is None:
            # Only "not this": the least similar come first.
            direction = _direction(unwanted, [-1.0] * len(unwanted))
            return self._index.search(direction, limit, allowed)
        if not unwanted:
            return self._index.search(wanted, limit, allowed)
        ids, scores = self._index.search(wanted, max(limit, _CANDIDATES_WITH_NOT), allowed)
        try:
            against = np.stack(unwanted) @ self._index.vectors_of(ids).T
        except KeyError:  # a photo left in between: ask again
            return self._rank(query, allowed, most)
        return arithmetic.ranked(ids, arithmetic.push_down(scores, against), limit)

    def _wanted(self, query: SearchQuery) -> Float32Array | None:
        vectors = [self._image_vector(term) for term in query.images]
        weights = [term.weight for term in query.images]
        text = query.text.strip()
        if text:
            vectors.append(self._texts.of([text])[0])
            weights.append(query.text_weight)
        return _direction(vectors, weights) if vectors else None

    def _unwanted(self, query: SearchQuery) -> list[Float32Array]:
        texts = _stripped(query.not_texts)
        return [*self._texts.of(texts), *(self._image_vector(term) for term in query.not_images)]

    def _image_vector(self, term: ImageTerm) -> Float32Array:
        path = term.path
        if term.photo_id is not None:
            with contextlib.suppress(KeyError):
                known: Float32Array = self._index.vectors_of(np.asarray([term.photo_id], dtype=np.int64))[0]
                return known
            photo = self._photos.get([term.photo_id]).get(term.photo_id)
            if photo is None:
                raise QueryImageError(ProblemReason.VANISHED, None)
            path = photo.path
        self._service.ready.result()
        result = self._pool.submit(self._query_request(path, term.data), is_urgent=True).result()
        if isinstance(result, DecodeFailure):
            raise QueryImageError(result.reason, path, result.detail)
        square = result.pixels[self._service.pixel_spec]
        vector: Float32Array = self._service.encode_images(square[np.newaxis], is_query=True).result()[0]
        return vector

    def _query_request(self, path: Path | None = None, data: bytes | None = None) -> DecodeRequest:
        spec = self._service.pixel_spec
        return DecodeRequest(path=path, data=data, pixel_specs=(spec,), wants_hash=False, wants_metadata=False)

    def _unknown_words(self, query: SearchQuery) -> tuple[str, ...]:
        words = (word for text in _texts_of(query) for word in self._service.unknown_words(text))
        return tuple(dict.fromkeys(words))

    def _is_weak(self, query: SearchQuery, scores: Float32Array) -> bool:
        """Only plain text has a known floor: picture-to-picture cosines lie elsewhere."""
        floor = self._service.match_floor
        is_below = floor is not None and (scores.size == 0 or float(scores.max()) < floor)
        return is_below and _is_plain_text(query)


def _texts_of(query: SearchQuery) -> list[str]:
    return _stripped((query.text, *query.not_texts))


def _stripped(texts: Sequence[str]) -> list[str]:
    return [text.strip() for text in texts if text.strip()]


def _is_plain_text(query: SearchQuery) -> bool:
    return bool(query.text.strip()) and not (query.images or query.not_images or query.not_texts)


def _direction(vectors: Sequence[Float32Array], weights: Sequence[float]) -> Float32Array:
    try:
        return arithmetic.combine(vectors, weights)
    except ValueError as error:
        raise UserError("the words and pictures of this search cancel each other out") from error
