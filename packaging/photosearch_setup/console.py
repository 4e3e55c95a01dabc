"""What the person in front of the terminal reads: progress in one line each, failures as what, why and what to do."""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


class SetupError(Exception):
    """Set-up cannot go on."""

    def __init__(self, what: str, why: str, remedy: str) -> None:
        super().__init__(what)
        self.what = what
        self.why = why
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.what}\n  Why: {self.why}\n  What to do: {self.remedy}"


def speak_utf8() -> None:
    """Lets Chinese be printed on consoles and into pipes whose encoding knows none."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def say(text: str = "") -> None:
    """One line, at once, also into a pipe."""
    print(text, flush=True)


@contextmanager
def step(title: str) -> Iterator[None]:
    """Names a piece of work when it begins and its time when it is done."""
    say(f"-> {title} ...")
    begun_s = time.monotonic()
    yield
    say(f"   done in {time.monotonic() - begun_s:.1f} s")
