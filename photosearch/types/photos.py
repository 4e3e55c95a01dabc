"""What is known of a photo, and how its pixels are wanted."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from photosearch.types.files import FileStamp
from photosearch.types.ids import PhotoId, RootId


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
    taken_at: dt.datetime | None = None
    """Naive wall-clock time at the place where it was taken."""
    taken_offset_min: int | None = None
    """Minutes east of UTC of ``taken_at``, when the camera wrote it."""
    camera: str | None = None
    lens: str | None = None
    latitude_deg: float | None = None
    longitude_deg: float | None = None
    rating: int | None = None
    """0 to 5 stars."""

    @property
    def orientation(self) -> Orientation:
        """The upright shape."""
        if self.width_px == self.height_px:
            return Orientation.SQUARE
        return Orientation.LANDSCAPE if self.width_px > self.height_px else Orientation.PORTRAIT


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
    is_online: bool = True
    is_missing: bool = False
    """Its file left the disk; the record is kept for a while so that a moved file is recognised."""
