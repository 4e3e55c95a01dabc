"""Freed memory goes back to the system."""

from __future__ import annotations

import subprocess
import sys

SCRIPT = """
import ctypes
from pathlib import Path
from photosearch.heap import give_back_freed_memory

def resident():
    return int(Path("/proc/self/statm").read_text().split()[1])

libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_void_p
blocks = [libc.malloc(ctypes.c_size_t(60_000)) for _ in range(1000)]
for block in blocks:
    ctypes.memset(block, 1, 60_000)
for block in blocks[:-1]:
    libc.free(ctypes.c_void_p(block))
before = resident()
assert give_back_freed_memory()
print((before - resident()) * 4096)
"""


def test_what_was_freed_below_something_still_in_use_is_given_back() -> None:
    """60 MB in blocks too small to be mapped on their own, with one behind them that stays."""
    given_back = int(subprocess.check_output([sys.executable, "-c", SCRIPT]))
    assert given_back > 50_000_000
