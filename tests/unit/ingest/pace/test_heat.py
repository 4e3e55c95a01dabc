"""What Linux tells of heat, as files; and the machine at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from photosearch.ingest.pace.heat import HeatWatch


def zone(sys_folder: Path, temp: str, *trips: tuple[str, str], name: str = "thermal_zone0") -> None:
    folder = sys_folder / "class" / "thermal" / name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "temp").write_text(temp + "\n")
    for number, (kind, limit) in enumerate(trips):
        (folder / f"trip_point_{number}_type").write_text(kind + "\n")
        (folder / f"trip_point_{number}_temp").write_text(limit + "\n")


@pytest.mark.parametrize(
    ("temp", "trips", "expected"),
    [
        ("45000", [("passive", "95000"), ("critical", "105000")], False),
        ("92000", [("passive", "95000"), ("critical", "105000")], True),
        ("91999", [("passive", "95000"), ("critical", "105000")], False),
        ("104000", [("hot", "100000")], True),
        ("60000", [("active", "55000"), ("critical", "105000")], False),
        ("50000", [("passive", "0")], False),
        ("50000", [("passive", "-274000")], False),
        ("99000", [], False),
        ("", [("passive", "95000")], False),
        ("99000", [("passive", "?")], False),
    ],
)
def test_a_zone_near_its_trip_point_is_too_hot(
    tmp_path: Path, temp: str, trips: list[tuple[str, str]], expected: bool
) -> None:
    zone(tmp_path, "30000", ("critical", "110000"))
    zone(tmp_path, temp, *trips, name="thermal_zone1")
    assert HeatWatch(tmp_path).is_too_hot() is expected


def test_a_core_that_was_throttled_since_the_last_look_is_too_hot(tmp_path: Path) -> None:
    cores = tmp_path / "devices" / "system" / "cpu"
    counts = [cores / core / "thermal_throttle" / "core_throttle_count" for core in ("cpu0", "cpu1")]
    for count in counts:
        count.parent.mkdir(parents=True)
        count.write_text("7\n")
    heat = HeatWatch(tmp_path)
    assert not heat.is_too_hot()
    counts[1].write_text("9\n")
    assert heat.is_too_hot()
    assert not heat.is_too_hot()


def test_a_machine_that_tells_nothing_is_never_too_hot(tmp_path: Path) -> None:
    assert not HeatWatch(tmp_path).is_too_hot()


def test_this_machine_can_be_asked() -> None:
    assert HeatWatch().is_too_hot() in (True, False)
