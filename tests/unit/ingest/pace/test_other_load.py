"""How much of the processor other programs use."""

from __future__ import annotations

import subprocess
import sys

import pytest

from photosearch.ingest.pace.other_load import OtherLoad
from photosearch.machine import ProcessorTimes, processor_times


@pytest.mark.parametrize(
    ("after", "share"),
    [
        (ProcessorTimes(120.0, 50.0, 5.0), 0.0),
        (ProcessorTimes(120.0, 65.0, 5.0), 0.75),
        (ProcessorTimes(120.0, 65.0, 15.0), 0.25),
        (ProcessorTimes(120.0, 60.0, 20.0), 0.0),
        (ProcessorTimes(120.0, 55.0, 0.0), 0.5),  # a process of ours that ended took its time along
        (ProcessorTimes(120.0, 80.0, 5.0), 1.0),
    ],
)
def test_what_is_used_and_not_ours_is_others(after: ProcessorTimes, share: float) -> None:
    times = iter([ProcessorTimes(100.0, 50.0, 5.0), after])
    load = OtherLoad(lambda: next(times))
    assert load.share() == 0
    assert load.share() == pytest.approx(share)


def test_over_too_short_a_time_the_last_answer_stands() -> None:
    times = iter(
        [ProcessorTimes(0, 0, 0), ProcessorTimes(10, 5, 0), ProcessorTimes(11, 5, 0), ProcessorTimes(20, 5, 0)]
    )
    load = OtherLoad(lambda: next(times))
    assert [load.share() for _ in range(4)] == [0, 0.5, 0.5, 0]


def test_what_was_long_ago_is_forgotten() -> None:
    times = iter(
        [ProcessorTimes(0, 0, 0), ProcessorTimes(10, 9, 0), ProcessorTimes(20, 18, 0), ProcessorTimes(30, 18, 0)]
    )
    load = OtherLoad(lambda: next(times))
    load.share()
    assert load.share() == pytest.approx(0.9)
    load.forget()
    assert load.share() == 0
    assert load.share() == 0


def test_the_work_of_our_processes_is_ours() -> None:
    before = processor_times()
    burn = "import time\nwhile time.process_time() < 0.3: pass\nprint(flush=True)\ninput()"
    with subprocess.Popen([sys.executable, "-c", burn], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        child.stdout.readline()
        during = processor_times()
        child.communicate(b"\n")
    assert during.ours_s - before.ours_s >= 0.25
    assert during.used_s - before.used_s >= 0.25
    assert during.whole_s > before.whole_s
