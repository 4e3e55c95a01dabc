"""`photosearch search WORDS`: ranked photos for words, a picture, or both."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from photosearch.cli.asked import add_question, put_question, typed_sentence
from photosearch.cli.filters import add_filters, has_filters
from photosearch.cli.hits import add_amount, print_hits
from photosearch.cli.opening import opened_engine
from photosearch.cli.order import add_order
from photosearch.errors import UserError
from photosearch.types.typed_words import says_something
from photosearch.words.spoken import marked, translate

if TYPE_CHECKING:
    from photosearch.cli.parser import Commands

_EXPLANATION = marked(
    "Terminal",
    'Words that begin with a minus are not wanted: -people, -"two words"; '
    "so is what a sentence says is missing: beach without people, 没有人的海边.",
)
_NO_WORDS = marked("Terminal", "give words to search for, a picture with --like, or a filter such as --from or --tag")
_ONLY_SIGNS = marked(
    "Terminal",
    "there is nothing to search for: signs alone say nothing; give words, an emoji, or a picture with --like",
)
_SORT_HELP = marked(
    "Terminal",
    "relevance: the best match first (default; without words the newest); recent: see --recent; newest, oldest: the "
    "photos that match well, by the date taken, then those that may match, and of these the first --top; added: "
    "likewise, what came into the library last first",
)


def register(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "search",
        help=translate("Terminal", "find photos by words (Chinese or English), a picture, or both"),
        epilog=translate("Terminal", _EXPLANATION),
        add_help=False,
    )
    add_question(parser)
    add_amount(parser)
    add_filters(parser)
    add_order(parser, translate("Terminal", _SORT_HELP))
    parser.add_argument("--json", action="store_true", help=translate("Terminal", "print one JSON object"))
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Search and print the hits."""
    said = [text for text in (typed_sentence(arguments.words), *arguments.unwanted) if text.strip()]
    asks = bool(arguments.like) or any(map(says_something, said))
    if not asks and (said or not has_filters(arguments)):
        raise UserError(translate("Terminal", _ONLY_SIGNS if said else _NO_WORDS))
    with opened_engine() as engine:
        query, understood = put_question(engine, arguments)
        return print_hits(engine, query, arguments, understood)
