"""What the process that owns a library does for it by the clock, a piece at a time."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from photosearch.decode.thumbnails import ThumbnailCache
from photosearch.ingest.left_encoders import LeftEncoders
from photosearch.ingest.mark_copies import MarkCopies
from photosearch.ingest.missing_photos import MissingPhotos
from photosearch.ingest.photo_places import PhotoPlaces
from photosearch.ingest.timetable import Timetable
from photosearch.shelves.shelves import Shelves
from photosearch.store.store import Store
from photosearch.types.ids import PhotoId

_LOOK_EVERY_S = 3600.0
_TEXTS_AT_ONCE = 1000
"""Some 0.2 s."""
_PLACES_AT_ONCE = 2000
"""Some 0.2 s."""


class Upkeep:
    """Used by the ingest thread only, which calls it twice a second: each call does a piece, and none is long."""

    def __init__(
        self,
        store: Store,
        shelves: Shelves,
        thumbnails: ThumbnailCache,
        folder: Path,
        *,
        on_placed: Callable[[tuple[PhotoId, ...]], None] | None = None,
        now_s: Callable[[], float] = time.time,
        timetable: Timetable | None = None,
    ) -> None:
        """Prepare.

        Args:
            store: what is kept.
            shelves: whose indexes are rid of what is forgotten.
            thumbnails: which are deleted with the photos.
            folder: where copies of marks are put.
            on_placed: is told of photos of which a place was found.
            now_s: seconds since 1970.
            timetable: tells how long ago something was looked at.
        """
        self._now_s = now_s
        self._timetable = timetable or Timetable()
        self._copies = MarkCopies(store.marks, folder)
        self._missing = MissingPhotos(store, shelves, thumbnails)
        self._left = LeftEncoders(store, shelves)
        self._keywords = store.keywords
        self._texts = store.texts
        self._places = PhotoPlaces(store, on_placed)

    def look(self) -> None:
        """Do a piece of what is due.

        Raises:
            StoreError: nothing can be read or written.
        """
        self._timetable.every(_LOOK_EVERY_S, "marks", lambda: self._copies.make(self._now_s()))
        self._timetable.every(_LOOK_EVERY_S, "missing", lambda: self._missing.find(self._now_s()))
        self._timetable.every(_LOOK_EVERY_S, "encoders", lambda: self._left.find(self._now_s()))
        self._missing.forget_some()
        self._left.give_back_some()
        self._texts.make_some(_TEXTS_AT_ONCE)
        self._places.find_some(_PLACES_AT_ONCE)
        self._timetable.every(_LOOK_EVERY_S, "keywords", lambda: self._keywords.forget_unused())
