"""What the operating system tells of this machine: memory, processor time, battery. The one door to psutil."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass

import psutil


@dataclass(frozen=True, slots=True)
class ProcessorTimes:
    """Seconds of processor time since some moment, over all cores."""

    whole_s: float
    """Used or not."""
    used_s: float
    ours_s: float
    """Used by this process and those that it started."""


@dataclass(frozen=True, slots=True)
class Battery:
    """How it is with the battery."""

    percent: float
    is_plugged_in: bool


def available_bytes() -> int:
    """Memory that a program can still have without the machine swapping."""
    return int(psutil.virtual_memory().available)


def resident_bytes() -> int:
    """Memory that this process has."""
    return int(psutil.Process().memory_info().rss)


def battery() -> Battery | None:
    """None where there is none, or where its state is not known."""
    sensors = getattr(psutil, "sensors_battery", None)
    told = sensors() if sensors is not None else None
    if told is None or told.power_plugged is None:
        return None
    return Battery(told.percent, told.power_plugged)


def processor_times() -> ProcessorTimes:
    """Some milliseconds, as processes are many."""
    times = psutil.cpu_times()
    # Linux counts guests as users too.
    whole_s = sum(times) - getattr(times, "guest", 0.0) - getattr(times, "guest_nice", 0.0)
    unused_s = times.idle + getattr(times, "iowait", 0.0)
    return ProcessorTimes(whole_s, whole_s - unused_s, _our_seconds())


def _our_seconds() -> float:
    process = psutil.Process()
    own = process.cpu_times()
    seconds = own.user + own.system + own.children_user + own.children_system
    for child in process.children(recursive=True):
        with contextlib.suppress(psutil.Error):  # it has just ended
            used = child.cpu_times()
            seconds += used.user + used.system + used.children_user + used.children_system
    return float(seconds)
