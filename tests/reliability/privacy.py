"""Looks for what leaves the person's hands: files that others can read, and connections that nobody asked for."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

from tests.packages import write_colour_package
from tests.photos import write_photos
from tests.program import Program
from tests.reliability.hazard import Hazard, Outcome, Trial

_TIMEOUT_S = 120
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def open_umask(trial: Trial) -> Outcome:
    """Everything that the program makes where it starts with umask 0, which gives all rights to everybody."""
    if sys.platform == "win32":
        return Outcome(0, not_tried="needs the modes of POSIX")
    library, program = trial.folder / "library", Program(trial.home)
    write_colour_package(trial.folder / "package", name="starter")
    write_photos(library, 2, seed=trial.seed)
    done = subprocess.run(
        [sys.executable, "-m", "photosearch", "add", library],
        env=program.environment(),
        capture_output=True,
        timeout=_TIMEOUT_S,
        umask=0,
        check=False,
    )
    made = sorted(trial.home.rglob("*"))
    folders = [trial.home, *(path for path in made if path.is_dir())]
    closed = {folder for folder in folders if not folder.stat().st_mode & _OTHERS}
    wrong = [
        f"{folder.relative_to(trial.folder)} can be written by others" for folder in folders if _is_writable(folder)
    ]
    for path in made:
        if not closed & set(path.parents):
            wrong.append(f"{path.relative_to(trial.folder)} can be read by others")
    if done.returncode != 0:
        wrong.append(f"add ended with {done.returncode}: {done.stderr.decode(errors='replace')}")
    return Outcome(len(made), tuple(wrong))


def _is_writable(folder: Path) -> bool:
    """By others, who can also get there."""
    return bool(folder.stat().st_mode & stat.S_IWOTH) and folder.parent.stat().st_mode & _OTHERS != 0


def stay_offline(trial: Trial) -> Outcome:
    """Ordinary commands with every request for the network written down, in all processes of the program."""
    library, program = trial.folder / "library", Program(trial.home)
    write_colour_package(trial.home / "models" / "starter", name="starter")
    (photo, *_) = write_photos(library, 3, seed=trial.seed)
    said = trial.folder / "requests"
    commands: list[tuple[str | Path, ...]] = [("add", library), ("search", "red"), ("similar", photo), ("doctor",)]
    commands += [("status",), ("problems",), ("model", "list"), ("window", "--screenshot", trial.folder / "window.png")]
    chosen = commands[:1] if trial.is_quick else commands
    places = (str(Path(__file__).parent / "told_of_network"), os.environ.get("PYTHONPATH", ""))
    environment = program.environment() | {
        "PYTHONPATH": os.pathsep.join(filter(None, places)),
        "RELIABILITY_NETWORK_LOG": str(said),
    }
    wrong = []
    for command in chosen:
        done = subprocess.run(
            [sys.executable, "-m", "photosearch", *command],
            env=environment,
            capture_output=True,
            timeout=_TIMEOUT_S,
            check=False,
        )
        if done.returncode != 0:
            wrong.append(f"{command[0]} ended with {done.returncode}: {done.stderr.decode(errors='replace')[-300:]}")
    lines = said.read_text(encoding="utf-8").splitlines() if said.exists() else []
    if not any(line.startswith("listening") for line in lines):
        wrong.append("nobody listened for requests")
    return Outcome(len(chosen), (*wrong, *(line for line in dict.fromkeys(lines) if not line.startswith("listening"))))


HAZARDS = (
    Hazard("open-umask", open_umask),
    Hazard("nothing-goes-online", stay_offline, is_in_gate=False),
)
