"""What runs inside a decoding process: limits on itself first, then one picture at a time."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import threading

for _variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    # Before numpy is imported: one decoder is one thread, and idle threads reserve address space.
    os.environ.setdefault(_variable, "1")

from photosearch.decode.pillow_image import DecodeLimits  # noqa: E402
from photosearch.decode.requests import DecodedPhoto, DecodeFailure, DecodeRequest  # noqa: E402
from photosearch.decode.task import perform  # noqa: E402
from photosearch.decode.thumbnails import ThumbnailCache  # noqa: E402
from photosearch.types import ProblemReason  # noqa: E402

_state: dict[str, tuple[ThumbnailCache, DecodeLimits]] = {}
_NICENESS = 5


def prepare(thumbnails: ThumbnailCache, limits: DecodeLimits) -> None:
    """Set up this process: bounded memory, no part in Ctrl+C, and no life beyond the parent's."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, name="parent-watch", daemon=True).start()
    _limit_memory(limits.memory_bytes)
    if hasattr(os, "nice"):
        with contextlib.suppress(OSError):
            os.nice(_NICENESS)  # the window and the person's other programs come first
    _state["ready"] = (thumbnails, limits)


def decode(request: DecodeRequest) -> DecodedPhoto | DecodeFailure:
    """Carry out ``request``; memory running out is the picture's problem."""
    thumbnails, limits = _state["ready"]
    try:
        return perform(request, thumbnails, limits)
    except MemoryError:
        return DecodeFailure(ProblemReason.OUT_OF_MEMORY)


def _end_with_parent() -> None:
    """Wait until the parent is gone, however it went, then go too: nobody else would end this process."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(0)


def _limit_memory(limit_bytes: int) -> None:
    """Let this process grow by ``limit_bytes`` at most. macOS and Windows do not enforce such a limit."""
    if sys.platform == "linux":
        import resource
        from pathlib import Path

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        ceiling = pages * resource.getpagesize() + limit_bytes
        resource.setrlimit(resource.RLIMIT_AS, (ceiling, ceiling))
