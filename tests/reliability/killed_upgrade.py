"""Kills the real program at each step of an upgrade of the database, to a version as a later one might have."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from photosearch.paths import data_folders
from photosearch.store import migrations
from tests.reliability.hazard import Hazard, Outcome, Trial
from tests.reliability.killed_at import LATER_VERSION_VARIABLE
from tests.reliability.killed_steps import Victim

_VERSION = migrations.STEPS[-1].version
_STEPS = ("sql:BEGIN", "sql:ALTER", "sql:UPDATE photo", "sql:PRAGMA user_version =", "sql:COMMIT", "file:.backup")
_MOST = 12
_NEVER = "sql:NOTHING LIKE THIS:1"


def kill_in_an_upgrade(trial: Trial) -> Outcome:
    """After each kill the database is whole in one of the two versions, and the next start brings it to the later."""
    victim = Victim(trial)
    wrong = victim.completed()
    before = _state()
    pristine = shutil.copytree(trial.home, trial.folder / "pristine")
    victim.program.variables[LATER_VERSION_VARIABLE] = "yes"
    kills = 0
    for kind in _STEPS[-1:] if trial.is_quick else _STEPS:
        for nth in range(1, 2 if trial.is_quick else _MOST):
            shutil.rmtree(trial.home)
            shutil.copytree(pristine, trial.home)
            if not victim.is_killed(f"{kind}:{nth}", "status"):
                wrong += [f"{kind} is never met"] if nth == 1 else []
                break
            kills += 1
            wrong += [f"killed at {kind}:{nth}: {loss}" for loss in _losses(victim, before)]
    return Outcome(kills, tuple(wrong))


def _losses(victim: Victim, before: tuple[int, str, int, int]) -> list[str]:
    found = []
    if _state()[1:] != before[1:] or _state()[0] not in (_VERSION, _VERSION + 1):
        found.append(f"half upgraded: {_state()} instead of {before}")
    victim.is_killed(_NEVER, "status")
    if _state() != (_VERSION + 1, *before[1:]):
        found.append(f"the next start does not complete it: {_state()}")
    backup = data_folders().database.with_name(f"{data_folders().database.name}.v{_VERSION}.backup")
    if not backup.is_file() or _state(backup) != before:
        found.append("there is no whole backup of the version before")
    return found


def _state(database: Path | None = None) -> tuple[int, str, int, int]:
    """Version, integrity, photos and embeddings of a database."""
    with closing(sqlite3.connect(database or data_folders().database)) as connection:
        version, integrity, photos, embeddings = (
            connection.execute(query).fetchone()[0]
            for query in (
                "PRAGMA user_version",
                "PRAGMA integrity_check",
                "SELECT count(*) FROM photo",
                "SELECT count(*) FROM embedding",
            )
        )
    return int(version), str(integrity), int(photos), int(embeddings)


HAZARDS = (Hazard("kill-in-an-upgrade", kill_in_an_upgrade, is_in_gate=False),)
