"""A command that is named in one place is one of the program's, help and errors included."""

from __future__ import annotations

from pathlib import Path

import pytest

from photosearch.cli import main
from tests.terminal import Terminal


@pytest.fixture(autouse=True)
def in_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(main, "COMMANDS", {**main.COMMANDS, "formats": "tests.extending.formats_command"})


def test_it_answers_in_lines_and_as_json(terminal: Terminal, photos: Path) -> None:
    terminal.run("add", photos)
    answer = terminal.run("formats")
    assert (answer.code, answer.out) == (0, "        4  JPEG\n")
    assert terminal.run("formats", "--json").value == {"JPEG": 4}


def test_it_is_helped_with_and_fails_like_the_others(terminal: Terminal) -> None:
    assert "show how many photos there are of each format" in terminal.run("--help").out
    terminal.folders.database.write_bytes(b"this is no database" * 100)
    terminal.assert_wrong("formats", says="photosearch: ")
