"""`photosearch search WORDS`: ranked photos for words, a picture, or both."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from photosearch.cli.hits import print_hits
from photosearch.cli.session import opened_engine
from photosearch.errors import UserError
from photosearch.types import Filters, ImageTerm, Orientation, SearchQuery, Sort

if TYPE_CHECKING:
    from photosearch.cli.parser import Commands


def register(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("search", help="find photos by words (Chinese or English), a picture, or both")
    parser.add_argument("words", nargs="*", metavar="WORDS")
    parser.add_argument("--like", action="append", type=Path, default=[], metavar="IMAGE", help="similar to it")
    parser.add_argument("--not", action="append", default=[], dest="unwanted", metavar="WORDS", help="without this")
    parser.add_argument("--top", type=positive, default=10, metavar="N", help="how many hits (default 10)")
    parser.add_argument("--folder", type=Path, help="only in this folder")
    parser.add_argument("--from", type=_day, dest="taken_from", metavar="DATE")
    parser.add_argument("--until", type=_day, dest="taken_until", metavar="DATE")
    parser.add_argument("--format", action="append", default=[], metavar="NAME", help="such as JPEG or HEIF")
    parser.add_argument("--orientation", choices=[shape.value for shape in Orientation])
    parser.add_argument("--sort", choices=[sort.value for sort in Sort], default=Sort.RELEVANCE.value)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Search and print the hits."""
    text = " ".join(arguments.words).strip()
    if not text and not arguments.like and not any(words.strip() for words in arguments.unwanted):
        raise UserError("give words to search for, or a picture with --like")
    query = SearchQuery(
        text=text,
        images=tuple(ImageTerm(path=path.absolute()) for path in arguments.like),
        not_texts=tuple(arguments.unwanted),
        filters=_filters(arguments),
        sort=Sort(arguments.sort),
        limit=arguments.top,
    )
    with opened_engine() as engine:
        return print_hits(engine, query, is_json=arguments.json)


def _filters(arguments: argparse.Namespace) -> Filters:
    return Filters(
        folder=arguments.folder.absolute() if arguments.folder else None,
        taken_from=arguments.taken_from,
        taken_until=arguments.taken_until,
        formats=frozenset(name.upper() for name in arguments.format),
        orientation=Orientation(arguments.orientation) if arguments.orientation else None,
    )


def positive(text: str) -> int:
    """A number of hits given on the command line."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 up")
    return int(text)


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day; write it as 2024-08-31") from error
