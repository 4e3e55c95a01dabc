"""The app's side of one decoding worker: starts the process, asks it one picture at a time, ends it when it must."""

from __future__ import annotations

import contextlib
import os
import queue
import subprocess
import sys
import threading
from typing import Any, Final

from photosearch.decode.memory_limit import OUT_OF_MEMORY_EXIT
from photosearch.decode.requests import DecodedPhoto, DecodeFailure, DecodeRequest
from photosearch.decode.wire import read_value, write_value
from photosearch.decode.worker_settings import WorkerSettings
from photosearch.errors import DecoderStartError
from photosearch.own_process import own_process_command
from photosearch.types.files import ProblemReason

_START_S: Final = 60.0
"""A cold disk and a virus scanner may both take their time."""
_END_S: Final = 1.0
_PICTURES_PER_PROCESS: Final = 2000
"""Decoders leak and heaps fragment: a fresh process now and then."""

_ONE_THREAD: Final = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"}
"""A decoder is one thread; idle ones and their arenas reserve address space, which is what the limit counts."""


class _EndedError(Exception):
    """The process is gone, or its pipe is."""


class WorkerProcess:
    """One worker that is started when needed and again after it ended. Used by one thread; ``kill`` by any."""

    def __init__(self, settings: WorkerSettings) -> None:
        self._settings = settings
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._pictures = 0
        self._is_killed = False

    def start(self) -> None:
        """Have the process ready for a picture; where none can be started, ``perform`` will say so."""
        with contextlib.suppress(DecoderStartError):
            self._ensure_started()

    def perform(self, request: DecodeRequest) -> DecodedPhoto | DecodeFailure:
        """Have one picture decoded.

        What ends a worker that already served others may be their doing (a worn heap, the system's own memory killer),
        so the picture gets a second chance in a fresh one before it is blamed.

        Raises:
            DecoderStartError: no worker can be started: not the picture's fault.
        """
        was_fresh = self._ensure_started()
        answer = self._ask(request)
        if not was_fresh and not self._is_killed and _is_suspect(answer):
            self.stop()
            self._ensure_started()
            answer = self._ask(request)
        if isinstance(answer, DecodeFailure) and answer.reason is ProblemReason.OUT_OF_MEMORY:
            self.stop()
        return answer

    def stop(self) -> None:
        """End the process, if there is one, and forget it."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        # One that hangs in the kernel (a dead network share) cannot be waited for.
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(_END_S)
        with contextlib.suppress(OSError):
            assert process.stdin is not None
            process.stdin.close()

    def kill(self) -> None:
        """End the process at once and for good, from any thread: the picture in work fails."""
        self._is_killed = True
        process = self._process
        if process is not None:
            process.kill()

    def _ask(self, request: DecodeRequest) -> DecodedPhoto | DecodeFailure:
        self._pictures += 1
        try:
            self._send(request)
            answer = self._receive(self._settings.timeout_s)
        except TimeoutError:
            self.stop()
            return DecodeFailure(ProblemReason.DECODER_TIMEOUT, f"{self._settings.timeout_s:g} s")
        except _EndedError:
            return self._failure_of_end()
        assert isinstance(answer, DecodedPhoto | DecodeFailure)
        return answer

    def _failure_of_end(self) -> DecodeFailure:
        process = self._process
        with contextlib.suppress(subprocess.TimeoutExpired):
            assert process is not None
            process.wait(_END_S)
        self.stop()
        code = process.returncode if process is not None else None
        if code == OUT_OF_MEMORY_EXIT:
            return DecodeFailure(ProblemReason.OUT_OF_MEMORY)
        return DecodeFailure(ProblemReason.DECODER_CRASHED, f"exit code {code}")

    def _ensure_started(self) -> bool:
        """Whether a new process had to be started."""
        if self._pictures >= _PICTURES_PER_PROCESS or (self._process is not None and self._process.poll() is not None):
            self.stop()
        if self._process is not None:
            return False
        self._start()
        return True

    def _start(self) -> None:
        self._pictures = 0
        self._answers = queue.SimpleQueue()
        try:
            self._process = subprocess.Popen(
                # It inherits no Qt, no thread and no lock, and does not import the app's main module again.
                own_process_command("photosearch.decode.worker"),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=os.environ | _ONE_THREAD,
                # Not in the terminal's foreground group: Ctrl+C is the app's to handle.
                start_new_session=True,
                creationflags=_windows_flags(),
            )
            threading.Thread(
                target=_collect, args=(self._process, self._answers), name="decode-answers", daemon=True
            ).start()
            if self._is_killed:
                self._process.kill()
            self._send(self._settings)
            self._receive(_START_S)
        except (OSError, TimeoutError, _EndedError) as error:
            self.stop()
            raise DecoderStartError(f"{type(error).__name__}: {error}") from error

    def _send(self, value: object) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        try:
            write_value(self._process.stdin, value)
        except OSError as error:
            raise _EndedError from error

    def _receive(self, timeout_s: float) -> object:
        try:
            answer = self._answers.get(timeout=timeout_s)
        except queue.Empty as error:
            raise TimeoutError from error
        if answer is None:
            raise _EndedError
        return answer


def _collect(process: subprocess.Popen[bytes], answers: queue.SimpleQueue[Any]) -> None:
    """Hand on what the worker says, then None. A thread of its own, so that waiting for it can have an end."""
    assert process.stdout is not None
    with process.stdout as pipe, contextlib.suppress(EOFError, OSError):
        while True:
            answers.put(read_value(pipe))
    answers.put(None)


def _is_suspect(answer: DecodedPhoto | DecodeFailure) -> bool:
    return isinstance(answer, DecodeFailure) and answer.reason in (
        ProblemReason.DECODER_CRASHED,
        ProblemReason.OUT_OF_MEMORY,
    )


def _windows_flags() -> int:
    if sys.platform == "win32":
        # Behind the window and the encoder, as the worker's niceness does it elsewhere.
        modest = subprocess.BELOW_NORMAL_PRIORITY_CLASS
        return subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP | modest
    return 0
