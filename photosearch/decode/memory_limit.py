"""Bounds the memory that a decoding worker may take, by the kernel where it can, by watching itself elsewhere."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final

OUT_OF_MEMORY_EXIT: Final = 77
"""A worker that leaves with this code has outgrown its limit."""
_LOOK_S: Final = 0.25


class MemoryWatch:
    """Ends the process when it has grown by more than ``limit_bytes`` while a picture is in work."""

    def __init__(
        self,
        limit_bytes: int,
        *,
        resident_bytes: Callable[[], int],
        end: Callable[[int], object] = os._exit,
    ) -> None:
        self._ceiling_bytes = resident_bytes() + limit_bytes
        self._resident_bytes = resident_bytes
        self._end = end
        self._is_working = threading.Event()
        threading.Thread(target=self._watch, name="memory-watch", daemon=True).start()

    def begin(self) -> None:
        """A picture is in work from now on."""
        self._is_working.set()

    def done(self) -> None:
        """Nothing is in work: look no more, so that an idle worker costs nothing."""
        self._is_working.clear()

    def _watch(self) -> None:
        pause = threading.Event()
        while self._is_working.wait():
            if self._resident_bytes() > self._ceiling_bytes:
                self._end(OUT_OF_MEMORY_EXIT)
                return
            pause.wait(_LOOK_S)


def limit_memory(limit_bytes: int) -> MemoryWatch | None:
    """Let this process grow by ``limit_bytes`` at most.

    Linux refuses further address space: decoders see an ordinary MemoryError. macOS and Windows enforce no such limit:
    there the returned watch must be told when a picture is in work.
    """
    if sys.platform != "linux":
        return _watch_memory(limit_bytes)
    import resource

    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    ceiling = pages * resource.getpagesize() + limit_bytes
    resource.setrlimit(resource.RLIMIT_AS, (ceiling, ceiling))
    return None


def _watch_memory(limit_bytes: int) -> MemoryWatch:
    from photosearch.machine import resident_bytes  # psutil is not needed on Linux

    return MemoryWatch(limit_bytes, resident_bytes=resident_bytes)
