"""Files as arrays that look at them: their memory can be given back at any time and is had again from the file."""

from __future__ import annotations

import mmap
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from photosearch.types.arrays import UInt8Array


def mapped_array(path: Path) -> UInt8Array:
    """The file's bytes [n]. What is written to the array stays in memory and never reaches the file.

    Raises:
        OSError: it cannot be read.
    """
    if path.stat().st_size == 0:
        return np.empty(0, np.uint8)
    # As if written to be changed: OpenVINO takes no array that could not be.
    return np.asarray(np.memmap(path, np.uint8, mode="c"))


def give_back_pages(array: NDArray[Any]) -> None:
    """Let the system have the memory of a mapped array; does nothing to another one, or where there is no such call.

    The file's bytes stay in the system's cache as long as memory is plenty: to look at 100 MB again took 4 ms.
    """
    base: object = array
    while isinstance(base, np.ndarray):
        base = base.base
    if isinstance(base, mmap.mmap) and hasattr(mmap, "MADV_DONTNEED"):
        base.madvise(mmap.MADV_DONTNEED)
