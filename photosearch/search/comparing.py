"""Holds two pictures, or a picture and sentences, against one another: by the same bars as a search, in no library."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from photosearch.search.bands import floor_bars, picture_bars, text_bars_beside
from photosearch.search.judgement import Judgement
from photosearch.search.sources.vectors import Vectors
from photosearch.search.yardstick import Yardstick, measure
from photosearch.types.arrays import Float32Array
from photosearch.types.comparing import Alikeness, Label
from photosearch.types.queries import SAME_PICTURE, Band, Bars, ImageTerm, Match, SearchQuery


class Comparing:
    """Of one encoder. Safe to use from any thread."""

    def __init__(self, vectors: Vectors, judgement: Judgement) -> None:
        self._vectors = vectors
        self._judgement = judgement

    def compare(self, one: Path, other: Path) -> Alikeness:
        """How alike two pictures are.

        Raises:
            QueryImageError: one of them cannot be read.
            ModelError: the encoder cannot be loaded or fails.
        """
        first, second = (self._vectors.picture(ImageTerm(path=path)) for path in (one, other))
        cosine = float(first @ second)
        yardstick = self._yardstick(first)
        band = _band(cosine, picture_bars(yardstick))
        is_same = cosine >= SAME_PICTURE and band is Band.STRONG
        return Alikeness(cosine, Match(band, is_same=is_same))

    def label(self, picture: Path, texts: Sequence[str]) -> tuple[Label, ...]:
        """How well each of ``texts``, which say something, fits a picture: the best first.

        Raises:
            QueryImageError: the picture cannot be read.
            ModelError: the encoder cannot be loaded or fails.
        """
        photo = self._vectors.picture(ImageTerm(path=picture))
        yardstick = self._yardstick(photo)
        bars = text_bars_beside(yardstick) if yardstick.is_sure else floor_bars(None)
        return tuple(sorted((self._label(text, photo, bars) for text in texts), key=_turn))

    def _label(self, text: str, photo: Float32Array, bars: Bars) -> Label:
        query = SearchQuery(text)
        term = self._vectors.terms(query).wanted[0]
        score = float(term.vector @ photo)
        band = _band(score, bars) if term.is_known else Band.FAR
        return Label(text, score, band, self._vectors.unknown_words(query))

    def _yardstick(self, photo: Float32Array) -> Yardstick:
        """Of the picture alone: what is said of it does not depend on the photos that somebody has."""
        seen = self._judgement.seen()
        return measure(photo[np.newaxis], seen.vectors, strangers=seen.likeness, is_sure=seen.is_meaningful)


def _band(score: float, bars: Bars) -> Band:
    if score >= bars.strong:
        return Band.STRONG
    return Band.POSSIBLE if score >= bars.possible else Band.FAR


def _turn(label: Label) -> tuple[bool, float]:
    """What sorts the labels."""
    return label.band is Band.FAR, -label.score
