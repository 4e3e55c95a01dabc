"""The log goes to a file of its own, whatever the file names in it."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest

from photosearch.logs import set_up_logging


@pytest.mark.logs("cannot use")
def test_messages_land_in_the_file_once_and_odd_names_do_no_harm(tmp_path: Path) -> None:
    set_up_logging(tmp_path / "logs")
    set_up_logging(tmp_path / "logs")
    logging.getLogger("photosearch.scan").warning("cannot use %s", os.fsdecode(b"caf\xe9.jpg"))
    text = (tmp_path / "logs" / "photosearch.log").read_text(encoding="utf-8")
    assert text.count("cannot use") == 1


@pytest.mark.logs("lost")
def test_a_disk_that_refuses_costs_the_line_and_nothing_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up_logging(tmp_path / "logs")
    (tmp_path / "logs").rmdir()
    (tmp_path / "logs").write_text("a file is in the way")
    logging.getLogger("photosearch.scan").warning("lost")
    assert capsys.readouterr().err == ""
    set_up_logging(tmp_path / "logs")  # nor does it stop the start


@pytest.mark.logs("%d photos")
def test_a_mistake_in_a_log_call_is_still_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging(tmp_path / "logs")
    logging.getLogger("photosearch.scan").warning("%d photos", "many")
    assert "Logging error" in capsys.readouterr().err


def test_what_a_library_warns_of_lands_in_the_file_once_and_not_on_the_terminal(tmp_path: Path) -> None:
    said = "logging.getLogger('watchdog.observers.inotify').warning('queue overflowed')"
    begin = "import logging; from pathlib import Path; from photosearch.logs import set_up_logging"
    start = f"set_up_logging(Path({os.fspath(tmp_path)!r}))"
    done = subprocess.run(
        [sys.executable, "-c", f"{begin}; {start}; {start}; {said}"], capture_output=True, text=True, check=True
    )
    assert done.stdout == done.stderr == ""
    assert (tmp_path / "photosearch.log").read_text(encoding="utf-8").count("queue overflowed") == 1
