"""Kills the real program at random moments while it indexes, and checks what the next start makes of it."""

from __future__ import annotations

import random
import subprocess
import time

from tests.photos import write_photos
from tests.program import Program
from tests.reliability.consistency import differences
from tests.reliability.hazard import Hazard, Outcome, Trial


def kill_at_random_moments(trial: Trial) -> Outcome:
    """Index photos with many SIGKILLs on the way.

    A run that finishes before it is killed gets further photos to index, so that every kill hits work.
    """
    kills, photos = (3, 40) if trial.is_quick else (200, 80)
    numbers = random.Random(trial.seed)
    library = trial.folder / "library"
    program = Program(trial.home)
    write_photos(library / "0", photos, seed=trial.seed)
    for number in range(1, kills + 1):
        with program.start("add", library, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            time.sleep(numbers.uniform(0.3, 2.5))
            if process.poll() is not None:
                write_photos(library / str(number), photos, seed=trial.seed + number)
            process.kill()
    done = program.run("add", library)
    if done.returncode != 0:
        return Outcome(kills, (f"the run after the kills ended with {done.returncode}: {done.stderr.decode()}",))
    return Outcome(kills, tuple(differences(library)))


HAZARDS = (Hazard("kill-while-indexing", kill_at_random_moments, limit_s=1800, is_in_gate=False),)
