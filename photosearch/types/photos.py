"""What is known of a photo, and how its pixels are wanted."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from photosearch.types.files import FileStamp
from photosearch.types.ids import PhotoId, RootId
from photosearch.types.metadata import FileMetadata
from photosearch.types.places import PhotoPlace

if TYPE_CHECKING:
    from photosearch.types.arrays import UInt8Array


class Resize(StrEnum):
    """How an image becomes the encoder's square input."""

    SQUASH = "squash"
    """Both sides to ``size_px``, aspect lost (what cn_clip's own transform does)."""
    CENTER_CROP = "center_crop"
    """Short side to ``size_px``, then the middle square."""


@dataclass(frozen=True, slots=True)
class PixelSpec:
    """The uint8 RGB square an image encoder wants, always resampled bicubically."""

    size_px: int
    resize: Resize = Resize.SQUASH


class Orientation(StrEnum):
    """The upright shape of a photo."""

    LANDSCAPE = "landscape"
    PORTRAIT = "portrait"
    SQUARE = "square"


@dataclass(frozen=True, slots=True)
class PhotoMetadata:
    """What is known of a photo beside its pixels; sizes are upright (EXIF orientation applied)."""

    width_px: int
    height_px: int
    format: str
    """Upper-case name of the file format, such as ``JPEG``, ``HEIF``, ``DNG``."""
    told: FileMetadata = field(default_factory=FileMetadata)
    """When, where, with what and about what, as far as anything tells."""

    @property
    def orientation(self) -> Orientation:
        """The upright shape."""
        if self.width_px == self.height_px:
            return Orientation.SQUARE
        return Orientation.LANDSCAPE if self.width_px > self.height_px else Orientation.PORTRAIT


@dataclass(frozen=True, slots=True, eq=False)
class MovingPicture:
    """An animated picture, decoded."""

    frames: UInt8Array
    """uint8 [count, height, width, 3] RGB, upright."""
    durations_ms: tuple[int, ...]
    """How long each frame is seen."""


@dataclass(frozen=True, slots=True)
class Photo:
    """The record of one photo file."""

    photo_id: PhotoId
    root_id: RootId
    path: Path
    relative_path: str
    stamp: FileStamp
    content_hash: bytes
    metadata: PhotoMetadata
    """Its date is the one that it is sorted and filtered by, the file's time where nothing else is told."""
    is_online: bool = True
    is_missing: bool = False
    """Its file left the disk; the record is kept for a while so that a moved file is recognised."""
    part_reason: str | None = None
    """Why the file shows only a part of the picture; None for a whole one."""
    place: PhotoPlace | None = None
    """Where it was taken, by its position; None where that is not known, or not found yet."""
