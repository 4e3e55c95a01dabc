"""Copies a file byte for byte with its times, a piece at a time, so that it can be stopped."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Final

from photosearch.decode.failure import DecodeError, open_error
from photosearch.decode.regular_file import open_regular, stamp_of
from photosearch.types.files import ProblemReason

_PIECE_BYTES: Final = 1 << 20


class StoppedError(Exception):
    """The person stopped it."""


def copy_unchanged(source: Path, part: Path, should_stop: Callable[[], bool]) -> None:
    """Write the bytes of ``source`` to ``part``, and give it the times and whatever else the drive keeps of a file.

    Raises:
        DecodeError: the source cannot be read, or changed meanwhile.
        OSError: the copy cannot be written.
        StoppedError: it should stop.
    """
    with open_regular(source) as file:
        before = stamp_of(file)
        with part.open("xb") as target:
            while piece := _piece(file):
                target.write(piece)
                if should_stop():
                    raise StoppedError
        if stamp_of(file) != before:
            raise DecodeError(ProblemReason.VANISHED, "changed while it was read")
        take_times(source, part, before.mtime_ns)


def take_times(source: Path, part: Path, mtime_ns: int) -> None:
    """Give a copy the times of its photo; what a drive cannot keep it goes without."""
    with suppress(OSError):
        shutil.copystat(source, part)
    with suppress(OSError):
        part.chmod(part.stat().st_mode | 0o600)  # a copy of a locked file is the person's to delete
        os.utime(part, ns=(mtime_ns, mtime_ns))


def _piece(file: BinaryIO) -> bytes:
    try:
        return file.read(_PIECE_BYTES)
    except OSError as error:
        raise open_error(error) from error
