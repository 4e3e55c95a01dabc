"""Carries out one job: looks at a folder or at files, or does the analyses that known photos lack."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import wait

from photosearch.embed.running.encoder import EncoderClosedError
from photosearch.errors import StoreError
from photosearch.ingest.analyses.analysis_pass import AnalysisPass
from photosearch.ingest.index_keeper import IndexKeeper
from photosearch.ingest.jobs import EmbedMissing, Job, JobQueue, LookAtFiles, ScanFolder
from photosearch.ingest.progress_reporter import ProgressReporter
from photosearch.ingest.root_scan import RootScan, ScanTools
from photosearch.shelves.catch_up import drop_unknown
from photosearch.shelves.shelf import Shelf
from photosearch.shelves.shelves import Shelves
from photosearch.types.progress import IngestPhase

_WAIT_STEP_S = 0.5


class JobRunner:
    """Used by the ingest thread only."""

    def __init__(
        self,
        tools: ScanTools,
        shelves: Shelves,
        jobs: JobQueue,
        keeper: IndexKeeper,
        reporter: ProgressReporter,
        do_scans: Callable[[], None],
    ) -> None:
        """``do_scans`` does the scans that wait: in the middle of a long job they come first."""
        self._tools = tools
        self._store = tools.store
        self._shelves = shelves
        self._jobs = jobs
        self._keeper = keeper
        self._reporter = reporter
        self._do_scans = do_scans

    def run(self, job: Job) -> None:
        """Do ``job``, or as much of it as there is before the work should stop.

        Raises:
            StoreError: nothing can be read or written.
            ModelError: no encoder can be used.
        """
        if isinstance(job, EmbedMissing):
            self._catch_up()
        else:
            self._scan(job)

    def _scan(self, job: ScanFolder | LookAtFiles) -> None:
        root = next((r for r in self._store.libraries.all() if r.root_id == job.root_id), None)
        if root is None:
            return
        self._tools.meter.begin(IngestPhase.SCANNING)
        self._reporter.tell()
        shelf = self._ready(self._shelves.answering)
        scan = RootScan(self._tools, shelf, root)
        try:
            _look_at(job, scan)
        except StoreError:
            if self._store.libraries.has(root.root_id):
                raise
        if not self._store.libraries.has(root.root_id):
            # Removed meanwhile: what this scan was about to add must not stay in the index.
            drop_unknown(shelf.index, shelf.encoder_id, self._store)
        if self._tools.analyses and scan.has_news:
            # Moved and copied files were not read for them, and what had no room was left out.
            self._jobs.add(EmbedMissing())

    def _catch_up(self) -> None:
        """A chunk of old photos at a time, so that new ones are not kept waiting behind them."""
        target = self._shelves.next
        shelf = self._ready(target or self._shelves.answering)
        one_pass = AnalysisPass(self._tools, shelf)
        one_pass.begin(IngestPhase.ADDING if target is None else IngestPhase.SWITCHING)
        while not self._tools.should_stop() and one_pass.next_chunk():
            self._do_scans()
        if target is not None and not self._tools.should_stop() and self._shelves.next is target:
            drop_unknown(target.index, target.encoder_id, self._store)
            self._keeper.save(target)
            self._shelves.finish_switch(target)
            # Photos that came back or were edited behind this pass still lack an embedding.
            self._jobs.add(EmbedMissing())
        for error in one_pass.failures.values():
            raise error

    def _ready(self, shelf: Shelf) -> Shelf:
        """Wait until the encoder is loaded; its failure is this job's failure."""
        shelf.service.start()
        while not shelf.service.ready.done() and not self._tools.should_stop():
            wait([shelf.service.ready], timeout=_WAIT_STEP_S)
        if self._tools.should_stop():
            raise EncoderClosedError
        shelf.service.ready.result()
        return shelf


def _look_at(job: ScanFolder | LookAtFiles, scan: RootScan) -> None:
    if isinstance(job, LookAtFiles):
        scan.files(job.relative_paths)
    else:
        scan.folder(job.under)
