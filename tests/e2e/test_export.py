"""`photosearch export` in a process of its own: ended in the middle by a person, and what it leaves."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.packages import write_colour_package
from tests.photos import write_photos
from tests.program import Program

PATIENCE_S = 60.0


@pytest.mark.skipif(sys.platform == "win32", reason="no signal ends a program gently there")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_leaves_whole_copies_and_says_how_many(program: Program, tmp_path: Path, number: signal.Signals) -> None:
    write_colour_package(program.home / "models" / "starter", name="starter")
    files = write_photos(tmp_path / "photos", 100)
    for file in files:
        with file.open("r+b") as photo:
            photo.truncate(16 << 20)
    assert program.run("add", tmp_path / "photos").returncode == 0
    out = tmp_path / "out"
    # Tests that run in the background of a shell ignore Ctrl+C, and what they start would too.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        process = program.start("export", "--all", "--to", out, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    finally:
        signal.signal(signal.SIGINT, before)
    with process:
        deadline_s = time.monotonic() + PATIENCE_S
        while not list(out.glob("*.jpg")):
            assert time.monotonic() < deadline_s
            time.sleep(0.005)
        process.send_signal(number)
        said, complained = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 2, (said, complained)
    copies = list(out.iterdir())
    assert 0 < len(copies) < len(files)
    assert {path.read_bytes() for path in copies} <= {path.read_bytes() for path in files}
    count = "1 photo" if len(copies) == 1 else f"{len(copies)} photos"
    assert said.decode().splitlines()[0] == f"{count} copied to {out}."
    assert "Stopped." in said.decode()
    assert "Traceback" not in complained.decode()
