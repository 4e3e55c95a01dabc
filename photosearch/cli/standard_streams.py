"""Standard streams that are closed from the start (``>&-``), or that nobody reads to the end (``| head``)."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import Final, Literal, TextIO

_LAST_STANDARD: Final = 2


def open_closed_streams() -> None:
    """Let what is written to a closed stream go nowhere, and reading one be at its end. First of all, or too late.

    Else its number would go to the next file that is opened, such as the library's database, and Python has None for
    it, as it has in a program for Windows without a console.
    """
    while (number := os.open(os.devnull, os.O_RDWR)) <= _LAST_STANDARD:
        os.set_inheritable(number, True)
    os.close(number)
    if sys.stdin is None:
        sys.stdin = _nowhere("r")
    if sys.stdout is None:
        sys.stdout = _nowhere("w")
    if sys.stderr is None:
        sys.stderr = _nowhere("w")


def _nowhere(mode: Literal["r", "w"]) -> TextIO:
    return Path(os.devnull).open(mode, encoding="utf-8")


def drop_output() -> None:
    """Let the rest of standard output go nowhere, also what Python still holds of it and would write at the end."""
    with contextlib.suppress(OSError, ValueError):  # one that is no file (a test's) holds nothing back
        number = sys.stdout.fileno()
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, number)
        os.close(nowhere)


def write_out() -> None:
    """Write what Python still holds of standard output; what cannot be written (nobody reads it) is let go."""
    try:
        sys.stdout.flush()
    except OSError:
        drop_output()
