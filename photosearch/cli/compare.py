"""`photosearch compare A B`: how alike two pictures are."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from photosearch.cli.arguments import path
from photosearch.cli.lines import say
from photosearch.cli.opening import opened_engine, print_json
from photosearch.words.hits import alikeness_text
from photosearch.words.quantities import decimal_text
from photosearch.words.spoken import translate

if TYPE_CHECKING:
    from photosearch.cli.parser import Commands


def register(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("compare", help=translate("Terminal", "say how alike two pictures are"))
    parser.add_argument("one", type=path, metavar="A")
    parser.add_argument("other", type=path, metavar="B")
    parser.add_argument("--json", action="store_true", help=translate("Terminal", "print one JSON object"))
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Compare and print."""
    with opened_engine() as engine:
        found = engine.asking.compare(arguments.one.absolute(), arguments.other.absolute())
    if arguments.json:
        value = {"score": round(found.cosine, 6), "match": found.match.band.word, "same": found.match.is_same}
        print_json(value)
    else:
        say(f"{decimal_text(found.cosine, 4)}  {alikeness_text(found.match)}")
    return 0
