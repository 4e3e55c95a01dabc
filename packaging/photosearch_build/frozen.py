"""One folder with the program and everything it runs on, made by PyInstaller."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from photosearch_setup.console import SetupError, step
from photosearch_setup.environment import Environment, quiet_variables

_ICONS: Final = "packaging/photosearch_build/icons.py"
_LICENCES: Final = "packaging/photosearch_build/licences.py"


@dataclass(frozen=True, slots=True)
class Frozen:
    """What was built."""

    folder: Path
    """With the executable ``photosearch`` and ``_internal``; on macOS the .app beside it."""
    version: str
    icons: Path
    """Folder with the app's icon in every form: ``app.svg``, ``app.ico``, ``app.icns``, ``128.png`` ..."""
    licences: Path
    """A text with the licences of everything in it."""
    project: Path


def freeze(environment: Environment, project: Path) -> Frozen:
    """Build the folder below ``build/``.

    Raises:
        SetupError: PyInstaller or one of the helpers failed; the log has its words.
    """
    work = project / "build"
    work.mkdir(exist_ok=True)
    icons, licences = work / "icons", work / "LICENCES.txt"
    with step("Drawing the icons and collecting the licences"):
        _python(environment, project, [_ICONS, str(project / "resources/icons/app.svg"), str(icons)])
        _python(environment, project, [_LICENCES, str(licences)])
    icon = {"win32": icons / "app.ico", "darwin": icons / "app.icns"}.get(sys.platform)
    variables = {"PHOTOSEARCH_CHECKOUT": str(project), "PHOTOSEARCH_ICON": str(icon or "")}
    options = ["--distpath", str(work / "frozen"), "--workpath", str(work / "pyinstaller"), "--noconfirm"]
    with step("Freezing the program"):
        _python(
            environment, project, ["-m", "PyInstaller", *options, "packaging/installers/photosearch.spec"], variables
        )
    (work / "frozen" / "photosearch" / "LICENCES.txt").write_bytes(licences.read_bytes())
    with step("Having it add a picture, find it and open its window"):
        prove([str(work / "frozen" / "photosearch" / "photosearch")], icons / "512.png", work / "build.log")
    return Frozen(work / "frozen" / "photosearch", version_of(project), icons, licences, project)


def prove(program: Sequence[str], picture: Path, log: Path) -> None:
    """Use the program in a home of its own: what was left out of a build shows only where it is wanted.

    Args:
        program: the command that starts it.
        picture: added, then asked for.
        log: gets what the program says.

    Raises:
        SetupError: it cannot do one of these.
    """
    with tempfile.TemporaryDirectory() as place:
        photos = Path(place) / "photos"
        photos.mkdir()
        shutil.copyfile(picture, photos / picture.name)
        home = {"PHOTOSEARCH_HOME": str(Path(place) / "home"), "QT_QPA_PLATFORM": "offscreen"}
        shown = Path(place) / "window.png"
        for arguments in (
            ["add", str(photos)],
            ["search", "a cat", "--all"],
            ["model", "list"],
            ["window", "--screenshot", str(shown)],
        ):
            carry_out([*program, *arguments], f"photosearch {arguments[0]}", log, home)
        if not shown.is_file():
            raise SetupError("The built program is no good.", "its window shows nothing", f"all it said is in {log}")


def version_of(project: Path) -> str:
    """As ``pyproject.toml`` says it."""
    version: str = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    return version


def carry_out(command: list[str], what: str, log: Path, variables: dict[str, str] | None = None) -> None:
    """Run a tool quietly.

    Raises:
        SetupError: it is not there, or failed.
    """
    try:
        with log.open("ab") as output:
            code = subprocess.run(
                command,
                stdout=output,
                stderr=subprocess.STDOUT,
                env={**quiet_variables(), **(variables or {})},
                cwd=log.parent,
                check=False,
            ).returncode
    except FileNotFoundError as error:
        raise SetupError(f"{what} failed.", f"{command[0]} is not there", f"install {command[0]}") from error
    if code:
        said = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        raise SetupError(f"{what} failed.", said[-1] if said else f"exit code {code}", f"all it said is in {log}")


def _python(
    environment: Environment, project: Path, arguments: list[str], variables: dict[str, str] | None = None
) -> None:
    offscreen = {"QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    command = [str(environment.python), *[str(project / a) if a.startswith("packaging/") else a for a in arguments]]
    carry_out(command, arguments[0], project / "build" / "build.log", {**offscreen, **(variables or {})})
