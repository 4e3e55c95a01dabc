"""Says whether the machine runs on its battery, and whether that is to be spared; unknown counts as mains."""

from __future__ import annotations

import ctypes
import statistics
import sys
from dataclasses import dataclass
from pathlib import Path

from photosearch import machine

_LOW_PERCENT = 20
_SYS = Path("/sys")


@dataclass(frozen=True, slots=True)
class Power:
    """Where the electricity comes from."""

    is_on_battery: bool = False
    is_to_be_spared: bool = False
    """On the battery, and it is low (20 %) or the system is set to save power."""


def read_power() -> Power:
    """Ask the operating system."""
    return read_linux_power(_SYS) if sys.platform == "linux" else _read_power_elsewhere()


def read_linux_power(sys_folder: Path) -> Power:
    """As the kernel tells below ``sys_folder`` (``/sys``).

    Batteries of mice and headphones (their scope is ``Device``) do not count, nor does one that is drained although the
    mains adapter is in, as weak adapters do under load.
    """
    batteries: list[Path] = []
    mains: list[bool] = []
    for supply in sorted(sys_folder.glob("class/power_supply/*")):
        if _word(supply / "type") != "Battery":
            mains.append(_word(supply / "online") not in ("", "0"))
        elif _word(supply / "scope") != "Device":
            batteries.append(supply)
    is_drained = any(_word(battery / "status") == "Discharging" for battery in batteries)
    if not is_drained or any(mains):
        return Power()
    charges = [int(word) for battery in batteries if (word := _word(battery / "capacity")).isdecimal()]
    is_low = bool(charges) and statistics.mean(charges) <= _LOW_PERCENT
    is_saving = _word(sys_folder / "firmware/acpi/platform_profile") == "low-power"
    return Power(is_on_battery=True, is_to_be_spared=is_low or is_saving)


def _word(file: Path) -> str:
    """What a file of the kernel says; empty when it says nothing (drivers fail now and then)."""
    try:
        return file.read_text(encoding="ascii", errors="replace").strip()
    except OSError:
        return ""


def _read_power_elsewhere() -> Power:
    battery = machine.battery()
    if battery is None or battery.is_plugged_in:
        return Power()
    return Power(is_on_battery=True, is_to_be_spared=battery.percent <= _LOW_PERCENT or _is_battery_saver_on())


def _is_battery_saver_on() -> bool:
    """Windows has a switch for it, which also turns itself on when the battery is low."""
    if sys.platform == "win32":
        status = (ctypes.c_ubyte * 12)()  # SYSTEM_POWER_STATUS: four bytes, the last of them this switch; two numbers
        return bool(ctypes.WinDLL("kernel32").GetSystemPowerStatus(status)) and status[3] == 1
    return False
