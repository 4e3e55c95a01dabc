"""What each system is told at switching on, and that nothing stays behind."""

from __future__ import annotations

import plistlib
import shutil
import subprocess
from contextlib import nullcontext
from pathlib import Path

import pytest

from photosearch.ui.desktop.login_start import (
    NAME,
    desktop_entry,
    login_start_of,
    start_command,
)

COMMAND = ["/opt/photo search/photosearch", "window", "--minimized"]


class Registry:
    """Answers as ``winreg`` does."""

    HKEY_CURRENT_USER = "HKCU"
    REG_SZ = 1

    def __init__(self) -> None:
        self.values: dict[tuple[str, str], str] = {}

    def CreateKey(self, root: str, path: str) -> nullcontext[str]:  # noqa: N802 - winreg's name
        assert root == self.HKEY_CURRENT_USER
        return nullcontext(path)

    def SetValueEx(self, key: str, name: str, reserved: int, kind: int, value: str) -> None:  # noqa: N802
        assert (reserved, kind) == (0, self.REG_SZ)
        self.values[key, name] = value

    def DeleteValue(self, key: str, name: str) -> None:  # noqa: N802
        try:
            del self.values[key, name]
        except KeyError:
            raise FileNotFoundError(2, "The system cannot find the file specified") from None


def test_windows_gets_a_value_below_run_and_loses_only_that() -> None:
    registry = Registry()
    run = r"Software\Microsoft\Windows\CurrentVersion\Run"
    registry.values[run, "other"] = "other.exe"
    command = [r"C:\Program Files\photosearch\photosearchw.exe", "window", "--minimized"]
    entry = login_start_of("win32", command, {}, Path("C:/Users/a"), registry)
    entry.set_on(False)
    entry.set_on(True)
    assert registry.values[run, NAME] == r'"C:\Program Files\photosearch\photosearchw.exe" window --minimized'
    entry.set_on(False)
    assert registry.values == {(run, "other"): "other.exe"}


def test_a_mac_gets_a_launch_agent(tmp_path: Path) -> None:
    entry = login_start_of("darwin", COMMAND, {}, tmp_path)
    entry.set_on(True)
    (agent,) = (tmp_path / "Library/LaunchAgents").iterdir()
    told = plistlib.loads(agent.read_bytes())
    assert told["ProgramArguments"] == COMMAND
    assert told["RunAtLoad"] is True
    assert f"{told['Label']}.plist" == agent.name
    entry.set_on(False)
    entry.set_on(False)
    assert not agent.exists()


@pytest.mark.parametrize(("variable", "place"), [("", ".config"), ("relative", ".config"), ("own", "own")])
def test_linux_gets_an_autostart_entry(tmp_path: Path, variable: str, place: str) -> None:
    config = str(tmp_path / "own") if variable == "own" else variable
    entry = login_start_of("linux", COMMAND, {"XDG_CONFIG_HOME": config}, tmp_path)
    entry.set_on(True)
    file = tmp_path / place / "autostart/photosearch.desktop"
    assert "TryExec=/opt/photo search/photosearch\n" in file.read_text(encoding="utf-8")
    assert 'Exec="/opt/photo search/photosearch" "window" "--minimized"\n' in file.read_text(encoding="utf-8")
    entry.set_on(False)
    assert not file.exists()


def test_signs_that_an_entry_would_read_are_escaped() -> None:
    exec_line = next(line for line in desktop_entry(['/a/50% "$x"\\b']).splitlines() if line.startswith("Exec="))
    assert exec_line == r'Exec="/a/50%% \\"\\$x\\"\\\\b"'


def test_the_uninstaller_takes_it_away(tmp_path: Path) -> None:
    config = tmp_path / "config"
    login_start_of("linux", COMMAND, {"XDG_CONFIG_HOME": str(config)}, tmp_path).set_on(True)
    script = Path(__file__).resolve().parents[4] / "packaging/installers/linux/uninstall.sh"
    shell = shutil.which("sh")
    assert shell is not None
    subprocess.run(
        [shell, str(script)],
        env={"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(config), "PATH": "/usr/bin:/bin"},
        check=True,
        capture_output=True,
    )
    assert not list(config.rglob("*.desktop"))


def test_the_windows_uninstaller_takes_the_same_value_away() -> None:
    script = Path(__file__).resolve().parents[4] / "packaging/installers/windows/photosearch.iss"
    (line,) = (line for line in script.read_text(encoding="utf-8").splitlines() if r"CurrentVersion\Run" in line)
    assert f'ValueName: "{NAME}"' in line
    assert "uninsdeletevalue" in line


def test_what_is_started(tmp_path: Path) -> None:
    opening = ["window", "--minimized"]
    assert start_command("/opt/p/photosearch", is_frozen=True, platform="linux") == ["/opt/p/photosearch", *opening]
    (windows,) = start_command(str(tmp_path / "photosearch.exe"), is_frozen=True, platform="win32")[:1]
    assert windows == str(tmp_path / "photosearchw.exe")
    python = tmp_path / "python"
    assert start_command(str(python), is_frozen=False, platform="linux") == [str(python), "-m", NAME, *opening]
    own = tmp_path / NAME
    own.write_text("#!/bin/sh\n")
    own.chmod(0o755)
    assert start_command(str(python), is_frozen=False, platform="linux") == [str(own), *opening]
    (tmp_path / "pythonw.exe").write_bytes(b"")
    said = start_command(str(tmp_path / "python.exe"), is_frozen=False, platform="win32")
    assert said == [str(tmp_path / "pythonw.exe"), "-m", NAME, *opening]
