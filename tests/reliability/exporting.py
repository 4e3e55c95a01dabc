"""Kills the real program while it exports, and lets the disk it exports to run full: no file is ever half there."""

from __future__ import annotations

import random
import subprocess
import time
from pathlib import Path

from tests.photos import write_photos
from tests.reliability import small_disk
from tests.reliability.hazard import Hazard, Outcome, Trial
from tests.reliability.killed_steps import Victim
from tests.reliability.small_disk import SmallDisk

_PHOTOS = 12
_PHOTO_BYTES = 8 << 20
"""With so many zeros behind its picture a copy takes long enough to be killed in its middle."""
_LEFTOVER = ".photosearch-"
_STEPS = ("file:/out/", "file:.part")
_MOST = 60


class Exported(Victim):
    """A library of some large photos, and what is exported of it."""

    def __init__(self, trial: Trial) -> None:
        super().__init__(trial)
        self.out = trial.folder / "out"
        for path in write_photos(self.library / "large", _PHOTOS, seed=trial.seed):
            with path.open("r+b") as file:
                file.truncate(_PHOTO_BYTES)
        assert self.run("add", self.library) == []
        self.originals = {path.read_bytes() for path in self.library.rglob("*.*") if path.is_file()}

    def arguments(self) -> tuple[str | Path, ...]:
        """An export of everything, each time to the same folder."""
        return ("export", "--all", "--to", self.out, "--sheet", self.out / "sheet.pdf", "--list", self.out / "list.csv")

    def halves(self) -> list[str]:
        """What is there under a name that it does not deserve."""
        wrong = []
        for path in self.out.glob("*") if self.out.exists() else ():
            data = path.read_bytes()
            is_whole = {
                ".pdf": data.rstrip().endswith(b"%%EOF"),
                ".csv": data.endswith(b"\r\n"),
            }.get(path.suffix, data in self.originals)
            if not path.name.startswith(_LEFTOVER) and not is_whole:
                wrong.append(f"{path.name} is not whole: {len(data)} bytes")
        return wrong


def kill_while_exporting(trial: Trial) -> Outcome:
    """At each file that is opened, renamed or removed where the copies go, and at random moments."""
    exported = Exported(trial)
    kills, wrong = 0, []
    for kind in _STEPS:
        for nth in (5,) if trial.is_quick else range(1, _MOST):
            is_killed = exported.is_killed(f"{kind}:{nth}", *exported.arguments())
            wrong += exported.halves()
            if not is_killed:
                break
            kills += 1
    numbers = random.Random(trial.seed)
    for _ in range(0 if trial.is_quick else 20):
        with exported.program.start(
            *exported.arguments(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:
            time.sleep(numbers.uniform(0.8, 2.0))
            kills += process.poll() is None
            process.kill()
        wrong += exported.halves()
    return Outcome(kills, tuple(wrong + exported.run(*exported.arguments()) + exported.halves()))


def export_to_a_full_disk(trial: Trial) -> Outcome:
    """Disks of several sizes, each too small for all copies."""
    small_disk.keep_mounts_to_ourselves()
    exported = Exported(trial)
    wrong, notes = [], []
    sizes_kib = range(4_000, 100_000, 40_000 if trial.is_quick else 8_000)
    for kib in sizes_kib:
        disk = SmallDisk(exported.out, kib)
        done = exported.program.run("export", "--all", "--to", exported.out)
        said = (done.stdout + done.stderr).decode(errors="replace")
        copies = len(list(exported.out.iterdir()))
        notes.append(f"{kib} KiB: {copies} copies, ended with {done.returncode}")
        wrong += exported.halves()
        if "There is no room left" not in said or done.returncode not in (1, 2) or "Traceback" in said:
            wrong.append(f"{kib} KiB: ended with {done.returncode} and said {said[-300:]!r}")
        if any(path.name.startswith(_LEFTOVER) for path in exported.out.iterdir()):
            wrong.append(f"{kib} KiB: an unfinished file is left")
        disk.close()
    return Outcome(len(sizes_kib), tuple(wrong), tuple(notes))


def _with_mounts(trial: Trial) -> Outcome:
    return export_to_a_full_disk(trial) if small_disk.is_possible() else Outcome(0, not_tried=small_disk.NEEDS_ROOT)


HAZARDS = (
    Hazard("kill-while-exporting", kill_while_exporting, limit_s=1800),
    Hazard("export-to-a-full-disk", _with_mounts, is_in_gate=False),
)
