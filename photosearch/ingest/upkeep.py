"""What the process that owns a library does for it by the clock.

Photos that were missing for long are forgotten, and what a person made is copied every day.
"""

from __future__ import annotations

import datetime as dt
import logging
import time
from collections.abc import Callable
from pathlib import Path

from photosearch.decode.thumbnails import ThumbnailCache
from photosearch.ingest.mark_copies import MarkCopies
from photosearch.ingest.timetable import Timetable
from photosearch.shelves.catch_up import drop_unknown
from photosearch.shelves.shelves import Shelves
from photosearch.store.store import Store

_log = logging.getLogger(__name__)

_LOOK_EVERY_S = 3600.0
_MONTH_S = 30 * 24 * 3600
"""A vanished photo's record and embedding are kept so long: a file that comes back costs nothing."""
_PURGED_AT_ONCE = 1000


class Upkeep:
    """Used by the ingest thread only, which calls it twice a second: each call does a piece, and none is long."""

    def __init__(
        self,
        store: Store,
        shelves: Shelves,
        thumbnails: ThumbnailCache,
        folder: Path,
        *,
        now_s: Callable[[], float] = time.time,
        timetable: Timetable | None = None,
    ) -> None:
        """Prepare.

        Args:
            store: what is kept.
            shelves: whose indexes are rid of what is forgotten.
            thumbnails: which are deleted with the photos.
            folder: where copies of marks are put.
            now_s: seconds since 1970.
            timetable: tells how long ago something was looked at.
        """
        self._store = store
        self._shelves = shelves
        self._thumbnails = thumbnails
        self._now_s = now_s
        self._timetable = timetable or Timetable()
        self._copies = MarkCopies(store.marks, folder)
        self._is_purging = False

    def look(self) -> None:
        """Do a piece of what is due.

        Raises:
            StoreError: nothing can be read or written.
            ModelError: no encoder can be used.
        """
        self._timetable.every(_LOOK_EVERY_S, "marks", self._copy_marks)
        self._timetable.every(_LOOK_EVERY_S, "missing", self._begin_purging)
        if self._is_purging:
            self._purge_some()

    def _copy_marks(self) -> None:
        self._copies.make(dt.datetime.fromtimestamp(self._now_s()).date())

    def _begin_purging(self) -> None:
        self._is_purging = True

    def _purge_some(self) -> None:
        purged = self._store.photos.purge_missing(self._now_s() - _MONTH_S, _PURGED_AT_ONCE)
        self._is_purging = purged.count == _PURGED_AT_ONCE
        if not purged.count:
            return
        _log.info("%d photos that were missing for a month are forgotten", purged.count)
        for shelf in self._shelves.opened:
            drop_unknown(shelf.index, shelf.encoder_id, self._store)
        self._thumbnails.drop(purged.content_hashes)
