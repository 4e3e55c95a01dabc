"""Decodes untrusted pictures in worker processes, so that no file can take the app down or hang it."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import threading
from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as FutureTimeoutError

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from photosearch.decode import worker
from photosearch.decode.pillow_image import DecodeLimits
from photosearch.decode.requests import DecodedPhoto, DecodeFailure, DecodeRequest
from photosearch.decode.thumbnails import ThumbnailCache
from photosearch.types import ProblemReason

__all__ = ["DecodeFailure", "DecodePool", "DecodeRequest", "DecodedPhoto"]

_MOST_WORKERS = 8
_TASKS_PER_WORKER = 2000
"""Decoders leak; a worker is replaced now and then."""
_CLOSE_S = 1.0


class DecodePool:
    """A few processes that start with the first request. Safe to use from any thread."""

    def __init__(self, *, workers: int, memory_limit_bytes: int, timeout_s: float, thumbnails: ThumbnailCache) -> None:
        self._workers = workers
        self._limits = DecodeLimits(memory_limit_bytes)
        self._timeout_s = timeout_s
        self._thumbnails = thumbnails
        self._lock = threading.Lock()
        self._pool: ProcessPool | None = None
        self._is_closed = False

    @staticmethod
    def default_workers() -> int:
        """As many as pay: one core is the encoder's."""
        return max(1, min(_MOST_WORKERS, (os.cpu_count() or 2) - 1))

    def submit(self, request: DecodeRequest) -> Future[DecodedPhoto | DecodeFailure]:
        """Decode soon. A bad file is a ``DecodeFailure`` in the future, which never raises for it."""
        answer: Future[DecodedPhoto | DecodeFailure] = Future()
        with self._lock:
            if self._is_closed:
                answer.cancel()
                return answer
            if self._pool is None:
                self._pool = self._start()
            inner = self._pool.schedule(worker.decode, args=(request,), timeout=self._timeout_s)
        inner.add_done_callback(lambda done: _hand_over(done, answer))
        return answer

    def close(self) -> None:
        """End the workers, whatever they are at, within about a second."""
        with self._lock:
            self._is_closed = True
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.stop()
            with contextlib.suppress(FutureTimeoutError):
                pool.join(timeout=_CLOSE_S)

    def _start(self) -> ProcessPool:
        # Spawned, not forked: a fork would inherit Qt's and torch's threads in whatever state they are.
        return ProcessPool(
            max_workers=self._workers,
            max_tasks=_TASKS_PER_WORKER,
            initializer=worker.prepare,
            initargs=(self._thumbnails, self._limits),
            context=multiprocessing.get_context("spawn"),
        )


def _hand_over(done: ProcessFuture[DecodedPhoto | DecodeFailure], answer: Future[DecodedPhoto | DecodeFailure]) -> None:
    """Turn what became of the process into a value."""
    if not answer.set_running_or_notify_cancel():
        return
    try:
        answer.set_result(done.result())
    except FutureTimeoutError:
        answer.set_result(DecodeFailure(ProblemReason.DECODER_TIMEOUT))
    except ProcessExpired as error:
        answer.set_result(DecodeFailure(ProblemReason.DECODER_CRASHED, f"exit code {error.exitcode}"))
    except MemoryError:
        answer.set_result(DecodeFailure(ProblemReason.OUT_OF_MEMORY))
    except CancelledError:
        answer.set_result(DecodeFailure(ProblemReason.VANISHED, "closing"))
    except Exception as error:  # noqa: BLE001 - the boundary of the process: the file's problem, not the app's
        answer.set_result(DecodeFailure(ProblemReason.READ_ERROR, f"{type(error).__name__}: {error}"))
