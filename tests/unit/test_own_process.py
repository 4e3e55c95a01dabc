"""Helpers start from a checkout and from a frozen build alike."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from photosearch.decode.requests import DecodedPhoto, DecodeRequest
from photosearch.decode.thumbnails import ThumbnailCache
from photosearch.decode.wire import read_value, write_value
from photosearch.decode.worker_settings import WorkerSettings
from photosearch.own_process import RUN, give_libraries_back, own_process_command
from tests.photos import PHOTOS

WORKER = "photosearch.decode.worker"


def test_a_frozen_build_starts_its_own_executable_again() -> None:
    assert own_process_command(WORKER, is_frozen=True) == [sys.executable, RUN, WORKER]


@pytest.mark.parametrize(
    "command", [own_process_command(WORKER), [sys.executable, "-m", "photosearch", RUN, WORKER]], ids=["plain", "again"]
)
def test_either_way_a_picture_is_decoded(command: list[str], tmp_path: Path) -> None:
    settings = WorkerSettings(ThumbnailCache(tmp_path, 1_000_000), 2_000_000_000, 60)
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        write_value(process.stdin, settings)
        assert read_value(process.stdout) == "ready"
        write_value(process.stdin, DecodeRequest(path=PHOTOS / "coins.jpg"))
        photo = read_value(process.stdout)
        process.stdin.close()
        assert process.wait(60) == 0
    assert isinstance(photo, DecodedPhoto)
    assert photo.metadata is not None
    assert photo.metadata.format == "JPEG"


def test_the_executable_is_no_way_to_run_any_other_module() -> None:
    command = [sys.executable, "-m", "photosearch", RUN]
    assert subprocess.run([*command, "os"], check=False, timeout=60).returncode == 2
    assert subprocess.run(command, check=False, timeout=60).returncode == 2


def test_other_programs_get_the_libraries_that_they_had() -> None:
    environment = {
        "LD_LIBRARY_PATH": "/opt/photosearch/_internal",
        "LD_LIBRARY_PATH_ORIG": "/usr/local/lib",
        "HOME": "/",
    }
    give_libraries_back(environment)
    assert environment == {"LD_LIBRARY_PATH": "/usr/local/lib", "HOME": "/"}
    mine = {"LD_LIBRARY_PATH": "/home/ming/lib"}
    give_libraries_back(mine)
    assert mine == {"LD_LIBRARY_PATH": "/home/ming/lib"}
