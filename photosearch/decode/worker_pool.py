"""Decodes untrusted pictures in worker processes, so that no file can take the app down or hang it.

Each worker has a pipe and a thread of its own. A shared queue between the processes, as pools usually have, is a thing
that all of them lose together: with pebble 5.2 one idle worker killed by the system ended the whole pool.
"""

from __future__ import annotations

import itertools
import os
import queue
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Final

from photosearch.decode.requests import DecodedPhoto, DecodeFailure, DecodeRequest
from photosearch.decode.thumbnails import ThumbnailCache
from photosearch.decode.worker_process import WorkerProcess
from photosearch.decode.worker_settings import WorkerSettings
from photosearch.errors import DecoderStartError
from photosearch.types.files import ProblemReason

__all__ = ["DecodeFailure", "DecodePool", "DecodeRequest", "DecodedPhoto"]

_MOST_WORKERS: Final = 8
_IDLE_RELEASE_S: Final = 15.0
"""A worker without work for so long gives its memory (some 40 MB) back; a new one starts in a fraction of a second."""
_CLOSE_S: Final = 0.8
_REST_STEP_S: Final = 0.05


_URGENT, _ORDINARY, _END = 0, 1, 2


@dataclass(frozen=True, slots=True)
class _Job:
    request: DecodeRequest
    answer: Future[DecodedPhoto | DecodeFailure]


@dataclass(frozen=True, slots=True, order=True)
class _Turn:
    """A job's place in the line: urgent ones first, then first come, first served. No job: the end of a worker."""

    urgency: int
    number: int
    job: _Job | None = field(compare=False)


class DecodePool:
    """A few processes, each started when there is work for it. Safe to use from any thread."""

    def __init__(
        self,
        *,
        workers: int,
        memory_limit_bytes: int,
        timeout_s: float,
        thumbnails: ThumbnailCache,
        idle_release_s: float = _IDLE_RELEASE_S,
        rest_s: Callable[[float], float] = lambda _took_s: 0.0,
    ) -> None:
        """``rest_s`` says how long a worker rests after so many seconds of ordinary work; urgent work never waits."""
        self._most_workers = max(1, workers)
        self._settings = WorkerSettings(thumbnails, memory_limit_bytes, timeout_s)
        self._idle_release_s = idle_release_s
        self._rest_s = rest_s
        self._jobs: queue.PriorityQueue[_Turn] = queue.PriorityQueue()
        self._numbers = itertools.count()
        self._lock = threading.Lock()
        self._idle = threading.Semaphore(0)
        self._workers: list[WorkerProcess] = []
        self._threads: list[threading.Thread] = []
        self._is_closed = False

    @staticmethod
    def default_workers() -> int:
        """One per core: they are nice, so they take what the encoder leaves, and a small encoder leaves most of it.

        On two cores two of them feed the starter 36 photos/s of 12 megapixels, one 29 (an encoder of two threads).
        """
        return max(1, min(_MOST_WORKERS, os.cpu_count() or 1))

    def submit(self, request: DecodeRequest, *, is_urgent: bool = False) -> Future[DecodedPhoto | DecodeFailure]:
        """Decode soon; whatever is wrong with a picture comes as a ``DecodeFailure``.

        What somebody is looking at or searching with ``is_urgent``: it overtakes the photos that are being added, and
        may start one worker more than usual, so that it does not wait behind one slow picture either.
        The future raises ``DecoderStartError`` where no worker process can be started at all: that is no picture's
        fault and must not be stored as one. Cancelling works until the decoding begins; after ``close`` a future comes
        cancelled.
        """
        job = _Job(request, Future())
        with self._lock:
            if self._is_closed:
                job.answer.cancel()
                return job.answer
            self._jobs.put(_Turn(_URGENT if is_urgent else _ORDINARY, next(self._numbers), job))
            limit = self._most_workers + int(is_urgent)
            if not self._idle.acquire(blocking=False) and len(self._threads) < limit:
                self._add_worker()
        return job.answer

    def close(self) -> None:
        """End the workers, whatever they are at, within a second; what waits is cancelled."""
        with self._lock:
            self._is_closed = True
            workers, threads = list(self._workers), list(self._threads)
        self._cancel_waiting()
        for _ in threads:
            self._jobs.put(_Turn(_END, next(self._numbers), None))
        for worker in workers:
            worker.kill()
        for thread in threads:
            thread.join(_CLOSE_S / len(threads))

    def _add_worker(self) -> None:
        worker = WorkerProcess(self._settings)
        thread = threading.Thread(target=self._serve, args=(worker,), name="decode-pool", daemon=True)
        self._workers.append(worker)
        self._threads.append(thread)
        thread.start()

    def _serve(self, worker: WorkerProcess) -> None:
        rested_at_s = 0.0
        while (turn := self._next_turn(worker)).job is not None:
            begin_s = time.monotonic()
            if turn.urgency == _ORDINARY and begin_s < rested_at_s and not self._is_closed:
                self._jobs.put(turn)  # the urgent one that this worker woke up for was taken by another
            elif turn.job.answer.set_running_or_notify_cancel():
                self._carry_out(turn.job, worker)
                if turn.urgency == _ORDINARY:
                    rested_at_s = time.monotonic() + self._rest_s(time.monotonic() - begin_s)
            self._rest_until(rested_at_s)
        worker.stop()

    def _next_turn(self, worker: WorkerProcess) -> _Turn:
        """Start the process before a job is taken, not after: another worker may be free long before it runs."""
        while True:
            if not self._is_closed:
                worker.start()
            try:
                return self._jobs.get_nowait()
            except queue.Empty:
                self._idle.release()
            try:
                return self._jobs.get(timeout=self._idle_release_s)
            except queue.Empty:
                worker.stop()
            self._jobs.put(self._jobs.get())

    def _rest_until(self, moment_s: float) -> None:
        while (left_s := moment_s - time.monotonic()) > 0 and not self._is_closed and not self._is_wanted_urgently():
            time.sleep(min(left_s, _REST_STEP_S))

    def _is_wanted_urgently(self) -> bool:
        with self._jobs.mutex:
            return bool(self._jobs.queue) and self._jobs.queue[0].urgency == _URGENT

    def _carry_out(self, job: _Job, worker: WorkerProcess) -> None:
        try:
            answer = worker.perform(job.request)
        except DecoderStartError as error:
            if not self._is_closed:
                job.answer.set_exception(error)
                return
            answer = DecodeFailure(ProblemReason.VANISHED)
        if self._is_closed and isinstance(answer, DecodeFailure):
            # Killed by close: it says nothing about the picture.
            answer = DecodeFailure(ProblemReason.VANISHED, "closing")
        job.answer.set_result(answer)

    def _cancel_waiting(self) -> None:
        while True:
            try:
                job = self._jobs.get_nowait().job
            except queue.Empty:
                return
            if job is not None:
                job.answer.cancel()
