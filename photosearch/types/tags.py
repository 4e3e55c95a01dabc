"""Tags: words that fit a photo, told by the encoder or said by a person, whose word counts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TagName:
    """One tag: an everyday thing with a name in both languages, or a person's own word, the same in both."""

    chinese: str
    english: str

    @property
    def key(self) -> str:
        """What it is kept and filtered by."""
        return self.english


@dataclass(frozen=True, slots=True)
class PhotoTag:
    """A tag of one photo."""

    name: TagName
    by_hand: bool
    """A person said so."""


@dataclass(frozen=True, slots=True)
class Facet:
    """A tag of the library, and how many present photos have it."""

    name: TagName
    count: int
