"""Watches folders for changes and says, once it is quiet, where to look again. A hint only: the disk is the truth.

The operating system's own notices are used where there are any; when its watch limit is hit, the folder is listed
every few seconds instead. The event threads only queue; everything else happens on the watcher's own thread.
"""

from __future__ import annotations

import functools
import logging
import os
import queue
import threading
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileAttribEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingEmitter
from watchdog.utils import BaseThread

from photosearch.exclusions import Exclusions
from photosearch.scan.watched_root import FileEvent, Observation, WatchedRoot
from photosearch.types.ids import RootId

logger = logging.getLogger(__name__)

# Being opened and read is no change: without this list every photo that we decode would come back as an event.
_WANTED: list[type[FileSystemEvent]] = [
    FileCreatedEvent,
    FileModifiedEvent,
    FileAttribEvent,  # only its time was set (touch, a restored backup), which is the date of a photo that knows none
    FileClosedEvent,
    FileDeletedEvent,
    FileMovedEvent,
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
]
_POLL_REST_RATIO = 10
_CLOSE_BUDGET_S = 0.8
_BATCH_EVENTS = 5_000


@dataclass(frozen=True, slots=True)
class ChangeHint:
    """Look again at this file, or at everything below this folder; ``""`` is the whole root."""

    root_id: RootId
    relative_path: str
    is_folder: bool


class FolderWatcher:
    """Tells where below the watched roots something changed.

    ``on_hint`` comes from the watcher's own thread; ``on_mode(root_id, is_polling)`` from there or from within
    ``watch``, and only when the mode changes (it starts as not polling). Both must return at once.
    """

    def __init__(
        self,
        on_hint: Callable[[ChangeHint], None],
        on_mode: Callable[[RootId, bool], None],
        *,
        quiet_s: float = 1.0,
        poll_interval_s: float = 5.0,
        native_observer: Callable[[], BaseObserver] = Observer,
    ) -> None:
        self._on_hint = on_hint
        self._on_mode = on_mode
        self._quiet_s = quiet_s
        self._poll_interval_s = poll_interval_s
        self._native_observer = native_observer
        self._lock = threading.Lock()
        self._roots: dict[RootId, WatchedRoot] = {}
        self._queue: queue.SimpleQueue[_Notice] = queue.SimpleQueue()
        self._next_check_s = time.monotonic() + poll_interval_s
        self._loss_listener = _LossListener(self._queue.put)
        logging.getLogger("watchdog.observers.inotify").addFilter(_is_news)
        self._thread = threading.Thread(target=self._run, name="photosearch-watcher", daemon=True)
        self._thread.start()

    def watch(self, root_id: RootId, path: Path) -> None:
        """Watch everything below ``path``; changes after the return are seen.

        Takes as long as listing its folders. A path that is not there yet is watched from when it turns up. Called
        again for the same root, it starts afresh.
        """
        with self._lock:
            old = self._roots.pop(root_id, None)
            if old is not None:
                old.detach()
            root = WatchedRoot(root_id, path, functools.partial(self._observe, root_id), self._quiet_s)
            root.is_polling = old is not None and old.is_polling
            root.exclusions = Exclusions() if old is None else old.exclusions
            was_polling = root.is_polling
            root.attach()
            self._roots[root_id] = root
        if root.is_polling != was_polling:
            self._on_mode(root_id, root.is_polling)
        self._queue.put(_Wake())

    def leave_out(self, root_id: RootId, exclusions: Exclusions) -> None:
        """Say nothing of what ``exclusions`` leave out of a watched root."""
        with self._lock:
            root = self._roots.get(root_id)
            if root is not None:
                root.exclusions = exclusions

    def unwatch(self, root_id: RootId) -> None:
        """Stop watching; a hint that is already on its way may still come."""
        with self._lock:
            root = self._roots.pop(root_id, None)
            if root is not None:
                root.detach()

    def close(self) -> None:
        """Stop everything within a second; no hint comes after the return."""
        deadline_s = time.monotonic() + _CLOSE_BUDGET_S
        self._loss_listener.detach()
        self._queue.put(_Stop())
        self._thread.join(_CLOSE_BUDGET_S / 2)
        # A watch() that is still listing folders may hold the lock: its threads are daemons and end with the process.
        if self._lock.acquire(timeout=max(0.0, deadline_s - time.monotonic())):
            try:
                stoppers = [stopper for root in self._roots.values() if (stopper := root.detach()) is not None]
                self._roots.clear()
            finally:
                self._lock.release()
            for stopper in stoppers:
                stopper.join(max(0.0, deadline_s - time.monotonic()))

    def _observe(self, root_id: RootId, base: str, *, is_polling: bool, is_recursive: bool) -> Observation:
        poller = functools.partial(BaseObserver, _GentlePollingEmitter, timeout=self._poll_interval_s)
        # Folders made faster than watchdog adds watches are met twice; it warns of that, and it is harmless.
        warnings.filterwarnings("ignore", message="Callback with id", category=RuntimeWarning)
        before = _watchdog_threads()
        observer = poller() if is_polling else self._native_observer()
        try:
            handler = _Queueing(root_id, self._queue.put)
            observer.schedule(handler, base, recursive=is_recursive, event_filter=_WANTED)
            observer.start()
        except OSError:
            _Running(observer, frozenset()).stop()
            raise
        return _Running(observer, _watchdog_threads() - before)

    def _run(self) -> None:
        while True:
            notices = self._next_notices()
            if any(isinstance(notice, _Stop) for notice in notices):
                return
            try:
                self._turn(notices)
            except Exception:
                # The end of the thread: one failure (most likely a subscriber's) must not end the watching.
                logger.exception("Changes could not be handed on")

    def _next_notices(self) -> list[_Notice]:
        """Block until something happens or is due; take what is there, so that a storm is handled in batches."""
        notices: list[_Notice] = []
        try:
            notices.append(self._queue.get(timeout=self._timeout_s()))
            while len(notices) < _BATCH_EVENTS:
                notices.append(self._queue.get_nowait())
        except queue.Empty:
            pass
        return notices

    def _timeout_s(self) -> float | None:
        with self._lock:
            if not self._roots:
                return None
            times = [self._next_check_s, *(due for r in self._roots.values() if (due := r.pending.next_due_s()))]
        return max(0.0, min(times) - time.monotonic())

    def _turn(self, notices: list[_Notice]) -> None:
        now_s = time.monotonic()
        with self._lock:
            for notice in notices:
                self._absorb(notice, now_s)
            modes = self._check_roots(now_s) if now_s >= self._next_check_s else []
            hints = [
                ChangeHint(root.root_id, change.relative_path, change.is_folder)
                for root in self._roots.values()
                for change in root.pending.due(now_s)
            ]
        for root_id, is_polling in modes:
            self._on_mode(root_id, is_polling)
        for hint in hints:
            self._on_hint(hint)

    def _absorb(self, notice: _Notice, now_s: float) -> None:
        if isinstance(notice, _Happened):
            root = self._roots.get(notice.root_id)
            if root is not None:
                root.absorb(notice.event, now_s)
        elif isinstance(notice, _Lost):
            for root in self._roots.values():
                root.look_at_everything(now_s)

    def _check_roots(self, now_s: float) -> list[tuple[RootId, bool]]:
        """Follow roots that went away, came back or lost their observer; give the changes of mode."""
        self._next_check_s = now_s + self._poll_interval_s
        before = {root.root_id: root.is_polling for root in self._roots.values()}
        for root in self._roots.values():
            root.check(now_s)
        return [(r.root_id, r.is_polling) for r in self._roots.values() if r.is_polling != before[r.root_id]]


@dataclass(frozen=True, slots=True)
class _Happened:
    root_id: RootId
    event: FileEvent


class _Wake:
    """Work out anew how long to sleep."""


class _Lost:
    """The operating system dropped events."""


class _Stop:
    """End the thread."""


_Notice = _Happened | _Wake | _Lost | _Stop


class _Queueing(FileSystemEventHandler):
    """Puts events into the watcher's queue and does nothing else: this runs on the observer's thread."""

    def __init__(self, root_id: RootId, put: Callable[[_Notice], None]) -> None:
        self._root_id = root_id
        self._put = put

    def dispatch(self, event: FileSystemEvent) -> None:
        """Queue one event."""
        source, destination = os.fsdecode(event.src_path), os.fsdecode(event.dest_path)
        self._put(_Happened(self._root_id, FileEvent(event.event_type, event.is_directory, source, destination)))


class _LossListener(logging.Handler):
    """Hears that the kernel's queue overflowed: watchdog says so by a warning in its log and in no other way."""

    _SPEAKER = "watchdog.observers.inotify_c"

    def __init__(self, put: Callable[[_Notice], None]) -> None:
        super().__init__(logging.WARNING)
        self._put = put
        logging.getLogger(self._SPEAKER).addHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        """Any warning of the reader means that what it reported cannot be relied on."""
        self._put(_Lost())

    def detach(self) -> None:
        """Stop listening."""
        logging.getLogger(self._SPEAKER).removeHandler(self)
        self.close()


def _is_news(record: logging.LogRecord) -> bool:
    """watchdog calls it an error to be stopped while an event is on its way: nobody waits for that event any more."""
    return "called when the thread is inactive" not in str(record.msg)


class _GentlePollingEmitter(PollingEmitter):
    """Polls a large folder less often, so that polling never takes more than about a tenth of one core."""

    _rest_s = 0.0

    def queue_events(self, timeout: float) -> None:
        """Wait (at least ``timeout`` seconds), list, compare."""
        wait_s = max(timeout, self._rest_s)
        started_s = time.monotonic()
        super().queue_events(wait_s)
        self._rest_s = _POLL_REST_RATIO * max(0.0, time.monotonic() - started_s - wait_s)


class _Running:
    """A watchdog observer as the watched root sees it."""

    def __init__(self, observer: BaseObserver, threads: frozenset[threading.Thread]) -> None:
        self._observer = observer
        self._threads = threads

    @property
    def is_alive(self) -> bool:
        """Whether every thread that was started with the observer still runs: one that died takes events with it."""
        return self._observer.is_alive() and all(thread.is_alive() for thread in self._threads)

    def stop(self) -> threading.Thread:
        """Stop on a thread of its own: watchdog waits for a listing in progress without a limit."""
        stopper = threading.Thread(target=self._observer.stop, name="photosearch-unwatch", daemon=True)
        stopper.start()
        return stopper


def _watchdog_threads() -> frozenset[threading.Thread]:
    return frozenset(thread for thread in threading.enumerate() if isinstance(thread, BaseThread))
