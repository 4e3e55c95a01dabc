"""What the store knows of the files of a root, as a dictionary that tests can compare."""

from __future__ import annotations

from photosearch.store.photos import Photos
from photosearch.types.files import FileStamp, path_of_line
from photosearch.types.ids import PhotoId, RootId


def known_files(photos: Photos, root_id: RootId, under: str = "") -> dict[str, tuple[PhotoId, FileStamp]]:
    """Relative path -> (photo, stamp) of the present photos at or below ``under``."""
    found = photos.at(root_id, {path_of_line(line) for line in photos.known_lines(root_id, under)})
    return {path: (file.photo_id, file.stamp) for path, file in found.items()}
