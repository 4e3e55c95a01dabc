"""Sentences are understood with what the library knows: its folders, its cameras and where its photos were taken.

The recognisers are many small modules and some hundred patterns: they are imported where a sentence comes, or in the
background before the first one does, for most commands of the terminal understand nothing.
"""

from __future__ import annotations

import datetime as dt
import logging
import threading
import time
from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from photosearch.errors import StoreError
from photosearch.events import Event, EventBus, PhotosChanged, RootsChanged
from photosearch.gazetteer.gazetteer import bundled_gazetteer
from photosearch.paths import DataFolders
from photosearch.types.understood import Understood

if TYPE_CHECKING:
    from photosearch.search.understanding.sentence import Known
    from photosearch.store.store import Store

_log = logging.getLogger(__name__)
_PAUSE_S: Final = 5.0
"""While photos are being added the library is looked at again at most so often."""
_CLOSE_S: Final = 1.0


class Understanding:
    """Thread-safe. What the library knows is read in the background and used until something newer is there."""

    def __init__(self, store: Store, events: EventBus) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._known: Known | None = None
        self._is_stale = False
        self._is_closed = False
        self._read_at_s = 0.0
        self._reading: threading.Thread | None = None
        self._stop_hearing: Callable[[], None] = events.subscribe(self._on_event)

    def understand(self, text: str, *, today: dt.date | None = None, plain: Collection[str] = ()) -> Understood:
        """As ``parts.Asking.understand``."""
        from photosearch.search.understanding.understand import understand

        return understand(text, replace(self._known_now(), today=today or dt.date.today()), plain=plain)

    def get_ready(self) -> None:
        """Read what the library knows in the background, unless nothing is newer than what was read.

        Until that is done sentences are understood without it.
        """
        with self._lock:
            is_read = self._known is not None and not self._is_stale
            is_reading = self._reading is not None and self._reading.is_alive()
            if not self._is_closed and not is_read and not is_reading:
                self._is_stale = False
                self._reading = threading.Thread(target=self._read, name="library-known", daemon=True)
                self._reading.start()

    def wait(self) -> None:
        """Until what is being read is known."""
        with self._lock:
            reading = self._reading
        if reading is not None:
            reading.join()

    def close(self) -> None:
        """Hear and read no more."""
        self._stop_hearing()
        with self._lock:
            # A thread that is there has begun, and none begins any more.
            self._is_closed, reading = True, self._reading
        if reading is not None:
            reading.join(_CLOSE_S)

    def _known_now(self) -> Known:
        """The last that was read. Where nobody has begun to read it (a command that asks once) it is read now."""
        if self._known is None and self._reading is None:
            self._read()
        if self._is_stale and time.monotonic() - self._read_at_s > _PAUSE_S:
            self.get_ready()
        return self._known or _nothing_known()

    def _read(self) -> None:
        from photosearch.search.understanding.understand import understand

        try:
            known = known_of(self._store)
            # What is made of it once, such as patterns of camera names, is made before somebody types.
            understand("", known)
            self._known = known
        except StoreError as error:
            _log.info("sentences are understood without the library: %s", error)
        self._read_at_s = time.monotonic()

    def _on_event(self, event: Event) -> None:
        if isinstance(event, PhotosChanged | RootsChanged):
            self._is_stale = True


def understand_alone(text: str, folders: DataFolders, *, today: dt.date | None = None) -> Understood:
    """Understand a sentence without opening the whole library; there need not be one.

    Raises:
        StoreError: there is one, but it cannot be read.
    """
    from photosearch.search.understanding.understand import understand

    known = _nothing_known()
    if folders.database.exists():
        # Without a library a sentence is understood before the tables alone would be loaded.
        from photosearch.store.database import Database
        from photosearch.store.store import Store

        database = Database.open(folders.database)
        try:
            known = known_of(Store.of(database))
        finally:
            database.close()
    return understand(text, replace(known, today=today or known.today))


def known_of(store: Store) -> Known:
    """What a library knows, as of today.

    Raises:
        StoreError: it cannot be read.
    """
    from photosearch.search.understanding.sentence import Known

    folders: set[Path] = set()
    for root in store.libraries.all():
        folders.add(root.path)
        for relative, _count in store.photos.folders(root.root_id):
            inside = root.path / relative
            folders.update(folder for folder in (inside, *inside.parents) if folder.is_relative_to(root.path))
    return Known(
        dt.date.today(),
        folders=tuple(sorted(folders)),
        cameras=store.photos.cameras(),
        place_ids=store.places.ids(bundled_gazetteer().version),
    )


def _nothing_known() -> Known:
    from photosearch.search.understanding.sentence import Known

    return Known(dt.date.today())
