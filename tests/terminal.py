"""The command line in this process, on a home of its own with the toy encoder: much faster than the program."""

from __future__ import annotations

import contextlib
import json
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from photosearch.cli.main import run_command_line
from photosearch.paths import DataFolders
from photosearch.settings import Settings, save_settings
from tests.packages import write_colour_package


@dataclass(frozen=True, slots=True)
class Answer:
    """One command's end."""

    code: int
    out: str
    err: str
    value: Any
    """What ``--json`` printed."""


@dataclass(frozen=True, slots=True)
class Terminal:
    """Runs commands on one home."""

    run: Callable[..., Answer]
    folders: DataFolders

    def assert_wrong(self, *arguments: str | Path, says: str) -> None:
        """It is a mistake of the person's: one clear sentence, exit code 2."""
        answer = self.run(*arguments)
        assert answer.code == 2, answer
        assert says in answer.err
        assert "Traceback" not in answer.err


@contextlib.contextmanager
def opened_terminal(folders: DataFolders, capsys: pytest.CaptureFixture[str]) -> Iterator[Terminal]:
    """A terminal on ``folders``; what the signals did before they do again at the end."""
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

    try:
        yield Terminal(run, folders)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
