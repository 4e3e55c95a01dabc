"""A question as it is put on the command line: words, pictures, what is not wanted, and the filters beside them."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from photosearch.cli.arguments import path, words
from photosearch.cli.filters import checked_filters
from photosearch.cli.lines import say_aside
from photosearch.cli.order import chosen_order
from photosearch.types.chip_filters import filters_of
from photosearch.types.formats import formats_named
from photosearch.types.queries import ImageTerm, SearchQuery
from photosearch.types.typed_words import MINUS_SIGNS, parse_typed
from photosearch.types.understood import Chip, ChipKind, InFormat, Understood, Upright, Without
from photosearch.words.spoken import marked, translate
from photosearch.words.understood import understood_text

if TYPE_CHECKING:
    from photosearch.engine.engine import Engine

_LITERAL_HELP = marked(
    "Terminal", "take the words as they are: no dates, places or kinds are read out of them, only what is not wanted"
)


def add_question(parser: argparse.ArgumentParser) -> None:
    """Add the words, and the options for what they cannot say; the parser must be one without help of its own."""
    # Only in full: "-hat" is a word that is not wanted.
    parser.add_argument("--help", action="help", help=translate("Terminal", "show this and end"))
    parser.add_argument(
        "words",
        nargs="*",
        action="extend",
        type=words,
        metavar="WORDS",
        help=translate("Terminal", "what is on the photos"),
    )
    parser.add_argument(
        "--like", action="append", type=path, default=[], metavar="IMAGE", help=translate("Terminal", "similar to it")
    )
    parser.add_argument(
        "--not",
        action="append",
        default=[],
        type=words,
        dest="unwanted",
        metavar="WORDS",
        help=translate("Terminal", "without this"),
    )
    literal_help = translate("Terminal", _LITERAL_HELP)
    parser.add_argument("--literal", action="store_true", dest="is_literal", help=literal_help)
    parser.set_defaults(take_rest=partial(_take_rest, parser))


def put_question(engine: Engine, arguments: argparse.Namespace) -> tuple[SearchQuery, Understood | None]:
    """The query that the arguments stand for, and the sentence it comes from; None where that was taken literally.

    How a sentence was understood is told aside, unless ``arguments.json``.

    Raises:
        UserError: a filter cannot match anything.
    """
    typed = typed_sentence(arguments.words)
    understood = _literally(typed) if arguments.is_literal else engine.asking.understand(typed)
    sort, half_life_days = chosen_order(arguments, engine)
    unwanted = [chip.text for chip in understood.chips if isinstance(chip.meaning, Without)]
    query = SearchQuery(
        text=understood.words,
        images=tuple(ImageTerm(path=picture.absolute()) for picture in arguments.like),
        not_texts=tuple(text for text in (*arguments.unwanted, *unwanted) if text.strip()),
        filters=filters_of(understood.chips, checked_filters(arguments, engine)),
        sort=sort,
        half_life_days=half_life_days,
    )
    if not arguments.json:
        _tell_passed_over(understood, arguments)
    is_quiet = len(unwanted) == len(understood.chips) and (not unwanted or _has_minus(arguments.words))
    if not is_quiet and not arguments.json:
        say_aside(understood_text(understood))
    return query, None if arguments.is_literal or not typed else understood


def _tell_passed_over(understood: Understood, arguments: argparse.Namespace) -> None:
    """Where an option and the sentence ask for different shapes or formats, the option counts."""
    formats = frozenset(name for given in arguments.format for name in formats_named(given))
    for chip in understood.chips:
        is_other_shape = isinstance(chip.meaning, Upright) and arguments.orientation not in (
            None,
            chip.meaning.orientation,
        )
        is_other_format = (
            isinstance(chip.meaning, InFormat) and bool(formats) and formats.isdisjoint(chip.meaning.formats)
        )
        if is_other_shape or is_other_format:
            say_aside(translate("Terminal", 'The option counts, not "{text}".').format(text=chip.text))


def typed_sentence(given: Sequence[str]) -> str:
    """The words as one sentence; the quotes that a shell took off a term are put back."""
    is_one = len(given) == 1
    return " ".join(word if is_one else _requoted(word) for word in given)


def _literally(typed: str) -> Understood:
    """Only what is not wanted is taken out."""
    apart = parse_typed(typed)
    return Understood(tuple(Chip(ChipKind.NOT, text, Without(text)) for text in apart.not_texts), apart.text)


def _has_minus(given: Sequence[str]) -> bool:
    """Whether the person said by signs what is not wanted, and need not be told."""
    return any(word[0] in MINUS_SIGNS for words in given for word in words.split())


def _requoted(word: str) -> str:
    is_phrase = word[:1] in tuple(MINUS_SIGNS) and " " in word.strip() and '"' not in word
    return f'-"{word[1:].strip()}"' if is_phrase else word


def _take_rest(parser: argparse.ArgumentParser, parsed: argparse.Namespace, rest: Sequence[str]) -> None:
    """Words that argparse takes for options because of their minus, or leaves behind because options came between."""
    if "-h" in rest:
        parser.print_help()
        parser.exit()
    unknown = [word for word in rest if word.startswith("--") and word != "--"]
    if unknown:
        said = translate("Terminal", "unrecognized arguments: {words} (photos without something: --not WORDS)")
        parser.error(said.format(words=" ".join(unknown)))
    parsed.words += [words(word) for word in rest if word != "--"]
