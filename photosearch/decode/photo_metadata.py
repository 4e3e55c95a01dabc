"""What is kept of an opened picture: all that is told of it, and the part that photos are listed and sorted by."""

from __future__ import annotations

from pathlib import Path

from photosearch.decode.metadata.reading import read_told
from photosearch.decode.pillow_image import OpenedImage
from photosearch.types.files import FileStamp
from photosearch.types.metadata import DateSource, FileMetadata, PhotoDate
from photosearch.types.photos import PhotoMetadata


def read_metadata(
    opened: OpenedImage, path: Path | None = None, stamp: FileStamp | None = None
) -> tuple[PhotoMetadata, FileMetadata]:
    """What is known of an opened picture beside its pixels. Never raises for what a file says.

    Args:
        path: of the photo, for its name and what lies beside it; None for a picture without a file.
        stamp: of the open file.
    """
    told = read_told(opened.blocks(), path, None if stamp is None else stamp.mtime_ns)
    taken = _taken(told.date)
    position = told.position
    metadata = PhotoMetadata(
        width_px=opened.width_px,
        height_px=opened.height_px,
        format=opened.format,
        taken_at=None if taken is None else taken.at,
        taken_offset_min=None if taken is None else taken.offset_min,
        camera=None if told.camera is None else told.camera.value,
        lens=None if told.lens is None else told.lens.value,
        latitude_deg=None if position is None else position.latitude_deg,
        longitude_deg=None if position is None else position.longitude_deg,
        rating=_stars(told),
    )
    return metadata, told


def _taken(date: PhotoDate | None) -> PhotoDate | None:
    """A date that tells of the photo; the file's time is kept as the file's."""
    return None if date is None or date.source is DateSource.FILE_TIME else date


def _stars(told: FileMetadata) -> int | None:
    """Whole stars that the photo has at least; a rejected one has none."""
    return None if told.rating is None or told.rating.value < 0 else int(told.rating.value)
