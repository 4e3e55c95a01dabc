"""`photosearch formats`: how many photos there are of each format."""

from __future__ import annotations

import argparse

from photosearch.cli.lines import say
from photosearch.cli.opening import opened_engine, print_json
from photosearch.cli.parser import Commands
from photosearch.words.spoken import translate


def register(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("formats", help=translate("Terminal", "show how many photos there are of each format"))
    parser.add_argument("--json", action="store_true", help=translate("Terminal", "print one JSON object"))
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print a line for each, the most frequent first."""
    with opened_engine() as engine:
        formats = engine.library.formats()
    if arguments.json:
        print_json(dict(formats))
        return 0
    for name, count in formats:
        say(f"{count:>9,}  {name}")
    return 0
