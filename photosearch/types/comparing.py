"""What comes of holding pictures against one another, or sentences against a picture."""

from __future__ import annotations

from dataclasses import dataclass

from photosearch.types.queries import Band, Match


@dataclass(frozen=True, slots=True)
class Alikeness:
    """How alike two pictures are."""

    cosine: float
    """Of their embeddings; comparable only among pictures of one encoder."""
    match: Match


@dataclass(frozen=True, slots=True)
class Label:
    """How well one sentence fits a picture."""

    text: str
    score: float
    """Cosine of the embeddings, larger is better."""
    band: Band
    """Far where the encoder knows no word of it."""
    unknown_words: tuple[str, ...] = ()
