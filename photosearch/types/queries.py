"""What a person asks for, and what comes of it."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from photosearch.types.ids import EncoderId, PhotoId, RootId
from photosearch.types.photos import Orientation
from photosearch.types.places import Area
from photosearch.types.tags import TagName
from photosearch.types.typed_words import says_something
from photosearch.types.understood import DayRange, Media, Rated, Written

if TYPE_CHECKING:
    from photosearch.types.arrays import BoolArray, Float32Array, Int64Array, StrArray, UInt8Array

SAME_PICTURE: Final = 0.995
"""The cosine of a picture and its copy, saved again or kept in half precision. Frames of one burst may reach it too."""


USUAL_HALF_LIFE_DAYS: Final = 365
"""Of the order ``Sort.RECENT``, where nobody says another."""


class Sort(StrEnum):
    """The order of hits."""

    RELEVANCE = "relevance"
    RECENT = "recent"
    """By relevance, but the older a photo, the less its place is worth (``search.recency``)."""
    NEWEST = "newest"
    OLDEST = "oldest"
    ADDED = "added"
    """What came into the library last is first."""


class Band(IntEnum):
    """How well a photo fits what was asked. Larger is better."""

    FAR = 0
    """It is merely among the nearest."""
    POSSIBLE = 1
    STRONG = 2

    @property
    def word(self) -> str:
        """As it stands in JSON: ``far``, ``possible`` or ``strong``."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Match:
    """How well one photo fits."""

    band: Band
    is_same: bool = False
    """It is the picture that was searched with, or a copy of it."""


class Found(StrEnum):
    """What a whole search came to: the best band of any photo."""

    STRONG = "strong"
    POSSIBLE = "possible"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Bars:
    """From which score on a hit is strong or possible, on the scale of the source that gives it; below both it is far.

    Infinity is a bar that nothing reaches.
    """

    strong: float
    possible: float

    def __post_init__(self) -> None:
        if not self.strong >= self.possible:
            raise ValueError(f"strong from {self.strong} on, but possible only from {self.possible} on")


@dataclass(frozen=True, slots=True)
class Filters:
    """Restricts the candidates; an empty field restricts nothing. All given fields must hold."""

    root_ids: frozenset[RootId] = frozenset()
    folder: Path | None = None
    """Only photos in this folder or below it."""
    taken_from: dt.date | None = None
    taken_until: dt.date | None = None
    """Inclusive."""
    days: tuple[DayRange, ...] = ()
    """Taken within any of these, such as every Christmas."""
    formats: frozenset[str] = frozenset()
    orientation: Orientation | None = None
    folders: frozenset[Path] = frozenset()
    """Only photos in one of these folders or below it, beside ``folder``; a relative path is a name, wherever it is."""
    cameras: frozenset[tuple[str, ...]] = frozenset()
    """Taken with a camera whose name has all the words of one of these, lower case."""
    media: frozenset[Media] = frozenset()
    """Of all these kinds; of those that exclude one another (a screenshot, a selfie, a panorama) one is enough."""
    ratings: frozenset[Rated] = frozenset()
    """With so many stars as any of these says."""
    is_favourite: bool = False
    """Only photos that a person marked as favourites."""
    written: frozenset[Written] = frozenset()
    """Only photos of which all of these are told."""
    areas: tuple[Area, ...] = ()
    """Taken at any of these places."""
    tags: frozenset[TagName] = frozenset()
    """Only photos that have all of these."""
    without: tuple[Filters, ...] = ()
    """Only photos that pass none of these; none of them asks for tags."""

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
    half_life_days: int = USUAL_HALF_LIFE_DAYS
    """Of the order ``Sort.RECENT``: a photo so much older counts as if it stood twice as far down."""
    limit: int = 500
    """At most so many hits; 0 means all."""
    every_match: bool = False
    """All strong and possible hits are wanted, however many there are: ``limit`` is only for the far ones behind."""

    @property
    def has_terms(self) -> bool:
        """Whether anything is ranked by content."""
        return any(map(says_something, (self.text, *self.not_texts))) or bool(self.images or self.not_images)

    @property
    def says_nothing(self) -> bool:
        """Whether there are words, but only such as nothing can be searched for with."""
        return not self.has_terms and any(text.strip() for text in (self.text, *self.not_texts))


@dataclass(frozen=True, slots=True)
class EmojiName:
    """What an emoji is searched as."""

    emoji: str
    chinese: str
    english: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one source says of each hit [n]: arrays beside ``SearchResult.photo_ids``, no object a hit."""

    source: str
    """Such as ``vectors``."""
    scores: Float32Array
    """Its own, larger is better; not a number where it did not name the hit."""
    bars: Bars | None = None
    """What a score means; None where all it names are strong."""
    details: StrArray | None = None
    """Why it names each, in words a person understands, empty where it says nothing; None: it has no words."""

    @property
    def bands(self) -> UInt8Array:
        """The ``Band`` that this source puts each hit in; far where it did not name it."""
        bars = self.bars or Bars(-math.inf, -math.inf)
        # Python's own floats are compared in the precision of the scores.
        is_strong, is_possible = self.scores >= float(bars.strong), self.scores >= float(bars.possible)
        bands: UInt8Array = is_strong.astype("uint8") + is_possible.astype("uint8")
        return bands

    def at(self, rows: Int64Array | BoolArray) -> Evidence:
        """Only what it says of these hits, in the order given: numbers, or a truth value for each."""
        details = None if self.details is None else self.details[rows]
        return Evidence(self.source, self.scores[rows], self.bars, details)


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Hits as parallel arrays made together: ``photo_ids[i]`` has ``scores[i]`` and ``bands[i]``.

    Strong ones come first, then possible ones, then far ones, the best of each first, or those of each in the order
    that was asked for.
    """

    query: SearchQuery
    photo_ids: Int64Array
    scores: Float32Array | None
    """Larger is better: cosines, or ranks of several sources made one (``evidence`` has each one's own); None when
    browsing."""
    encoder_id: EncoderId | None
    took_ms: float
    unknown_words: tuple[str, ...] = ()
    """Words of the query that the encoder does not know."""
    bands: UInt8Array | None = None
    """The ``Band`` of each hit, the best that any source puts it in; None when browsing."""
    strong: int = 0
    """How many photos are strong, among all that pass the filters, listed here or not; when browsing all of them."""
    possible: int = 0
    """How many are possible, likewise."""
    total: int = 0
    """Photos of the library that pass the filters, whether an encoder has seen them yet or not."""
    item_ids: Int64Array | None = None
    """Which item of each photo was found: the photo as a whole, or a moment of it; None when browsing."""
    evidence: tuple[Evidence, ...] = ()
    """Why each is a hit: one entry for each source that named any; empty when browsing."""
    emojis: tuple[EmojiName, ...] = ()
    """Emojis of the query, and what they are searched as."""
    unread: int = 0
    """So many of these photos may have the colour that was asked for: nobody has looked at their colours yet."""
    is_unplaced: bool = False
    """No photo is known to be from the place that was asked for: these do not say where they were taken."""

    @property
    def is_same(self) -> BoolArray | None:
        """For each hit whether it is the one picture that was searched with; None where there is no such picture."""
        query = self.query
        is_one_picture = len(query.images) == 1 and query == SearchQuery(
            images=query.images,
            filters=query.filters,
            sort=query.sort,
            half_life_days=query.half_life_days,
            limit=query.limit,
            every_match=query.every_match,
        )
        if self.scores is None or not is_one_picture or len(self.evidence) != 1:
            return None
        same: BoolArray = self.scores >= SAME_PICTURE
        # To an encoder that means nothing all pictures have such a cosine.
        return same if self.bands is None else same & (self.bands == Band.STRONG)

    @property
    def is_only_itself(self) -> bool:
        """Whether photos of the library were searched with, and nothing but these fits."""
        asked = {term.photo_id for term in self.query.images}
        if self.bands is None or None in asked or not asked or self.query.text.strip():
            return False
        fitting = self.photo_ids[self.bands > Band.FAR]
        return self.strong + self.possible == len(fitting) and asked.issuperset(fitting.tolist())

    @property
    def found(self) -> Found:
        """What the search came to."""
        if self.strong:
            return Found.STRONG
        return Found.POSSIBLE if self.possible else Found.NOTHING


@dataclass(frozen=True, slots=True)
class Reason:
    """An everyday thing that a found photo shows."""

    chinese: str
    english: str
    fit: float
    """0 (hardly) to 1 (as well as can be told)."""
