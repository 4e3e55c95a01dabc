"""The smallest further source of hits: photos whose file name holds the words of the query."""

from __future__ import annotations

import numpy as np

from photosearch.paths import DataFolders
from photosearch.search.sources.source import Candidates
from photosearch.store.photos import Photos
from photosearch.store.store import Store
from photosearch.types.arrays import Int64Array
from photosearch.types.ids import PhotoId
from photosearch.types.queries import SearchQuery


class FileNames:
    """Whatever holds the words is a match; a short name fits better than a long one."""

    def __init__(self, photos: Photos) -> None:
        self._photos = photos

    def candidates(self, query: SearchQuery, allowed: Int64Array | None, limit: int) -> Candidates:
        ids = self._photos.ids() if allowed is None else allowed
        photos = self._photos.get([PhotoId(photo_id) for photo_id in ids.tolist()])
        words = query.text.strip().lower()
        names = {photo_id: photo.path.name for photo_id, photo in photos.items()}
        found = sorted((len(name), photo_id) for photo_id, name in names.items() if words and words in name.lower())
        found = found[: limit or None]
        return Candidates(
            "file_names",
            np.asarray([photo_id for _, photo_id in found], np.int64),
            np.asarray([1 / length for length, _ in found], np.float32),
            details=np.asarray([names[PhotoId(photo_id)] for _, photo_id in found], np.str_),
        )


def file_names(store: Store, folders: DataFolders) -> FileNames:
    """As ``beside_embedding.SOURCES`` takes it."""
    del folders
    return FileNames(store.photos)
