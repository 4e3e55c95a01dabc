"""Feeds the real program pictures that want to crash, hang or fill it, with good photos between them."""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import closing, suppress
from pathlib import Path

import psutil

from photosearch.engine.engine import Engine
from photosearch.paths import data_folders
from photosearch.settings import Settings, SettingsOwner
from photosearch.types.files import ProblemReason
from photosearch.words.problems import problem_line
from tests.packages import write_colour_package
from tests.photos import write_photos
from tests.program import Program
from tests.reliability import hostile_corpus, hostile_metadata
from tests.reliability.hazard import Hazard, Outcome, Trial

_TIMEOUT_S = 1800
_LOOK_S = 0.05
_MAIN_GROWTH_MB = 250.0
"""What the main process may hold beyond that of a library of good photos."""
_WORKER_BASE_MB = 300.0
"""A worker's own code and heap, before the memory that a picture may take."""


class _Run:
    """One run of the program: how it ended, what it held, which of the pictures it opened."""

    def __init__(self, program: Program, library: Path, log: Path) -> None:
        log.unlink(missing_ok=True)
        self.main_mb = self.worker_mb = 0.0
        begin_s = time.monotonic()
        command: list[str | Path] = [sys.executable, "-m", "photosearch", "add", library]
        with subprocess.Popen(
            command, env=_told(program, library, log), stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        ) as self.process:
            sampler = threading.Thread(target=self._sample)
            sampler.start()
            try:
                self.said = self.process.communicate(timeout=_TIMEOUT_S)[0].decode(errors="replace")
            finally:
                self.process.kill()
                sampler.join()
        self.code = self.process.returncode
        self.took_s = time.monotonic() - begin_s
        lines = log.read_bytes().splitlines() if log.exists() else []
        self.opened = {path for line in lines if (path := Path(os.fsdecode(line))).is_file()}

    def _sample(self) -> None:
        watched = psutil.Process(self.process.pid)
        while self.process.poll() is None:
            with suppress(psutil.NoSuchProcess):
                self.main_mb = max(self.main_mb, watched.memory_info().rss / 1e6)
                for worker in watched.children(recursive=True):
                    with suppress(psutil.NoSuchProcess):
                        self.worker_mb = max(self.worker_mb, worker.memory_info().rss / 1e6)
            time.sleep(_LOOK_S)


def _told(program: Program, library: Path, log: Path) -> dict[str, str]:
    places = (str(Path(__file__).parent / "told_of_reads"), os.environ.get("PYTHONPATH", ""))
    return program.environment() | {
        "PYTHONPATH": os.pathsep.join(filter(None, places)),
        "RELIABILITY_READ_LOG": str(log),
        "RELIABILITY_READ_FOLDER": os.path.join(library, ""),  # noqa: PTH118
    }


class _Library:
    """The hostile pictures in folders by what must become of them, good photos among them."""

    def __init__(self, trial: Trial) -> None:
        self.folder = trial.folder / "library"
        self.program = Program(trial.home)
        self._log = trial.folder / "opened"
        self.wrong: list[str] = []
        write_colour_package(trial.home / "models" / "starter", name="starter")
        self.good = write_photos(self.folder / "damaged", 12, seed=trial.seed, prefix="GOOD")
        self.control = self.add()
        self.server = socket.create_server(("127.0.0.1", 0))
        self.server.setblocking(False)
        address = f"http://127.0.0.1:{self.server.getsockname()[1]}/x"
        self.harmless = self._lay("harmless", hostile_corpus.harmless() | hostile_metadata.harmless(address))
        self.refused = self._lay("refused", hostile_corpus.refused())
        self._lay("damaged", dict(hostile_corpus.damaged(trial.seed, 1 if trial.is_quick else 60)))
        if not trial.is_quick:
            self._lay("heavy", hostile_corpus.heavy())
        self.good += write_photos(self.folder / "refused", 12, seed=trial.seed + 1, prefix="GOOD")

    def _lay(self, name: str, files: dict[str, bytes]) -> list[Path]:
        folder = self.folder / name
        folder.mkdir(parents=True, exist_ok=True)
        for file_name, data in files.items():
            (folder / file_name).write_bytes(data)
        return [folder / file_name for file_name in files if hostile_metadata.is_photo(file_name)]

    def files(self) -> set[Path]:
        """Every one of them, those beside them left out."""
        return {path for path in self.folder.rglob("*") if path.is_file() and hostile_metadata.is_photo(path.name)}

    def asked(self) -> list[str]:
        """Says so if anybody asked the server that stands in what photos say."""
        with self.server, suppress(BlockingIOError):
            connection, _ = self.server.accept()
            connection.close()
            return ["a server named in a photo was asked"]
        return []

    def add(self) -> _Run:
        """Run ``photosearch add`` over all."""
        return _Run(self.program, self.folder, self._log)

    def settled(self, run: _Run, when: str, code: int) -> dict[Path, str]:
        """Every file must be in or have a reason, and the index hold what is in; gives the codes of the reasons."""
        if run.code != code or "Traceback" in run.said:
            self.wrong.append(f"{when}: ended with {run.code} and said {run.said.strip()[-300:]!r}")
        photos = self._photos()
        problems = self._problems(len(photos), when)
        both = photos & problems.keys()
        self.wrong += [
            f"{when}: {path} is in and has a problem" for path in both if problems[path] != ProblemReason.PART
        ]
        lost = sorted(self.files() - photos - problems.keys())
        self.wrong += [f"{when}: nothing is said of {path}" for path in lost[:5]]
        self.wrong += [f"{when}: {path} is not in" for path in (*self.good, *self.harmless) if path not in photos]
        return problems

    def _photos(self) -> set[Path]:
        query = "SELECT relative_path FROM photo JOIN embedding ON item_id = photo_id WHERE missing_since_s IS NULL"
        with closing(sqlite3.connect(data_folders().database)) as connection:
            self.wrong += [row[0] for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
            return {self.folder / os.fsdecode(bytes(path)) for (path,) in connection.execute(query)}

    def _problems(self, photos: int, when: str) -> dict[Path, str]:
        engine = Engine.open(data_folders(), SettingsOwner.read(data_folders().settings))
        try:
            problems = engine.library.problems(1_000_000)
            if (indexed := len(engine.shelves.answering.index.ids())) != photos:
                self.wrong.append(f"{when}: {indexed} of {photos} photos are in the index")
        finally:
            engine.close()
        mute = [one.path for one in problems if not problem_line(one.reason, one.detail).strip()]
        self.wrong += [f"{when}: {path} has no reason" for path in mute]
        return {one.path: one.reason.value for one in problems}


def feed(trial: Trial) -> Outcome:
    """All at once, once more, and once more after each culprit was exchanged or touched."""
    library = _Library(trial)
    tried = len(library.files())
    run = library.add()
    problems = library.settled(run, "at first", 1)
    library.wrong += [f"{path} was taken for a photo" for path in library.refused if path not in problems]
    library.wrong += _too_much_memory(library.control, run)
    again = library.add()
    library.settled(again, "once more", 1)
    library.wrong += [f"{path} was tried again though it is the same" for path in sorted(again.opened)[:5]]
    touched = _change(library, sorted(problems))
    changed = library.add()
    left = library.settled(changed, "after a change", 1)
    library.wrong += [f"{path} was not tried again" for path in sorted(problems.keys() - changed.opened)[:5]]
    if left.keys() != touched:
        library.wrong.append(f"{len(touched)} culprits were left, {len(left)} have a reason")
    library.wrong += library.asked()
    reasons = ", ".join(f"{count} {reason}" for reason, count in Counter(problems.values()).most_common())
    notes = (
        f"{tried - len(problems):,} in, {len(problems):,} with a reason ({reasons}), {run.took_s:.0f} s",
        f"at most {run.main_mb:.0f} MB ({library.control.main_mb:.0f} MB with good photos alone), "
        f"a decoder {run.worker_mb:.0f} MB",
    )
    return Outcome(tried, tuple(library.wrong), notes)


def _change(library: _Library, culprits: list[Path]) -> set[Path]:
    """Put a good photo in the place of every other culprit; touch the others and give these."""
    for number, path in enumerate(culprits):
        if number % 2:
            shutil.copyfile(library.good[number % len(library.good)], path)
        os.utime(path, (1_600_000_000 + number, 1_600_000_000 + number))
    return set(culprits[::2])


def _too_much_memory(control: _Run, run: _Run) -> list[str]:
    worker_limit_mb = Settings().decode_memory_bytes / 1e6 + _WORKER_BASE_MB
    found = []
    if run.main_mb > control.main_mb + _MAIN_GROWTH_MB:
        found.append(f"the program grew from {control.main_mb:.0f} to {run.main_mb:.0f} MB")
    if run.worker_mb > worker_limit_mb:
        found.append(f"a decoder held {run.worker_mb:.0f} MB, allowed are {worker_limit_mb:.0f} MB")
    return found


HAZARDS = (Hazard("hostile-pictures", feed, limit_s=3600),)
