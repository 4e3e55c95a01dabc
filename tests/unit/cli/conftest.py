"""The command line in this process, on a home of its own with the toy encoder: much faster than the program."""

from __future__ import annotations

import json
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from photosearch.cli.main import run_command_line
from photosearch.paths import DataFolders
from photosearch.settings import Settings, save_settings
from tests.packages import write_colour_package
from tests.terminal import Answer, Terminal


@pytest.fixture
def terminal(folders: DataFolders, capsys: pytest.CaptureFixture[str]) -> Iterator[Terminal]:
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    write_colour_package(folders.models / "starter", name="starter")
    save_settings(Settings(decode_workers=1), folders.settings)

    def run(*arguments: str | Path) -> Answer:
        capsys.readouterr()
        try:
            code = run_command_line([str(argument) for argument in arguments], lambda parsed: 99)
        except SystemExit as left:
            code = int(left.code or 0)
        said = capsys.readouterr()
        value = json.loads(said.out) if "--json" in arguments and said.out else None
        return Answer(code, said.out, said.err, value)

    yield Terminal(run, folders)
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    path = tmp_path / "photos"
    path.mkdir()
    return path
