"""Marks: what a person makes of a photo. They belong to its bytes, wherever these lie and whether they are there."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

HASH_BYTES: Final = 16
MOST_STARS: Final = 5
LONGEST_NAME: Final = 1000
LATEST_MS: Final = 253_402_300_799_999
"""The last moment of the year 9999."""

Region = tuple[float, float, float, float]
"""Left, top, width and height as shares of the upright photo, from 0 to 1."""
MarkValue = bool | int | Region


class MarkKind(StrEnum):
    """What is said of a photo."""

    FAVOURITE = "favourite"
    RATING = "rating"
    """Stars from 0 to 5. What the file itself says is ``PhotoMetadata.rating``."""
    ALBUM = "album"
    """It is in the album of that name."""
    PERSON = "person"
    """The person of that name is on it: in a region, or True for somewhere."""
    TAG = "tag"
    """The word of that name fits it, or (False) does not, whatever a machine says."""
    HIDDEN = "hidden"

    @property
    def has_name(self) -> bool:
        """Whether a photo can have several of the kind, each with a name."""
        return self in (MarkKind.ALBUM, MarkKind.PERSON, MarkKind.TAG)


class MarkFlaw(StrEnum):
    """Why something is no mark. ``photosearch.words`` has sentences."""

    HASH = "hash"
    KIND = "kind"
    NAME = "name"
    VALUE = "value"
    TIME = "time"
    FIELDS = "fields"
    """Not an object with the fields of a mark."""
    NOT_JSON = "not_json"
    TOO_LONG = "too_long"
    HEADER = "header"
    """A first line that does not say what follows."""


class BadMarkError(ValueError):
    """What was given is no mark."""

    def __init__(self, flaw: MarkFlaw) -> None:
        super().__init__(flaw)
        self.flaw = flaw


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line of a file of marks that is no mark."""

    number: int
    """The first is 1."""
    flaw: MarkFlaw


@dataclass(frozen=True, slots=True)
class MergedMarks:
    """What came of reading a file of marks."""

    read: int
    changed: int
    """So many were new, or newer than what was here."""
    bad: int
    """Lines that were no marks."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing a person said of the photos with these bytes: the last one of its kind and name counts."""

    content_hash: bytes
    kind: MarkKind
    name: str
    """Empty for kinds without names."""
    value: MarkValue
    changed_at_ms: int
    """Since 1970-01-01 UTC."""
    is_removed: bool = False
    """Taken back: kept, so that an older copy of the mark does not bring it back."""

    def __post_init__(self) -> None:
        """Let nothing in that cannot be kept and read again.

        Raises:
            BadMarkError: it says what is wrong.
        """
        if len(self.content_hash) != HASH_BYTES:
            raise BadMarkError(MarkFlaw.HASH)
        if not _is_name_of(self.kind, self.name):
            raise BadMarkError(MarkFlaw.NAME)
        if not _is_value_of(self.kind, self.value):
            raise BadMarkError(MarkFlaw.VALUE)
        if isinstance(self.changed_at_ms, bool) or not 0 <= self.changed_at_ms <= LATEST_MS:
            raise BadMarkError(MarkFlaw.TIME)


def _is_name_of(kind: MarkKind, name: str) -> bool:
    if not kind.has_name:
        return not name
    # Half of a surrogate pair is no text: neither a database nor a file of UTF-8 takes it.
    return 0 < len(name) <= LONGEST_NAME and not name.isspace() and not any("\ud800" <= one <= "\udfff" for one in name)


def _is_value_of(kind: MarkKind, value: MarkValue) -> bool:
    if isinstance(value, tuple):
        return kind is MarkKind.PERSON and len(value) == 4 and all(0 <= share <= 1 for share in value)
    if kind is MarkKind.RATING:
        return not isinstance(value, bool) and 0 <= value <= MOST_STARS
    if kind in (MarkKind.ALBUM, MarkKind.PERSON):
        return value is True
    return isinstance(value, bool)
