"""Recognises bytes that are known already: moved, touched or duplicated files are never embedded again."""

from __future__ import annotations

import numpy as np

from photosearch.ingest.presence import ExactNames, is_regular_file
from photosearch.ingest.work import Work
from photosearch.shelves.shelf import Shelf
from photosearch.store.embeddings import save_batch
from photosearch.store.records import EmbeddedPhoto, HashMatch, NewPhoto, NewProblem
from photosearch.store.store import Store
from photosearch.types.arrays import Float32Array
from photosearch.types.files import ProblemReason
from photosearch.types.ids import PhotoId, item_of
from photosearch.types.photos import PhotoMetadata


class Recogniser:
    """Settles work whose content hash the store knows, under one encoder."""

    def __init__(self, store: Store, shelf: Shelf) -> None:
        self._store = store
        self._shelf = shelf
        self._roots = {root.root_id: root for root in store.libraries.all()}

    def settle(
        self, work: Work, content_hash: bytes, metadata: PhotoMetadata | None, part_reason: str | None = None
    ) -> PhotoId | None:
        """Make ``work`` searchable from what is known; None when its bytes must be decoded or embedded.

        ``metadata`` is None as long as only the hash was read; ``part_reason`` is that of a decoded photo.
        """
        twins = self._store.photos.find_by_hash(content_hash)
        own = next((twin for twin in twins if _is_at(twin, work) and not twin.is_missing), None)
        if own is not None:
            self._store.photos.touch(own.photo_id, work.stamp, work.ctime_ns)
        elif work.photo_id is None and (own := self._moved(twins, work)) is not None:
            place = (work.root_id, work.relative_path, work.stamp, work.ctime_ns)
            self._store.photos.move(own.photo_id, *place)
        if own is not None and self._vector(own.photo_id) is not None:
            return self._shelved(work, own.photo_id)
        source = next((twin.photo_id for twin in twins if self._vector(twin.photo_id) is not None), None)
        return None if source is None else self._copied(work, content_hash, (metadata, part_reason), source)

    def settle_shown(self, work: Work, photo: NewPhoto) -> PhotoId | None:
        """Make ``work``, whose bytes are new, searchable from a photo that shows the same; None where none is known.

        A date that was corrected, or stars that were given, change the bytes of a file and nothing of what it shows.
        """
        twins = [] if photo.pixel_hash is None else self._store.photos.find_by_pixels(photo.pixel_hash)
        source = next((twin.photo_id for twin in twins if self._vector(twin.photo_id) is not None), None)
        if source is None:
            return None
        if work.photo_id is None and (moved := self._moved(twins, work)) is not None:
            place = (work.root_id, work.relative_path, work.stamp, work.ctime_ns)
            self._store.photos.move(moved.photo_id, *place)
        saved = save_batch(self._store.database, self._shelf.encoder_id, [EmbeddedPhoto(photo, same_as=source)])
        return self._shelved(work, saved[0].photo_id) if saved else None

    def _copied(
        self, work: Work, content_hash: bytes, read: tuple[PhotoMetadata | None, str | None], source: PhotoId
    ) -> PhotoId | None:
        """A duplicate gets a record of its own with the embedding of its twin."""
        metadata, part_reason = read
        if metadata is None:
            known = self._store.photos.get([source]).get(source)
            if known is None:
                return None
            metadata, part_reason = known.metadata, known.part_reason
        place = (work.root_id, work.relative_path, work.stamp)
        new = NewPhoto(
            *place,
            content_hash,
            metadata,
            ctime_ns=work.ctime_ns,
            is_familiar=work.is_familiar,
            part_reason=part_reason,
        )
        saved = save_batch(self._store.database, self._shelf.encoder_id, [EmbeddedPhoto(new, same_as=source)])
        return self._shelved(work, saved[0].photo_id) if saved else None

    def _shelved(self, work: Work, photo_id: PhotoId) -> PhotoId | None:
        """Put the stored embedding into the index; None when there is none."""
        vector = self._vector(photo_id)
        if vector is None:
            return None
        self._shelf.index.add(np.asarray([photo_id], dtype=np.int64), vector[np.newaxis, :])
        self._store.problems.clear(work.root_id, [work.relative_path])
        known = self._store.photos.get([photo_id]).get(photo_id)
        if known is not None and (reason := known.part_reason) is not None:
            place = (work.root_id, work.relative_path)
            self._store.problems.record([NewProblem(*place, ProblemReason.PART, reason, work.stamp, work.ctime_ns)])
        return photo_id

    def _vector(self, photo_id: PhotoId) -> Float32Array | None:
        return self._store.embeddings.get(self._shelf.encoder_id, item_of(photo_id))

    def _moved(self, twins: list[HashMatch], work: Work) -> HashMatch | None:
        """The photo whose file is at another place now, or back: one that was here before comes first."""
        left = [twin for twin in twins if self._has_left(twin, work)]
        return next((twin for twin in left if _is_at(twin, work)), left[0] if left else None)

    def _has_left(self, twin: HashMatch, work: Work) -> bool:
        """Whether the twin's file left its place. On an offline root nobody can tell, so it stays."""
        if twin.is_missing:
            return True
        root = self._roots.get(twin.root_id)
        if root is None or not root.is_online:
            return False
        if not is_regular_file(root.path / twin.relative_path):
            return True
        is_respelled = twin.relative_path.casefold() == work.relative_path.casefold()
        return is_respelled and not ExactNames(root.path).has(twin.relative_path)


def _is_at(twin: HashMatch, work: Work) -> bool:
    return (twin.root_id, twin.relative_path) == (work.root_id, work.relative_path)
