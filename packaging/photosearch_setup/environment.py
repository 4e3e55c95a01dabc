"""The virtual environment ``.venv``: made, checked, mended and filled with exactly pinned packages."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from photosearch_setup.console import SetupError, say, step
from photosearch_setup.installed import forget_damaged, whole_distributions
from photosearch_setup.lock_files import Pin

PIP = Pin("pip", "26.3")
"""Older ones download whole packages, gigabytes of them, only to say which they would choose."""


class Environment:
    """One virtual environment and the log of what pip said."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = folder / "photosearch-setup.log"
        self._stamp = folder / "photosearch-stamp.json"

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")

    @property
    def site_packages(self) -> Path:
        """Where its packages lie."""
        if sys.platform == "win32":
            return self.folder / "Lib" / "site-packages"
        return self.folder / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "site-packages"

    def ensure(self) -> None:
        """Makes the environment, or makes it anew when it is broken or belongs to another Python.

        Raises:
            SetupError: this Python cannot make one.
        """
        if self._is_usable():
            self._mend()
            return
        if importlib.util.find_spec("ensurepip") is None:
            raise SetupError(
                "The environment .venv cannot be made.",
                "this Python came without its venv part (ensurepip), as on a bare Debian or Ubuntu",
                f"sudo apt-get install -y python{sys.version_info[0]}.{sys.version_info[1]}-venv, then run this again",
            )
        with step(f"Making {self.folder.name} with Python {sys.version_info[0]}.{sys.version_info[1]}"):
            if self.folder.exists():
                shutil.rmtree(self.folder)
            venv.create(self.folder, with_pip=True, symlinks=sys.platform != "win32")
            self.install([PIP.requirement], "pip")

    def _is_usable(self) -> bool:
        code = "import sys; print(*sys.version_info[:2])"
        try:
            answer = subprocess.run([self.python, "-c", code], capture_output=True, text=True, timeout=60, check=False)
        except (OSError, subprocess.TimeoutExpired):
            return False
        is_same_python = answer.stdout.split() == [str(part) for part in sys.version_info[:2]]
        return answer.returncode == 0 and is_same_python and not self.missing([PIP])

    def _mend(self) -> None:
        damaged = forget_damaged(self.site_packages)
        if damaged:
            say(f"   damaged or half-installed, installed again: {', '.join(damaged)}")

    def missing(self, pins: Sequence[Pin]) -> list[Pin]:
        """The pins that are not wholly there at their very version (a build label such as ``+cpu`` is no other)."""
        installed = self.installed()
        return [pin for pin in pins if installed.get(pin.key, "").partition("+")[0] != pin.version]

    def installed(self) -> dict[str, str]:
        """Normalised name -> version of what is wholly there."""
        return whole_distributions(self.site_packages)

    def install(self, arguments: Sequence[str], what: str) -> None:
        """``pip install`` of ready-made packages only: nothing here may need a compiler.

        Byte code is left to Python's first import: it halves the files written, and most are never imported.

        Raises:
            SetupError: pip failed; its own words are in the log.
        """
        options = ["install", "--only-binary=:all:", "--no-compile", "--no-warn-script-location"]
        if self.pip([*options, *arguments]).returncode:
            raise SetupError(
                f"Installing {what} failed.",
                self.last_words() or "pip gave no reason",
                f"check the network connection and the free disk space, then run this again: it goes on where it "
                f"stopped. All that pip said is in {self.log}",
            )

    def install_pins(self, pins: Sequence[Pin], what: str) -> None:
        """Installs what is missing of a group of pins, without resolving: the lock files are complete."""
        missing = self.missing(pins)
        if missing:
            with step(f"Installing {what} ({len(missing)} packages)"):
                self.install(["--no-deps", *(pin.requirement for pin in missing)], what)

    def pip(self, arguments: Sequence[str], log: Path | None = None) -> subprocess.CompletedProcess[bytes]:
        """Runs pip quietly; everything that it says goes to a log file."""
        with (log or self.log).open("ab") as output:
            output.write(f"\n$ pip {' '.join(arguments)}\n".encode())
            output.flush()
            command = self._pip_command(arguments)
            return subprocess.run(command, stdout=output, stderr=subprocess.STDOUT, env=quiet_variables(), check=False)

    def ask_pip(self, arguments: Sequence[str]) -> str:
        """What pip answers on standard output; its complaints go to the log."""
        with self.log.open("ab") as output:
            command = self._pip_command(arguments)
            answer = subprocess.run(command, stdout=subprocess.PIPE, stderr=output, env=quiet_variables(), check=False)
        return answer.stdout.decode("utf-8", "replace")

    def _pip_command(self, arguments: Sequence[str]) -> list[str]:
        return [str(self.python), "-m", "pip", "--disable-pip-version-check", "--no-input", *arguments]

    def last_words(self) -> str:
        """The last error line in the log."""
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        errors = [line for line in lines[-40:] if line.startswith("ERROR:")]
        return errors[-1].removeprefix("ERROR:").strip() if errors else ""

    def stamp(self) -> dict[str, Any]:
        """What earlier runs noted down; empty when there is nothing readable."""
        try:
            noted = json.loads(self._stamp.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return noted if isinstance(noted, dict) else {}

    def note(self, entries: Mapping[str, Any]) -> None:
        """Adds to the stamp, all or nothing."""
        draft = self._stamp.with_suffix(".part")
        draft.write_text(json.dumps({**self.stamp(), **entries}, indent=2), encoding="utf-8")
        draft.replace(self._stamp)


def quiet_variables() -> dict[str, str]:
    """The environment variables for child processes: UTF-8 everywhere, and no other environment shining through."""
    variables = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}
    return {**variables, "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"}


def fingerprint(*parts: str) -> str:
    """A short digest that changes when any of the parts does."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]
