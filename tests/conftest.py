"""What every test can use: a home of its own for the app's data, the program as a person runs it."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from photosearch import machine
from photosearch.paths import HOME_VARIABLE, DataFolders, data_folders
from photosearch.ui.desktop.garbage import Garbage
from tests.log_watch import watched_log
from tests.program import Program

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# The program speaks English wherever the tests run; those of Chinese say so.
os.environ["LC_ALL"] = "C.UTF-8"
# How long an example takes says how busy the machine is, and nothing about the program.
hypothesis.settings.register_profile("whatever-the-load", deadline=None)
hypothesis.settings.load_profile("whatever-the-load")


@pytest.fixture(scope="session")
def garbage() -> Iterator[Garbage]:
    """As in the desktop app, no thread takes Python's garbage apart by itself: closed windows are among it."""
    gc.disable()
    yield Garbage()
    gc.enable()


@pytest.fixture(autouse=True)
def _garbage_is_taken_apart_between_tests(garbage: Garbage) -> Iterator[None]:
    yield
    garbage.collect_due()


@pytest.fixture(autouse=True)
def _log_says_what_is_announced(request: pytest.FixtureRequest) -> Iterator[None]:
    with watched_log(request.node):
        yield


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that holds all of the app's data for this test."""
    path = tmp_path / "home"
    monkeypatch.setenv(HOME_VARIABLE, str(path))
    return path


@pytest.fixture
def folders(home: Path) -> DataFolders:
    """The app's folders below ``home``."""
    del home
    made = data_folders()
    made.create()
    return made


@pytest.fixture
def program(home: Path) -> Program:
    """The real command line, on data of its own."""
    return Program(home)


@pytest.fixture
def plenty_of_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Models are made whatever else is running here: where memory is short, photosearch rightly refuses to begin."""
    monkeypatch.setattr(machine, "available_bytes", lambda: 64_000_000_000)
