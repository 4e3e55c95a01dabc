"""Says whether the machine is too hot, in the system's own judgement: where it slows itself down, so should we."""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path

_SYS = Path("/sys")
_SLOWS_DOWN = frozenset({"passive", "hot", "critical"})
"""Trip points of a thermal zone at which Linux slows the processor down, or does worse."""
_LEAST_MC = 40_000
"""Trip points below 40 degrees (in thousandths) are drivers' words for "none"."""
_NEAR_MC = 3_000
_DARWIN_LEVEL = b"com.apple.system.thermalpressurelevel"


class HeatWatch:
    """Linux: a thermal zone is within 3 degrees of its trip point, or a core was throttled since the last look.

    macOS: its thermal pressure is above nominal. Windows tells programs nothing: there it is never too hot.
    """

    def __init__(self, sys_folder: Path = _SYS) -> None:
        self._sys = sys_folder
        self._throttled = self._throttle_count()

    def is_too_hot(self) -> bool:
        """Ask the operating system; some 0.1 ms for each thermal zone."""
        if sys.platform == "darwin":
            return _darwin_pressure() > 0
        before, self._throttled = self._throttled, self._throttle_count()
        return self._throttled > before or any(map(_is_zone_too_hot, self._sys.glob("class/thermal/thermal_zone*")))

    def _throttle_count(self) -> int:
        """Intel's count, since the machine was started, of how often a core slowed down because of heat."""
        counts = self._sys.glob("devices/system/cpu/cpu*/thermal_throttle/core_throttle_count")
        return sum(_number(count) or 0 for count in counts)


def _is_zone_too_hot(zone: Path) -> bool:
    now_mc = _number(zone / "temp")
    if now_mc is None:
        return False
    for kind in zone.glob("trip_point_*_type"):
        limit_mc = _number(kind.with_name(kind.name.replace("_type", "_temp")))
        if limit_mc is not None and limit_mc >= _LEAST_MC and now_mc >= limit_mc - _NEAR_MC:
            try:
                if kind.read_text(encoding="ascii").strip() in _SLOWS_DOWN:
                    return True
            except OSError:
                continue
    return False


def _number(file: Path) -> int | None:
    """What a file of the kernel says; None when it says nothing (a sensor may be asleep)."""
    try:
        return int(file.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None


def _darwin_pressure() -> int:
    """0 nominal to 4, as <libkern/OSThermalNotification.h> names the levels; 0 when it cannot be asked."""
    system = ctypes.CDLL(None)
    token, level = ctypes.c_int(), ctypes.c_uint64()
    if system.notify_register_check(_DARWIN_LEVEL, ctypes.byref(token)):
        return 0
    try:
        return 0 if system.notify_get_state(token, ctypes.byref(level)) else level.value
    finally:
        system.notify_cancel(token)
