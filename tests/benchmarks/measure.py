"""Figures and how they are taken: ours and a baseline by turns, so that both meet the same machine."""

from __future__ import annotations

import gc
import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

Clock = Callable[[], float]
"""Seconds from any moment on."""
_LOOK_S = 0.01
_AT_REST = 0.2
"""Share of a core that threads may take which are not spinning: those of a library that waits for changes."""
_LONGEST_REST_S = 0.5


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table. ``ratio`` is ours divided by the baseline, in ``unit``."""

    name: str
    unit: str
    """``ms``, ``s``, ``MB`` (less is better) or something per second (more is better)."""
    median: float
    low: float
    high: float
    """5th and 95th percentile of what was measured."""
    rounds: int
    baseline: str = ""
    """What the baseline is; empty where there is none."""
    baseline_median: float | None = None
    goal: str = ""
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """Ours to the baseline."""
        return self.median / self.baseline_median if self.baseline_median else None


def times_s(call: Callable[[], object], clock: Clock = time.perf_counter) -> float:
    """Seconds that one call takes."""
    begin_s = clock()
    call()
    return clock() - begin_s


def by_turns(
    ours: Callable[[], object], baseline: Callable[[], object], rounds: int, *, clock: Clock = time.perf_counter
) -> tuple[list[float], list[float]]:
    """Seconds of each: one of each unmeasured first, then A B A B, with all threads at rest before each.

    With ``time.thread_time`` only what this thread does itself, whatever else the machine is busy with.
    """
    ours()
    baseline()
    gc.collect()
    pairs = [(_rested_times_s(ours, clock), _rested_times_s(baseline, clock)) for _ in range(rounds)]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def _rested_times_s(work: Callable[[], object], clock: Clock) -> float:
    """Seconds of ``work`` once this process takes no core any more.

    NumPy's threads wait for more by spinning: for 40 ms after a matrix product, another's turn would have to share.
    """
    deadline_s = time.perf_counter() + _LONGEST_REST_S
    used_s = math.inf
    while used_s > _AT_REST * _LOOK_S and time.perf_counter() < deadline_s:
        before_s = time.process_time()
        time.sleep(_LOOK_S)
        used_s = time.process_time() - before_s
    return times_s(work, clock)


def figure(
    name: str,
    unit: str,
    values: Sequence[float],
    *,
    baseline: str = "",
    against: Sequence[float] = (),
    goal: str = "",
    note: str = "",
) -> Figure:
    """A figure of ``values`` that are in ``unit`` already, beside the baseline's."""
    return Figure(
        name,
        unit,
        float(np.median(values)),
        float(np.percentile(values, 5)),
        float(np.percentile(values, 95)),
        len(values),
        baseline,
        float(np.median(against)) if len(against) else None,
        goal,
        note,
    )


def milliseconds(values_s: Sequence[float]) -> list[float]:
    """Seconds as milliseconds."""
    return [value_s * 1000 for value_s in values_s]


def per_second(count: float, values_s: Sequence[float]) -> list[float]:
    """So many of something, done in these times."""
    return [count / value_s for value_s in values_s]
