"""Runs work through decode, analyses and store with bounded look-ahead, so that all of them stay busy.

One thread conducts: decoding happens in processes and analysing on threads of the analyses, so conducting is
waiting for futures. What is committed is searchable at once; what is in flight when it stops is found again
by the next scan.
"""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from typing import Any

from photosearch.decode.metadata.reading import READERS_VERSION
from photosearch.decode.worker_pool import DecodedPhoto, DecodeFailure, DecodePool, DecodeRequest
from photosearch.events import EventBus, PhotosChanged
from photosearch.ingest.analyses.analysis import Analysis, Needs, Reading, all_of
from photosearch.ingest.analyses.beside import AnalysesBeside
from photosearch.ingest.analyses.embedding import Embedding
from photosearch.ingest.analyses.line import AnalysisLine
from photosearch.ingest.failed_files import FailedFiles
from photosearch.ingest.progress import ProgressMeter
from photosearch.ingest.recognise import Recogniser
from photosearch.ingest.work import Work
from photosearch.shelves.shelf import Shelf
from photosearch.store.records import NewPhoto
from photosearch.store.store import Store
from photosearch.types.files import FileStamp
from photosearch.types.ids import PhotoId

_POLL_S = 0.2

_Lines = tuple[AnalysisLine[Any], ...]


class Pipeline:
    """Makes a stream of files searchable under one encoder, and reads them for the analyses beside on the way."""

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
        analyses: Iterable[Analysis[Any]] = (),
    ) -> None:
        """``analyses`` are those beside embedding."""
        self._store = store
        self._pool = pool
        self._events = events
        self._meter = meter
        self._may_go_on = may_go_on
        self._should_stop = should_stop
        self._look_around = look_around
        self._recogniser = Recogniser(store, shelf)
        self._failed_files = FailedFiles(store, shelf, events, meter)
        self._embedding = AnalysisLine(Embedding(store, shelf, events, meter, self._failed_files))
        self._beside = AnalysesBeside(store, analyses, self._read, self._retold)
        self._decoding: dict[Future[DecodedPhoto | DecodeFailure], tuple[Work, _Lines]] = {}
        self._next: Work | None = None
        """What is to be handed out as soon as there is room."""
        self._followers: dict[bytes, list[Work]] = {}
        """Files with the bytes of one that is in flight: they get its embedding once it is committed."""
        self.has_left_out = False
        """Whether a photo was not read for an analysis that had no room: it is to be read again."""

    @property
    def failures(self) -> dict[str, Exception]:
        """Why an analysis beside embedding was set aside, by its name."""
        return self._beside.failures

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
                    self._embedding.send()
                    self._beside.send()
                    if self._embedding.is_empty and self._beside.is_empty:
                        return
                self._step()
                self._look_around()
        finally:
            self._drop_in_flight()

    def _fill(self, remaining: Iterator[Work]) -> bool:
        """Keep the decoders busy; False when there is no more work."""
        while self._may_go_on():
            self._next = self._next or next(remaining, None)
            if self._next is None:
                return False
            if not self._hand_out(self._next):
                return True
            self._next = None
        return True

    def _hand_out(self, work: Work) -> bool:
        """Let ``work`` be decoded for whatever is due and has room; False while there is none.

        A new photo waits for embedding alone, a known one for any: what is slow does not hold up what is quick.
        """
        due = self._beside.due(work)
        if not (due or work.lacks_embedding):
            self._read(work)  # all that it was to be read for was set aside
            return True
        lines: _Lines = tuple(line for line in due if line.has_room)
        is_all = len(lines) == len(due)
        if work.lacks_embedding:
            lines = (self._embedding, *lines) if self._embedding.has_room else ()
        if not lines:
            return False
        self.has_left_out = self.has_left_out or not is_all
        self._decode(work, lines, hash_only=work.is_familiar)
        return True

    def _step(self) -> None:
        """Wait for whatever is done first and take it one stage further."""
        waiting: set[Future[Any]] = {*self._decoding, *self._embedding.answers, *self._beside.answers}
        if not waiting:
            time.sleep(_POLL_S)
            return
        done, _ = wait(waiting, timeout=_POLL_S, return_when=FIRST_COMPLETED)
        for future in [future for future in self._decoding if future in done]:
            work, lines = self._decoding.pop(future)
            for line in lines:
                line.decoding -= 1
            if not future.cancelled():  # as they are when the decoders close before this thread ends
                self._decoded(work, lines, future.result())
        while results := self._embedding.take_done():
            self._embedding.analysis.keep(results)
            self._recorded([result.reading for result in results])
        self._embedding.send_if_late()
        self._beside.step()

    def _decode(self, work: Work, lines: _Lines, *, hash_only: bool = False) -> None:
        asked = {line: self._needs_of(line, work) for line in lines}
        lines = tuple(line for line, needs in asked.items() if needs is not None)
        if not lines:
            self._read(work)  # all that it was to be read for was set aside
            return
        needs = all_of(needs for needs in asked.values() if needs is not None)
        request = DecodeRequest(
            path=work.path,
            pixel_specs=needs.pixel_specs,
            preview_px=needs.picture_px,
            # One that was lost is not worth a decoding that nobody else asks for.
            wants_thumbnail=bool(needs.pixel_specs) or needs.picture_px is not None,
            hash_only=hash_only,
        )
        for line in lines:
            line.decoding += 1
        self._decoding[self._pool.submit(request)] = (work, lines)

    def _needs_of(self, line: AnalysisLine[Any], work: Work) -> Needs | None:
        if line is self._embedding:
            return line.analysis.request(work)
        return self._beside.needs_of(line, work)

    def _decoded(self, work: Work, lines: _Lines, result: DecodedPhoto | DecodeFailure) -> None:
        if isinstance(result, DecodeFailure):
            self._failed_files.note(work, result.reason, result.detail, result.stamp)
            return
        assert result.content_hash is not None, "a hash was asked for"
        work = self._with_stamp(work, result.stamp)
        if not work.lacks_embedding:
            self._read_again(work, lines, result)
        elif result.content_hash in self._followers:
            self._followers[result.content_hash].append(work)
        elif (photo_id := self._settle(work, result.content_hash, result)) is not None:
            self._settled(work, photo_id)
        elif result.metadata is None:
            self._decode(work, lines)
        elif (photo_id := self._recogniser.settle_shown(work, self._reading(work, result).photo)) is not None:
            self._settled(work, photo_id)
        else:
            self._followers[result.content_hash] = []
            reading = self._reading(work, result)
            self._embedding.add(reading)
            self._beside.add(reading, lines[1:], None)

    def _settle(self, work: Work, content_hash: bytes, result: DecodedPhoto) -> PhotoId | None:
        return self._recogniser.settle(work, content_hash, result.metadata, result.part_reason)

    @staticmethod
    def _with_stamp(work: Work, stamp: FileStamp | None) -> Work:
        """The stamp of the bytes that were read counts, not that of the earlier listing."""
        return work if stamp is None or stamp == work.stamp else dataclasses.replace(work, stamp=stamp)

    @staticmethod
    def _reading(work: Work, decoded: DecodedPhoto) -> Reading:
        assert decoded.content_hash is not None
        assert decoded.metadata is not None, "metadata was asked for"
        place = (work.root_id, work.relative_path, work.stamp)
        photo = NewPhoto(
            *place,
            decoded.content_hash,
            decoded.metadata,
            ctime_ns=work.ctime_ns,
            is_familiar=work.is_familiar,
            told_version=READERS_VERSION,
            part_reason=decoded.part_reason,
            pixel_hash=decoded.pixel_hash,
        )
        return Reading(work, photo, decoded)

    def _read_again(self, work: Work, lines: _Lines, result: DecodedPhoto) -> None:
        """A known photo was read for analyses beside embedding; one that changed meanwhile is the next scan's."""
        assert work.photo_id is not None, "only a known photo lacks nothing but those"
        known = self._store.photos.get([work.photo_id]).get(work.photo_id)
        if known is None or known.content_hash != result.content_hash:
            self._read(work)
        else:
            self._beside.add(self._reading(work, result), lines, work.photo_id)

    def _recorded(self, readings: list[Reading]) -> None:
        """The photos are committed: what was waiting for that goes on."""
        self._beside.recorded(readings)
        for reading in readings:
            for follower in self._followers.pop(reading.photo.content_hash, ()):
                self._decode(follower, (self._embedding,), hash_only=True)

    def _settled(self, work: Work, photo_id: PhotoId) -> None:
        self._read(work)
        self._events.publish(PhotosChanged(added=(photo_id,)))

    def _retold(self, photo_ids: Sequence[PhotoId]) -> None:
        self._events.publish(PhotosChanged(retold=tuple(photo_ids)))

    def _read(self, work: Work) -> None:
        self._meter.advance(current=work.relative_path)

    def _drop_in_flight(self) -> None:
        """After a stop or an error: nothing of what is in flight is committed, the next scan finds it again."""
        for future, (_, lines) in self._decoding.items():
            future.cancel()
            for line in lines:
                line.decoding -= 1
        self._decoding.clear()
        self._next = None
        self._embedding.drop()
        self._beside.drop()
        self._followers.clear()
