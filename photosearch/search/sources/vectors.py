"""What words and pictures find among the embeddings: wanted terms become one direction, unwanted ones push down."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np

from photosearch.decode.worker_pool import DecodePool
from photosearch.embed.running.service import EncoderService
from photosearch.embed.running.wordpiece import plain
from photosearch.errors import QueryImageError
from photosearch.folding import bundled_folding
from photosearch.index.vector_index import VectorIndex
from photosearch.search import query as arithmetic
from photosearch.search.judgement import Judgement
from photosearch.search.picture_embeddings import PictureEmbeddings
from photosearch.search.sources.source import Candidates
from photosearch.search.terms import NEAREST, Nearest, Term, Terms
from photosearch.search.text_embeddings import TextEmbeddings
from photosearch.search.understanding.dictionary import bundled_dictionary
from photosearch.search.understanding.emoji_names import bundled_emoji_names
from photosearch.search.understanding.wording import wording_of
from photosearch.search.yardstick import Yardstick
from photosearch.store.photos import Photos
from photosearch.types.arrays import Float32Array, Int64Array, UInt8Array
from photosearch.types.files import ProblemReason
from photosearch.types.ids import item_of
from photosearch.types.queries import EmojiName, ImageTerm, SearchQuery
from photosearch.types.typed_words import says_something

VECTORS: Final = "vectors"
_CANDIDATES_WITH_NOT = 4000
"""Hits looked at when unwanted terms re-rank them: far more than anyone scrolls through."""
_MUCH: Final = 0.2
_TO_SPARE: Final = 1.5
_FURTHEST: Final = 5000
"""The share of the library from which on one search serves for what is allowed and for the nearest of all (14 ms for
500 of 100,000 photos, 17 for 5,000; 8 more for those of a quarter of them), how many times as many it then brings as
are hoped to be enough, and at most."""
_NOTHING: Final = Candidates(VECTORS, np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32))
_WORDS_REMEMBERED: Final = 512
"""Texts of which it is remembered what the encoder does not know: to find that takes up to a millisecond."""
_LETTERS = re.compile(r"[^\W_]+")


class Vectors:
    """The source of an encoder and its index; its scores are cosines. Safe to use from any thread."""

    def __init__(
        self, service: EncoderService, index: VectorIndex, photos: Photos, pool: DecodePool, judgement: Judgement
    ) -> None:
        self._service = service
        self._index = index
        self._photos = photos
        self._judgement = judgement
        self._texts = TextEmbeddings(service.encode_text)
        self._pictures = PictureEmbeddings(service, pool)
        self._unknown_words_of = lru_cache(_WORDS_REMEMBERED)(service.unknown_words)

    def expect(self, query: SearchQuery) -> None:
        """It will be asked in a moment, perhaps: its words are embedded meanwhile; returns at once."""
        if self._judgement.is_ready:
            self._texts.expect([asked for text in _texts_of(query) for asked in self._wordings(text)])

    def expect_picture(self) -> None:
        """As ``PictureEmbeddings.expect``."""
        self._pictures.expect()

    def look_at(self, picture: Path | bytes, max_px: int) -> UInt8Array:
        """As ``PictureEmbeddings.look_at``."""
        return self._pictures.look_at(picture, max_px)

    def candidates(self, query: SearchQuery, allowed: Int64Array | None, limit: int) -> Candidates:
        """As ``Source.candidates``."""
        if allowed is not None and not allowed.size:
            return _NOTHING
        terms = self.terms(query)
        yardstick = self._judgement.yardstick()
        if yardstick is None:
            return _NOTHING
        try:
            return self._named(terms, yardstick, allowed, limit)
        except KeyError:  # a photo left in between: ask again
            return self.candidates(query, allowed, limit)

    def terms(self, query: SearchQuery) -> Terms:
        """What ``query``, which has terms, asks for; words that mean nothing to the encoder count only by themselves.

        Raises:
            QueryImageError: a picture of the query cannot be read.
            ModelError: the encoder cannot be loaded or fails.
        """
        wanted = [Term(self.picture(term), term.weight, is_picture=True) for term in query.images]
        wanted += [self._words(text, query.text_weight) for text in _read([query.text])]
        unwanted = [self._words(text, 1.0) for text in _read(query.not_texts)]
        unwanted += [Term(self.picture(term), 1.0, is_picture=True) for term in query.not_images]
        known, known_unwanted = ([term for term in terms if term.is_known] for terms in (wanted, unwanted))
        return Terms(tuple(known or wanted), tuple(known_unwanted if wanted else known_unwanted or unwanted))

    def picture(self, term: ImageTerm) -> Float32Array:
        """The embedding [dim] of a picture; of a library photo the one that is stored.

        Raises:
            QueryImageError: it cannot be read.
            ModelError: the encoder cannot be loaded or fails.
        """
        if term.photo_id is not None:
            with contextlib.suppress(KeyError):
                known: Float32Array = self._index.vectors_of(np.asarray([item_of(term.photo_id)], dtype=np.int64))[0]
                return known
            photo = self._photos.get([term.photo_id]).get(term.photo_id)
            if photo is None:
                raise QueryImageError(ProblemReason.VANISHED, None)
            return self._pictures.of(photo.path)
        return self._pictures.of(term.path if term.path is not None else term.data or b"")

    def unknown_words(self, query: SearchQuery) -> tuple[str, ...]:
        """Words of the query that the encoder does not know, each once."""
        words = (word for text in _texts_of(query) for word in self._unknown_words_of(text))
        return tuple(dict.fromkeys(words))

    def emojis(self, query: SearchQuery) -> tuple[EmojiName, ...]:
        """Emojis of the query that are searched as what they are called, each once."""
        return bundled_emoji_names().found_in("".join((query.text, *query.not_texts)))

    def _named(self, terms: Terms, yardstick: Yardstick, allowed: Int64Array | None, limit: int) -> Candidates:
        """As ``candidates``.

        Raises:
            KeyError: a photo left in between.
        """
        direction = terms.direction()
        is_pushed = bool(terms.wanted and terms.unwanted)
        among = len(self._index) if allowed is None else len(allowed)
        most = max(limit, terms.expected(yardstick, direction, among)) if limit else len(self._index)
        wanted = max(most, _CANDIDATES_WITH_NOT) if is_pushed else most
        (ids, scores), nearest = self._searched(direction, wanted, allowed)
        bars = terms.bars(yardstick, self._service.match_floor, nearest)
        if is_pushed:
            unwanted, usual = terms.unwanted_vectors(), yardstick.sample.T
            against = unwanted @ self._index.vectors_of(ids).T
            scores = arithmetic.push_down(scores, against, direction @ usual, unwanted @ usual)
            ids, scores = arithmetic.ranked(ids, scores, most)
        return Candidates(VECTORS, ids, scores, bars)

    def _searched(
        self, direction: Float32Array, most: int, allowed: Int64Array | None
    ) -> tuple[tuple[Int64Array, Float32Array], Nearest]:
        """The ``most`` nearest that are allowed, and the nearest of all: no filter moves a bar.

        Where much is allowed, enough of it is among somewhat more of the nearest: then one search serves both.
        """
        further = max(most, NEAREST)
        if allowed is not None:
            is_much = len(allowed) >= _MUCH * len(self._index)
            enough = round(further * _TO_SPARE * len(self._index) / len(allowed))
            further = enough if is_much and enough <= _FURTHEST else NEAREST
        ids, scores = self._index.search(direction, further)
        nearest = Nearest(scores[:NEAREST], self._index.vectors_of(ids[:NEAREST]))
        if allowed is not None:
            is_allowed = np.isin(ids, allowed)
            ids, scores = ids[is_allowed], scores[is_allowed]
            if ids.size < most:
                ids, scores = self._index.search(direction, most, allowed)
        return (ids[:most], scores[:most]), nearest

    def _words(self, text: str, weight: float) -> Term:
        """The mean of all that is asked for ``text``; ways that cancel each other out leave the first."""
        asked = self._wordings(text)
        vectors = self._texts.of(asked)
        is_known = any(self._knows_some(way) for way in asked)
        try:
            vector = arithmetic.combine(vectors, [1.0] * len(vectors))
        except ValueError:
            vector = vectors[0]
        familiarity = self._judgement.seen().familiarity(vector)
        return Term(vector, weight, is_picture=False, is_known=is_known, familiarity=familiarity)

    def _knows_some(self, text: str) -> bool:
        unknown = self._unknown_words_of(text)
        rest = plain(text)
        for word in sorted(unknown, key=len, reverse=True):
            rest = rest.replace(word, " ")
        # What is left of "quark's" is no word; a letter that stands alone is all that was asked.
        return any(len(run) > 1 or not run.isascii() or not unknown for run in _LETTERS.findall(rest))

    def _wordings(self, text: str) -> Sequence[str]:
        """How the encoder is asked: as typed one that nothing is known about, one of both languages in both."""
        seen = self._judgement.seen()
        if not seen.is_meaningful:
            return [text]
        wording = wording_of(text, bundled_dictionary())
        return wording.asked if seen.is_bilingual else [wording.core]


def _texts_of(query: SearchQuery) -> list[str]:
    return _read((query.text, *query.not_texts))


def _read(texts: Sequence[str]) -> list[str]:
    """The texts that say something, as they are understood."""
    spelled = (bundled_emoji_names().spelled(text) for text in texts if says_something(text))
    return [bundled_folding().fold(text).strip() for text in spelled]
