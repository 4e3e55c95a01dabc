"""Decides whether background work may go on now: the person's choice, and the mains."""

from __future__ import annotations

import time
from collections.abc import Callable

import psutil

ALWAYS, MAINS, PAUSED = "always", "mains", "paused"
_LOOK_EVERY_S = 5.0


def may_work(background_work: str, *, is_on_battery: bool) -> bool:
    """Whether photos may be added now; ``auto`` works on battery too, since a person waits for the first results."""
    if background_work == PAUSED:
        return False
    return not (background_work == MAINS and is_on_battery)


def is_on_battery() -> bool:
    """Whether the machine has a battery and runs on it; unknown counts as mains."""
    sensors = getattr(psutil, "sensors_battery", None)
    battery = sensors() if sensors is not None else None
    return battery is not None and battery.power_plugged is False


class PowerWatch:
    """Remembers the answer for a few seconds: asking the system before every file would cost more than it saves."""

    def __init__(self, look: Callable[[], bool] = is_on_battery, clock_s: Callable[[], float] = time.monotonic) -> None:
        self._look = look
        self._clock_s = clock_s
        self._looked_at_s = float("-inf")
        self._is_on_battery = False

    @property
    def is_on_battery(self) -> bool:
        """Whether the machine ran on its battery a few seconds ago at most."""
        now_s = self._clock_s()
        if now_s - self._looked_at_s >= _LOOK_EVERY_S:
            self._looked_at_s = now_s
            self._is_on_battery = self._look()
        return self._is_on_battery
