"""Decides whether background work may go on now: the person's choice, and the mains."""

from __future__ import annotations

import psutil

ALWAYS, MAINS, PAUSED = "always", "mains", "paused"


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
