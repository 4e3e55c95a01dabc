"""What a sentence means: the parts that say when, where and of what kind as chips, and the words that say what."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from photosearch.types.photos import Orientation
from photosearch.types.places import NamedPlace
from photosearch.types.texts import Field


class ChipKind(StrEnum):
    """What a chip speaks of."""

    DATE = "date"
    PLACE = "place"
    CAMERA = "camera"
    MEDIA = "media"
    ORIENTATION = "orientation"
    RATING = "rating"
    FORMAT = "format"
    FOLDER = "folder"
    FAVOURITE = "favourite"
    WRITTEN = "written"
    NOT = "not"


class Media(StrEnum):
    """How a picture came to be, as its name, its shape and its metadata tell."""

    SCREENSHOT = "screenshot"
    SELFIE = "selfie"
    PANORAMA = "panorama"
    RAW = "raw"
    ANIMATED = "animated"
    LIVE = "live"
    """The still part of a Live Photo or motion photo."""
    BURST = "burst"


@dataclass(frozen=True, slots=True)
class DayRange:
    """Days, both ends inclusive; None where it is open."""

    first: dt.date | None = None
    last: dt.date | None = None

    def __post_init__(self) -> None:
        if self.first is not None and self.last is not None and self.first > self.last:
            raise ValueError(f"from {self.first} until {self.last}")


@dataclass(frozen=True, slots=True)
class Days:
    """Taken in one of these; a festival that no year is said of has one for each year."""

    ranges: tuple[DayRange, ...]
    """At least one, in their order, apart from one another."""

    @property
    def span(self) -> DayRange:
        """From the first day of all to the last."""
        return DayRange(self.ranges[0].first, self.ranges[-1].last)


@dataclass(frozen=True, slots=True)
class AtPlace:
    """Taken there."""

    candidates: tuple[NamedPlace, ...]
    """At least one, the likeliest first: several where a name is shared and nothing says which is meant."""
    chosen: tuple[NamedPlace, ...]
    """Those that are meant, as far as can be told."""
    is_around: bool = False
    """Another place of the sentence lies in it: that one says all."""


@dataclass(frozen=True, slots=True)
class WithCamera:
    """Taken with a camera or telephone whose name has all these words."""

    words: tuple[str, ...]
    """Lower case."""


@dataclass(frozen=True, slots=True)
class OfMedia:
    """Of this kind."""

    media: Media


@dataclass(frozen=True, slots=True)
class Upright:
    """Of this shape."""

    orientation: Orientation


@dataclass(frozen=True, slots=True)
class Rated:
    """So many stars, both ends inclusive."""

    least: float
    most: float = 5.0


@dataclass(frozen=True, slots=True)
class InFormat:
    """In one of these file formats."""

    formats: frozenset[str]


@dataclass(frozen=True, slots=True)
class InFolder:
    """In one of these folders or below it."""

    folders: tuple[Path, ...]
    """At least one: absolute, several where they have the same name; relative where only a name was said, which the
    library has not."""


@dataclass(frozen=True, slots=True)
class Favourite:
    """Marked as one by a person."""


@dataclass(frozen=True, slots=True)
class Written:
    """Letter by letter so in what is told of it; never read from a sentence, whose words are looked up as words."""

    field: Field
    """``KEYWORD``, ``CREATOR``, ``CAMERA`` or ``LENS``."""
    parts: tuple[str, ...]
    """One; of a keyword from the widest word to the narrowest."""

    def __post_init__(self) -> None:
        if self.field not in (Field.KEYWORD, Field.CREATOR, Field.CAMERA, Field.LENS):
            raise ValueError(f"no filter by what is written as {self.field.value}")


@dataclass(frozen=True, slots=True)
class Without:
    """Not on the picture."""

    text: str


Trait = Days | AtPlace | WithCamera | OfMedia | Upright | Rated | InFormat | InFolder | Favourite | Written
"""What is known of a photo beside what is on it."""


@dataclass(frozen=True, slots=True)
class Lacking:
    """Not so: no screenshots, not taken with an iPhone."""

    kind: ChipKind
    """What kind of chip would ask for it."""
    trait: Trait


Meaning = Trait | Without | Lacking


@dataclass(frozen=True, slots=True)
class Chip:
    """A part of a sentence, and what it means."""

    kind: ChipKind
    text: str
    """What says it, as it was typed: "去年", "Lake Tahoe"."""
    meaning: Meaning
    start: int = 0
    """Where the part begins in the sentence, the words that lead to it included ("在" before a place)."""
    end: int = 0
    """One behind its last character."""
    elsewhere: tuple[tuple[int, int], ...] = ()
    """Other places in the sentence that belong to it: the year of "spring in Kyoto 2017"."""

    @property
    def places(self) -> tuple[tuple[int, int], ...]:
        """All of its places in the sentence, each from its first character until behind its last."""
        return ((self.start, self.end), *self.elsewhere)


@dataclass(frozen=True, slots=True)
class Understood:
    """A sentence taken apart."""

    chips: tuple[Chip, ...] = ()
    """In the order of the sentence; what is not wanted behind the others."""
    words: str = ""
    """What is left: what is to be seen on the photo, without the words around it. Empty where chips say it all."""
