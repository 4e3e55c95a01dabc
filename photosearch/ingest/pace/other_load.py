"""Says how much of the processor other programs use.

Not the load average nor the kernel's pressure figures: both count what waits, and most of that is our own.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass

import psutil

_LEAST_S = 2.0
"""Processor times come in steps of 10 ms or so: over less than this they say little."""


@dataclass(frozen=True, slots=True)
class ProcessorTimes:
    """Seconds of processor time since some moment, over all cores."""

    whole_s: float
    """Used or not."""
    used_s: float
    ours_s: float
    """Used by this process and those that it started."""


class OtherLoad:
    """The share of the processor that other programs used between two looks."""

    def __init__(self, read: Callable[[], ProcessorTimes] | None = None) -> None:
        self._read = read or read_processor_times
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


def read_processor_times() -> ProcessorTimes:
    """Ask the operating system; some milliseconds, as processes are many."""
    times = psutil.cpu_times()
    # Linux counts guests as users too.
    whole_s = sum(times) - getattr(times, "guest", 0.0) - getattr(times, "guest_nice", 0.0)
    unused_s = times.idle + getattr(times, "iowait", 0.0)
    return ProcessorTimes(whole_s, whole_s - unused_s, _our_seconds())


def _our_seconds() -> float:
    process = psutil.Process()
    own = process.cpu_times()
    seconds = own.user + own.system + own.children_user + own.children_system
    for child in process.children(recursive=True):
        with contextlib.suppress(psutil.Error):  # it has just ended
            used = child.cpu_times()
            seconds += used.user + used.system + used.children_user + used.children_system
    return float(seconds)
