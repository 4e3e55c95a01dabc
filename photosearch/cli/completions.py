"""`photosearch completions bash|zsh|fish|powershell`: the script with which a shell completes the commands."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from photosearch.cli.shells.scripts import SCRIPTS
from photosearch.cli.shells.words import read_words
from photosearch.words.spoken import translate

if TYPE_CHECKING:
    from photosearch.cli.parser import Commands


def register(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "completions", help=translate("Terminal", "print what makes a shell complete the commands with Tab")
    )
    parser.add_argument("shell", choices=tuple(SCRIPTS), help=translate("Terminal", "whose script is printed"))
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the script of one shell."""
    from photosearch.cli.main import build_parser

    sys.stdout.write(SCRIPTS[arguments.shell](read_words(build_parser(run))))
    return 0
