"""The ingest thread: takes one job after another, and makes its rounds in between.

Only the process that holds the ownership adds photos. Another one follows: it sees what the owner commits
through the database's version and takes over when the owner ends.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from photosearch.decode.thumbnails import ThumbnailCache
from photosearch.decode.worker_pool import DecodePool
from photosearch.embed.running.encoder import EncoderClosedError
from photosearch.events import EngineFailed, EventBus, PhotosChanged
from photosearch.heap import give_back_freed_memory
from photosearch.ingest.analyses.analysis import Analysis
from photosearch.ingest.index_keeper import IndexKeeper
from photosearch.ingest.job_runner import JobRunner
from photosearch.ingest.jobs import EmbedMissing, FailedJobs, Job, JobQueue, ScanFolder
from photosearch.ingest.ownership import Ownership, Requests
from photosearch.ingest.pace.governor import Governor
from photosearch.ingest.progress import ProgressMeter
from photosearch.ingest.progress_reporter import ProgressReporter
from photosearch.ingest.root_scan import ScanTools
from photosearch.ingest.root_watch import RootWatch
from photosearch.ingest.rounds import Rounds
from photosearch.ingest.timetable import Timetable
from photosearch.ingest.upkeep import Upkeep
from photosearch.paths import DataFolders
from photosearch.settings import Settings
from photosearch.shelves.shelves import Shelves
from photosearch.store.store import Store
from photosearch.types.ids import RootId

_log = logging.getLogger(__name__)

_TICK_S = 0.5
_RETRY_AFTER_S = 30.0


class Coordinator:
    """Conducts background work on one thread."""

    def __init__(
        self,
        folders: DataFolders,
        settings: Callable[[], Settings],
        store: Store,
        shelves: Shelves,
        pool: DecodePool,
        events: EventBus,
        governor: Governor,
        *,
        own_folders: tuple[Path, ...],
        thumbnails: ThumbnailCache,
        analyses: tuple[Analysis[Any], ...] = (),
    ) -> None:
        """Prepare.

        Args:
            own_folders: hold no photos of the person.
            thumbnails: is kept within its bounds, and without photos that are forgotten.
            analyses: what photos are read for beside embedding.
        """
        self._store = store
        self._shelves = shelves
        self._events = events
        self._governor = governor
        self.ownership = Ownership(folders.data)
        self.meter = ProgressMeter()
        self._requests = Requests(self.ownership)
        self._jobs = JobQueue()
        self._failed = FailedJobs()
        self._stop = threading.Event()
        self._paused = threading.Event()
        self._is_watching = False
        self._reporter = ProgressReporter(self.meter, events, governor)
        self._watch = RootWatch(store, self._jobs, events)
        self._keeper = IndexKeeper(store, events, folders.indexes)
        self._rounds = Rounds(
            shelves, self._keeper, self._watch, events, settings, thumbnails.trim, self._scan_everything
        )
        self._upkeep = Upkeep(
            store,
            shelves,
            thumbnails,
            folders.data,
            on_placed=lambda ids: events.publish(PhotosChanged(retold=ids)),
        )
        self._ticks = Timetable()
        tools = ScanTools(
            store,
            pool,
            events,
            self.meter,
            own_folders,
            self._may_go_on,
            self._stop.is_set,
            self._look_around,
            analyses,
            lambda: settings().no_media == "show",
        )
        self._runner = JobRunner(tools, shelves, self._jobs, self._keeper, self._reporter, self._do_scans)
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
        self._reporter.close()
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
        self._reporter.tell(is_forced=True)

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
                self._guarded(lambda: self._keeper.save_if_changed(lambda: self._shelves.answering))

    def _begin(self) -> None:
        self._keeper.is_behind()
        if self._is_watching:
            self._watch.start()

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
            self._keeper.follow(self._shelves.answering, is_owner=False)
            self._scan_everything()

    def _scan_everything(self) -> None:
        for root in self._store.libraries.all():
            self._jobs.add(ScanFolder(root.root_id))
        self._jobs.add(EmbedMissing())

    def _do_scans(self) -> None:
        while self._jobs.has_scans and (job := self._jobs.take(0)) is not None:
            self._do(job)

    def _do(self, job: Job) -> None:
        """Run one job; a failure that concerns everything is told, and tried again later."""
        is_done = self._guarded(lambda: self._runner.run(job))
        self._jobs.done()
        if self._jobs.is_idle:
            self._guarded(self._finish)
        if not is_done and self._is_watching:
            self._failed.add(job, _RETRY_AFTER_S)

    def _finish(self) -> None:
        self.meter.end()
        self._reporter.tell(is_forced=True)
        self._requests.answer()
        self._governor.is_asked = not self._is_watching
        give_back_freed_memory()

    # --- in between -------------------------------------------------------------------------------------

    def _look_around(self) -> None:
        """What is to be done between jobs, in the middle of a long one: drives come and go, other processes ask."""
        self._ticks.every(_TICK_S, "tick", lambda: self._guarded(self._tick))

    def _tick(self) -> None:
        for job in self._failed.take_due():
            self._jobs.add(job)
        self._rounds.look_at_index(is_owner=self.ownership.is_held)
        self._reporter.tell_pace()
        if not self.ownership.is_held:
            return
        if self._requests.take():
            self._governor.is_asked = True
            self._scan_everything()
        if self._is_watching:
            self._rounds.look_at_drives()
        self._rounds.save_index()
        self._upkeep.look()

    def _may_go_on(self) -> bool:
        self._governor.look()
        return not self._paused.is_set() and self._governor.pace.share > 0
