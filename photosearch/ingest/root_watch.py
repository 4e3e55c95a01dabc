"""Watches the roots that are online, turns hints into jobs, and notices drives that come and go."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from photosearch.events import EventBus, WatchModeChanged
from photosearch.exclusions import Exclusions
from photosearch.ingest.jobs import EmbedMissing, JobQueue, LookAtFiles, ScanFolder
from photosearch.ingest.root_place import note_place
from photosearch.scan import volumes
from photosearch.store.store import Store
from photosearch.types.ids import RootId

if TYPE_CHECKING:
    from photosearch.scan.watcher import ChangeHint, FolderWatcher


class RootWatch:
    """Thread-safe. Does nothing until ``start``."""

    def __init__(self, store: Store, jobs: JobQueue, events: EventBus) -> None:
        self._store = store
        self._jobs = jobs
        self._events = events
        self._lock = threading.Lock()
        self._watcher: FolderWatcher | None = None
        self._watched: dict[RootId, Path] = {}
        self._exclusions: dict[RootId, tuple[str, ...]] = {}
        self._polled: set[RootId] = set()

    @property
    def polled(self) -> frozenset[RootId]:
        """Roots that the operating system cannot watch any more: they are polled."""
        return frozenset(self._polled)

    def start(self) -> None:
        """Watch every root that is online."""
        from photosearch.scan.watcher import FolderWatcher  # a command that watches nothing needs no watchdog

        with self._lock:
            self._watcher = FolderWatcher(self._on_hint, self._on_mode)
        self.refresh(is_scanning=False)

    def close(self) -> None:
        """Stop watching."""
        with self._lock:
            watcher, self._watcher = self._watcher, None
            self._watched.clear()
        if watcher is not None:
            watcher.close()

    def refresh(self, *, is_scanning: bool = True) -> None:
        """Watch exactly the roots that are online now, but not what is left out of them.

        One that was not watched before, or of which other parts are left out, is also scanned.
        """
        with self._lock:
            if self._watcher is None:
                return
            online = [r for r in self._store.libraries.all() if r.is_online and r.path.is_dir()]
            wanted = {root.root_id: root.path for root in online}
            for root_id in [r for r, path in self._watched.items() if wanted.get(r) != path]:
                self._watcher.unwatch(root_id)
                del self._watched[root_id]
            new = [root_id for root_id in wanted if root_id not in self._watched]
            for root_id in new:
                self._watcher.watch(root_id, wanted[root_id])
                self._watched[root_id] = wanted[root_id]
            other = [r.root_id for r in online if self._exclusions.get(r.root_id, ()) != r.exclusions]
            self._exclusions = {root.root_id: root.exclusions for root in online}
            for root_id in {*new, *other}:
                self._watcher.leave_out(root_id, Exclusions(self._exclusions[root_id]))
        if is_scanning:
            for root_id in dict.fromkeys((*new, *other)):
                self._jobs.add(ScanFolder(root_id))

    def see_volumes(self) -> None:
        """Mark roots whose drive left as offline; scan those whose drive is back, wherever it is mounted now."""
        for root in self._store.libraries.all():
            path = volumes.current_path(root)
            if not note_place(self._store, self._events, root, path):
                continue
            self.refresh()
            if path is not None:
                self._jobs.add(ScanFolder(root.root_id))
                self._jobs.add(EmbedMissing())

    def _on_hint(self, hint: ChangeHint) -> None:
        if hint.is_folder:
            self._jobs.add(ScanFolder(hint.root_id, hint.relative_path))
        else:
            self._jobs.add(LookAtFiles(hint.root_id, frozenset({hint.relative_path})))

    def _on_mode(self, root_id: RootId, is_polling: bool) -> None:
        (self._polled.add if is_polling else self._polled.discard)(root_id)
        self._events.publish(WatchModeChanged(root_id, is_polling))
