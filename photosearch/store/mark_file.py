"""Writes a file of marks whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from photosearch.store.mark_lines import write_lines
from photosearch.types.marks import Mark


def write_file(marks: Iterable[Mark], path: Path) -> int:
    """Write ``path`` anew; how many marks. Killed at any point, the file is the old or the new one.

    Raises:
        OSError: it cannot be written; the old one stays.
    """
    unfinished = path.with_name(f"{path.name}.new")
    try:
        with unfinished.open("wb") as stream:
            count = write_lines(marks, stream)
            stream.flush()
            os.fsync(stream.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return count
