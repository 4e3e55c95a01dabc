"""`photosearch understand SENTENCE`: what a sentence means, without searching for anything."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from photosearch.cli.arguments import day, words
from photosearch.cli.lines import say
from photosearch.cli.opening import print_json
from photosearch.cli.understood import understood_json
from photosearch.paths import data_folders
from photosearch.words.spoken import marked, translate
from photosearch.words.understood import understood_text

if TYPE_CHECKING:
    from photosearch.cli.parser import Commands

_HELP = marked("Terminal", "tell what a sentence means: when, where, of what kind, and what is to be seen")
_TODAY_HELP = marked("Terminal", "understand it as on this day")


def register(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("understand", help=translate("Terminal", _HELP))
    parser.add_argument(
        "sentence", nargs="+", type=words, metavar="SENTENCE", help=translate("Terminal", "as one would search for it")
    )
    parser.add_argument("--today", type=day, default=None, metavar="DATE", help=translate("Terminal", _TODAY_HELP))
    parser.add_argument("--json", action="store_true", help=translate("Terminal", "print one JSON object"))
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Understand and print it. There need not be a library; what one knows (folders, cameras) helps."""
    from photosearch.engine.understanding import understand_alone

    understood = understand_alone(" ".join(arguments.sentence), data_folders(), today=arguments.today)
    if arguments.json:
        print_json(understood_json(understood))
    else:
        say(understood_text(understood))
    return 0
