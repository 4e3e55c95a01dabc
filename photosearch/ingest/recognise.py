"""Recognises bytes that are known already: moved, touched or duplicated files are never embedded again."""

from __future__ import annotations

import os

import numpy as np

from photosearch.ingest.shelf import Shelf, Store
from photosearch.ingest.work import Work
from photosearch.store.photos import NewPhoto
from photosearch.types import Photo, PhotoId


class Recogniser:
    """Settles work whose content hash the store knows, under one encoder."""

    def __init__(self, store: Store, shelf: Shelf) -> None:
        self._store = store
        self._shelf = shelf

    def settle(self, work: Work, content_hash: bytes) -> PhotoId | None:
        """Make ``work`` searchable from what is known; None when its bytes must be decoded and embedded."""
        twins = self._twins(content_hash)
        own = next((twin for twin in twins if twin.photo_id == work.photo_id), None)
        if own is not None:
            return self._touched(work, own)
        source = next((twin for twin in twins if self._vector(twin.photo_id) is not None), None)
        if source is None:
            return None
        if work.photo_id is None:
            moved = next((twin for twin in twins if self._is_gone(twin)), None)
            if moved is not None:
                return self._moved(work, moved, source)
        return self._duplicated(work, content_hash, source)

    def adopt(self, work: Work, content_hash: bytes) -> None:
        """Give new work the record of a vanished twin that has no embedding yet, so that the record lives on."""
        if work.photo_id is not None:
            return
        moved = next((twin for twin in self._twins(content_hash) if self._is_gone(twin)), None)
        if moved is not None:
            self._store.photos.move(moved.photo_id, work.root_id, work.relative_path, work.stamp)

    def _twins(self, content_hash: bytes) -> list[Photo]:
        return self._store.photos.find_by_hash(content_hash)

    def _touched(self, work: Work, own: Photo) -> PhotoId | None:
        self._store.photos.touch(own.photo_id, work.stamp)
        return self._shelve(work, own.photo_id)

    def _moved(self, work: Work, moved: Photo, source: Photo) -> PhotoId | None:
        self._store.photos.move(moved.photo_id, work.root_id, work.relative_path, work.stamp)
        if moved.photo_id != source.photo_id:
            self._store.embeddings.copy(self._shelf.encoder_id, source.photo_id, moved.photo_id)
        return self._shelve(work, moved.photo_id)

    def _duplicated(self, work: Work, content_hash: bytes, source: Photo) -> PhotoId | None:
        new = NewPhoto(work.root_id, work.relative_path, work.stamp, content_hash, source.metadata)
        (photo_id,) = self._store.photos.save([new])
        self._store.embeddings.copy(self._shelf.encoder_id, source.photo_id, photo_id)
        return self._shelve(work, photo_id)

    def _shelve(self, work: Work, photo_id: PhotoId) -> PhotoId | None:
        vector = self._vector(photo_id)
        if vector is None:
            return None
        self._shelf.index.add(np.asarray([photo_id], dtype=np.int64), vector[np.newaxis, :])
        self._store.problems.clear(work.root_id, [work.relative_path])
        return photo_id

    def _vector(self, photo_id: PhotoId) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]] | None:
        return self._store.embeddings.get(self._shelf.encoder_id, photo_id)

    @staticmethod
    def _is_gone(twin: Photo) -> bool:
        """Whether the twin's file left its place. On an offline root nobody can tell, so it stays."""
        return twin.is_missing or (twin.is_online and not os.path.lexists(twin.path))
