"""What runs inside a decoding worker: limits on itself first, then one picture at a time until the app is gone."""

from __future__ import annotations

import contextlib
import faulthandler
import os
import queue
import signal
import sys
import threading
import warnings
from typing import BinaryIO, Final

from photosearch.decode.memory_limit import MemoryWatch, limit_memory
from photosearch.decode.pillow_image import DecodeLimits
from photosearch.decode.requests import DecodedPhoto, DecodeFailure, DecodeRequest
from photosearch.decode.task import perform
from photosearch.decode.wire import read_value, write_value
from photosearch.decode.worker_settings import WorkerSettings
from photosearch.types.files import ProblemReason

_NICENESS: Final = 5
_ORPHAN_GRACE_S: Final = 5.0


def main() -> None:
    """Serve the pipe that is standard input and output; ends when the other side closes it, however it ended."""
    requests, answers = _take_pipes()
    settings: WorkerSettings = read_value(requests)
    _be_modest()
    watch = limit_memory(settings.memory_limit_bytes)
    write_value(answers, "ready")
    waiting: queue.SimpleQueue[DecodeRequest] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(requests, waiting), name="receive", daemon=True).start()
    with open(os.devnull, "w", encoding="ascii") as nowhere:  # noqa: PTH123 - a device, not a path
        while True:
            request = waiting.get()
            # Should both the app be killed and this picture hang in C code, nobody else would end this process.
            faulthandler.dump_traceback_later(settings.timeout_s + _ORPHAN_GRACE_S, exit=True, file=nowhere)
            answer = _decode(request, settings, watch)
            faulthandler.cancel_dump_traceback_later()
            write_value(answers, answer)


def _decode(
    request: DecodeRequest, settings: WorkerSettings, watch: MemoryWatch | None
) -> DecodedPhoto | DecodeFailure:
    if watch is not None:
        watch.begin()
    try:
        return perform(request, settings.thumbnails, DecodeLimits(settings.memory_limit_bytes))
    except MemoryError:
        return DecodeFailure(ProblemReason.OUT_OF_MEMORY)
    finally:
        if watch is not None:
            watch.done()


def _receive(requests: BinaryIO, waiting: queue.SimpleQueue[DecodeRequest]) -> None:
    """Reading on a thread of its own notices at once that the app is gone, even while a picture is in work."""
    while True:
        try:
            waiting.put(read_value(requests))
        except (EOFError, OSError):
            os._exit(0)


def _take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Keep the pipes for ourselves: what libraries print (libtiff does) must reach neither them nor the terminal."""
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)
    os.close(nowhere)
    return requests, answers


def _be_modest() -> None:
    """No part in Ctrl+C, no words on the terminal, and behind the window and the person's other programs."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    warnings.simplefilter("ignore")
    if sys.platform != "win32":
        with contextlib.suppress(OSError):
            os.nice(_NICENESS)
