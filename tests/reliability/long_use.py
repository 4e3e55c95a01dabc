"""A day of use in minutes, and thousands of photos added in the window: nothing may keep growing."""

from __future__ import annotations

import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from photosearch.engine.engine import Engine
from photosearch.paths import data_folders
from photosearch.types.ids import PhotoId
from photosearch.types.queries import ImageTerm, SearchQuery
from tests.library import counts, open_engine, scan, settle, start
from tests.packages import write_colour_package
from tests.photos import edit_photo, write_photos
from tests.program import Program
from tests.reliability.consistency import differences
from tests.reliability.hazard import Hazard, Outcome, Trial

_PHOTOS = 60
_WARM_UP = 0.3
"""The share of the rounds in which caches fill, before growth counts."""
_MEMORY_NOISE_MB = 12.0
_WINDOW_NOISE_MB = 60.0


@dataclass(frozen=True, slots=True)
class _Held:
    """What a process holds at one moment."""

    memory_mb: float
    threads: int
    handles: int
    temporary_files: int


def a_day(trial: Trial) -> Outcome:
    """As many rounds of adding, editing, moving, deleting, searching and rescanning as a busy day has."""
    rounds = 12 if trial.is_quick else 1_440
    numbers = random.Random(trial.seed)
    library = trial.folder / "library"
    write_photos(library, _PHOTOS, seed=trial.seed)
    engine = start(open_engine(data_folders()))
    held: list[_Held] = []
    wrong: list[str] = []
    try:
        engine.library.add_root(library)
        settle(engine)
        for number in range(rounds):
            _one_round(engine, library, number, numbers)
            held.append(_held(trial.folder))
            if counts(engine) != (_PHOTOS, _PHOTOS, _PHOTOS, 0):
                wrong.append(f"round {number}: photos, embedded, indexed, problems are {counts(engine)}")
    finally:
        engine.close()
    wrong += differences(library, is_embedded_once=False)
    growth = _growth(held)
    if not trial.is_quick:
        wrong += _too_much(growth)
    grown = (
        f"{growth.memory_mb:+.1f} MB, {growth.threads:+} threads, {growth.handles:+} handles, "
        f"{growth.temporary_files:+} temporary files after warming up"
    )
    return Outcome(rounds, tuple(wrong), (grown,))


def _one_round(engine: Engine, library: Path, number: int, numbers: random.Random) -> None:
    """The number of photos stays; which they are does not."""
    for path in write_photos(library / "new", 3, seed=5000 + number, prefix=f"N{number}"):
        path.rename(library / path.name)
    files = sorted(library.glob("*.jpg"))
    for path in numbers.sample(files, 3):
        path.unlink()
    files = sorted(library.glob("*.jpg"))
    edit_photo(numbers.choice(files), seed=number)
    numbers.choice(files).rename(library / f"moved-{number}.jpg")
    scan(engine)
    for words in ("red", "green", "dark"):
        result = engine.asking.search(SearchQuery(text=words, limit=20))
    for photo in engine.library.photos([PhotoId(int(photo_id)) for photo_id in result.photo_ids[:5]]):
        engine.pictures.thumbnail(photo)
    engine.asking.search(SearchQuery(images=(ImageTerm(path=sorted(library.glob("*.jpg"))[0]),), limit=5))


def _held(folder: Path) -> _Held:
    process = psutil.Process()
    unfinished = sum(1 for path in folder.rglob("*.new*"))
    temporary = len(list(Path(tempfile.gettempdir()).iterdir()))
    return _Held(process.memory_info().rss / 1e6, process.num_threads(), process.num_fds(), unfinished + temporary)


def _growth(held: list[_Held]) -> _Held:
    """From the first third after warming up to the last, by medians."""
    warm = held[int(len(held) * _WARM_UP) :]
    third = max(1, len(warm) // 3)

    def median(name: str, some: list[_Held]) -> float:
        return float(statistics.median(getattr(one, name) for one in some))

    by_name = {name: median(name, warm[-third:]) - median(name, warm[:third]) for name in _Held.__slots__}
    return _Held(by_name["memory_mb"], *(int(by_name[name]) for name in ("threads", "handles", "temporary_files")))


def _too_much(growth: _Held) -> list[str]:
    found = [f"memory grew by {growth.memory_mb:.0f} MB"] if growth.memory_mb > _MEMORY_NOISE_MB else []
    # Other programs use the folder of temporary files too, so a few more are not this one's doing.
    limits = (("threads", growth.threads, 2), ("handles", growth.handles, 2), ("files", growth.temporary_files, 20))
    return found + [f"{count} more {name}" for name, count, limit in limits if count > limit]


def many_in_the_window(trial: Trial) -> Outcome:
    """Thousands of small photos added in the window's own process: its memory stays where it was early on."""
    photos = 200 if trial.is_quick else 4000
    library, program = trial.folder / "library", Program(trial.home)
    write_colour_package(trial.home / "models" / "starter", name="starter")
    write_photos(library, 3, seed=trial.seed)
    program.run("add", library)
    write_photos(library / "many", photos, seed=trial.seed + 1)
    command = [sys.executable, "-m", "tests.reliability.closing_window"]
    samples_mb: list[float] = []
    with subprocess.Popen(command, env=program.environment(), stdin=subprocess.PIPE, stderr=subprocess.PIPE) as window:
        watched = psutil.Process(window.pid)
        deadline_s = time.monotonic() + 300.0
        while window.poll() is None and time.monotonic() < deadline_s and _known() < photos + 3:
            with suppress(psutil.NoSuchProcess):
                samples_mb.append(watched.memory_info().rss / 1e6)
            time.sleep(0.25)
        _, said = window.communicate(b"close\n", timeout=30)
    wrong = [] if window.returncode == 0 and not said else [f"ended with {window.returncode}: {said[-300:]!r}"]
    wrong += differences(library)
    early_mb, late_mb = samples_mb[len(samples_mb) // 3], max(samples_mb)
    if not trial.is_quick and late_mb - early_mb > _WINDOW_NOISE_MB:
        wrong.append(f"memory grew from {early_mb:.0f} to {late_mb:.0f} MB while photos were added")
    return Outcome(photos, tuple(wrong), (f"{early_mb:.0f} MB after a third, at most {late_mb:.0f} MB",))


def _known() -> int:
    with closing(sqlite3.connect(data_folders().database)) as connection:
        return int(connection.execute("SELECT count(*) FROM embedding").fetchone()[0])


HAZARDS = (
    Hazard("a-day-of-use", a_day, limit_s=1800, is_in_gate=False),
    Hazard("thousands-in-the-window", many_in_the_window, is_in_gate=False),
)
