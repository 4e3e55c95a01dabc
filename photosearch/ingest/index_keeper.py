"""Keeps the answering index in step with other processes, and saves its copy once changes have rested."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from photosearch.errors import DiskFullError, IndexFileError
from photosearch.events import Event, EventBus, PhotosChanged
from photosearch.index.vector_index import KeptIndex
from photosearch.shelves.catch_up import bring_up_to_date, drop_unknown, make_equal, rebuild, save_index
from photosearch.shelves.shelf import Shelf
from photosearch.store.store import Store
from photosearch.types.ids import EncoderId, PhotoId, RootId

_log = logging.getLogger(__name__)

_SAVE_AFTER_S = 20.0
"""A changed index is saved when it rested this long: the next start then has little to catch up with."""
_UNSAVED_SHARE = 0.01
"""Saving writes all of it, 1 GB for a million photos, and the next start reads the 10,000 that are a hundredth from the
store in 14 ms: so few changes are left to it."""


class IndexKeeper:
    """Used by the ingest thread only, apart from the event callback, which merely notes the time."""

    def __init__(self, store: Store, events: EventBus, folder: Path) -> None:
        self._store = store
        self._events = events
        self._folder = folder
        self._changed_at_s: float | None = None
        self._version: int | None = None
        self._exclusions = _exclusions(store)
        self._applied_seq: dict[EncoderId, int] = {}
        self._unsubscribe = events.subscribe(self._on_event)

    def close(self) -> None:
        """Listen no longer."""
        self._unsubscribe()

    def is_behind(self) -> bool:
        """Whether another process committed something since the last call."""
        version = self._store.database.data_version()
        is_behind = self._version is not None and version != self._version
        self._version = version
        return is_behind

    def follow(self, shelf: Shelf, *, is_owner: bool) -> None:
        """Apply what other processes committed, and tell which photos came and went.

        Only an owner commits embeddings, so all that the owner itself can have missed is what others removed, or left
        out and took back.
        """
        before = shelf.index.ids()
        exclusions, self._exclusions = self._exclusions, _exclusions(self._store)
        if is_owner and exclusions != self._exclusions:
            make_equal(shelf.index, shelf.encoder_id, self._store)
        elif is_owner:
            drop_unknown(shelf.index, shelf.encoder_id, self._store)
        else:
            seq = self._applied_seq.get(shelf.encoder_id, shelf.opened_seq)
            self._applied_seq[shelf.encoder_id] = bring_up_to_date(shelf.index, shelf.encoder_id, seq, self._store)
        after = shelf.index.ids()
        added, removed = np.setdiff1d(after, before), np.setdiff1d(before, after)
        if added.size or removed.size:
            self._events.publish(PhotosChanged(_photo_ids(added.tolist()), _photo_ids(removed.tolist())))

    def fit_tier(self, shelf: Callable[[], Shelf]) -> None:
        """Do a piece of what the index needs to search as many photos as it has now; what came of it is saved.

        An index that turns out to be damaged is built again from the store.
        """
        opened = shelf()
        try:
            is_changed = opened.index.advance()
        except IndexFileError as error:
            _log.warning("the index is built again from the store: %s", error)
            rebuild(opened.index, opened.encoder_id, self._store)
            is_changed = True
        if is_changed:
            self._changed_at_s = time.monotonic()

    def save_if_rested(self, shelf: Callable[[], Shelf]) -> None:
        """Save the copy when much changed and the last change is a while ago."""
        if self._changed_at_s is not None and time.monotonic() - self._changed_at_s >= _SAVE_AFTER_S:
            self.save_if_changed(shelf)

    def save_if_changed(self, shelf: Callable[[], Shelf]) -> None:
        """Save the copy now if so much changed that the next start had better not catch up with it."""
        if self._changed_at_s is not None:
            self._changed_at_s = None
            if is_worth_saving(shelf().index):
                self.save(shelf())

    def save(self, shelf: Shelf) -> None:
        """Save the copy; a full disk is only logged, since the next start mends the copy from the store."""
        self._changed_at_s = None
        try:
            save_index(self._folder, shelf.index, shelf.encoder_id, self._store)
        except (DiskFullError, IndexFileError) as error:
            _log.warning("the index is not saved, the next start mends it: %s", error)

    def _on_event(self, event: Event) -> None:
        if isinstance(event, PhotosChanged) and (event.added or event.removed):
            self._changed_at_s = time.monotonic()


def is_worth_saving(index: KeptIndex) -> bool:
    """Whether enough changed since it was saved."""
    return index.unsaved >= _UNSAVED_SHARE * len(index)


def _photo_ids(ids: list[int]) -> tuple[PhotoId, ...]:
    return tuple(PhotoId(photo_id) for photo_id in ids)


def _exclusions(store: Store) -> dict[RootId, tuple[str, ...]]:
    return {root.root_id: root.exclusions for root in store.libraries.all()}
