"""Reads what is told of photos again: where an earlier version read them, where one moved, or its sidecars changed."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from typing import Final

from photosearch.decode.metadata.reading import READERS_VERSION
from photosearch.decode.worker_pool import DecodedPhoto
from photosearch.ingest.analyses.analysis import Needs, Result
from photosearch.ingest.work import Work
from photosearch.paths import DataFolders
from photosearch.store.store import Store
from photosearch.store.told_writes import METADATA
from photosearch.types.arrays import Int64Array

_BATCH: Final = 32
"""Photos a transaction: most of its time is the disk's."""


class Metadata:
    """An ``Analysis`` whose results lie in the decoded photo: no pixel is decoded for it, and nothing computed."""

    name = METADATA
    version = READERS_VERSION
    batch_size = _BATCH

    def __init__(self, store: Store) -> None:
        self._store = store

    def missing(self, limit: int, after_id: int = 0) -> Int64Array:
        """Photos that this version of the readers has not read."""
        return self._store.analyses.missing_ids(self.name, self.version, limit, after_id)

    def request(self, work: Work) -> Needs:
        """Nothing but what always comes along."""
        del work
        return Needs()

    def run(self, photos: Sequence[DecodedPhoto]) -> Future[Sequence[None]]:
        """Done at once."""
        answer: Future[Sequence[None]] = Future()
        answer.set_result([None] * len(photos))
        return answer

    def keep(self, results: Sequence[Result[None]]) -> None:
        """Write what is told now. A photo that was read to become searchable has all of it in its record already."""
        read = {
            result.photo_id: result.reading.photo
            for result in results
            if result.photo_id is not None and not result.reading.work.lacks_embedding
        }
        if read:
            self._store.photos.renew(read)

    def close(self) -> None:
        """Nothing: it has no thread."""


def metadata(store: Store, folders: DataFolders) -> Metadata:
    """As ``beside_embedding.ANALYSES`` takes it."""
    del folders
    return Metadata(store)
