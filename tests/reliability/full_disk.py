"""Lets the disk run full, or become read-only, under the real program, and makes room again."""

from __future__ import annotations

import subprocess
import time
from functools import partial
from pathlib import Path

from photosearch.engine.engine import Engine
from photosearch.paths import data_folders
from photosearch.settings import SettingsOwner
from photosearch.types.ids import PhotoId
from photosearch.words.failures import code_text
from tests.packages import write_colour_package
from tests.photos import write_photos
from tests.program import Program
from tests.reliability import small_disk
from tests.reliability.consistency import differences
from tests.reliability.hazard import Hazard, Outcome, Trial
from tests.reliability.small_disk import SmallDisk

_FULL = code_text("disk_full").what
_PHOTOS = 60
_ENOUGH_KIB = 64_000
_RESUMES_WITHIN_S = 90.0


class Patient:
    """A library of a few photos, and the program that is to survive on small disks."""

    def __init__(self, trial: Trial) -> None:
        small_disk.keep_mounts_to_ourselves()
        self.trial = trial
        self.home = trial.home
        self.library = trial.folder / "library"
        self.program = Program(trial.home)
        self.wrong: list[str] = []
        write_photos(self.library, _PHOTOS, seed=trial.seed)

    def install_toy(self) -> None:
        """An encoder that takes no room to speak of."""
        write_colour_package(self.home / "models" / "starter", name="starter")

    def adds(self, when: str, code: int = 0, sentence: str = "") -> None:
        """Run ``add``, which is to end with ``code`` and say ``sentence``."""
        self.does(when, code, sentence, "add", self.library)

    def does(self, when: str, code: int, sentence: str, *arguments: str | Path) -> None:
        """Run a command, which is to end with ``code`` and say ``sentence``."""
        done = self.program.run(*arguments)
        said = done.stderr.decode(errors="replace").strip()
        if done.returncode != code or sentence not in said or "Traceback" in said:
            self.wrong.append(f"{when}: ended with {done.returncode} and said {said[-300:]!r}")

    def has_everything(self) -> None:
        """Nothing is lost or embedded twice."""
        self.wrong += differences(self.library)

    def outcome(self, tried: int, *notes: str) -> Outcome:
        """What came of it."""
        return Outcome(tried, tuple(self.wrong), notes)


def _on_a_growing_disk(trial: Trial) -> Outcome:
    """All the app's data on a disk that is full at another place each time, until everything fits."""
    patient = Patient(trial)
    disk = SmallDisk(patient.home, 200 + 7 * trial.seed)
    full, kib = 0, 200 + 7 * trial.seed
    models = patient.home / "models"
    models.mkdir()
    SmallDisk(models, _ENOUGH_KIB)
    patient.install_toy()
    while full < 80:
        done = patient.program.run("add", patient.library)
        said = done.stderr.decode(errors="replace")
        if done.returncode == 0:
            break
        full += 1
        if done.returncode != 2 or _FULL not in said or "Traceback" in said:
            patient.wrong.append(f"full at {kib} KiB: ended with {done.returncode} and said {said.strip()[-300:]!r}")
        kib += 160 if trial.is_quick else 24
        disk.resize(kib)
    patient.adds("with enough room")
    patient.has_everything()
    return patient.outcome(full, f"everything fits into {kib:,} KiB")


def _in_one_folder(trial: Trial) -> Outcome:
    """Copies that cannot be written cost nothing: the index, thumbnails and log each on a full disk of its own."""
    patient = Patient(trial)
    patient.install_toy()
    for number, name in enumerate(("data/index", "cache/thumbnails", "logs")):
        disk = SmallDisk(patient.home / name, 64)
        disk.fill()
        write_photos(patient.library / str(number), 5, seed=50 + number)
        patient.adds(f"{name} is full")
        patient.has_everything()
        disk.free()
        disk.resize(_ENOUGH_KIB)
        write_photos(patient.library / f"{number}-again", 5, seed=60 + number)
        patient.adds(f"{name} has room again")
        patient.has_everything()
        if not any(path.is_file() for path in disk.place.rglob("*")):
            patient.wrong.append(f"nothing is written to {name} when there is room again")
        patient.wrong += _photos_without_thumbnail() if "thumbnails" in name else []
        disk.close()
    return patient.outcome(3)


def _photos_without_thumbnail() -> list[str]:
    """A thumbnail that could not be written is made when it is looked at."""
    engine = Engine.open(data_folders(), SettingsOwner.read(data_folders().settings))
    try:
        photos = engine.library.photos([PhotoId(int(number)) for number in engine.shelves.answering.index.ids()])
        missing = sum(engine.pictures.thumbnail(photo) is None for photo in photos)
        return [f"{missing} of {len(photos)} thumbnails are not made again"] if missing else []
    finally:
        engine.close()


def _goes_on_by_itself(trial: Trial) -> Outcome:
    """``watch`` says that the disk is full, and goes on when there is room, without anybody's doing."""
    patient = Patient(trial)
    patient.install_toy()
    disk = SmallDisk(patient.home / "data", 600)
    patient.does("at first", 0, "", "status")
    patient.adds("a first time")
    with patient.program.start("watch", stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        assert process.stdout is not None
        process.stdout.readline()
        disk.fill()
        write_photos(patient.library / "new", _PHOTOS, seed=5)
        for line in process.stdout:
            if b"full" in line:
                break
        else:
            patient.wrong.append("watch does not say that the disk is full")
        disk.free()
        disk.resize(_ENOUGH_KIB)
        begin_s = time.monotonic()
        while (left := differences(patient.library)) and time.monotonic() - begin_s < _RESUMES_WITHIN_S:
            time.sleep(1.0)
        took_s = time.monotonic() - begin_s
        patient.wrong += left
        process.terminate()
    return patient.outcome(1, f"goes on {took_s:.0f} s after there is room")


def _read_only(trial: Trial) -> Outcome:
    """A disk that turned read-only: a sentence each, and everything works again when it is writable."""
    patient = Patient(trial)
    patient.install_toy()
    disk = SmallDisk(patient.home / "data", _ENOUGH_KIB)
    patient.adds("at first")
    write_photos(patient.library / "new", 5, seed=5)
    disk.set_read_only(True)
    for command in (("add", patient.library), ("scan",), ("remove", patient.library), ("model", "use", "starter")):
        patient.does(f"read-only, {command[0]}", 2, "read-only", *command)
    disk.set_read_only(False)
    patient.adds("writable again")
    patient.has_everything()
    return patient.outcome(4)


def _with_mounts(strike: object, trial: Trial) -> Outcome:
    if not small_disk.is_possible():
        return Outcome(0, not_tried=small_disk.NEEDS_ROOT)
    assert callable(strike)
    outcome = strike(trial)
    assert isinstance(outcome, Outcome)
    return outcome


HAZARDS = tuple(
    Hazard(name, partial(_with_mounts, strike), is_in_gate=False)
    for name, strike in (
        ("disk-runs-full", _on_a_growing_disk),
        ("disk-full-under-a-copy", _in_one_folder),
        ("disk-full-then-room", _goes_on_by_itself),
        ("disk-read-only", _read_only),
    )
)
