"""Background work follows the person's choice, the machine's state and who is searching."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.ingest.pace.battery import Power
from photosearch.ingest.pace.governor import Governor, pace_for
from photosearch.ingest.pace.machine_state import MachineState, MachineWatch
from photosearch.ingest.pace.other_load import OtherLoad
from photosearch.machine import ProcessorTimes
from photosearch.settings import Settings
from photosearch.types.progress import Pace, YieldReason

BATTERY, LOW = Power(is_on_battery=True), Power(is_on_battery=True, is_to_be_spared=True)
MAINS = MachineState()
HOT_AND_BUSY = MachineState(is_too_hot=True, is_busy=True)


@pytest.mark.parametrize(
    ("choice", "machine", "is_searching", "expected"),
    [
        ("auto", MAINS, False, Pace()),
        ("auto", MAINS, True, Pace(0.0, YieldReason.SEARCH)),
        ("auto", MachineState(BATTERY), False, Pace(0.5, YieldReason.BATTERY)),
        ("auto", MachineState(LOW), False, Pace(0.0, YieldReason.LOW_BATTERY)),
        ("auto", HOT_AND_BUSY, False, Pace(0.25, YieldReason.HEAT)),
        ("auto", MachineState(BATTERY, is_busy=True), False, Pace(0.25, YieldReason.LOAD)),
        ("always", replace(HOT_AND_BUSY, power=LOW), True, Pace()),
        ("mains", MAINS, False, Pace()),
        ("mains", HOT_AND_BUSY, False, Pace(0.25, YieldReason.HEAT)),
        ("mains", MachineState(BATTERY), True, Pace(0.0, YieldReason.BATTERY)),
        ("paused", MAINS, False, Pace(0.0, YieldReason.NOT_NOW)),
    ],
)
def test_the_strongest_reason_decides(choice: str, machine: MachineState, is_searching: bool, expected: Pace) -> None:
    assert pace_for(choice, machine, is_searching=is_searching) == expected


class Desk:
    """A governor on a machine whose state, clock and settings a test sets."""

    def __init__(self) -> None:
        self.now_s = 100.0
        self.settings = Settings()
        self.power = Power()
        machine = MachineWatch(
            lambda: self.power, lambda: False, OtherLoad(lambda: ProcessorTimes(0, 0, 0)), lambda: self.now_s
        )
        self.governor = Governor(lambda: self.settings, machine, lambda: self.now_s)

    def is_on(self, power: Power) -> None:
        self.power = power
        self.now_s += 60
        self.governor.look()


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_a_search_holds_the_work_for_a_moment(desk: Desk) -> None:
    desk.governor.make_way()
    assert desk.governor.pace == Pace(0.0, YieldReason.SEARCH)
    assert desk.governor.rest_s(0.2) == pytest.approx(1.5)
    desk.now_s += 1.0
    assert desk.governor.rest_s(0.0) == pytest.approx(0.5)
    desk.governor.make_way()
    assert desk.governor.rest_s(0.0) == pytest.approx(1.5)
    desk.now_s += 1.6
    assert desk.governor.pace == Pace()
    assert desk.governor.rest_s(0.2) == 0


@given(share=st.integers(5, 100), took_s=st.floats(0.001, 0.5))
def test_work_and_rest_add_up_to_the_share(share: int, took_s: float) -> None:
    desk = Desk()
    desk.settings = Settings(cpu_share_percent=share)
    rest_s = desk.governor.rest_s(took_s)
    assert took_s / (took_s + rest_s) == pytest.approx(share / 100)
    assert desk.governor.pace == Pace(share / 100)


@pytest.mark.parametrize(("percent", "share"), [(0, 0.05), (1, 0.05), (400, 1.0)])
def test_a_share_that_makes_no_sense_neither_stops_nor_hastens(desk: Desk, percent: int, share: float) -> None:
    desk.settings = Settings(cpu_share_percent=percent)
    assert desk.governor.pace == Pace(share)


def test_the_smaller_of_share_and_reason_counts(desk: Desk) -> None:
    desk.is_on(BATTERY)
    assert desk.governor.pace == Pace(0.5, YieldReason.BATTERY)
    desk.settings = Settings(cpu_share_percent=25)
    assert desk.governor.pace == Pace(0.25)


def test_where_work_waits_what_is_in_flight_is_finished(desk: Desk) -> None:
    desk.is_on(LOW)
    assert desk.governor.pace.share == 0
    assert desk.governor.rest_s(0.3) == 0


@pytest.mark.parametrize("change", [lambda desk: desk.is_on(LOW), lambda desk: desk.governor.make_way()])
def test_work_that_a_person_waits_for_yields_to_nothing_but_their_share(
    desk: Desk, change: Callable[[Desk], None]
) -> None:
    desk.governor.is_asked = True
    desk.settings = Settings(background_work="paused", cpu_share_percent=50)
    change(desk)
    assert desk.governor.pace == Pace(0.5)
