"""Kills the real program at random moments while it indexes, and checks what the next start makes of it."""

from __future__ import annotations

import random
import subprocess
import time
from pathlib import Path

from tests.photos import write_photos
from tests.program import Program
from tests.reliability.consistency import differences


def kill_while_indexing(folder: Path, *, kills: int, photos: int, seed: int) -> list[str]:
    """Index ``photos`` photos with ``kills`` SIGKILLs on the way; what is wrong afterwards, nothing if all is well.

    A run that finishes before it is killed gets further photos to index, so that every kill hits work.
    """
    numbers = random.Random(seed)
    library = folder / "library"
    program = Program(folder / "home")
    write_photos(library / "0", photos, seed=seed)
    for number in range(1, kills + 1):
        with program.start("add", library, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            time.sleep(numbers.uniform(0.3, 3.0))
            if process.poll() is not None:
                write_photos(library / str(number), photos, seed=seed + number)
            process.kill()
    done = program.run("add", library)
    if done.returncode != 0:
        return [f"the run after the kills ended with {done.returncode}: {done.stderr.decode(errors='replace')}"]
    return differences(library)
