"""What the store is given to keep, and what it answers with beyond the shared types."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from photosearch.types.arrays import Float32Array
from photosearch.types.files import NO_CHANGE_TIME, FileStamp, ProblemReason
from photosearch.types.ids import EncoderId, PhotoId, RootId
from photosearch.types.photos import PhotoMetadata


@dataclass(frozen=True, slots=True)
class NewPhoto:
    """A photo file as it is on disk now."""

    root_id: RootId
    relative_path: str
    stamp: FileStamp
    content_hash: bytes
    metadata: PhotoMetadata
    ctime_ns: int = NO_CHANGE_TIME
    """When anything about the file changed last, where the volume keeps that."""
    is_familiar: bool = False
    """A photo of the same size and time was known when the file was found: it came from elsewhere."""
    told_version: str | None = None
    """Which version of the readers found what is told; None where it was told of another file with the same bytes, near
    which other files may lie: this one is to be read itself.
    """
    part_reason: str | None = None
    """Why the file shows only a part of the picture; None for a whole one."""
    pixel_hash: bytes | None = None
    """Of what it shows, whatever the file says about it; None where that was not read."""


@dataclass(frozen=True, slots=True, eq=False)
class EmbeddedPhoto:
    """A photo to save together with its embedding: its own, or the one of a photo with the same bytes, or none yet."""

    photo: NewPhoto
    vector: Float32Array | None = None
    """Unit length, [dim]."""
    same_as: PhotoId | None = None
    """Copy the embedding of this photo, if its bytes are (still) the same."""


class SavedPhoto(NamedTuple):
    """What became of one ``EmbeddedPhoto``."""

    photo_id: PhotoId
    embedded: EmbeddedPhoto


@dataclass(frozen=True, slots=True)
class NewProblem:
    """A file that could not be used; ``stamp`` (where known) says when trying again is worth it."""

    root_id: RootId
    relative_path: str
    reason: ProblemReason
    detail: str = ""
    stamp: FileStamp | None = None
    ctime_ns: int = NO_CHANGE_TIME


class FileAt(NamedTuple):
    """A photo, and its file as it was when it was looked at."""

    photo_id: PhotoId
    stamp: FileStamp
    ctime_ns: int


class HashMatch(NamedTuple):
    """A photo that has the bytes asked for."""

    photo_id: PhotoId
    is_missing: bool
    root_id: RootId
    relative_path: str


@dataclass(frozen=True, slots=True)
class PurgedPhotos:
    """Photos that were forgotten."""

    count: int
    content_hashes: frozenset[bytes]
    """Those that no photo has any more."""


@dataclass(frozen=True, slots=True)
class StoredEncoder:
    """An encoder that has, or had, embeddings here."""

    encoder_id: EncoderId
    name: str
    embeddings_bytes: int
    """What their vectors take."""
