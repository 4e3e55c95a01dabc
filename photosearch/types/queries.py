"""What a person asks for, and what comes of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from photosearch.types.arrays import Float32Array, Int64Array, StrArray
from photosearch.types.ids import EncoderId, PhotoId, RootId
from photosearch.types.photos import Orientation


class Sort(StrEnum):
    """The order of hits."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True)
class Filters:
    """Restricts the candidates; an empty field restricts nothing. All given fields must hold."""

    root_ids: frozenset[RootId] = frozenset()
    folder: Path | None = None
    """Only photos in this folder or below it."""
    taken_from: dt.date | None = None
    taken_until: dt.date | None = None
    """Inclusive."""
    formats: frozenset[str] = frozenset()
    orientation: Orientation | None = None

    @property
    def is_empty(self) -> bool:
        """Whether everything passes."""
        return self == type(self)()


@dataclass(frozen=True, slots=True)
class ImageTerm:
    """A picture in a query: exactly one of a library photo, a file, or encoded image bytes."""

    photo_id: PhotoId | None = None
    path: Path | None = None
    data: bytes | None = field(default=None, repr=False)
    weight: float = 1.0

    def __post_init__(self) -> None:
        if sum(source is not None for source in (self.photo_id, self.path, self.data)) != 1:
            raise ValueError("an image term has exactly one source")


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What a person asks for. With no terms at all it browses: every photo that passes the filters, by date."""

    text: str = ""
    text_weight: float = 1.0
    images: tuple[ImageTerm, ...] = ()
    not_texts: tuple[str, ...] = ()
    not_images: tuple[ImageTerm, ...] = ()
    filters: Filters = Filters()
    sort: Sort = Sort.RELEVANCE
    limit: int = 500
    """At most so many hits; for browsing 0 means all."""

    @property
    def has_terms(self) -> bool:
        """Whether anything is ranked by content."""
        return any(text.strip() for text in (self.text, *self.not_texts)) or bool(self.images or self.not_images)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one source says of each hit [n]: arrays beside ``SearchResult.photo_ids``, no object a hit."""

    source: str
    """Such as ``vectors``."""
    scores: Float32Array
    """Its own, larger is better; not a number where it did not name the hit."""
    floor: float | None = None
    """Hits that score less are merely the nearest; None where all it names are matches, or nobody can tell."""
    details: StrArray | None = None
    """Why it names each, in words a person understands, empty where it says nothing; None: it has no words."""

    @property
    def is_match(self) -> NDArray[np.bool_]:
        """For each hit whether this source takes it for a match."""
        return ~np.isnan(self.scores) if self.floor is None else self.scores >= np.float32(self.floor)

    def at(self, rows: Int64Array | NDArray[np.bool_]) -> Evidence:
        """Only what it says of these hits, in the order given: numbers, or a truth value for each."""
        details = None if self.details is None else self.details[rows]
        return Evidence(self.source, self.scores[rows], self.floor, details)


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Ranked hits as parallel arrays made together: ``photo_ids[i]`` has ``scores[i]``."""

    query: SearchQuery
    photo_ids: Int64Array
    scores: Float32Array | None
    """Larger is better: cosines, or ranks of several sources made one (``evidence`` has each one's own); None when
    browsing."""
    encoder_id: EncoderId | None
    took_ms: float
    unknown_words: tuple[str, ...] = ()
    """Words of the query that the encoder does not know."""
    is_weak: bool = False
    """The best score is below what the encoder calls a match: these are merely the nearest."""
    total: int = 0
    """Photos that could have been hits (after the filters)."""
    item_ids: Int64Array | None = None
    """Which item of each photo was found: the photo as a whole, or a moment of it; None when browsing."""
    evidence: tuple[Evidence, ...] = ()
    """Why each is a hit: one entry for each source that named any; empty when browsing."""
