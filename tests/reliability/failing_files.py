"""Photos and folders that cannot be read, or change while they are: one of them must not hold up or lose the others."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

from photosearch.types.files import ProblemReason
from photosearch.words.problems import problem_text
from tests.packages import write_colour_package
from tests.photos import write_photos
from tests.program import Program
from tests.reliability.consistency import differences
from tests.reliability.hazard import Hazard, Outcome, Trial
from tests.reliability.plain_user import obey_permissions

_TIMEOUT_S = 120


class _Library:
    """A few photos under a toy encoder, and the program without a right to ignore permissions."""

    def __init__(self, trial: Trial) -> None:
        self.folder = trial.folder / "library"
        self.program = Program(trial.home)
        self.wrong: list[str] = []
        write_colour_package(trial.home / "models" / "starter", name="starter")
        self.photos = write_photos(self.folder, 6, seed=trial.seed)

    def runs(self, when: str, code: int, sentence: str, *arguments: str | Path) -> None:
        """Run a command, which is to end with ``code`` and say ``sentence``."""
        done = subprocess.run(
            [sys.executable, "-m", "photosearch", *map(str, arguments)],
            env=self.program.environment(),
            capture_output=True,
            timeout=_TIMEOUT_S,
            check=False,
            preexec_fn=obey_permissions,
        )
        said = (done.stdout + done.stderr).decode(errors="replace")
        if done.returncode != code or sentence not in said or "Traceback" in said:
            self.wrong.append(f"{when}: ended with {done.returncode} and said {said.strip()[-300:]!r}")

    def outcome(self, tried: int) -> Outcome:
        """Every photo must be in, once."""
        return Outcome(tried, (*self.wrong, *differences(self.folder)))


def _unreadable(trial: Trial) -> Outcome:
    """Pipes, files without permission and folders without permission, before and after they were known."""
    library = _Library(trial)
    pipe, secret = library.folder / "pipe.jpg", library.photos[0]
    inner = library.folder / "inner"
    write_photos(inner, 3, seed=trial.seed + 1)
    os.mkfifo(pipe)
    secret.chmod(0)
    library.runs("a pipe and a secret photo", 1, "2 files could not be used", "add", library.folder)
    library.runs("the secret photo is named", 0, problem_text(ProblemReason.NO_PERMISSION).what, "problems")
    secret.chmod(0o600)
    pipe.unlink()
    library.runs("both mended", 0, "9 of 9 photos", "add", library.folder)
    inner.chmod(0)
    library.runs("a folder turned unreadable", 1, "9 of 9 photos", "add", library.folder)
    library.runs("it is named", 0, problem_text(ProblemReason.UNREADABLE_FOLDER).what, "problems")
    inner.chmod(0o700)
    library.runs("readable again", 0, "9 of 9 photos", "add", library.folder)
    return library.outcome(3)


def _read_only_home(trial: Trial) -> Outcome:
    """The data folder may not be written: a sentence, and everything is there when it may again."""
    library = _Library(trial)
    library.runs("at first", 0, "6 of 6", "add", library.folder)
    write_photos(library.folder / "new", 2, seed=trial.seed + 2)
    data = trial.home / "data"
    for path in (data, *data.iterdir()):
        path.chmod(0o500 if path.is_dir() else 0o400)
    library.runs("may not be written", 2, "may this user write there", "add", library.folder)
    for path in (data, *data.iterdir()):
        path.chmod(0o700 if path.is_dir() else 0o600)
    library.runs("may be written again", 0, "8 of 8", "add", library.folder)
    return library.outcome(1)


def _changing(trial: Trial) -> Outcome:
    """Files that shrink and grow while they are read: what they are in the end is in, and nothing else."""
    library = _Library(trial)
    rounds = 2 if trial.is_quick else 15
    contents = [path.read_bytes() for path in write_photos(trial.folder / "others", 6, seed=trial.seed + 3)]
    is_over = threading.Event()

    def keep_changing() -> None:
        while not is_over.is_set():
            for path, content in zip(library.photos, contents, strict=True):
                path.write_bytes(content)
                os.truncate(path, len(content) // 3)
                with path.open("ab") as file:
                    file.write(b"\0" * 1000)

    for number in range(rounds):
        before = [path.read_bytes() for path in library.photos]
        changer = threading.Thread(target=keep_changing)
        changer.start()
        library.program.run("add", library.folder)
        is_over.set()
        changer.join()
        is_over.clear()
        for place, path in enumerate(library.photos):
            path.write_bytes(before[place] if number % 2 else contents[place])
        library.runs(f"quiet after round {number}", 0, "6 of 6 photos", "add", library.folder)
    return Outcome(rounds, (*library.wrong, *differences(library.folder, is_embedded_once=False)))


HAZARDS = (
    Hazard("unreadable-files-and-folders", _unreadable, is_in_gate=False),
    Hazard("data-folder-without-permission", _read_only_home, is_in_gate=False),
    Hazard("files-that-change-while-read", _changing, is_in_gate=False),
)
