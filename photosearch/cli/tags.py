"""`photosearch tags [IMAGE...]`: what the photos show in one word each, and corrections of it."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from photosearch.cli.arguments import path, positive, words
from photosearch.cli.lines import say, say_aside
from photosearch.cli.opening import opened_engine, print_json
from photosearch.errors import UserError
from photosearch.types.ids import PhotoId
from photosearch.types.marks import BadMarkError
from photosearch.types.tags import Facet, PhotoTag, TagName
from photosearch.words.spoken import translate
from photosearch.words.tags import by_hand_text, no_tags_text, not_in_library_text, said_text, tag_text

if TYPE_CHECKING:
    from photosearch.cli.parser import Commands
    from photosearch.engine.engine import Engine


def register(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("tags", help=translate("Terminal", "what the photos show, in one word each"))
    parser.add_argument(
        "images",
        nargs="*",
        type=path,
        metavar="IMAGE",
        help=translate("Terminal", "only of these"),
    )
    saying = parser.add_mutually_exclusive_group()
    for option, text in (
        ("--add", translate("Terminal", "this word fits the pictures")),
        ("--deny", translate("Terminal", "this word does not fit the pictures")),
        ("--forget", translate("Terminal", "take back what was said of this word")),
    ):
        saying.add_argument(option, type=words, metavar="WORD", help=text)
    parser.add_argument("--top", type=positive, metavar="N", help=translate("Terminal", "the N most frequent ones"))
    parser.add_argument("--json", action="store_true", help=translate("Terminal", "print one JSON object"))
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Correct, if that is asked, and list."""
    word, fits = _said(arguments)
    if word is not None and not arguments.images:
        raise UserError(translate("Terminal", "Name the pictures that the word is about."))
    with opened_engine() as engine:
        photos = _photos(engine, arguments.images)
        if word is not None:
            count = _say(engine, list(photos.values()), word, fits=fits)
            say_aside(said_text(engine.tags.named(word), count, fits=fits))
        if arguments.images:
            _print_photos({file: engine.tags.of(photo_id) for file, photo_id in photos.items()}, as_json=arguments.json)
        else:
            _print_facets(engine.tags.facets()[: arguments.top], as_json=arguments.json)
    return 0


def _say(engine: Engine, photo_ids: list[PhotoId], word: str, *, fits: bool | None) -> int:
    """Of how many photos it was said.

    Raises:
        UserError: nobody can be told by the word: it is empty, or a page of text.
    """
    try:
        return engine.tags.say(photo_ids, word, fits=fits)
    except BadMarkError as error:
        raise UserError(translate("Terminal", "Give a word, or a few, as the tag.")) from error


def _said(arguments: argparse.Namespace) -> tuple[str | None, bool | None]:
    """The word and whether it fits; None: what was said is taken back."""
    for word, fits in ((arguments.add, True), (arguments.deny, False), (arguments.forget, None)):
        if word is not None:
            return word, fits
    return None, None


def _photos(engine: Engine, images: list[Path]) -> dict[Path, PhotoId]:
    """The photo of each file.

    Raises:
        UserError: one of them is in no watched folder, or not yet in the library.
    """
    found: dict[Path, PhotoId] = {}
    for image in images:
        photo_id = engine.files.photo_at(image)
        if photo_id is None:
            raise UserError(not_in_library_text(image))
        found[image] = photo_id
    return found


def _print_facets(facets: tuple[Facet, ...], *, as_json: bool) -> None:
    if as_json:
        print_json({"tags": [{**_names(facet.name), "count": facet.count} for facet in facets]})
        return
    if not facets:
        say_aside(no_tags_text())
    for facet in facets:
        say(f"{facet.count:>8}  {tag_text(facet.name)}")


def _print_photos(tags: dict[Path, tuple[PhotoTag, ...]], *, as_json: bool) -> None:
    if as_json:
        rows = [
            {"path": os.fspath(file), "tags": [{**_names(tag.name), "by_hand": tag.by_hand} for tag in of_file]}
            for file, of_file in tags.items()
        ]
        print_json({"photos": rows})
        return
    for file, of_file in tags.items():
        shown = [by_hand_text(tag.name) if tag.by_hand else tag_text(tag.name) for tag in of_file]
        say(f"{file}: {', '.join(shown) or no_tags_text()}")


def _names(name: TagName) -> dict[str, object]:
    return {"zh": name.chinese, "en": name.english}
