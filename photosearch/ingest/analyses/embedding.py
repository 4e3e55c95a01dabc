"""Embedding, the analysis that makes a photo searchable: it commits the photo's record together with its vector."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from typing import cast

import numpy as np

from photosearch.decode.worker_pool import DecodedPhoto
from photosearch.events import EventBus, PhotosChanged, ProblemsChanged
from photosearch.ingest.analyses.analysis import Failure, Needs, Result
from photosearch.ingest.failed_files import FailedFiles
from photosearch.ingest.progress import ProgressMeter
from photosearch.ingest.work import EMBEDDING, Work
from photosearch.shelves.shelf import Shelf
from photosearch.store.embeddings import save_batch
from photosearch.store.records import EmbeddedPhoto
from photosearch.store.store import Store
from photosearch.types.arrays import Float32Array, Int64Array
from photosearch.types.files import ProblemReason


class Embedding:
    """An ``Analysis`` whose version is the encoder's id and whose results are unit vectors, float32 [dim]."""

    name = EMBEDDING

    def __init__(
        self, store: Store, shelf: Shelf, events: EventBus, meter: ProgressMeter, failed_files: FailedFiles
    ) -> None:
        self._store = store
        self._shelf = shelf
        self._events = events
        self._meter = meter
        self._failed_files = failed_files

    @property
    def version(self) -> str:
        """The encoder's id."""
        return self._shelf.encoder_id

    @property
    def batch_size(self) -> int:
        """As many as the encoder likes at once."""
        return self._shelf.service.preferred_batch

    def missing(self, limit: int, after_id: int = 0) -> Int64Array:
        """Present photos of online roots without an embedding of this encoder."""
        return self._store.embeddings.missing_ids(self._shelf.encoder_id, limit, after_id)

    def request(self, work: Work) -> Needs:
        """The encoder's square."""
        del work
        return Needs(pixel_specs=(self._shelf.service.pixel_spec,))

    def run(self, photos: Sequence[DecodedPhoto]) -> Future[Sequence[Float32Array]]:
        """Embed a batch."""
        spec = self._shelf.service.pixel_spec
        vectors = self._shelf.service.encode_images(np.stack([photo.pixels[spec] for photo in photos]))
        # [n, dim]: its rows are the results.
        return cast("Future[Sequence[Float32Array]]", vectors)

    def keep(self, results: Sequence[Result[Float32Array]]) -> None:
        """One transaction, then the index: what is committed but not indexed is caught up with at the next start."""
        good: list[EmbeddedPhoto] = []
        for result in results:
            if isinstance(result.value, Failure):
                self._keep_without_embedding(result, result.value)
            else:
                good.append(EmbeddedPhoto(result.reading.photo, result.value))
        if good:
            self._keep(good)

    def close(self) -> None:
        """Nothing: its threads are those of the encoder, which belong to the shelf."""

    def _keep(self, good: list[EmbeddedPhoto]) -> None:
        saved = save_batch(self._store.database, self._shelf.encoder_id, good)
        # Before it is told that they are in the library: no count of what is done stands below that of the photos.
        self._meter.advance(len(good), current=good[-1].photo.relative_path)
        kept = [(one.photo_id, one.embedded.vector) for one in saved if one.embedded.vector is not None]
        if kept:
            ids = tuple(photo_id for photo_id, _ in kept)
            self._shelf.index.add(np.asarray(ids, dtype=np.int64), np.stack([vector for _, vector in kept]))
            self._events.publish(PhotosChanged(added=ids))
        if any(one.photo.part_reason is not None for one in good):
            self._events.publish(ProblemsChanged(self._store.problems.count()))

    def _keep_without_embedding(self, result: Result[Float32Array], failure: Failure) -> None:
        """A photo that the encoder cannot take is not searchable, nor found by what the file showed before an edit."""
        work = result.reading.work
        saved = save_batch(self._store.database, self._shelf.encoder_id, [EmbeddedPhoto(result.reading.photo)])
        ids = tuple(one.photo_id for one in saved)
        self._shelf.index.remove(np.asarray(ids, dtype=np.int64))
        self._events.publish(PhotosChanged(added=ids))
        self._failed_files.note(work, ProblemReason.ENCODER_FAILED, failure.detail, work.stamp)
