"""Every hazard there is. A module with new ones is named in ``MODULES``."""

from __future__ import annotations

import importlib

from tests.reliability.hazard import Hazard

MODULES = (
    "crash",
    "killed_steps",
    "ending",
    "full_disk",
    "failing_files",
    "damaged_state",
    "killed_upgrade",
    "many_records",
    "long_use",
    "hostile_models",
    "privacy",
    "two_of_us",
    "watching",
    "hostile_pictures",
    "exporting",
)


def hazards() -> dict[str, Hazard]:
    """By name, in the order of ``MODULES``."""
    found: dict[str, Hazard] = {}
    for name in MODULES:
        for hazard in importlib.import_module(f"tests.reliability.{name}").HAZARDS:
            assert hazard.name not in found, f"two hazards are called {hazard.name}"
            found[hazard.name] = hazard
    return found
