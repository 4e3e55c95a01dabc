"""Says how much of the processor other programs use.

Not the load average nor the kernel's pressure figures: both count what waits, and most of that is our own.
"""

from __future__ import annotations

from collections.abc import Callable

from photosearch.machine import ProcessorTimes, processor_times

_LEAST_S = 2.0
"""Processor times come in steps of 10 ms or so: over less than this they say little."""


class OtherLoad:
    """The share of the processor that other programs used between two looks."""

    def __init__(self, read: Callable[[], ProcessorTimes] | None = None) -> None:
        self._read = read or processor_times
        self._before: ProcessorTimes | None = None
        self._share = 0.0

    def share(self) -> float:
        """0 (none) to 1 (all cores) since the call before, which should be some seconds ago; 0 when not known yet."""
        now = self._read()
        if self._before is None:
            self._before = now
            return 0.0
        whole_s = now.whole_s - self._before.whole_s
        if whole_s >= _LEAST_S:
            others_s = (now.used_s - self._before.used_s) - (now.ours_s - self._before.ours_s)
            self._before = now
            self._share = min(max(others_s / whole_s, 0.0), 1.0)
        return self._share

    def forget(self) -> None:
        """What was until now says nothing of the present: the next look begins anew."""
        self._before = None
        self._share = 0.0
