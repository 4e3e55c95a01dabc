"""Does things every so often, on the thread that looks at the time."""

from __future__ import annotations

import time
from collections.abc import Callable


class Timetable:
    """Remembers when each thing was done last. Not thread-safe: it belongs to the thread that asks it."""

    def __init__(self, clock_s: Callable[[], float] = time.monotonic) -> None:
        self._clock_s = clock_s
        self._done_at_s: dict[str, float] = {}

    def has_just_done(self, name: str) -> None:
        """Count ``name`` as done now: it is due one interval later."""
        self._done_at_s[name] = self._clock_s()

    def every(self, interval_s: float, name: str, action: Callable[[], object]) -> None:
        """Do ``action`` if it was not done within ``interval_s``; zero means never."""
        last_s = self._done_at_s.get(name)
        if interval_s and (last_s is None or self._clock_s() - last_s >= interval_s):
            self.has_just_done(name)
            action()
