"""Holds a changed file back until it has been quiet for a while, so that a half-copied photo is not read. Pure."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from photosearch.types.files import FileStamp

KeyT = TypeVar("KeyT", bound=Hashable)


@dataclass(slots=True)
class _Waiting:
    stamp: FileStamp | None
    first_s: float
    changed_s: float


class StabilityGate(Generic[KeyT]):
    """Keys wait here until they were quiet for ``quiet_s``, but never longer than ``max_wait_s``.

    The clock is the caller's (any monotonic seconds). Not thread-safe: one thread owns a gate.
    """

    def __init__(self, quiet_s: float, max_wait_s: float) -> None:
        self._quiet_s = quiet_s
        self._max_wait_s = max_wait_s
        self._waiting: dict[KeyT, _Waiting] = {}

    def touch(self, key: KeyT, stamp: FileStamp | None, now_s: float) -> None:
        """Report how the file looks now (None: it is not there); only another stamp than before restarts the wait."""
        waiting = self._waiting.get(key)
        if waiting is None:
            self._waiting[key] = _Waiting(stamp, now_s, now_s)
        elif waiting.stamp != stamp:
            waiting.stamp = stamp
            waiting.changed_s = now_s

    def stir(self, key: KeyT, now_s: float) -> None:
        """Restart the wait whatever the stamp: for folders, which are quiet when nothing happens below them."""
        self._waiting.setdefault(key, _Waiting(None, now_s, now_s)).changed_s = now_s

    def forget(self, key: KeyT) -> None:
        """Drop a key that something else answers for now."""
        self._waiting.pop(key, None)

    def ripe(self, now_s: float) -> list[KeyT]:
        """The keys that ``due`` would let out now: the moment to look at their files once more."""
        return [key for key, waiting in self._waiting.items() if self._due_s(waiting) <= now_s]

    def due(self, now_s: float) -> list[KeyT]:
        """Let out every key that is quiet or has waited long enough."""
        keys = self.ripe(now_s)
        for key in keys:
            del self._waiting[key]
        return keys

    def next_due_s(self) -> float | None:
        """When the next key will be due if nothing more happens; None when nothing waits."""
        return min((self._due_s(waiting) for waiting in self._waiting.values()), default=None)

    def _due_s(self, waiting: _Waiting) -> float:
        return min(waiting.changed_s + self._quiet_s, waiting.first_s + self._max_wait_s)

    def __contains__(self, key: object) -> bool:
        return key in self._waiting

    def __iter__(self) -> Iterator[KeyT]:
        return iter(tuple(self._waiting))

    def __len__(self) -> int:
        return len(self._waiting)
