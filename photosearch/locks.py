"""Locks between processes: files that the operating system frees when their holder dies. The one door to filelock."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import filelock

from photosearch.errors import BusyError


class ProcessLock:
    """Held by one process at a time, by whichever of its threads."""

    def __init__(self, file: Path) -> None:
        self._lock = filelock.FileLock(file, timeout=0, thread_local=False)

    @property
    def is_held(self) -> bool:
        """Whether this process has it."""
        return self._lock.is_locked

    def try_take(self) -> bool:
        """Take it if nobody has it; True when held afterwards."""
        try:
            self._lock.acquire(blocking=False)
        except filelock.Timeout:
            return False
        return True

    def give_up(self) -> None:
        """Let another process take it."""
        if self._lock.is_locked:
            self._lock.release(force=True)


@contextmanager
def held_alone(file: Path, or_else: str) -> Iterator[None]:
    """Hold the lock ``file`` meanwhile.

    Raises:
        BusyError: another process or thread has it, in the words of ``or_else``.
    """
    lock = ProcessLock(file)
    if not lock.try_take():
        raise BusyError(or_else)
    try:
        yield
    finally:
        lock.give_up()
