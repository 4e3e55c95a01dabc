"""The meter counts, and never guesses from too little."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.ingest.progress import ProgressMeter
from photosearch.types.progress import IngestPhase, Pace, YieldReason


class Clock:
    """Time that moves when told."""

    def __init__(self) -> None:
        self.now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


def test_no_rate_before_there_is_enough_to_go_by() -> None:
    clock = Clock()
    meter = ProgressMeter(clock)
    meter.begin(IngestPhase.ADDING)
    meter.expect(1000)
    for _ in range(10):
        clock.now_s += 0.1
        meter.advance()
    assert meter.snapshot().eta_s is None
    assert meter.snapshot().rate_per_s == 0.0


def test_a_steady_rate_gives_the_true_end() -> None:
    clock = Clock()
    meter = ProgressMeter(clock)
    meter.begin(IngestPhase.ADDING)
    meter.expect(1000)
    for _ in range(200):
        clock.now_s += 0.05
        meter.advance()
    snapshot = meter.snapshot()
    assert snapshot.rate_per_s == pytest.approx(20, rel=0.1)
    assert snapshot.eta_s == pytest.approx(40, rel=0.1)


def test_the_rate_is_that_of_the_last_half_minute() -> None:
    clock = Clock()
    meter = ProgressMeter(clock)
    meter.begin(IngestPhase.ADDING)
    meter.expect(10_000)
    for _ in range(600):
        clock.now_s += 0.1
        meter.advance(10)
    for _ in range(400):
        clock.now_s += 0.1
        meter.advance(1)
    assert meter.snapshot().rate_per_s == pytest.approx(10, rel=0.15)


def test_a_pause_forgets_the_rate_but_not_the_count() -> None:
    clock = Clock()
    meter = ProgressMeter(clock)
    meter.begin(IngestPhase.ADDING)
    meter.expect(500)
    for _ in range(100):
        clock.now_s += 0.1
        meter.advance()
    meter.set_paused(True)
    clock.now_s += 3600
    paused = meter.snapshot()
    assert (paused.done, paused.eta_s, paused.is_paused) == (100, None, True)


@pytest.mark.parametrize(
    ("reason", "is_rate_kept"), [(YieldReason.SEARCH, True), (YieldReason.BATTERY, False), (YieldReason.LOAD, False)]
)
def test_another_pace_forgets_the_rate_except_for_the_moment_of_a_search(
    reason: YieldReason, is_rate_kept: bool
) -> None:
    clock = Clock()
    meter = ProgressMeter(clock)
    meter.begin(IngestPhase.ADDING)
    for _ in range(100):
        clock.now_s += 0.1
        meter.advance()
    meter.set_pace(Pace(0.0, reason))
    assert meter.snapshot().pace == Pace(0.0, reason)
    meter.set_pace(Pace())
    assert (meter.snapshot().rate_per_s > 0) is is_rate_kept


def test_a_new_stretch_starts_at_zero_and_the_old_counts_stay_readable_when_idle() -> None:
    meter = ProgressMeter(Clock())
    meter.begin(IngestPhase.SCANNING)
    meter.expect(3)
    meter.advance(3, problems=1)
    meter.end()
    assert meter.snapshot().done == 3
    meter.begin(IngestPhase.ADDING)
    assert (meter.snapshot().done, meter.snapshot().problems) == (0, 0)


@given(st.lists(st.tuples(st.floats(0.001, 5), st.integers(1, 50)), max_size=200))
def test_done_never_passes_total_and_the_eta_is_never_negative(steps: list[tuple[float, int]]) -> None:
    clock = Clock()
    meter = ProgressMeter(clock)
    meter.begin(IngestPhase.ADDING)
    meter.expect(100)
    for wait_s, count in steps:
        clock.now_s += wait_s
        meter.advance(count)
        snapshot = meter.snapshot()
        assert snapshot.done <= snapshot.total
        assert snapshot.rate_per_s >= 0
