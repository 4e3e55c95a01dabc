"""The machine's state is asked for now and then, and does not flicker."""

from __future__ import annotations

import pytest

from photosearch.ingest.pace.battery import Power
from photosearch.ingest.pace.machine_state import MachineState, MachineWatch
from photosearch.ingest.pace.other_load import OtherLoad
from photosearch.machine import ProcessorTimes


class Machine:
    """What a test says of the machine; its other programs use ``load`` of two cores."""

    def __init__(self) -> None:
        self.now_s = 0.0
        self.load = 0.0
        self.is_hot = False
        self.power = Power()
        self.asked: list[float] = []
        self._used_s = 0.0
        self.watch = MachineWatch(self._power, lambda: self.is_hot, OtherLoad(self._times), lambda: self.now_s)

    def after(self, seconds: float) -> MachineState:
        self.now_s += seconds
        self._used_s += 2 * seconds * self.load
        self.watch.look()
        return self.watch.state

    def _power(self) -> Power:
        self.asked.append(self.now_s)
        return self.power

    def _times(self) -> ProcessorTimes:
        return ProcessorTimes(2 * self.now_s, self._used_s, 0.0)


@pytest.fixture
def machine() -> Machine:
    return Machine()


def test_the_system_is_asked_now_and_then_not_for_every_file(machine: Machine) -> None:
    assert machine.after(0.0) == MachineState()
    machine.power = Power(is_on_battery=True)
    states = [machine.after(0.25).power.is_on_battery for _ in range(40)]
    assert machine.asked == [0.0, 5.0, 10.0]
    assert states == [False] * 19 + [True] * 21


def test_busy_begins_above_six_tenths_and_ends_below_four(machine: Machine) -> None:
    machine.after(0.0)
    seen = []
    for machine.load in (0.5, 0.7, 0.5, 0.3, 0.5, 0.9):
        seen.append(machine.after(6.0).is_busy)
    assert seen == [False, True, True, False, False, True]


def test_heat_is_remembered_for_half_a_minute(machine: Machine) -> None:
    machine.is_hot = True
    assert machine.after(0.0).is_too_hot
    machine.is_hot = False
    assert [machine.after(10.0).is_too_hot for _ in range(4)] == [True, True, False, False]


def test_how_busy_it_was_before_a_long_rest_says_nothing(machine: Machine) -> None:
    machine.after(0.0)
    machine.load = 0.9
    assert not machine.after(600.0).is_busy
    assert machine.after(6.0).is_busy
