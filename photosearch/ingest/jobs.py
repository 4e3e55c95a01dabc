"""The list of things to look at: small, without duplicates, hints merged, whole-root scans swallowing their parts."""

from __future__ import annotations

import threading
import time
from collections import deque
from dataclasses import dataclass

from photosearch.types.ids import RootId


@dataclass(frozen=True, slots=True)
class ScanFolder:
    """Look at everything below a folder of a root; ``under`` empty: the whole root."""

    root_id: RootId
    under: str = ""


@dataclass(frozen=True, slots=True)
class LookAtFiles:
    """Look at these files of a root."""

    root_id: RootId
    relative_paths: frozenset[str]


@dataclass(frozen=True, slots=True)
class EmbedMissing:
    """Do what photos of the library lack: an embedding of the active encoder or of the one being switched to, or an
    analysis beside.
    """


Job = ScanFolder | LookAtFiles | EmbedMissing


class JobQueue:
    """Thread-safe. Scans come before ``EmbedMissing``: new photos are found before old ones are improved."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._scans: deque[ScanFolder] = deque()
        self._files: dict[RootId, set[str]] = {}
        self._embed_missing = False
        self._taken = 0

    def add(self, job: Job) -> None:
        """Add ``job`` unless what is waiting covers it."""
        with self._changed:
            if isinstance(job, ScanFolder):
                self._add_scan(job)
            elif isinstance(job, LookAtFiles):
                if not self._is_covered(job.root_id):
                    self._files.setdefault(job.root_id, set()).update(job.relative_paths)
            else:
                self._embed_missing = True
            self._changed.notify_all()

    def take(self, timeout_s: float) -> Job | None:
        """The next job, counted as running until ``done``; None after ``timeout_s``."""
        with self._changed:
            if self._is_empty():
                self._changed.wait(timeout_s)
            job = self._pop()
            if job is not None:
                self._taken += 1
            return job

    def done(self) -> None:
        """The job that was taken is finished."""
        with self._changed:
            self._taken -= 1
            self._changed.notify_all()

    def wake(self) -> None:
        """Let a waiting ``take`` return."""
        with self._changed:
            self._changed.notify_all()

    @property
    def has_scans(self) -> bool:
        """Whether something waits to be looked at on disk."""
        with self._changed:
            return bool(self._scans or self._files)

    @property
    def is_idle(self) -> bool:
        """Whether nothing waits and nothing runs."""
        with self._changed:
            return self._is_empty() and self._taken == 0

    def wait_until_idle(self, timeout_s: float | None) -> bool:
        """Block until nothing waits or runs; False when ``timeout_s`` passed first."""
        with self._changed:
            return self._changed.wait_for(lambda: self._is_empty() and self._taken == 0, timeout_s)

    def _add_scan(self, job: ScanFolder) -> None:
        if self._is_covered(job.root_id) or job in self._scans:
            return
        if not job.under:
            self._scans = deque(scan for scan in self._scans if scan.root_id != job.root_id)
            self._files.pop(job.root_id, None)
        self._scans.append(job)

    def _is_covered(self, root_id: RootId) -> bool:
        return ScanFolder(root_id) in self._scans

    def _is_empty(self) -> bool:
        return not (self._scans or self._files or self._embed_missing)

    def _pop(self) -> Job | None:
        if self._files:
            root_id, names = self._files.popitem()
            return LookAtFiles(root_id, frozenset(names))
        if self._scans:
            return self._scans.popleft()
        if self._embed_missing:
            self._embed_missing = False
            return EmbedMissing()
        return None


class FailedJobs:
    """Jobs to be tried again, each with when; the others go on meanwhile. Used by the ingest thread only."""

    def __init__(self) -> None:
        self._jobs: list[tuple[float, Job]] = []

    def add(self, job: Job, after_s: float) -> None:
        """Try ``job`` again in ``after_s``."""
        self._jobs.append((time.monotonic() + after_s, job))

    def take_due(self) -> list[Job]:
        """Those whose time has come; they are not kept any longer."""
        now_s = time.monotonic()
        due = [job for at_s, job in self._jobs if at_s <= now_s]
        self._jobs = [(at_s, job) for at_s, job in self._jobs if at_s > now_s]
        return due
