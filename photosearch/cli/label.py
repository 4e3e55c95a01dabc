"""`photosearch label IMAGE TEXT...`: which of some sentences fits a picture best."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from photosearch.cli.arguments import path, words
from photosearch.cli.lines import say, say_aside
from photosearch.cli.opening import opened_engine, print_json
from photosearch.errors import UserError
from photosearch.types.comparing import Label
from photosearch.types.queries import Match
from photosearch.types.typed_words import says_something
from photosearch.words.hits import match_text, nothing_asked_text, unknown_words_text
from photosearch.words.quantities import decimal_text
from photosearch.words.spoken import translate

if TYPE_CHECKING:
    from photosearch.cli.parser import Commands


def register(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("label", help=translate("Terminal", "which of some sentences fits a picture best"))
    parser.add_argument("image", type=path, metavar="IMAGE")
    parser.add_argument("texts", nargs="+", type=words, metavar="TEXT")
    parser.add_argument("--json", action="store_true", help=translate("Terminal", "print one JSON object"))
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Rank and print."""
    texts = tuple(dict.fromkeys(arguments.texts))
    if not all(map(says_something, texts)):
        raise UserError(nothing_asked_text())
    with opened_engine() as engine:
        labels = engine.asking.label(arguments.image.absolute(), texts)
    if arguments.json:
        print_json({"labels": [_as_json(label) for label in labels]})
        return 0
    for label in labels:
        say(f"{decimal_text(label.score, 4)}  {label.text}  {match_text(Match(label.band))}".rstrip())
    unknown = tuple(dict.fromkeys(word for label in labels for word in label.unknown_words))
    if unknown:
        say_aside(unknown_words_text(unknown))
    return 0


def _as_json(label: Label) -> dict[str, object]:
    return {
        "text": label.text,
        "score": round(label.score, 6),
        "match": label.band.word,
        "unknown_words": list(label.unknown_words),
    }
