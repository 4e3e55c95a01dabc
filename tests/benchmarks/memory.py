"""What the program holds in memory at rest after a query, with all its processes, against Qt alone."""

from __future__ import annotations

import subprocess
import sys

from tests.benchmarks import full_vit
from tests.benchmarks.library import Library, make_library
from tests.benchmarks.measure import Figure, figure
from tests.benchmarks.plan import Plan
from tests.benchmarks.start_up import watched

NAME = "memory"
_PHOTOS = 100_000
_REST_S = 20.0
"""At rest means at rest: the decoding workers have ended too, which made the thumbnails of the answer."""
_QT = "import PySide6.QtWidgets, psutil; print(psutil.Process().memory_info().rss / 1e6)"


def run(plan: Plan) -> list[Figure]:
    """The vectors alone are 102 MB."""
    found = [_resident(make_library(plan.folder, _PHOTOS, with_files=True), plan, "starter", "<= 500 (ViT-B-16)")]
    if full_vit.is_measured(plan):
        library = full_vit.library_with_vit(plan, _PHOTOS, with_files=True)
        found.append(_resident(library, plan, f"{full_vit.NAME} optimised", "<= 500"))
    return found


def _resident(library: Library, plan: Plan, encoder: str, goal: str) -> Figure:
    rounds = 1 if plan.is_quick else 3
    held = [watched(library, _REST_S)["resident_mb"] for _ in range(rounds)]
    qt = [float(subprocess.check_output([sys.executable, "-c", _QT])) for _ in range(rounds)]
    title = f"resident memory at rest after a query, {_PHOTOS:,} photos, {encoder}"
    what = "python that imported QtWidgets"
    return figure(title, "MB", held, baseline=what, against=qt, goal=goal, note="window and workers")
