"""Counts background work and estimates its rate and end honestly: no guess from too little."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable

from photosearch.types.progress import IngestPhase, IngestProgress, Pace, YieldReason

_WINDOW_S = 30.0
"""The rate is that of the last half minute: old enough to be calm, young enough to be true."""
_MIN_SPAN_S = 2.0
_MIN_DONE = 16
_TICK_S = 0.25
"""Samples closer together than this are merged, which bounds the memory of the window."""


class ProgressMeter:
    """Thread-safe counters of one stretch of work, from idle to idle."""

    def __init__(self, clock_s: Callable[[], float] = time.monotonic) -> None:
        self._clock_s = clock_s
        self._lock = threading.Lock()
        self._phase = IngestPhase.IDLE
        self._done = self._total = self._problems = 0
        self._current = ""
        self._is_paused = False
        self._pace = Pace()
        self._samples: deque[tuple[float, int]] = deque()

    def begin(self, phase: IngestPhase) -> None:
        """Enter ``phase``; leaving idle starts the counters at zero."""
        with self._lock:
            if self._phase is IngestPhase.IDLE:
                self._done = self._total = self._problems = 0
                self._samples.clear()
            self._phase = phase

    def end(self) -> None:
        """Back to idle; the counters stay readable."""
        with self._lock:
            self._phase = IngestPhase.IDLE
            self._current = ""

    def expect(self, count: int) -> None:
        """``count`` more files are to be done."""
        with self._lock:
            self._total += count

    def advance(self, count: int = 1, *, problems: int = 0, current: str = "") -> None:
        """``count`` files are done, ``problems`` of them could not be used."""
        with self._lock:
            self._done += count
            self._problems += problems
            self._current = current or self._current
            self._sample()

    def set_paused(self, is_paused: bool) -> None:
        """A pause empties the window: the time spent paused says nothing of the rate."""
        with self._lock:
            self._is_paused = is_paused
            self._samples.clear()

    def set_pace(self, pace: Pace) -> None:
        """The work goes at another pace now: what it did before says nothing of the rate, except after a search."""
        with self._lock:
            if YieldReason.SEARCH not in (pace.reason, self._pace.reason):
                self._samples.clear()
            self._pace = pace

    def snapshot(self) -> IngestProgress:
        """The state now."""
        with self._lock:
            rate = self._rate_per_s()
            left = self._total - self._done
            eta_s = left / rate if rate > 0 and not self._is_paused else None
            return IngestProgress(
                phase=self._phase,
                done=self._done,
                total=max(self._total, self._done),
                problems=self._problems,
                rate_per_s=rate,
                eta_s=eta_s,
                is_paused=self._is_paused,
                pace=self._pace,
                current=self._current,
            )

    def _sample(self) -> None:
        now_s = self._clock_s()
        if not self._samples or now_s - self._samples[-1][0] >= _TICK_S:
            self._samples.append((now_s, self._done))
        while len(self._samples) > 2 and now_s - self._samples[0][0] > _WINDOW_S:
            self._samples.popleft()

    def _rate_per_s(self) -> float:
        if len(self._samples) < 2:
            return 0.0
        (first_s, first), (last_s, last) = self._samples[0], self._samples[-1]
        if last_s - first_s < _MIN_SPAN_S or last - first < _MIN_DONE:
            return 0.0
        return (last - first) / (last_s - first_s)
