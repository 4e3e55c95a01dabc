"""What words and pictures find among the embeddings: wanted terms become one direction, unwanted ones push down."""

from __future__ import annotations

import contextlib
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np

from photosearch.decode.worker_pool import DecodePool
from photosearch.embed.running.service import EncoderService
from photosearch.errors import CancellingTermsError, QueryImageError
from photosearch.index.vector_index import VectorIndex
from photosearch.search import query as arithmetic
from photosearch.search.picture_embeddings import PictureEmbeddings
from photosearch.search.sources.source import Candidates
from photosearch.search.text_embeddings import TextEmbeddings
from photosearch.store.photos import Photos
from photosearch.types.arrays import Float32Array, Int64Array, UInt8Array
from photosearch.types.files import ProblemReason
from photosearch.types.ids import item_of
from photosearch.types.queries import Bars, ImageTerm, SearchQuery

VECTORS: Final = "vectors"
_CANDIDATES_WITH_NOT = 4000
"""Hits looked at when unwanted terms re-rank them: far more than anyone scrolls through."""


class Vectors:
    """The source of an encoder and its index; its scores are cosines. Safe to use from any thread."""

    def __init__(self, service: EncoderService, index: VectorIndex, photos: Photos, pool: DecodePool) -> None:
        self._service = service
        self._index = index
        self._photos = photos
        self._texts = TextEmbeddings(service.encode_text)
        self._pictures = PictureEmbeddings(service, pool)

    def expect(self, query: SearchQuery) -> None:
        """It will be asked in a moment, perhaps: its words are embedded meanwhile; returns at once."""
        self._texts.expect(_texts_of(query))

    def expect_picture(self) -> None:
        """As ``PictureEmbeddings.expect``."""
        self._pictures.expect()

    def look_at(self, picture: Path | bytes, max_px: int) -> UInt8Array:
        """As ``PictureEmbeddings.look_at``."""
        return self._pictures.look_at(picture, max_px)

    def candidates(self, query: SearchQuery, allowed: Int64Array | None, limit: int) -> Candidates:
        """As ``Source.candidates``."""
        ids, scores = self._rank(query, allowed, limit)
        return Candidates(VECTORS, ids, scores, self._bars(query))

    def unknown_words(self, query: SearchQuery) -> tuple[str, ...]:
        """Words of the query that the encoder does not know, each once."""
        words = (word for text in _texts_of(query) for word in self._service.unknown_words(text))
        return tuple(dict.fromkeys(words))

    def _bars(self, query: SearchQuery) -> Bars | None:
        """The encoder's one floor, if it has one: what reaches it may fit, and nobody can tell what fits well.

        Only plain text has a known floor: picture-to-picture cosines lie elsewhere.
        """
        floor = self._service.match_floor if _is_plain_text(query) else None
        return None if floor is None else Bars(strong=math.inf, possible=floor)

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
        if term.photo_id is not None:
            with contextlib.suppress(KeyError):
                known: Float32Array = self._index.vectors_of(np.asarray([item_of(term.photo_id)], dtype=np.int64))[0]
                return known
            photo = self._photos.get([term.photo_id]).get(term.photo_id)
            if photo is None:
                raise QueryImageError(ProblemReason.VANISHED, None)
            return self._pictures.of(photo.path)
        return self._pictures.of(term.path if term.path is not None else term.data or b"")


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
