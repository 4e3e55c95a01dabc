"""Opens untrusted paths: only regular files, never blocking on a FIFO, and notices a change while reading."""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from photosearch.decode.failure import DecodeError, open_error
from photosearch.types.files import FileStamp, ProblemReason

# O_NONBLOCK: opening a FIFO without a writer returns at once. O_NOCTTY: a terminal device never becomes ours.
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOCTTY", 0)
)


@contextmanager
def open_regular(path: Path) -> Iterator[BinaryIO]:
    """Open ``path`` for reading, unbuffered.

    Raises:
        DecodeError: it is gone, may not be read, or is no regular file.
    """
    try:
        # Looked at before opening: merely opening a device can act on it.
        _require_regular(os.stat(path))  # noqa: PTH116 - the same call as for the descriptor below
        descriptor = os.open(path, _FLAGS)
    except OSError as error:
        raise open_error(error) from error
    with io.FileIO(descriptor) as file:
        _require_regular(os.fstat(descriptor))
        yield file


def stamp_of(file: BinaryIO) -> FileStamp:
    """Size and modification time of the open file."""
    status = os.fstat(file.fileno())
    return FileStamp(status.st_size, status.st_mtime_ns)


def _require_regular(status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise DecodeError(ProblemReason.IS_A_FOLDER)
    if not stat.S_ISREG(status.st_mode):
        raise DecodeError(ProblemReason.NOT_A_FILE)
