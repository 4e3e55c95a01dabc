"""Streams that a shell closes or that nobody reads, as the program itself meets them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


def run(home: Path, command: str, after: str = "", *, output: int = subprocess.PIPE) -> tuple[int, bytes]:
    """Exit code and standard error of the program in a shell that redirects it, with the buffers that pipes have."""
    environment = {**os.environ, "PHOTOSEARCH_HOME": str(home), "LC_ALL": "C.UTF-8", "PYTHONUNBUFFERED": ""}
    done = subprocess.run(
        ["/bin/sh", "-c", f'exec "{sys.executable}" -m photosearch {command} {after}'],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.PIPE,
        timeout=150,
        check=False,
    )
    return done.returncode, done.stderr


@pytest.mark.parametrize("after", [">&-", ">&- 2>&- <&-"])
@pytest.mark.parametrize("command", ["status", "--help"])
def test_closed_streams_are_a_clean_end(home: Path, command: str, after: str) -> None:
    code, said = run(home, command, after)
    assert code == 0
    assert b"Traceback" not in said
    assert run(home, "doctor --json")[0] == 0, "the library is as it was"


@pytest.mark.parametrize("command", ["status", "--help", "marks export -"])
def test_a_reader_that_has_seen_enough_is_a_clean_end(home: Path, command: str) -> None:
    read, written = os.pipe()
    os.close(read)
    try:
        code, said = run(home, command, output=written)
    finally:
        os.close(written)
    assert code == 0
    assert b"BrokenPipe" not in said


def test_a_disk_that_is_full_is_said(home: Path) -> None:
    code, said = run(home, "status", ">/dev/full")
    assert code == 2
    assert said.count(b"No space left") == 1
    assert b"ignored" not in said
