"""What Linux tells of batteries and mains, as files; and the machine at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from photosearch.ingest.pace.battery import Power, read_linux_power, read_power

MAINS = {"type": "Mains", "online": "1"}
UNPLUGGED = {"type": "Mains", "online": "0"}
DRAINED = {"type": "Battery", "status": "Discharging", "capacity": "80"}
FULL = {"type": "Battery", "status": "Full", "capacity": "100"}
MOUSE = {"type": "Battery", "status": "Discharging", "capacity": "5", "scope": "Device"}


@pytest.mark.parametrize(
    ("supplies", "expected"),
    [
        ([], Power()),
        ([MAINS], Power()),
        ([MAINS, FULL], Power()),
        ([UNPLUGGED, DRAINED], Power(is_on_battery=True)),
        ([DRAINED], Power(is_on_battery=True)),
        ([MAINS, DRAINED], Power()),
        ([UNPLUGGED, {"type": "USB", "online": "1"}, DRAINED], Power()),
        ([UNPLUGGED, DRAINED | {"capacity": "20"}], Power(is_on_battery=True, is_to_be_spared=True)),
        ([DRAINED | {"capacity": "10"}, FULL], Power(is_on_battery=True)),
        ([MOUSE], Power()),
        ([MOUSE, UNPLUGGED, DRAINED], Power(is_on_battery=True)),
        ([{"type": "Battery", "status": "Discharging"}], Power(is_on_battery=True)),
        ([{"type": "Battery", "status": "Discharging", "capacity": "?"}], Power(is_on_battery=True)),
        ([{"type": "Battery"}, {}], Power()),
    ],
)
def test_supplies_say_where_the_electricity_comes_from(
    tmp_path: Path, supplies: list[dict[str, str]], expected: Power
) -> None:
    for number, supply in enumerate(supplies):
        folder = tmp_path / "class" / "power_supply" / f"S{number}"
        folder.mkdir(parents=True)
        for name, word in supply.items():
            (folder / name).write_text(word + "\n")
    assert read_linux_power(tmp_path) == expected


@pytest.mark.parametrize(("profile", "is_spared"), [("low-power", True), ("balanced", False)])
def test_a_battery_that_the_system_spares_is_spared(tmp_path: Path, profile: str, is_spared: bool) -> None:
    battery = tmp_path / "class" / "power_supply" / "BAT0"
    battery.mkdir(parents=True)
    for name, word in DRAINED.items():
        (battery / name).write_text(word)
    (tmp_path / "firmware" / "acpi").mkdir(parents=True)
    (tmp_path / "firmware" / "acpi" / "platform_profile").write_text(profile + "\n")
    assert read_linux_power(tmp_path) == Power(is_on_battery=True, is_to_be_spared=is_spared)


def test_this_machine_tells_something() -> None:
    power = read_power()
    assert power.is_on_battery or not power.is_to_be_spared
