"""Keeps a file's failure as a problem with its name on it, and retires a photo whose file became unusable."""

from __future__ import annotations

import logging
import time

import numpy as np

from photosearch.events import EventBus, PhotosChanged, ProblemsChanged
from photosearch.ingest.progress import ProgressMeter
from photosearch.ingest.work import Work
from photosearch.shelves.shelf import Shelf
from photosearch.store.records import NewProblem
from photosearch.store.store import Store
from photosearch.types.files import FileStamp, ProblemReason
from photosearch.types.ids import PhotoId

_log = logging.getLogger(__name__)

_SAYS_NOTHING_OF_THE_BYTES = frozenset({ProblemReason.NO_PERMISSION, ProblemReason.READ_ERROR})
"""Such a file is tried again by every scan, and what is known of it stays."""


class FailedFiles:
    """Used by the ingest thread only."""

    def __init__(self, store: Store, shelf: Shelf, events: EventBus, meter: ProgressMeter) -> None:
        self._store = store
        self._shelf = shelf
        self._events = events
        self._meter = meter

    def note(self, work: Work, reason: ProblemReason, detail: str, stamp: FileStamp | None) -> None:
        """Keep the failure and count the file as done; one that vanished meanwhile is the next scan's."""
        is_problem = reason is not ProblemReason.VANISHED and self._store.libraries.has(work.root_id)
        if is_problem:
            seen = None if reason in _SAYS_NOTHING_OF_THE_BYTES else stamp or work.stamp
            self._store.problems.record(
                [NewProblem(work.root_id, work.relative_path, reason, detail, seen, ctime_ns=work.ctime_ns)]
            )
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
