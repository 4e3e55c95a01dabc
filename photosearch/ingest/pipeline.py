"""Runs work through decode, encoder, store and index with bounded look-ahead, so that all of them stay busy.

One thread conducts: decoding happens in processes and embedding on the encoder's thread, so conducting is
waiting for futures. What is committed is searchable at once; what is in flight when it stops is found again
by the next scan.
"""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass

import numpy as np

from photosearch.decode.worker_pool import DecodedPhoto, DecodeFailure, DecodePool, DecodeRequest
from photosearch.errors import ModelError
from photosearch.events import EventBus, PhotosChanged, ProblemsChanged
from photosearch.ingest.progress import ProgressMeter
from photosearch.ingest.recognise import Recogniser
from photosearch.ingest.shelf import Shelf, Store
from photosearch.ingest.work import Work
from photosearch.store.embeddings import save_batch
from photosearch.store.records import EmbeddedPhoto, NewPhoto, NewProblem
from photosearch.types import FileStamp, Float32Array, PhotoId, ProblemReason, UInt8Array

_log = logging.getLogger(__name__)

_BATCHES_AHEAD = 4
"""Batches of photos between file and store: enough that the encoder never waits, little enough memory."""
_MAX_BATCH_WAIT_S = 1.0
"""A photo does not wait longer than this for its batch to fill up: slow formats become searchable too."""
_POLL_S = 0.2
_SAYS_NOTHING_OF_THE_BYTES = frozenset({ProblemReason.NO_PERMISSION, ProblemReason.READ_ERROR})
"""Such a file is tried again by every scan, and what is known of it stays."""


@dataclass(frozen=True, slots=True)
class _Ready:
    """A decoded photo on its way into a batch."""

    work: Work
    photo: NewPhoto
    pixels: UInt8Array


@dataclass(slots=True)
class _Embedding:
    """A batch that the encoder is working on."""

    batch: list[_Ready]
    vectors: Future[Float32Array]


class Pipeline:
    """Makes a stream of files searchable under one encoder."""

    def __init__(
        self,
        store: Store,
        shelf: Shelf,
        pool: DecodePool,
        events: EventBus,
        meter: ProgressMeter,
        *,
        may_go_on: Callable[[], bool],
        should_stop: Callable[[], bool],
        look_around: Callable[[], object] = bool,
    ) -> None:
        self._store = store
        self._shelf = shelf
        self._pool = pool
        self._events = events
        self._meter = meter
        self._may_go_on = may_go_on
        self._should_stop = should_stop
        self._look_around = look_around
        self._recogniser = Recogniser(store, shelf)
        self._batch_size = max(1, shelf.service.preferred_batch)
        self._decoding: dict[Future[DecodedPhoto | DecodeFailure], Work] = {}
        self._batch: list[_Ready] = []
        self._batch_since_s = 0.0
        self._embedding: deque[_Embedding] = deque()
        self._followers: dict[bytes, list[Work]] = {}
        """Files with the bytes of one that is in flight: they get its embedding once it is committed."""

    def run(self, works: Iterable[Work]) -> None:
        """Do all of ``works``, or as much as there is before it should stop.

        Raises:
            StoreError: nothing can be written (such as DiskFullError); what was committed stays.
            ModelError: the encoder fails for everything.
        """
        remaining = iter(works)
        is_exhausted = False
        try:
            while not self._should_stop():
                is_exhausted = is_exhausted or not self._fill(remaining)
                if is_exhausted and not self._decoding:
                    self._send_batch()
                if not self._decoding and not self._embedding and is_exhausted:
                    return
                self._step()
                self._look_around()
        finally:
            self._drop_in_flight()

    def _fill(self, remaining: Iterator[Work]) -> bool:
        """Keep the decoders busy; False when there is no more work."""
        room = _BATCHES_AHEAD * self._batch_size + 2
        while self._in_flight() < room and self._may_go_on():
            work = next(remaining, None)
            if work is None:
                return False
            self._decode(work, hash_only=work.is_familiar)
        return True

    def _in_flight(self) -> int:
        """Photos whose pixels are held, or soon will be; those that wait for the encoder too, or small files that
        decode faster than they are embedded would pile up without end.
        """
        return len(self._decoding) + len(self._batch) + sum(len(item.batch) for item in self._embedding)

    def _step(self) -> None:
        """Wait for whatever is done first and take it one stage further."""
        waiting: set[Future[object]] = {*self._decoding, *(item.vectors for item in self._embedding)}  # type: ignore[arg-type]
        if not waiting:
            time.sleep(_POLL_S)
            return
        done, _ = wait(waiting, timeout=_POLL_S, return_when=FIRST_COMPLETED)
        for future in [future for future in self._decoding if future in done]:
            work = self._decoding.pop(future)
            if not future.cancelled():  # as they are when the decoders close before this thread ends
                self._decoded(work, future.result())
        while self._embedding and self._embedding[0].vectors.done():
            self._commit(self._embedding.popleft())
        is_late = bool(self._batch) and time.monotonic() - self._batch_since_s > _MAX_BATCH_WAIT_S
        if is_late and not self._embedding:
            self._send_batch()

    def _decode(self, work: Work, *, hash_only: bool = False) -> None:
        request = DecodeRequest(
            path=work.path,
            pixel_specs=(self._shelf.service.pixel_spec,),
            wants_thumbnail=True,
            hash_only=hash_only,
        )
        self._decoding[self._pool.submit(request)] = work

    def _decoded(self, work: Work, result: DecodedPhoto | DecodeFailure) -> None:
        if isinstance(result, DecodeFailure):
            self._failed(work, result.reason, result.detail, result.stamp)
            return
        assert result.content_hash is not None, "a hash was asked for"
        work = self._with_stamp(work, result.stamp)
        if result.content_hash in self._followers:
            self._followers[result.content_hash].append(work)
        elif (photo_id := self._recogniser.settle(work, result.content_hash, result.metadata)) is not None:
            self._settled(work, photo_id)
        elif not result.pixels or result.metadata is None:
            self._decode(work)
        else:
            self._followers[result.content_hash] = []
            photo = NewPhoto(work.root_id, work.relative_path, work.stamp, result.content_hash, result.metadata)
            self._add_to_batch(_Ready(work, photo, result.pixels[self._shelf.service.pixel_spec]))

    @staticmethod
    def _with_stamp(work: Work, stamp: FileStamp | None) -> Work:
        """The stamp of the bytes that were read counts, not that of the earlier listing."""
        if stamp is None or stamp == work.stamp:
            return work
        return Work(work.root_id, work.root_path, work.relative_path, stamp, work.photo_id)

    def _add_to_batch(self, ready: _Ready) -> None:
        if not self._batch:
            self._batch_since_s = time.monotonic()
        self._batch.append(ready)
        if len(self._batch) >= self._batch_size:
            self._send_batch()

    def _send_batch(self) -> None:
        if not self._batch:
            return
        batch, self._batch = self._batch, []
        pixels = np.stack([ready.pixels for ready in batch])
        self._embedding.append(_Embedding(batch, self._shelf.service.encode_images(pixels)))

    def _commit(self, embedding: _Embedding) -> None:
        try:
            vectors = embedding.vectors.result()
            good = embedding.batch
        except ModelError as error:
            good, vectors = self._one_by_one(embedding.batch, error)
        if good:
            self._keep(good, vectors)
        for ready in embedding.batch:
            for follower in self._followers.pop(ready.photo.content_hash, ()):
                self._decode(follower, hash_only=True)

    def _keep(self, good: list[_Ready], vectors: Float32Array) -> None:
        """One transaction, then the index: what is committed but not indexed is caught up with at the next start."""
        batch = [EmbeddedPhoto(ready.photo, vector) for ready, vector in zip(good, vectors, strict=True)]
        saved = save_batch(self._store.database, self._shelf.encoder_id, batch)
        kept = [(one.photo_id, one.embedded.vector) for one in saved if one.embedded.vector is not None]
        if kept:
            ids = tuple(photo_id for photo_id, _ in kept)
            self._shelf.index.add(np.asarray(ids, dtype=np.int64), np.stack([vector for _, vector in kept]))
            self._events.publish(PhotosChanged(added=ids))
        self._meter.advance(len(good), current=good[-1].work.relative_path)

    def _one_by_one(self, batch: list[_Ready], error: ModelError) -> tuple[list[_Ready], Float32Array]:
        """Find the photos that the encoder cannot take; the others in the batch are not to suffer."""
        good: list[_Ready] = []
        bad: list[tuple[_Ready, str]] = []
        vectors = [np.empty((0, self._shelf.index.dim), dtype=np.float32)]
        for ready in batch:
            try:
                vectors.append(self._shelf.service.encode_images(ready.pixels[np.newaxis]).result())
                good.append(ready)
            except ModelError as single:
                bad.append((ready, str(single)))
        if not good:
            self._check_encoder(batch[0].pixels, error)
        for ready, detail in bad:
            self._keep_without_embedding(ready, detail)
        return good, np.concatenate(vectors)

    def _check_encoder(self, pixels: UInt8Array, error: ModelError) -> None:
        """Raise ``error`` when the encoder fails on plain grey too: then no photo is at fault."""
        try:
            self._shelf.service.encode_images(np.full_like(pixels, 128)[np.newaxis]).result()
        except ModelError:
            raise error from None

    def _keep_without_embedding(self, ready: _Ready, detail: str) -> None:
        """A photo that the encoder cannot take is not searchable, nor found by what the file showed before an edit."""
        saved = save_batch(self._store.database, self._shelf.encoder_id, [EmbeddedPhoto(ready.photo)])
        ids = tuple(one.photo_id for one in saved)
        self._shelf.index.remove(np.asarray(ids, dtype=np.int64))
        self._events.publish(PhotosChanged(added=ids))
        self._failed(ready.work, ProblemReason.ENCODER_FAILED, detail, ready.work.stamp)

    def _settled(self, work: Work, photo_id: PhotoId) -> None:
        self._meter.advance(current=work.relative_path)
        self._events.publish(PhotosChanged(added=(photo_id,)))

    def _failed(self, work: Work, reason: ProblemReason, detail: str, stamp: FileStamp | None) -> None:
        """Keep the failure with its file's name on it; a file that vanished meanwhile is the next scan's."""
        is_problem = reason is not ProblemReason.VANISHED and self._store.libraries.has(work.root_id)
        if is_problem:
            seen = None if reason in _SAYS_NOTHING_OF_THE_BYTES else stamp or work.stamp
            self._store.problems.record([NewProblem(work.root_id, work.relative_path, reason, detail, seen)])
            _log.warning("cannot use %r: %s (%s)", work.relative_path, reason.value, detail)
            self._events.publish(ProblemsChanged(self._store.problems.count()))
            if work.photo_id is not None and seen is not None and reason is not ProblemReason.ENCODER_FAILED:
                self._retire_if_edited(work.photo_id, seen)
        self._meter.advance(problems=int(is_problem), current=work.relative_path)

    def _retire_if_edited(self, photo_id: PhotoId, seen: FileStamp) -> None:
        """A file that became unusable must not be found by what it showed before; unchanged, it still shows that."""
        record = self._store.photos.get([photo_id]).get(photo_id)
        if record is None or record.stamp == seen:
            return
        self._store.photos.mark_missing([photo_id], time.time())
        self._shelf.index.remove(np.asarray([photo_id], dtype=np.int64))
        self._events.publish(PhotosChanged(removed=(photo_id,)))

    def _drop_in_flight(self) -> None:
        """After a stop or an error: nothing of what is in flight is committed, the next scan finds it again."""
        for future in self._decoding:
            future.cancel()
        for item in self._embedding:
            item.vectors.cancel()
        self._decoding.clear()
        self._embedding.clear()
        self._batch.clear()
        self._followers.clear()
