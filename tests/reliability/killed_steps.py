"""Kills the real program exactly at each of its steps, in turn, and checks what the next start makes of it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from photosearch.engine.engine import Engine
from photosearch.paths import data_folders
from photosearch.settings import SettingsOwner
from tests.library import counts
from tests.packages import write_colour_package
from tests.photos import write_photos
from tests.program import Program
from tests.reliability.consistency import differences
from tests.reliability.hazard import Hazard, Outcome, Trial

_NEW_PHOTOS = 3
_MOST = 40
"""A step that is still reached so often is tried no further."""
_KILLED = -9
_SAVE = "photosearch.ingest.index_keeper.IndexKeeper.save"
_INDEX = "photosearch.index.faiss.faiss_index.FaissIndex"
_SWITCH = "photosearch.shelves.shelves.Shelves.finish_switch"
_REMOVAL = "photosearch.store.libraries.Libraries.remove"
_LEAVING_OUT = "photosearch.store.left_out.LeftOut.change_patterns"
_PART = "part"


class Victim:
    """A library of a few photos under a toy encoder, and the program that is killed on it."""

    def __init__(self, trial: Trial) -> None:
        self.library = trial.folder / "library"
        self.home = trial.home
        self.program = Program(trial.home)
        self.number = 0
        write_colour_package(trial.home / "models" / "starter", name="starter")
        write_photos(self.library, _NEW_PHOTOS, seed=trial.seed)

    def add_photos(self) -> None:
        """Something new to add."""
        self.number += 1
        write_photos(self.library / f"{self.number}", _NEW_PHOTOS, seed=1000 + self.number)

    def is_killed(self, step: str, *arguments: str | Path) -> bool:
        """Run the program up to ``step``; False when it came to its end without meeting it."""
        command = [sys.executable, "-m", "tests.reliability.killed_at", step, *map(str, arguments)]
        done = subprocess.run(command, env=self.program.environment(), capture_output=True, timeout=120, check=False)
        if done.returncode not in (0, _KILLED):
            raise AssertionError(f"{step}: {arguments[0]} ended with {done.returncode}: {done.stderr.decode()}")
        return done.returncode == _KILLED

    def run(self, *arguments: str | Path) -> list[str]:
        """Run the program undisturbed; what is wrong when it fails."""
        done = self.program.run(*arguments)
        return [] if done.returncode == 0 else [f"ended with {done.returncode}: {done.stderr.decode(errors='replace')}"]

    def completed(self, *, is_embedded_once: bool = True) -> list[str]:
        """Let the next start finish the work; what is wrong then."""
        return self.run("add", self.library) or differences(self.library, is_embedded_once=is_embedded_once)


@dataclass(frozen=True, slots=True)
class Work:
    """What the program is at when it is killed."""

    steps: tuple[str, ...]
    """Without their number: each is tried the first, second, ... time that it is met."""
    prepare: Callable[[Victim], None]
    arguments: Callable[[Victim], tuple[str | Path, ...]]
    check: Callable[[Victim], list[str]]
    quick: tuple[str, ...] = field(default=())
    """The steps of the quick form, numbered; without a check in between."""


def kill_at_each_step(work: Work, trial: Trial) -> Outcome:
    """Every step of ``work`` in turn; the program must come to its own end in between."""
    victim = Victim(trial)
    wrong = [] if work is ADDING else victim.completed()
    kills = 0
    for step in work.quick if trial.is_quick else ():
        work.prepare(victim)
        kills += victim.is_killed(step, *work.arguments(victim))
    for kind in () if trial.is_quick else work.steps:
        for nth in range(1, _MOST + 1):
            work.prepare(victim)
            step = f"{kind}:{nth}"
            if not victim.is_killed(step, *work.arguments(victim)):
                wrong += [f"{kind} is never met"] if nth == 1 else []
                break
            kills += 1
            wrong += [f"killed at {step}: {found}" for found in work.check(victim)]
    return Outcome(kills, tuple(wrong + work.check(victim)))


def _switch_to_a_new_encoder(victim: Victim) -> None:
    victim.number += 1
    name = f"model{victim.number}"
    write_colour_package(victim.home / "models" / name, name=name, seed=victim.number)


def _after_switch(victim: Victim) -> list[str]:
    """Switching again completes it; a photo is embedded once by each encoder."""
    return victim.run("model", "use", f"model{victim.number}") or differences(victim.library)


def _after_removal(victim: Victim) -> list[str]:
    """The folder is either watched with all of its photos or not at all; adding it makes it whole."""
    engine = Engine.open(data_folders(), SettingsOwner.read(data_folders().settings))
    try:
        photos, embedded, indexed, _ = counts(engine)
        roots = len(engine.library.roots())
    finally:
        engine.close()
    on_disk = len(list(victim.library.rglob("*.jpg")))
    is_whole = (photos, embedded, indexed) == ((on_disk,) * 3 if roots else (0,) * 3)
    half = [] if is_whole else [f"half removed: {roots} roots, {photos} photos, {embedded} embedded, {indexed} indexed"]
    return half + victim.completed(is_embedded_once=False)


def _watch_again(victim: Victim) -> None:
    """A removal that no kill prevented is undone."""
    assert not victim.run("add", victim.library)


def _with_a_part(victim: Victim) -> None:
    """A folder of the library that can be left out, and is not."""
    if not (victim.library / _PART).exists():
        write_photos(victim.library / _PART, _NEW_PHOTOS, seed=77)
    _take_back(victim)
    assert not victim.run("add", victim.library)


def _without_a_part(victim: Victim) -> None:
    _with_a_part(victim)
    assert not victim.run("exclude", "add", victim.library / _PART)


def _take_back(victim: Victim) -> list[str]:
    """Nothing where it is not left out: then the program says so."""
    victim.program.run("exclude", "remove", victim.library / _PART)
    return []


def _after_leaving_out(victim: Victim) -> list[str]:
    """The folder is out of everything or in everything; taken back, the library is whole."""
    engine = Engine.open(data_folders(), SettingsOwner.read(data_folders().settings))
    try:
        photos, embedded, indexed, _ = counts(engine)
        (root,) = engine.library.roots()
    finally:
        engine.close()
    files = [path.relative_to(victim.library).parts[0] for path in victim.library.rglob("*.jpg")]
    wanted = sum(part != _PART for part in files) if root.exclusions else len(files)
    is_whole = (photos, embedded, indexed) == (wanted,) * 3
    half = (
        [] if is_whole else [f"{root.exclusions}: {photos} photos, {embedded} embedded, {indexed} indexed of {wanted}"]
    )
    return half + _take_back(victim) + victim.completed(is_embedded_once=False)


def _forget_everything(victim: Victim) -> None:
    shutil.rmtree(victim.home / "data")


def _add(victim: Victim) -> tuple[str | Path, ...]:
    return "add", victim.library


ADDING = Work(
    ("sql:COMMIT", f"before:{_INDEX}.add", f"after:{_INDEX}.add", f"before:{_SAVE}", "file:/index/", "sync:/index/"),
    Victim.add_photos,
    _add,
    Victim.completed,
    quick=(f"before:{_INDEX}.add:1", "file:/thumbnails/:2", "sync:/index/:1"),
)
WRITING_THUMBNAILS = Work(
    ("file:/thumbnails/",), Victim.add_photos, _add, Victim.completed, quick=("file:/thumbnails/:3",)
)
SWITCHING = Work(
    ("file:/settings", "sql:COMMIT", "file:/index/", "sync:/index/", f"before:{_SWITCH}", f"after:{_SWITCH}"),
    _switch_to_a_new_encoder,
    lambda victim: ("model", "use", f"model{victim.number}"),
    _after_switch,
    quick=(f"before:{_SWITCH}:1",),
)
REMOVING = Work(
    ("sql:DELETE", "sql:COMMIT", f"before:{_REMOVAL}", f"after:{_REMOVAL}"),
    _watch_again,
    lambda victim: ("remove", victim.library),
    _after_removal,
    quick=("sql:DELETE:1",),
)
LEAVING_OUT = Work(
    ("sql:UPDATE photo", "sql:COMMIT", f"before:{_LEAVING_OUT}", f"after:{_LEAVING_OUT}"),
    _with_a_part,
    lambda victim: ("exclude", "add", victim.library / _PART),
    _after_leaving_out,
    quick=("sql:UPDATE photo:1", f"after:{_LEAVING_OUT}:1"),
)
TAKING_BACK = Work(
    ("sql:UPDATE photo", "sql:INSERT OR REPLACE INTO embedding", "sql:COMMIT", f"after:{_LEAVING_OUT}"),
    _without_a_part,
    lambda victim: ("exclude", "remove", victim.library / _PART),
    _after_leaving_out,
    quick=("sql:INSERT OR REPLACE INTO embedding:1", f"after:{_LEAVING_OUT}:1"),
)
STARTING_FIRST = Work(("sql:CREATE", "sql:COMMIT"), _forget_everything, _add, Victim.completed, quick=("sql:CREATE:7",))

HAZARDS = (
    Hazard("kill-at-each-step-of-adding", partial(kill_at_each_step, ADDING), limit_s=1800),
    Hazard("kill-while-writing-thumbnails", partial(kill_at_each_step, WRITING_THUMBNAILS), is_in_gate=False),
    Hazard("kill-in-a-model-switch", partial(kill_at_each_step, SWITCHING), limit_s=1800, is_in_gate=False),
    Hazard("kill-in-a-removal", partial(kill_at_each_step, REMOVING), is_in_gate=False),
    Hazard("kill-while-leaving-out", partial(kill_at_each_step, LEAVING_OUT), is_in_gate=False),
    Hazard("kill-while-taking-back", partial(kill_at_each_step, TAKING_BACK), is_in_gate=False),
    Hazard("kill-in-the-first-start", partial(kill_at_each_step, STARTING_FIRST), is_in_gate=False),
)
