"""The command: an environment without torch, one frozen folder, and the system's own packages of it."""

from __future__ import annotations

import argparse
import platform
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from photosearch_build import linux, macos, windows
from photosearch_build.frozen import Frozen, freeze
from photosearch_setup.console import SetupError, say, speak_utf8
from photosearch_setup.environment import Environment
from photosearch_setup.install import install_project
from photosearch_setup.lock_files import read_pins

PROJECT: Final = Path(__file__).resolve().parents[2]
"""The checkout."""
_PACKERS: Final[dict[str, Callable[[Frozen, Path], list[Path]]]] = {
    "linux": linux.pack,
    "win32": windows.pack,
    "darwin": macos.pack,
}


def run(arguments: Sequence[str]) -> int:
    """Build; the result is the exit status: 0 built, 1 something failed, 2 wrong usage."""
    speak_utf8()
    parser = argparse.ArgumentParser(prog="build.py", description="Build what people download, for this system.")
    parser.add_argument("--out", type=Path, default=PROJECT / "dist", metavar="FOLDER", help="where it is put")
    out: Path = parser.parse_args(arguments).out.resolve()
    try:
        made = build(out)
    except SetupError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    for path in made:
        say(f"{path}: {path.stat().st_size / 1e6:,.1f} MB")
    return 0


def build(out: Path) -> list[Path]:
    """The files to download.

    Raises:
        SetupError: this system has no packages, or one of the steps failed.
    """
    pack = _PACKERS.get(sys.platform)
    if pack is None:
        raise SetupError(
            f"Nothing can be built on {platform.system()}.",
            "there are installers for Linux, Windows and macOS only",
            "use the Python package instead: pip install photosearch",
        )
    environment = Environment(PROJECT / "build" / "environment")
    environment.ensure()
    requirements = PROJECT / "packaging" / "requirements"
    for group, what in (
        ("app", "what the app runs on"),
        ("chinese-clip", "Chinese-CLIP's libraries"),
        ("build", "what builds the installers"),
    ):
        environment.install_pins(read_pins(requirements, group), what)
    install_project(environment, PROJECT)
    out.mkdir(parents=True, exist_ok=True)
    frozen = freeze(environment, PROJECT)
    made = pack(frozen, out)
    shutil.rmtree(frozen.folder.parent, ignore_errors=True)
    return made
