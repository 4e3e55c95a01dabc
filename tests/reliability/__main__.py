"""`python -m tests.reliability [--kills N] [--seed N]`: every hazard in turn, one line each."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

from photosearch.paths import HOME_VARIABLE
from tests.reliability.crash import kill_while_indexing


def main() -> int:
    """Run the hazards; 1 when something was lost."""
    parser = argparse.ArgumentParser(prog="python -m tests.reliability", description=__doc__)
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--photos", type=int, default=80)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ[HOME_VARIABLE] = str(folder / "home")
        begin_s = time.monotonic()
        wrong = kill_while_indexing(folder, kills=arguments.kills, photos=arguments.photos, seed=arguments.seed)
    print(f"kill -9 while indexing, {arguments.kills} times, {time.monotonic() - begin_s:.0f} s: {wrong or 'all well'}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
