"""What words and pictures find among the embeddings: wanted terms become one direction, unwanted ones push down."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np

from photosearch.decode.worker_pool import DecodeFailure, DecodePool, DecodeRequest
from photosearch.embed.running.service import EncoderService
from photosearch.errors import CancellingTermsError, QueryImageError
from photosearch.index.vector_index import VectorIndex
from photosearch.search import query as arithmetic
from photosearch.search.photo_items import PhotoItems
from photosearch.search.sources.source import Candidates
from photosearch.search.text_embeddings import TextEmbeddings
from photosearch.store.photos import Photos
from photosearch.types import Float32Array, ImageTerm, Int64Array, ProblemReason, SearchQuery

VECTORS: Final = "vectors"
_CANDIDATES_WITH_NOT = 4000
"""Hits looked at when unwanted terms re-rank them: far more than anyone scrolls through."""
_SOME_PICTURE = b"GIF89a\1\0\1\0\x80\0\0\x80\x80\x80\0\0\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0;"
"""The smallest there is: one grey pixel."""


class Vectors:
    """The source of an encoder and its index; its scores are cosines. Safe to use from any thread."""

    def __init__(
        self, service: EncoderService, index: VectorIndex, photos: Photos, pool: DecodePool, items: PhotoItems
    ) -> None:
        self._service = service
        self._index = index
        self._photos = photos
        self._pool = pool
        self._items = items
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

    def candidates(self, query: SearchQuery, allowed: Int64Array | None, limit: int) -> Candidates:
        """As ``Source.candidates``. Only plain text has a known floor: picture-to-picture cosines lie elsewhere."""
        ids, scores = self._rank(query, allowed, limit)
        floor = self._service.match_floor if _is_plain_text(query) else None
        return Candidates(VECTORS, ids, scores, floor)

    def unknown_words(self, query: SearchQuery) -> tuple[str, ...]:
        """Words of the query that the encoder does not know, each once."""
        words = (word for text in _texts_of(query) for word in self._service.unknown_words(text))
        return tuple(dict.fromkeys(words))

    def _rank(self, query: SearchQuery, allowed: Int64Array | None, limit: int) -> tuple[Int64Array, Float32Array]:
        if allowed is not None and not allowed.size:
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32)
        wanted = self._wanted(query)
        unwanted = self._unwanted(query)
        most = limit or len(self._index)
        if wanted is None:
            # Only "not this": the least similar come first.
            direction = _direction(unwanted, [-1.0] * len(unwanted))
            return self._index.search(direction, most, allowed)
        if not unwanted:
            return self._index.search(wanted, most, allowed)
        ids, scores = self._index.search(wanted, max(most, _CANDIDATES_WITH_NOT), allowed)
        try:
            against = np.stack(unwanted) @ self._index.vectors_of(ids).T
        except KeyError:  # a photo left in between: ask again
            return self._rank(query, allowed, limit)
        return arithmetic.ranked(ids, arithmetic.push_down(scores, against), most)

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
            first_item = self._items.items_of(np.asarray([term.photo_id], dtype=np.int64))[:1]
            with contextlib.suppress(KeyError, IndexError):
                known: Float32Array = self._index.vectors_of(first_item)[0]
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
        raise CancellingTermsError from error
