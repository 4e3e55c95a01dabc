"""What is kept of an opened picture beside its pixels."""

from __future__ import annotations

from pathlib import Path

from photosearch.decode.metadata.reading import read_told
from photosearch.decode.pillow_image import OpenedImage
from photosearch.types.files import FileStamp
from photosearch.types.photos import PhotoMetadata


def read_metadata(opened: OpenedImage, path: Path | None = None, stamp: FileStamp | None = None) -> PhotoMetadata:
    """What is known of an opened picture beside its pixels. Never raises for what a file says.

    Args:
        path: of the photo, for its name and what lies beside it; None for a picture without a file.
        stamp: of the open file.
    """
    told = read_told(opened.blocks(), path, None if stamp is None else stamp.mtime_ns)
    return PhotoMetadata(opened.width_px, opened.height_px, opened.format, told)
