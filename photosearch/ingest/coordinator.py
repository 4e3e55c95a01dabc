"""The ingest thread: takes one job after another, and looks at drives and other processes in between.

Only the process that holds the ownership adds photos. Another one follows: it sees what the owner commits
through the database's version and takes over when the owner ends.
"""

from __future__ import annotations

import dataclasses
import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import wait
from pathlib import Path
from typing import Protocol

from photosearch.embed.encoder import EncoderClosedError
from photosearch.errors import StoreError
from photosearch.events import EngineFailed, Event, EventBus, PhotosChanged, ProgressChanged, RootsChanged
from photosearch.heap import give_back_freed_memory
from photosearch.ingest.catch_up import drop_unknown
from photosearch.ingest.embed_missing import EmbedMissingPass
from photosearch.ingest.governor import Governor
from photosearch.ingest.index_keeper import IndexKeeper
from photosearch.ingest.jobs import EmbedMissing, Job, JobQueue, LookAtFiles, ScanFolder
from photosearch.ingest.ownership import Ownership
from photosearch.ingest.progress import ProgressMeter
from photosearch.ingest.root_scan import RootScan, ScanTools
from photosearch.ingest.root_watch import RootWatch
from photosearch.ingest.shelf import Shelf, Store
from photosearch.settings import Settings
from photosearch.types import IngestPhase, RootId

_log = logging.getLogger(__name__)

_TICK_S = 0.5
_VOLUMES_EVERY_S = 2.0
_TIDY_EVERY_S = 1800.0
_PROGRESS_EVERY_S = 0.1
_RETRY_AFTER_S = 30.0
_MISSING_KEPT_S = 30 * 24 * 3600
"""A vanished photo's record and embedding are kept for a month: a file that comes back costs nothing."""


class Host(Protocol):
    """What the coordinator asks of the engine."""

    @property
    def settings(self) -> Settings:
        """The settings now."""

    def shelf(self) -> Shelf:
        """The encoder and index that answer queries; opened on first use."""

    def next_shelf(self) -> Shelf | None:
        """The encoder being switched to, if any."""

    def finish_switch(self) -> None:
        """The next shelf is complete: let it answer."""


class Coordinator:
    """Conducts background work on one thread."""

    def __init__(
        self,
        host: Host,
        store: Store,
        tools_of: Callable[[Callable[[], bool], Callable[[], bool], ProgressMeter], ScanTools],
        events: EventBus,
        data_folder: Path,
        index_folder: Path,
        governor: Governor,
    ) -> None:
        self._host = host
        self._store = store
        self._events = events
        self.ownership = Ownership(data_folder)
        self.meter = ProgressMeter()
        self._jobs = JobQueue()
        self._watch = RootWatch(store, self._jobs, events)
        self._keeper = IndexKeeper(store, events, index_folder)
        tools = tools_of(self._may_go_on, self._is_stopping, self.meter)
        self._tools = dataclasses.replace(tools, look_around=self._look_around)
        self._governor = governor
        self._stop = threading.Event()
        self._paused = threading.Event()
        self._is_watching = False
        self._requests: tuple[str, ...] = ()
        """Those of other processes that the scan in progress answers."""
        self._failed: list[tuple[float, Job]] = []
        """Jobs to be tried again, each with when (``time.monotonic``); the others go on meanwhile."""
        self._last_s = {"tick": 0.0, "volumes": 0.0, "tidy": 0.0, "rescan": time.monotonic(), "progress": 0.0}
        self._unsubscribe = events.subscribe(self._on_event)
        self._thread = threading.Thread(target=self._run, name="ingest", daemon=True)

    # --- called from any thread -------------------------------------------------------------------------

    def start(self, *, is_watching: bool, jobs: tuple[Job, ...]) -> None:
        """Begin with ``jobs``; with ``is_watching`` go on for ever, else nothing happens by itself after them."""
        self._is_watching = is_watching
        self._governor.is_asked = not is_watching
        for job in jobs:
            self._jobs.add(job)
        self.ownership.try_take()
        self._thread.start()

    def close(self) -> None:
        """Stop within 2 s; what is not committed yet is found again by the next scan."""
        self._stop.set()
        self._jobs.wake()
        if self._thread.is_alive():
            self._thread.join(timeout=2.0)
        self._unsubscribe()
        self._keeper.close()
        self.ownership.give_up()

    @property
    def polled_roots(self) -> frozenset[RootId]:
        """Roots that the operating system cannot watch any more: they are polled."""
        return self._watch.polled

    def add(self, job: Job) -> None:
        """Look at something soon."""
        self._jobs.add(job)

    def roots_changed(self) -> None:
        """This process added or removed a root: watch what is there now, scan what is new."""
        self._watch.refresh()

    def wait_until_idle(self, timeout_s: float | None) -> bool:
        """Block until nothing waits or runs."""
        return self._jobs.wait_until_idle(timeout_s)

    def set_paused(self, is_paused: bool) -> None:
        """Stop or go on handing out files; what is in flight is finished."""
        (self._paused.set if is_paused else self._paused.clear)()
        self.meter.set_paused(is_paused)
        self._publish_progress(is_forced=True)

    # --- the ingest thread ------------------------------------------------------------------------------

    def _run(self) -> None:
        try:
            self._guarded(self._begin)
            while not self._stop.is_set():
                if not self.ownership.is_held:
                    self._stop.wait(_TICK_S)
                    self._guarded(self._follow_owner)
                elif (job := self._jobs.take(_TICK_S)) is not None:
                    self._do(job)
                self._guarded(self._tick)
        finally:
            self._watch.close()
            if self.ownership.is_held:
                self._guarded(lambda: self._keeper.save_if_changed(self._host.shelf))

    def _begin(self) -> None:
        self._keeper.is_behind()
        if self._is_watching:
            self._watch.start()
        if self.ownership.is_held:
            self._store.photos.purge_missing(time.time() - _MISSING_KEPT_S)

    def _guarded(self, action: Callable[[], None]) -> bool:
        """Whether ``action`` was done; its failure is told and must not end this thread."""
        try:
            action()
        except EncoderClosedError as error:
            _log.info("the work is left, its encoder was closed: %s", error)
        except Exception as error:  # noqa: BLE001 - the thread's boundary: else nothing would ever be added again
            if not self._stop.is_set():
                _log.exception("background work stopped")
                self._events.publish(EngineFailed(getattr(error, "code", "error"), str(error)))
            return False
        return True

    def _follow_owner(self) -> None:
        """Another process adds photos; take over when it ends."""
        if not self._stop.is_set() and self.ownership.try_take():
            _log.info("this process adds photos from now on")
            self._keeper.follow(self._host.shelf(), is_owner=False)
            self._scan_everything()

    def _scan_everything(self) -> None:
        for root in self._store.libraries.all():
            self._jobs.add(ScanFolder(root.root_id))
        self._jobs.add(EmbedMissing())

    def _do(self, job: Job) -> None:
        """Run one job; a failure that concerns everything is told, and tried again later."""
        is_done = self._guarded(lambda: self._dispatch(job))
        self._jobs.done()
        if self._jobs.is_idle:
            self._guarded(self._finish)
        if not is_done and self._is_watching:
            self._failed.append((time.monotonic() + _RETRY_AFTER_S, job))

    def _dispatch(self, job: Job) -> None:
        if isinstance(job, EmbedMissing):
            self._embed_missing()
            return
        root = next((r for r in self._store.libraries.all() if r.root_id == job.root_id), None)
        if root is None:
            return
        self.meter.begin(IngestPhase.SCANNING)
        self._publish_progress()
        shelf = self._ready(self._host.shelf())
        try:
            self._look_at(job, RootScan(self._tools, shelf, root))
        except StoreError:
            if self._store.libraries.has(root.root_id):
                raise
        if not self._store.libraries.has(root.root_id):
            # Removed meanwhile: what this scan was about to add must not stay in the index.
            drop_unknown(shelf.index, shelf.encoder_id, self._store)

    @staticmethod
    def _look_at(job: ScanFolder | LookAtFiles, scan: RootScan) -> None:
        if isinstance(job, LookAtFiles):
            scan.files(job.relative_paths)
        else:
            scan.folder(job.under)

    def _embed_missing(self) -> None:
        """A chunk of old photos at a time, so that new ones are not kept waiting behind them."""
        target = self._host.next_shelf()
        shelf = self._ready(target or self._host.shelf())
        one_pass = EmbedMissingPass(self._tools, shelf)
        one_pass.begin(IngestPhase.ADDING if target is None else IngestPhase.SWITCHING)
        while not self._stop.is_set() and one_pass.next_chunk():
            while self._jobs.has_scans and (job := self._jobs.take(0)) is not None:
                self._do(job)
        if target is not None and not self._stop.is_set() and self._host.next_shelf() is target:
            drop_unknown(target.index, target.encoder_id, self._store)
            self._keeper.save(target)
            self._host.finish_switch()
            # Photos that came back or were edited behind this pass still lack an embedding.
            self._jobs.add(EmbedMissing())

    def _ready(self, shelf: Shelf) -> Shelf:
        """Wait until the encoder is loaded; its failure is this job's failure."""
        shelf.service.start()
        while not shelf.service.ready.done() and not self._stop.is_set():
            wait([shelf.service.ready], timeout=_TICK_S)
        if self._stop.is_set():
            raise EncoderClosedError
        shelf.service.ready.result()
        return shelf

    def _finish(self) -> None:
        self.meter.end()
        self._publish_progress(is_forced=True)
        for token in self._requests:
            self.ownership.answer(token)
        self._requests = ()
        self._governor.is_asked = not self._is_watching
        give_back_freed_memory()

    # --- in between -------------------------------------------------------------------------------------

    def _look_around(self) -> None:
        """What is to be done between jobs, in the middle of a long one: drives come and go, other processes ask."""
        self._every("tick", _TICK_S, lambda: self._guarded(self._tick))

    def _tick(self) -> None:
        self._retry_failed()
        if self._keeper.is_behind():
            self._keeper.follow(self._host.shelf(), is_owner=self.ownership.is_held)
            self._events.publish(RootsChanged())
            self._watch.refresh()
        self._keeper.fit_tier(self._host.shelf)
        self._tell_pace()
        if not self.ownership.is_held:
            return
        self._take_requests()
        if self._is_watching:
            self._every("volumes", _VOLUMES_EVERY_S, self._watch.see_volumes)
            self._every("tidy", _TIDY_EVERY_S, self._tools.tidy)
            self._every("rescan", self._host.settings.rescan_interval_s, self._scan_everything)
        self._keeper.save_if_rested(self._host.shelf)

    def _tell_pace(self) -> None:
        pace, told = self._governor.pace, self.meter.snapshot()
        if pace != told.pace:
            self.meter.set_pace(pace)
            if told.phase is not IngestPhase.IDLE:
                self._publish_progress(is_forced=True)

    def _retry_failed(self) -> None:
        due = [job for at_s, job in self._failed if at_s <= time.monotonic()]
        self._failed = [(at_s, job) for at_s, job in self._failed if job not in due]
        for job in due:
            self._jobs.add(job)

    def _every(self, name: str, interval_s: float, action: Callable[[], object]) -> None:
        """Zero means never."""
        if interval_s and time.monotonic() - self._last_s[name] >= interval_s:
            self._last_s[name] = time.monotonic()
            action()

    def _take_requests(self) -> None:
        if not self._requests and (pending := self.ownership.pending_requests()):
            self._requests = pending
            self._governor.is_asked = True
            self._scan_everything()

    def _on_event(self, event: Event) -> None:
        if isinstance(event, PhotosChanged):
            self._publish_progress()

    def _publish_progress(self, *, is_forced: bool = False) -> None:
        now_s = time.monotonic()
        if is_forced or now_s - self._last_s["progress"] >= _PROGRESS_EVERY_S:
            self._last_s["progress"] = now_s
            self._events.publish(ProgressChanged(self.meter.snapshot()))

    def _may_go_on(self) -> bool:
        self._governor.look()
        return not self._paused.is_set() and self._governor.pace.share > 0

    def _is_stopping(self) -> bool:
        return self._stop.is_set()
