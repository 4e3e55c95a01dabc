"""Starts the program again and again beside itself: one window answers, and commands beside it lose nothing and end."""

from __future__ import annotations

import random
import signal
import subprocess
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from tests.packages import write_colour_package
from tests.photos import write_photos
from tests.program import Program
from tests.reliability.consistency import differences
from tests.reliability.hazard import Hazard, Outcome, Trial

_PATIENCE_S = 90.0
_LOOK_S = 0.1


def start_many_windows(trial: Trial) -> Outcome:
    """Several at the same moment, then one more: one window stays, every other start hands over and ends with 0."""
    rounds, at_once = (1, 3) if trial.is_quick else (8, 5)
    program = Program(trial.home)
    write_colour_package(trial.home / "models" / "starter", name="starter")
    wrong: list[str] = []
    for number in range(1, rounds + 1):
        windows = [_start_window(program) for _ in range(at_once)]
        wrong += [f"round {number}: {loss}" for loss in _one_stays(windows)]
        # Those that were starting have settled who listens; now one that comes late.
        late = _start_window(program)
        wrong += [f"round {number}, one more: {loss}" for loss in _one_stays([*windows, late])]
        wrong += [f"round {number}: the window ended with {code}" for code in _end([*windows, late]) if code != 0]
    return Outcome(rounds * (at_once + 1), tuple(wrong))


def _start_window(program: Program) -> subprocess.Popen[bytes]:
    return program.start(stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def _one_stays(windows: Sequence[subprocess.Popen[bytes]]) -> list[str]:
    deadline_s = time.monotonic() + _PATIENCE_S
    while time.monotonic() < deadline_s:
        if sum(window.poll() is None for window in windows) <= 1:
            break
        time.sleep(_LOOK_S)
    running = sum(window.poll() is None for window in windows)
    codes = [window.returncode for window in windows if window.poll() not in (None, 0)]
    return [*([f"{running} windows are open"] if running != 1 else []), *(f"a start ended with {c}" for c in codes)]


def _end(windows: Sequence[subprocess.Popen[bytes]]) -> list[int]:
    """Exit codes of those that were still open."""
    codes = []
    for window in windows:
        if window.poll() is None:
            window.send_signal(signal.SIGTERM)
            codes.append(window.wait(_PATIENCE_S))
        assert window.stderr is not None
        window.stderr.close()
    return codes


class _Hammer(threading.Thread):
    """One person at a terminal who types one command after the other."""

    def __init__(self, program: Program, library: Path, seed: int, commands: int) -> None:
        super().__init__(name=f"hammer-{seed}")
        self._program = program
        self._library = library
        self._numbers = random.Random(seed)
        self._seed = seed
        self._commands = commands
        self.done = 0
        self.wrong: list[str] = []
        self.longest_s = 0.0

    def run(self) -> None:
        """Type; what goes wrong is kept."""
        for number in range(self._commands):
            command = self._next(number)
            begin_s = time.monotonic()
            try:
                done = self._program.run(*command)
            except subprocess.TimeoutExpired:
                self.wrong.append(f"{command[0]} hangs")
                continue
            self.longest_s = max(self.longest_s, time.monotonic() - begin_s)
            self.done += 1
            said = done.stderr.decode(errors="replace")
            if done.returncode != 0 or "Traceback" in said:
                self.wrong.append(f"{command[0]} ended with {done.returncode}: {said.strip()[-300:]}")

    def _next(self, number: int) -> tuple[str | Path, ...]:
        if number % 3 == 0:
            write_photos(self._library / f"{self._seed}-{number}", 2, seed=1000 * self._seed + number)
            return "add", self._library
        asking: tuple[tuple[str | Path, ...], ...] = (
            ("search", "red"),
            ("status",),
            ("problems",),
            ("model", "list"),
            ("scan",),
            ("similar", self._library / "first" / "IMG_0000.jpg"),
        )
        return self._numbers.choice(asking)


def hammer_beside_a_window(trial: Trial) -> Outcome:
    """Several terminals at work while the window is open; at last both tell the same as the disk."""
    terminals, commands = (2, 2) if trial.is_quick else (4, 25)
    program, library = Program(trial.home), trial.folder / "library"
    write_colour_package(trial.home / "models" / "starter", name="starter")
    write_photos(library / "first", 3, seed=trial.seed)
    program.run("add", library)
    window = _start_window(program)
    hammers = [_Hammer(program, library, 10 * trial.seed + number, commands) for number in range(terminals)]
    for hammer in hammers:
        hammer.start()
    for hammer in hammers:
        hammer.join()
    wrong = [loss for hammer in hammers for loss in hammer.wrong]
    if window.poll() is not None:
        wrong.append(f"the window ended by itself with {window.returncode}")
    wrong += [f"the window ended with {code}" for code in _end([window]) if code != 0]
    wrong += differences(library)
    longest_s = max(hammer.longest_s for hammer in hammers)
    return Outcome(
        sum(hammer.done for hammer in hammers), tuple(wrong), (f"the slowest command took {longest_s:.1f} s",)
    )


HAZARDS = (
    Hazard("many-windows-at-once", start_many_windows, is_in_gate=False),
    Hazard("commands-beside-a-window", hammer_beside_a_window, is_in_gate=False),
)
