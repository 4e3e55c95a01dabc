"""Figures and how they are taken: ours and a baseline by turns, so that both meet the same machine."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np


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


def times_s(call: Callable[[], object]) -> float:
    """Seconds that one call takes."""
    begin_s = time.perf_counter()
    call()
    return time.perf_counter() - begin_s


def by_turns(
    ours: Callable[[], object], baseline: Callable[[], object], rounds: int
) -> tuple[list[float], list[float]]:
    """Seconds of each: one of each unmeasured first, then A B A B."""
    ours()
    baseline()
    gc.collect()
    pairs = [(times_s(ours), times_s(baseline)) for _ in range(rounds)]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


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
