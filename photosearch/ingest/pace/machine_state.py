"""What the machine says of itself every few seconds: power, heat, other programs."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from photosearch.ingest.pace.battery import Power, read_power
from photosearch.ingest.pace.heat import HeatWatch
from photosearch.ingest.pace.other_load import OtherLoad

_LOOK_EVERY_S = 5.0
_OLD_S = 30.0
_COOL_DOWN_S = 30.0
_BUSY_FROM, _BUSY_UNTIL = 0.6, 0.4
"""Shares of the processor that other programs use: what begins above the first ends below the second."""


@dataclass(frozen=True, slots=True)
class MachineState:
    """What background work should know of the machine."""

    power: Power = field(default_factory=Power)
    is_too_hot: bool = False
    is_busy: bool = False
    """Other programs use much of the processor."""


class MachineWatch:
    """Remembers the state for five seconds: asking the system before every file would cost more than it saves."""

    def __init__(
        self,
        power: Callable[[], Power] = read_power,
        is_too_hot: Callable[[], bool] | None = None,
        other_load: OtherLoad | None = None,
        clock_s: Callable[[], float] = time.monotonic,
    ) -> None:
        self._power = power
        self._is_too_hot = is_too_hot or HeatWatch().is_too_hot
        self._other_load = other_load or OtherLoad()
        self._clock_s = clock_s
        self._looked_at_s = self._hot_at_s = float("-inf")
        self.state = MachineState()
        """As it was at the last look."""

    def look(self) -> None:
        """Look again, unless that was done a few seconds ago. Called by one thread; ``state`` may be read by any."""
        now_s = self._clock_s()
        since_s = now_s - self._looked_at_s
        if since_s < _LOOK_EVERY_S:
            return
        self._looked_at_s = now_s
        if since_s > _OLD_S:
            self._other_load.forget()
        if self._is_too_hot():
            self._hot_at_s = now_s
        limit = _BUSY_UNTIL if self.state.is_busy else _BUSY_FROM
        self.state = MachineState(
            power=self._power(),
            is_too_hot=now_s - self._hot_at_s < _COOL_DOWN_S,
            is_busy=self._other_load.share() > limit,
        )
