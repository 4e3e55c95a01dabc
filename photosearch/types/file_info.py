"""All that is known of one file, in the library or not."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from photosearch.types.files import NotShownKind, ProblemReason
from photosearch.types.photos import PhotoMetadata
from photosearch.types.places import PhotoPlace


class FileState(StrEnum):
    """What a file is to the library."""

    FOUND = "found"
    """A photo, searchable."""
    PART = "part"
    """A photo of which only a part is there, searchable by that."""
    PROBLEM = "problem"
    """It cannot be used, for a reason."""
    NOT_SHOWN = "not_shown"
    """Something to see, but of a kind that is not searched here."""
    UNKNOWN = "unknown"
    """Not in the library; a picture is described all the same."""


class UnknownReason(StrEnum):
    """Why a file is not in the library, though nothing is wrong with it."""

    NOT_THERE = "not_there"
    FOLDER = "folder"
    OUTSIDE = "outside"
    """Below no watched folder."""
    LEFT_OUT = "left_out"
    """By the person's own list."""
    NO_MEDIA = "no_media"
    """A ``.nomedia`` keeps its folder out of galleries."""
    PASSED_BY = "passed_by"
    """Hidden, litter, or named like no picture: a scan does not look at it."""
    NOT_ADDED = "not_added"
    """It came, or changed, since the last look at its folder."""


Reason = ProblemReason | NotShownKind | UnknownReason


@dataclass(frozen=True, slots=True)
class FileInfo:
    """One file; what nobody knows of it is None."""

    path: Path
    """Absolute."""
    state: FileState
    reason: Reason | None = None
    """Why it is not simply found."""
    detail: str = ""
    """What the decoder says about that."""
    metadata: PhotoMetadata | None = None
    content_hash: bytes | None = None
    size_bytes: int | None = None
    place: PhotoPlace | None = None
    """Where it was taken, by its position."""

    @property
    def is_usable(self) -> bool:
        """Whether there is a file, and nothing is wrong with it."""
        return self.state is not FileState.PROBLEM and self.reason not in (
            UnknownReason.NOT_THERE,
            UnknownReason.FOLDER,
        )
