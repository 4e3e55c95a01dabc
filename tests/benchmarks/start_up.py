"""From starting the program to its window and to its first answer, against importing Qt alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time

from photosearch.paths import HOME_VARIABLE
from tests.benchmarks.library import Library, make_library
from tests.benchmarks.measure import Figure, figure, milliseconds, times_s
from tests.benchmarks.plan import Plan

NAME = "start_up"
_PHOTOS = 100_000
_PATIENCE_S = 120.0
_STEPS = {
    "painted": ("window painted", "<= 700"),
    "searched": ("first query by words answered and painted", "<= 1500"),
}


def run(plan: Plan) -> list[Figure]:
    """Warm: the program was started before since the machine was."""
    library = make_library(plan.folder, _PHOTOS, with_files=True)
    moments = [watched(library, 0.0)]
    qt: list[float] = []
    for _ in range(plan.rounds(9)):
        moments.append(watched(library, 0.0))
        qt.append(times_s(_import_qt))
    return [
        figure(
            f"start to {title}, {_PHOTOS:,} photos",
            "ms",
            milliseconds([moment[key] for moment in moments[1:]]),
            baseline="python -c 'import PySide6.QtWidgets'",
            against=milliseconds(qt),
            goal=goal,
        )
        for key, (title, goal) in _STEPS.items()
    ]


def watched(library: Library, idle_s: float) -> dict[str, float]:
    """One start: seconds from the start to each step, and ``resident_mb`` at the end of ``idle_s`` of rest."""
    # As installed: with byte code, which the first start writes here unless Python was told to keep none.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    begin_s = time.time()
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.watched_window", "a cat on a beach", str(idle_s)],
        env=environment | {HOME_VARIABLE: str(library.home)},
        stdout=subprocess.PIPE,
        timeout=_PATIENCE_S,
        check=True,
    )
    told: dict[str, float] = json.loads(done.stdout)
    return {key: value if key == "resident_mb" else value - begin_s for key, value in told.items()}


def _import_qt() -> None:
    subprocess.run([sys.executable, "-c", "import PySide6.QtWidgets"], check=True)
