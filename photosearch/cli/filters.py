"""The filters of a search as options, held against the library: one that cannot match anything is a mistake."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from photosearch.cli.arguments import day, path, words
from photosearch.errors import UserError
from photosearch.types.formats import DECODABLE, formats_named
from photosearch.types.photos import Orientation
from photosearch.types.queries import Filters
from photosearch.types.roots import LibraryRoot
from photosearch.words.spoken import translate
from photosearch.words.usage import days_wrong_way_round, folder_outside, unknown_format

if TYPE_CHECKING:
    from photosearch.engine.engine import Engine


def add_filters(parser: argparse.ArgumentParser, *, format_option: str = "--format") -> None:
    """Add an option for each filter; ``format_option`` is what that of the format is called."""
    parser.add_argument("--folder", type=path, help=translate("Terminal", "only in this folder"))
    parser.add_argument(
        "--from", type=day, dest="taken_from", metavar="DATE", help=translate("Terminal", "taken on this day or later")
    )
    parser.add_argument(
        "--until",
        type=day,
        dest="taken_until",
        metavar="DATE",
        help=translate("Terminal", "taken on this day or before"),
    )
    parser.add_argument(
        format_option,
        action="append",
        default=[],
        dest="format",
        metavar="NAME",
        help=translate("Terminal", "such as JPEG, HEIC or RAW"),
    )
    parser.add_argument(
        "--tag",
        action="append",
        default=[],
        type=words,
        metavar="WORD",
        help=translate("Terminal", "with this tag (see `photosearch tags`)"),
    )
    favourite_help = translate("Terminal", "only photos marked as favourites")
    parser.add_argument("--favourites", action="store_true", dest="is_favourite", help=favourite_help)
    parser.add_argument("--orientation", choices=[shape.value for shape in Orientation])


def has_filters(arguments: argparse.Namespace) -> bool:
    """Whether any option of ``add_filters`` is given."""
    options = ("folder", "taken_from", "taken_until", "format", "tag", "is_favourite", "orientation")
    return any(getattr(arguments, option) for option in options)


def checked_filters(arguments: argparse.Namespace, engine: Engine) -> Filters:
    """The filters that the options of ``add_filters`` stand for.

    Raises:
        UserError: a folder outside every watched one, a format that there is not, or days the wrong way round.
    """
    first, last = arguments.taken_from, arguments.taken_until
    if first is not None and last is not None and first > last:
        raise UserError(days_wrong_way_round(first, last))
    return Filters(
        folder=_watched(arguments.folder, engine.library.roots()) if arguments.folder else None,
        taken_from=first,
        taken_until=last,
        formats=_formats(arguments.format, engine) if arguments.format else frozenset(),
        orientation=Orientation(arguments.orientation) if arguments.orientation else None,
        is_favourite=arguments.is_favourite,
        tags=frozenset(engine.tags.named(word) for word in arguments.tag),
    )


def _watched(folder: Path, roots: Iterable[LibraryRoot]) -> Path:
    """``folder`` as the library knows it: in a watched folder, one itself, or around some. Links may have led here."""
    roots = tuple(roots)
    for place in (Path(os.path.abspath(folder)), Path(os.path.realpath(folder))):  # noqa: PTH100
        if any(place.is_relative_to(root.path) or root.path.is_relative_to(place) for root in roots):
            return place
    raise UserError(folder_outside(folder))


def _formats(names: Iterable[str], engine: Engine) -> frozenset[str]:
    in_library = [name for name, _ in engine.library.formats()]
    wanted: set[str] = set()
    for given in names:
        named = formats_named(given)
        if named.isdisjoint(DECODABLE.union(in_library)):
            raise UserError(unknown_format(given, in_library))
        wanted |= named
    return frozenset(wanted)
