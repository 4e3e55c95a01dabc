"""`photosearch similar IMAGE`: photos that look like a picture."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from photosearch.cli.arguments import path, positive
from photosearch.cli.hits import print_hits
from photosearch.cli.opening import opened_engine
from photosearch.types.queries import ImageTerm, SearchQuery
from photosearch.words.spoken import translate

if TYPE_CHECKING:
    from photosearch.cli.parser import Commands


def register(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("similar", help=translate("Terminal", "find photos that look like a picture"))
    parser.add_argument("image", type=path, metavar="IMAGE")
    parser.add_argument(
        "--top", type=positive, default=10, metavar="N", help=translate("Terminal", "how many hits (default 10)")
    )
    parser.add_argument("--json", action="store_true", help=translate("Terminal", "print one JSON object"))
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Search and print the hits."""
    query = SearchQuery(images=(ImageTerm(path=arguments.image.absolute()),), limit=arguments.top)
    with opened_engine() as engine:
        return print_hits(engine, query, is_json=arguments.json)
