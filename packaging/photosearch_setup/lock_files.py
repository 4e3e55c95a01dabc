"""Reads the exact pins in ``packaging/requirements/*.txt``."""

from __future__ import annotations

import platform as system
import re
import sys
from dataclasses import dataclass
from pathlib import Path

_LINE = re.compile(
    r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;]+)"
    r'(\s*;\s*(sys_platform\s*==\s*"(?P<platform>\w+)"|platform_machine\s*!=\s*"(?P<not_machine>\w+)"))?$'
)
_MACHINE = system.machine()


@dataclass(frozen=True, slots=True)
class Pin:
    """One distribution at one version."""

    name: str
    version: str

    @property
    def key(self) -> str:
        """The name as package indexes compare it."""
        return normalised(self.name)

    @property
    def requirement(self) -> str:
        """As pip is told."""
        return f"{self.name}=={self.version}"


def normalised(name: str) -> str:
    """Lower case, with every run of ``-``, ``_`` and ``.`` as one ``-`` (the packaging specification's rule)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def parse_pins(text: str, platform: str = sys.platform, machine: str = _MACHINE) -> tuple[Pin, ...]:
    """The pins of one lock file that apply to a platform and a processor (as in ``sys.platform`` and ``platform``).

    Raises:
        ValueError: a line is neither a comment nor an exact pin.
    """
    pins = []
    for line in text.splitlines():
        stripped = line.strip()
        if not stripped or stripped.startswith("#"):
            continue
        match = _LINE.match(stripped)
        if match is None:
            raise ValueError(f"not an exact pin: {stripped}")
        if match["platform"] in (None, platform) and match["not_machine"] != machine:
            pins.append(Pin(match["name"], match["version"]))
    return tuple(pins)


def read_pins(requirements_folder: Path, name: str) -> tuple[Pin, ...]:
    """The pins of ``<name>.txt`` for the platform this runs on."""
    return parse_pins((requirements_folder / f"{name}.txt").read_text(encoding="utf-8"))
