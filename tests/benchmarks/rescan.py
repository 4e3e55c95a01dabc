"""A second look at 100,000 files of which none changed, against ``find`` over the same tree."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from photosearch.engine.engine import Engine
from photosearch.settings import Settings, SettingsOwner
from tests.benchmarks.library import make_library
from tests.benchmarks.measure import Figure, by_turns, figure, milliseconds
from tests.benchmarks.plan import Plan

NAME = "rescan"
_FILES = 100_000


def run(plan: Plan) -> list[Figure]:
    """Warm: the folders are in the file system's cache."""
    library = make_library(plan.folder, _FILES, with_files=True)
    engine = Engine.open(library.folders, SettingsOwner(library.folders.settings, Settings()))
    try:
        engine.start(is_watching=False, is_scanning=False)
        taken, plain = by_turns(lambda: _rescan(engine), lambda: _find(library.photos), plan.rounds(9))
        assert engine.work.progress.total == 0, "the files are all unchanged"
    finally:
        engine.close()
    what = "find -printf" if _has_find() else "os.walk and stat"
    title = f"rescan of {_FILES:,} unchanged files"
    return [figure(title, "ms", milliseconds(taken), baseline=what, against=milliseconds(plain), goal="<= 2x")]


def _rescan(engine: Engine) -> None:
    engine.library.rescan()
    assert engine.work.wait_until_idle()


def _has_find() -> bool:
    return os.name == "posix" and shutil.which("find") is not None


def _find(folder: Path) -> None:
    if _has_find():
        subprocess.run(["find", folder, "-printf", "%s %T@"], stdout=subprocess.DEVNULL, check=True)
        return
    for path, _, names in os.walk(folder):
        for name in names:
            (Path(path) / name).stat()
