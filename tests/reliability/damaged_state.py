"""Damages every file of the data folder in turn, in every way, and checks that the program mends it or says what to do.

Whatever the program makes of its own files, the photos' own files are never written.
"""

from __future__ import annotations

import hashlib
import json
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from tests.packages import write_colour_package
from tests.photos import write_photos
from tests.program import Program
from tests.reliability.consistency import differences
from tests.reliability.hazard import Hazard, Outcome, Trial

_PHOTOS = 12
_MAY_REFUSE = ("photosearch.db", "ingest.lock", "image.onnx", "text.onnx", "vocab.txt")
"""What the program has no second copy of, or must not delete: it refuses with a sentence; all else it mends."""

Damage = Callable[[Path, random.Random], None]


def _missing(path: Path, numbers: random.Random) -> None:
    del numbers
    path.unlink()


def _emptied(path: Path, numbers: random.Random) -> None:
    del numbers
    path.write_bytes(b"")


def _cut_in_half(path: Path, numbers: random.Random) -> None:
    del numbers
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def _noise(path: Path, numbers: random.Random) -> None:
    path.write_bytes(numbers.randbytes(max(64, path.stat().st_size)))


def _noise_in_the_middle(path: Path, numbers: random.Random) -> None:
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 512] = numbers.randbytes(512)
    path.write_bytes(data)


def _directory_in_its_place(path: Path, numbers: random.Random) -> None:
    del numbers
    path.unlink()
    path.mkdir()
    (path / "something").write_text("somebody's", encoding="utf-8")


def _newer(path: Path, numbers: random.Random) -> None:
    """As a later version of the program might have left it."""
    del numbers
    if path.suffix == ".db":
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA user_version = 999")
    elif path.suffix == ".json":
        raw = json.loads(path.read_text(encoding="utf-8"))
        changed = {name: value + 900 if isinstance(value, int) else value for name, value in raw.items()}
        path.write_text(json.dumps({**changed, "unheard_of": [1]}), encoding="utf-8")


DAMAGES: dict[str, Damage] = {
    "missing": _missing,
    "emptied": _emptied,
    "cut in half": _cut_in_half,
    "noise": _noise,
    "noise in the middle": _noise_in_the_middle,
    "a directory": _directory_in_its_place,
    "from a newer version": _newer,
}


class Patient:
    """A library with every file that the program ever makes, kept aside to begin each damage anew."""

    def __init__(self, trial: Trial) -> None:
        self.home = trial.home
        self.library = trial.folder / "library"
        self.program = Program(trial.home)
        write_colour_package(self.home / "models" / "starter", name="starter")
        write_colour_package(self.home / "models" / "other", name="other", seed=1)
        write_photos(self.library, _PHOTOS, seed=trial.seed)
        for arguments in (("add", self.library), ("model", "use", "other"), ("model", "use", "starter")):
            done = self.program.run(*arguments)
            assert done.returncode == 0, done.stderr
        self.pristine = shutil.copytree(self.home, trial.folder / "pristine")
        self.photos = fingerprint(self.library)

    def files(self) -> Iterator[Path]:
        """Relative paths of the program's own files, one for each kind where there are many alike."""
        seen: set[tuple[str, ...]] = set()
        for path in sorted(self.pristine.rglob("*")):
            relative = path.relative_to(self.pristine)
            kind = (*relative.parts[:2], path.suffix) if "thumbnails" in relative.parts else relative.parts
            if path.is_file() and kind not in seen:
                seen.add(kind)
                yield relative

    def begin_anew(self) -> None:
        """Everything as it was before any damage."""
        shutil.rmtree(self.home)
        shutil.copytree(self.pristine, self.home)


def fingerprint(folder: Path) -> dict[str, tuple[int, str]]:
    """Time of change and digest of every file below ``folder``."""
    return {
        str(path.relative_to(folder)): (path.stat().st_mtime_ns, hashlib.sha256(path.read_bytes()).hexdigest())
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def damage_each_file(trial: Trial) -> Outcome:
    """Every file, every damage: what the program says and does."""
    patient = Patient(trial)
    numbers = random.Random(trial.seed)
    wrong: list[str] = []
    tried = 0
    refused: dict[str, int] = {}
    for relative in patient.files():
        for name, damage in numbers.sample(list(DAMAGES.items()), 1 if trial.is_quick else len(DAMAGES)):
            if name == "from a newer version" and relative.suffix not in (".db", ".json"):
                continue
            tried += 1
            patient.begin_anew()
            damage(patient.home / relative, numbers)
            found, sentence = _what_comes_of_it(patient, relative)
            wrong += [f"{relative} {name}: {loss}" for loss in found]
            if sentence:
                refused[sentence] = refused.get(sentence, 0) + 1
    if fingerprint(patient.library) != patient.photos:
        wrong.append("photos were written to")
    mended = f"{tried - sum(refused.values())} mended by itself"
    notes = (mended, *(f"{name}: refused with a sentence {times} times" for name, times in refused.items()))
    return Outcome(tried, tuple(wrong), notes)


def _what_comes_of_it(patient: Patient, relative: Path) -> tuple[list[str], str]:
    """What is wrong, and the sentence of a refusal."""
    said = []
    for arguments in (("status",), ("search", "red", "--json"), ("add", patient.library)):
        done = patient.program.run(*arguments)
        text = done.stderr.decode(errors="replace").strip()
        said.append((done.returncode, text))
        if "Traceback" in text or done.returncode not in (0, 1, 2):
            return [f"{arguments[0]} ended with {done.returncode} and said {text[-600:]!r}"], ""
    code, text = said[-1]
    if code == 0:
        return differences(patient.library, is_embedded_once=False), ""
    if relative.name not in _MAY_REFUSE or not text.startswith("photosearch: "):
        return [f"add ended with {code} and said {text[-300:]!r}"], ""
    return [], f"{relative.parts[0]}/{relative.name}"


HAZARDS = (Hazard("damage-each-file", damage_each_file, limit_s=3600, is_in_gate=False),)
