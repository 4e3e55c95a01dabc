"""The two commands, ``demo`` and ``test``: their arguments and the set-up that both begin with."""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from photosearch_setup.console import SetupError, say, speak_utf8
from photosearch_setup.demo import run_demo
from photosearch_setup.demo_photos import ensure_demo_photos, read_sources
from photosearch_setup.environment import Environment
from photosearch_setup.gate import run_gate
from photosearch_setup.install import install_app, install_dev_tools
from photosearch_setup.system_libraries import ensure_system_libraries, ensure_venv_package

PROJECT = Path(__file__).resolve().parents[2]
"""The checkout."""


def run(arguments: Sequence[str]) -> int:
    """One command; the result is the exit status: 0 all well, 1 something failed, 2 wrong usage."""
    speak_utf8()
    parsed = build_parser().parse_args(arguments)
    environment = Environment(PROJECT / ".venv")
    try:
        if parsed.command == "test":
            set_up(environment)
            install_dev_tools(environment, PROJECT)
            return run_gate(environment, PROJECT)
        return _demo(environment, parsed.folder)
    except SetupError as error:
        print(f"\n{error}", file=sys.stderr)
    except KeyboardInterrupt:
        print("\nStopped. Run the same command again to go on where it stopped.", file=sys.stderr)
    return 1


def build_parser() -> argparse.ArgumentParser:
    """The command line."""
    parser = argparse.ArgumentParser(prog="bootstrap.py", description="Set photosearch up, then show or check it.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    demo = commands.add_parser("demo", help="set up, index FOLDER (or demo photos), search, open the window")
    demo.add_argument("folder", nargs="?", type=Path, metavar="FOLDER", help="a folder with photos of your own")
    commands.add_parser(
        "test", help="set up, then run every check: format, lint, types, layers, dead names, translations, tests"
    )
    return parser


def set_up(environment: Environment) -> None:
    """Everything that the app needs; only what is missing is done.

    Raises:
        SetupError: something that cannot be done without failed.
    """
    begun_s = time.monotonic()
    if importlib.util.find_spec("ensurepip") is None:
        ensure_venv_package()
        importlib.invalidate_caches()
    environment.ensure()
    ensure_system_libraries()
    install_app(environment, PROJECT)
    say(f"Set-up is complete ({time.monotonic() - begun_s:.1f} s).")


def _demo(environment: Environment, folder: Path | None) -> int:
    if folder is not None and not folder.is_dir():
        raise SetupError(f"{folder} cannot be shown.", "there is no such folder", "name a folder that has photos in it")
    set_up(environment)
    if folder is not None:
        return run_demo(environment, PROJECT, folder.resolve(), is_own_folder=True)
    photos = environment.folder / "demo-photos"
    ensure_demo_photos(environment, read_sources(PROJECT / "packaging" / "demo_photos.json"), photos)
    return run_demo(environment, PROJECT, photos, is_own_folder=False)
