"""`python -m tests.reliability [--only NAME] [--quick] [--seed N] [--records N] [--json FILE]`: is anything ever lost?

Every hazard in turn, one line each: how often it was tried, how long that took, and what was wrong; the exit code is 1
when anything was. Each runs in a process group of its own within a time limit, so that one that hangs stops no other.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from photosearch.paths import HOME_VARIABLE
from tests.reliability.hazard import Hazard, Outcome, Trial
from tests.reliability.registry import hazards


def main() -> int:
    """Run the hazards; 1 when something was lost."""
    known = hazards()
    arguments = _arguments(list(known))
    if arguments.inside is not None:
        return _strike_here(known[arguments.only[0]], arguments)
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    report = {}
    for name in arguments.only or known:
        begin_s = time.monotonic()
        outcome = _strike_apart(known[name], arguments)
        took_s = time.monotonic() - begin_s
        print(line(name, outcome, took_s), flush=True)
        report[name] = dataclasses.asdict(outcome) | {"took_s": round(took_s, 1)}
    if arguments.json is not None:
        arguments.json.write_text(json.dumps(report, indent=1, ensure_ascii=False), encoding="utf-8")
    return 1 if any(outcome["wrong"] for outcome in report.values()) else 0


def line(name: str, outcome: Outcome, took_s: float) -> str:
    """One hazard told in one line, and one more for each figure or loss."""
    if outcome.not_tried:
        return f"{name}: not tried: {outcome.not_tried}"
    verdict = f"{len(outcome.wrong)} WRONG" if outcome.wrong else "all well"
    head = f"{name}: {outcome.tried:,} tried, {took_s:.0f} s: {verdict}"
    return "\n".join((head, *(f"    {note}" for note in outcome.notes), *(f"    ! {loss}" for loss in outcome.wrong)))


def _arguments(names: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.reliability", description=__doc__)
    parser.add_argument("--only", action="append", choices=names, metavar="NAME", help=f"one of {', '.join(names)}")
    parser.add_argument("--quick", action="store_true", help="a few tries of each, as in the gate")
    parser.add_argument("--seed", type=int, default=1, help="what is tried is chosen by it")
    parser.add_argument("--records", type=int, default=100_000, help="size of the synthetic library")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write everything to this file too")
    parser.add_argument("--inside", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


def _strike_apart(hazard: Hazard, arguments: argparse.Namespace) -> Outcome:
    with tempfile.TemporaryDirectory(prefix=f"{hazard.name}-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        command = [sys.executable, "-m", "tests.reliability", "--only", hazard.name, "--inside", name]
        command += ["--seed", str(arguments.seed), "--records", str(arguments.records)]
        command += ["--quick"] if arguments.quick else []
        environment = os.environ | {HOME_VARIABLE: str(folder / "work" / "home"), "QT_QPA_PLATFORM": "offscreen"}
        with subprocess.Popen(command, env=environment, start_new_session=True) as process:
            try:
                code = process.wait(hazard.limit_s)
            except subprocess.TimeoutExpired:
                return Outcome(0, (f"it did not end within {hazard.limit_s:.0f} s",))
            finally:
                # Also when this program is interrupted: a group of its own hears nothing of that.
                if process.returncode is None:
                    os.killpg(process.pid, signal.SIGKILL)
        if code != 0:
            return Outcome(0, (f"the trial itself ended with {code}",))
        told = json.loads((folder / "outcome.json").read_text(encoding="utf-8"))
        return Outcome(told["tried"], tuple(told["wrong"]), tuple(told["notes"]), told["not_tried"])


def _strike_here(hazard: Hazard, arguments: argparse.Namespace) -> int:
    folder: Path = arguments.inside
    trial = Trial(folder / "work", arguments.seed, arguments.quick, arguments.records)
    trial.folder.mkdir()
    told = dataclasses.asdict(hazard.strike(trial))
    (folder / "outcome.json").write_text(json.dumps(told), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
