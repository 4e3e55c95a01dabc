"""Starting when the person logs in: an entry that the system keeps, written at switching on and gone at switching off.

Linux: a file in the autostart folder (freedesktop.org, Desktop Application Autostart Specification). macOS: a launch
agent (launchd.plist(5)). Windows: a value below the current user's ``Run`` key (Microsoft, Run and RunOnce).
"""

from __future__ import annotations

import importlib
import os
import plistlib
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol

NAME: Final = "photosearch"
_LABEL: Final = "org.photosearch.photosearch"
_RUN_KEY: Final = r"Software\Microsoft\Windows\CurrentVersion\Run"
_SPECIAL: Final = ("\\", '"', "`", "$")
"""What the specification of desktop entries wants a backslash before, between quotes."""


class LoginStart(Protocol):
    """Where this system keeps who is started at login."""

    def set_on(self, is_on: bool) -> None:
        """Write the entry, or take it away.

        Raises:
            OSError: the system does not let it.
        """


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A file that says it: Linux and macOS."""

    path: Path
    content: bytes

    def set_on(self, is_on: bool) -> None:
        """See ``LoginStart``."""
        if is_on:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.path.write_bytes(self.content)
        else:
            self.path.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class RegistryEntry:
    """A value in the registry of Windows."""

    command: str
    registry: Any
    """The module ``winreg``, or what answers like it."""

    def set_on(self, is_on: bool) -> None:
        """See ``LoginStart``."""
        with self.registry.CreateKey(self.registry.HKEY_CURRENT_USER, _RUN_KEY) as key:
            if is_on:
                self.registry.SetValueEx(key, NAME, 0, self.registry.REG_SZ, self.command)
                return
            try:
                self.registry.DeleteValue(key, NAME)
            except FileNotFoundError:
                return


def login_start() -> LoginStart:
    """The one of this system."""
    return login_start_of(sys.platform, start_command(), os.environ, Path.home())


def login_start_of(
    platform: str,
    command: Sequence[str],
    environment: Mapping[str, str],
    home: Path,
    registry: Any = None,  # noqa: ANN401
) -> LoginStart:
    """The one of ``platform`` (as ``sys.platform`` names it), which will run ``command``.

    ``registry`` is the module ``winreg`` where it is not given; it is used on Windows only.
    """
    if platform == "win32":
        return RegistryEntry(
            subprocess.list2cmdline(command), importlib.import_module("winreg") if registry is None else registry
        )
    if platform == "darwin":
        agent = {"Label": _LABEL, "ProgramArguments": list(command), "RunAtLoad": True, "ProcessType": "Interactive"}
        return FileEntry(home / "Library" / "LaunchAgents" / f"{_LABEL}.plist", plistlib.dumps(agent))
    # The specification wants a path that is not absolute to be passed over.
    given = Path(environment.get("XDG_CONFIG_HOME", ""))
    folder = given if given.is_absolute() else home / ".config"
    return FileEntry(folder / "autostart" / f"{NAME}.desktop", desktop_entry(command).encode())


def start_command(
    executable: str = sys.executable, *, is_frozen: bool | None = None, platform: str = sys.platform
) -> list[str]:
    """What opens the window out of the way: of a frozen build, of a wheel's own command, or of this interpreter.

    ``is_frozen`` is found out where it is not given.
    """
    opening = ["window", "--minimized"]
    program = Path(executable)
    if getattr(sys, "frozen", False) if is_frozen is None else is_frozen:
        # The other executable on Windows would open a terminal.
        return [str(program.with_name("photosearchw.exe")) if platform == "win32" else executable, *opening]
    if platform == "win32":
        silent = program.with_name("pythonw.exe")
        return [str(silent if silent.is_file() else program), "-m", NAME, *opening]
    own = shutil.which(NAME, path=str(program.parent))
    return [own, *opening] if own is not None else [executable, "-m", NAME, *opening]


def desktop_entry(command: Sequence[str]) -> str:
    """An entry that is passed over once the program is gone (``TryExec``)."""
    lines = (
        "[Desktop Entry]",
        "Type=Application",
        f"Name={NAME}",
        f"Icon={NAME}",
        f"TryExec={_in_string(command[0])}",
        f"Exec={' '.join(map(_in_exec, command))}",
        "Terminal=false",
    )
    return "\n".join(lines) + "\n"


def _in_exec(word: str) -> str:
    for sign in _SPECIAL:
        word = word.replace(sign, "\\" + sign)
    return _in_string('"' + word.replace("%", "%%") + '"')


def _in_string(text: str) -> str:
    """As every string in such a file."""
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")
