"""What every command shares."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from photosearch import __version__
from photosearch.cli import status
from photosearch.cli.main import build_parser
from photosearch.paths import HOME_VARIABLE
from tests.terminal import Terminal


def test_without_a_command_the_window_opens(terminal: Terminal) -> None:
    assert terminal.run().code == 99
    assert terminal.run("window", "--query", "red").code == 99


def test_the_version_and_help(terminal: Terminal) -> None:
    assert terminal.run("--version").out == f"photosearch {__version__}\n"
    for command in ("add", "remove", "scan", "search", "similar", "watch", "status", "problems", "model", "evaluate"):
        answer = terminal.run(command, "--help")
        assert answer.code == 0
        assert command in answer.out


def test_an_unknown_command(terminal: Terminal) -> None:
    terminal.assert_wrong("find", "red", says="invalid choice: 'find'")


@pytest.mark.logs("settings.json cannot be read")
def test_a_home_that_is_a_file(terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "file"))
    terminal.assert_wrong("status", says="file")


@pytest.mark.parametrize(
    ("error", "code", "says"),
    [
        (KeyboardInterrupt(), 2, "stopped"),
        (BrokenPipeError(), 0, ""),
        (OSError(28, "No space left"), 2, "No space left"),
    ],
)
def test_ends_that_are_no_answer(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int, says: str
) -> None:
    def ends(arguments: argparse.Namespace) -> int:
        raise error

    monkeypatch.setattr(status, "run", ends)
    answer = terminal.run("status")
    assert answer.code == code
    assert says in answer.err


def test_every_command_says_what_it_is_for() -> None:
    text = build_parser(lambda parsed: 0).format_help()
    assert "Exit codes" in " ".join(text.split())
