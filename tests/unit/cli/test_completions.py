"""`photosearch completions`: what a shell offers is what the parser takes."""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from photosearch.cli import arguments
from photosearch.cli.main import COMMANDS, build_parser
from photosearch.cli.shells.scripts import SCRIPTS
from photosearch.cli.shells.words import Takes, Word, read_words
from tests.terminal import Terminal

_ASK = r"""
source "$1"; shift
[[ $(complete -p photosearch) == *" -F _photosearch photosearch" ]] || exit 3
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=()
_photosearch
printf '%s\n' "${COMPREPLY[@]}"
"""


@pytest.fixture
def program() -> Word:
    return read_words(build_parser(lambda _arguments: 0))


def offered(script: str, folder: Path, *typed: str) -> list[str]:
    """What bash itself offers for the last of ``typed``."""
    bash = shutil.which("bash")
    assert bash is not None
    file = folder.parent / "completions.bash"
    file.write_text(script, encoding="utf-8", newline="\n")
    command = [bash, "--norc", "-c", _ASK, "ask", str(file), "photosearch", *typed]
    return subprocess.check_output(command, text=True, cwd=folder, encoding="utf-8").split("\n")[:-1]


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        (("se",), ["search"]),
        (("model", "in"), ["install"]),
        (("search", "--li"), ["--like", "--literal"]),
        (("search", "red", "--sort", "re"), ["relevance", "recent"]),
        (("search", "--sort", "=", "ne"), ["newest"]),
        (("search", "--sort", "="), ["relevance", "recent", "newest", "oldest", "added"]),
        (("model", "install", "--source", "mo"), ["modelscope"]),
        (("completions", "f"), ["fish"]),
        (("search", "sea"), [""]),
        (("add", "ho"), ["holiday photos"]),
        (("info", "hol"), ["holiday photos", "holiday.jpg"]),
        (("model", "export", "X", "holiday."), ["holiday.jpg"]),
        (("add", "--"), ["--help", "--json"]),
    ],
)
def test_bash_offers_what_fits(terminal: Terminal, tmp_path: Path, typed: tuple[str, ...], answer: list[str]) -> None:
    place = tmp_path / "place"
    (place / "holiday photos").mkdir(parents=True)
    (place / "holiday.jpg").write_bytes(b"")
    assert sorted(offered(terminal.run("completions", "bash").out, place, *typed)) == sorted(answer)


def test_bash_offers_every_command(terminal: Terminal, tmp_path: Path) -> None:
    names = offered(terminal.run("completions", "bash").out, tmp_path, "")
    assert {*names} >= {*COMMANDS, "window"}


@pytest.mark.parametrize("shell", list(SCRIPTS))
def test_every_shell_hears_of_every_word(program: Word, shell: str) -> None:
    script = SCRIPTS[shell](program)
    for word in program.walk():
        for name in word.path:
            assert re.search(rf"\b{re.escape(name)}\b", script), name
        for option in word.options:
            spelled = option.flags[-1] if shell != "fish" else f"-l {option.flags[-1][2:]}"
            assert spelled in script, spelled
            assert all(choice in script for choice in option.choices)


def test_descriptions_cannot_end_their_quotes() -> None:
    parser = argparse.ArgumentParser(prog="photosearch")
    commands = parser.add_subparsers()
    commands.add_parser("go", help="it's so").add_argument("--to", type=arguments.path, metavar="FOLDER")
    program = read_words(parser)
    assert r"'go:it'\''s so'" in SCRIPTS["zsh"](program)
    assert r"-d 'it\'s so'" in SCRIPTS["fish"](program)
    assert program.actions[0].options[-1].takes is Takes.FOLDER


def test_a_shell_that_is_not_known(terminal: Terminal) -> None:
    terminal.assert_wrong("completions", "tcsh", says="tcsh")
    assert terminal.run("completions").code == 2
