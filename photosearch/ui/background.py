"""The one door between threads and Qt: work goes out to threads, its outcome comes back to the GUI thread.

Nothing else in the window may touch a thread's result directly. A call is handed over by a queued signal to a bound
slot of an object that lives in the GUI thread, so widgets are only ever touched there.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from photosearch.events import (
    EncoderChanged,
    EngineFailed,
    Event,
    EventBus,
    OptimisationChanged,
    PhotosChanged,
    ProblemsChanged,
    ProgressChanged,
    RootsChanged,
    WatchModeChanged,
)

_log = logging.getLogger(__name__)

_WORKERS = 6
_PACE_MS = 100

T = TypeVar("T")


class Background(QObject):
    """Runs blocking calls in a few threads and delivers what they return in the GUI thread."""

    _posted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._calls: deque[Callable[[], None]] = deque()
        self._executor = ThreadPoolExecutor(_WORKERS, thread_name_prefix="window")
        self._tickets: dict[str, int] = {}
        self._queued: dict[str, Future[Any]] = {}
        self._is_closed = False
        self._paced_lock = threading.Lock()
        self._paced: dict[str, Callable[[], None]] = {}
        self._cooling: set[str] = set()
        self._posted.connect(self._on_posted, Qt.ConnectionType.QueuedConnection)

    def post(self, call: Callable[[], None]) -> None:
        """From any thread: have ``call`` made in the GUI thread. Dropped once closed."""
        if not self._is_closed:
            self._calls.append(call)
            self._posted.emit()

    def post_paced(self, key: str, call: Callable[[], None]) -> None:
        """Like ``post``, at most ten times a second for one ``key``; of calls in between only the newest is made."""
        with self._paced_lock:
            is_under_way = key in self._paced
            self._paced[key] = call
        if not is_under_way:
            self.post(partial(self._on_paced, key))

    def run(
        self,
        work: Callable[[], T],
        on_done: Callable[[T], None],
        on_failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Call ``work`` in a thread, then ``on_done`` or ``on_failed`` in the GUI thread."""
        self._submit(work, on_done, on_failed, None)

    def run_newest(
        self,
        key: str,
        work: Callable[[], T],
        on_done: Callable[[T], None],
        on_failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Like ``run``, but of all calls with this ``key`` only the newest one's outcome is delivered."""
        ticket = self.forget(key)
        self._submit(work, on_done, on_failed, (key, ticket))

    def forget(self, key: str) -> int:
        """Drop the outcome of whatever runs under ``key``; returns the number that the next call gets."""
        ticket = self._tickets.get(key, 0) + 1
        self._tickets[key] = ticket
        if (queued := self._queued.pop(key, None)) is not None:
            queued.cancel()
        return ticket

    def close(self) -> None:
        """Deliver nothing more and start nothing more. Calls that run already end by themselves."""
        self._is_closed = True
        self._calls.clear()
        self._executor.shutdown(wait=False, cancel_futures=True)

    def _submit(
        self,
        work: Callable[[], T],
        on_done: Callable[[T], None],
        on_failed: Callable[[BaseException], None] | None,
        ticket: tuple[str, int] | None,
    ) -> None:
        if self._is_closed:
            return
        future = self._executor.submit(work)
        if ticket is not None:
            self._queued[ticket[0]] = future
        future.add_done_callback(partial(self._on_finished, partial(self._deliver, on_done, on_failed, ticket)))

    def _on_finished(self, deliver: Callable[[Future[Any]], None], future: Future[Any]) -> None:
        """In the worker's thread."""
        if not future.cancelled():
            self.post(partial(deliver, future))

    def _deliver(
        self,
        on_done: Callable[[Any], None],
        on_failed: Callable[[BaseException], None] | None,
        ticket: tuple[str, int] | None,
        future: Future[Any],
    ) -> None:
        if ticket is not None and self._tickets.get(ticket[0]) != ticket[1]:
            return
        error = future.exception()
        if error is None:
            on_done(future.result())
        elif on_failed is not None:
            on_failed(error)
        else:
            _log.error("background work failed", exc_info=error)

    def _on_paced(self, key: str) -> None:
        if key not in self._cooling:
            self._make_paced(key)

    def _make_paced(self, key: str) -> None:
        with self._paced_lock:
            call = self._paced.pop(key, None)
        if call is not None:
            self._cooling.add(key)
            QTimer.singleShot(_PACE_MS, partial(self._on_cooled, key))
            call()

    def _on_cooled(self, key: str) -> None:
        self._cooling.discard(key)
        if not self._is_closed:
            self._make_paced(key)

    @Slot()
    def _on_posted(self) -> None:
        if self._calls:
            self._calls.popleft()()


class EngineEvents(QObject):
    """The engine's events as Qt signals in the GUI thread; progress at most ten times a second."""

    photos_changed = Signal(object)
    roots_changed = Signal()
    problems_changed = Signal(int)
    progress_changed = Signal(object)
    encoder_changed = Signal(str)
    watch_mode_changed = Signal(object)
    engine_failed = Signal(str, str)
    optimisation_changed = Signal(object)

    def __init__(self, bus: EventBus, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._unsubscribe = bus.subscribe(self._on_event)

    def close(self) -> None:
        """Hear nothing more."""
        self._unsubscribe()

    def _on_event(self, event: Event) -> None:
        """On the publisher's thread: only hands over."""
        if isinstance(event, ProgressChanged):
            self._background.post_paced("progress", partial(self.progress_changed.emit, event.progress))
        else:
            self._background.post(partial(self._emit, event))

    def _emit(self, event: Event) -> None:
        match event:
            case PhotosChanged():
                self.photos_changed.emit(event)
            case RootsChanged():
                self.roots_changed.emit()
            case ProblemsChanged(count):
                self.problems_changed.emit(count)
            case EncoderChanged(encoder_id):
                self.encoder_changed.emit(encoder_id)
            case WatchModeChanged():
                self.watch_mode_changed.emit(event)
            case EngineFailed(code, detail):
                self.engine_failed.emit(code, detail)
            case OptimisationChanged():
                self.optimisation_changed.emit(event)
