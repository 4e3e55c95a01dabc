"""`photosearch similar IMAGE`: photos that look like a picture."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from photosearch.cli.arguments import path
from photosearch.cli.hits import add_amount, print_hits
from photosearch.cli.opening import opened_engine
from photosearch.types.queries import ImageTerm, SearchQuery
from photosearch.words.spoken import translate

if TYPE_CHECKING:
    from photosearch.cli.parser import Commands


def register(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("similar", help=translate("Terminal", "find photos that look like a picture"))
    parser.add_argument("image", type=path, metavar="IMAGE")
    add_amount(parser)
    parser.add_argument("--json", action="store_true", help=translate("Terminal", "print one JSON object"))
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Search and print the hits."""
    query = SearchQuery(images=(ImageTerm(path=arguments.image.absolute()),))
    with opened_engine() as engine:
        return print_hits(engine, query, arguments)
