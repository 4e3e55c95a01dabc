"""Asks the real program to end while it is at work: SIGTERM to a command and to the window, and closing the window."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

from photosearch.paths import data_folders
from tests.packages import write_colour_package
from tests.photos import write_photos
from tests.program import Program
from tests.reliability.consistency import differences
from tests.reliability.hazard import Hazard, Outcome, Trial

_STOPS_WITHIN_S = 2.0
_HANGS_AFTER_S = 60.0
_WORK = 150
"""Photos added before each end: more than are done before it comes."""

Start = Callable[[Program, Path], "subprocess.Popen[bytes]"]
End = Callable[["subprocess.Popen[bytes]"], None]


def end_mid_work(start: Start, end: End, good_codes: tuple[int, ...], trial: Trial) -> Outcome:
    """Start, wait until photos come in, end; at last everything is completed and compared."""
    numbers = random.Random(trial.seed)
    program, library = Program(trial.home), trial.folder / "library"
    if trial.is_quick:
        write_colour_package(trial.home / "models" / "starter", name="starter")
    write_photos(library, 3, seed=trial.seed)
    program.run("add", library)
    wrong: list[str] = []
    took_s: list[float] = []
    for number in range(1 if trial.is_quick else 10):
        write_photos(library / str(number), _WORK, seed=100 + number)
        known = _photos_known()
        with start(program, library) as process:
            while _photos_known() == known and process.poll() is None:
                time.sleep(0.05)
            time.sleep(numbers.uniform(0.0, 1.0))
            begin_s = time.monotonic()
            end(process)
            code = _code_of(process)
            took_s.append(time.monotonic() - begin_s)
        if code not in good_codes:
            wrong.append(f"it ended with {code}")
    wrong += differences(library) if program.run("add", library).returncode == 0 else ["it does not start again"]
    if not trial.is_quick:
        wrong += [f"it took {took:.1f} s to stop" for took in took_s if took > _STOPS_WITHIN_S]
    took_s.sort()
    median_s, longest_s = took_s[len(took_s) // 2], took_s[-1]
    return Outcome(len(took_s), tuple(wrong), (f"stops within {median_s:.2f} s (median), {longest_s:.2f} s (longest)",))


def _photos_known() -> int:
    with closing(sqlite3.connect(data_folders().database)) as connection:
        return int(connection.execute("SELECT count(*) FROM photo").fetchone()[0])


def _code_of(process: subprocess.Popen[bytes]) -> int | str:
    try:
        return process.wait(_HANGS_AFTER_S)
    except subprocess.TimeoutExpired:
        process.kill()
        return f"nothing, and was killed after {_HANGS_AFTER_S:.0f} s"


def _command(*words: str) -> Start:
    def start(program: Program, library: Path) -> subprocess.Popen[bytes]:
        arguments = (*words, library) if words == ("add",) else words
        return program.start(*arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    return start


def _window_that_can_be_closed(program: Program, library: Path) -> subprocess.Popen[bytes]:
    del library
    command = [sys.executable, "-m", "tests.reliability.closing_window"]
    return subprocess.Popen(command, env=program.environment(), stdin=subprocess.PIPE, stderr=subprocess.DEVNULL)


def _terminate(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGTERM)


def _close(process: subprocess.Popen[bytes]) -> None:
    assert process.stdin is not None
    process.stdin.write(b"close\n")
    process.stdin.flush()


HAZARDS = (
    Hazard("terminate-add", partial(end_mid_work, _command("add"), _terminate, (2,)), is_in_gate=False),
    Hazard("terminate-watch", partial(end_mid_work, _command("watch"), _terminate, (0,)), is_in_gate=False),
    Hazard("terminate-window", partial(end_mid_work, _command(), _terminate, (0,)), is_in_gate=False),
    Hazard("close-window", partial(end_mid_work, _window_that_can_be_closed, _close, (0,)), is_in_gate=False),
)
