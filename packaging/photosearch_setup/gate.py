"""The whole gate: every check in turn, going on after a failing one, failing at the end."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from photosearch_setup.console import say
from photosearch_setup.environment import Environment, quiet_variables

_ADVISORIES = (
    "import sys; sys.path.insert(0, 'packaging'); from photosearch_setup import advisories as a; sys.exit(a.main())"
)


@dataclass(frozen=True, slots=True)
class Check:
    """One step of the gate: a Python module or script with its arguments."""

    name: str
    arguments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one check went."""

    name: str
    is_passed: bool
    took_s: float


def checks(processor_count: int) -> tuple[Check, ...]:
    """All checks; the tests come last, so that their closing line stays in sight."""
    workers = ("-n", str(min(processor_count, 4))) if processor_count > 1 else ("-p", "no:xdist")
    return (
        Check("ruff format", ("-m", "ruff", "format", "--check", ".")),
        Check("ruff lint", ("-m", "ruff", "check", ".")),
        Check("mypy", ("-m", "mypy")),
        Check("import contracts", ("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()")),
        Check("dead names", ("-m", "vulture")),
        Check("translations", ("tools/translations.py", "check")),
        Check("known vulnerabilities", ("-c", _ADVISORIES)),
        Check("tests", ("-m", "pytest", *workers)),
    )


def summary(outcomes: Sequence[Outcome]) -> str:
    """One line for the end."""
    failed = [outcome.name for outcome in outcomes if not outcome.is_passed]
    total_s = sum(outcome.took_s for outcome in outcomes)
    if failed:
        return f"Gate FAILED in {total_s:.0f} s: {', '.join(failed)}"
    return f"Gate passed: {len(outcomes)} checks in {total_s:.0f} s"


def run_gate(environment: Environment, project: Path) -> int:
    """Runs everything; 0 when all passed, else 1."""
    outcomes = [_run(check, environment, project) for check in checks(os.cpu_count() or 1)]
    say()
    say(summary(outcomes))
    return 0 if all(outcome.is_passed for outcome in outcomes) else 1


def _run(check: Check, environment: Environment, project: Path) -> Outcome:
    say(f"\n== {check.name}")
    begun_s = time.monotonic()
    variables = {**quiet_variables(), "QT_QPA_PLATFORM": "offscreen"}
    status = subprocess.call([environment.python, *check.arguments], cwd=project, env=variables)
    outcome = Outcome(check.name, status == 0, time.monotonic() - begun_s)
    say(f"== {check.name}: {'passed' if outcome.is_passed else f'FAILED (status {status})'} in {outcome.took_s:.1f} s")
    return outcome
