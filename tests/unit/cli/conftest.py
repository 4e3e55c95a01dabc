"""What every test of a command uses."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from photosearch.paths import DataFolders
from tests.terminal import Terminal, opened_terminal

collect_ignore = [] if sys.platform.startswith("linux") else ["test_standard_streams_linux.py"]


@pytest.fixture
def terminal(folders: DataFolders, capsys: pytest.CaptureFixture[str]) -> Iterator[Terminal]:
    with opened_terminal(folders, capsys) as made:
        yield made


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    path = tmp_path / "photos"
    path.mkdir()
    return path
