"""`photosearch exclude list|add|remove`: folders and names that are left out of the watched folders."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from photosearch.cli.arguments import path
from photosearch.cli.lines import say
from photosearch.cli.opening import opened_engine, print_json, wait_with_progress
from photosearch.errors import RootError, UserError
from photosearch.exclusions import EXCEPTION, buried_below, placed
from photosearch.types.roots import LibraryRoot
from photosearch.words.left_out import left_out_text, pattern_text, taken_back_text
from photosearch.words.quantities import photo_count_text
from photosearch.words.spoken import marked, translate
from photosearch.words.usage import folder_outside, no_folder

if TYPE_CHECKING:
    from photosearch.cli.parser import Commands
    from photosearch.engine.engine import Engine

_EXPLANATION = marked(
    "Terminal",
    "A PATTERN is written like a line of a .gitignore: Screenshots/ fits folders of that name, *.png files, /a/b one "
    "place below the watched folder, !keep.png is an exception from what is said before it, though not below a folder "
    "that is left out. It holds for every watched folder, or for the one that --in names.",
)

_Place = tuple[LibraryRoot, str]
"""A watched folder, and a pattern of it."""


def register(commands: Commands) -> None:
    """Add the command with its actions."""
    parser = commands.add_parser(
        "exclude", help=translate("Terminal", "leave folders out of the library, or take them back")
    )
    actions = parser.add_subparsers(title=translate("Terminal", "actions"), metavar="ACTION", required=True)
    listing = actions.add_parser("list", help=translate("Terminal", "show what is left out"))
    listing.add_argument("--json", action="store_true", help=translate("Terminal", "print one JSON list"))
    listing.set_defaults(run=run_list)
    adding = _action(actions, "add", translate("Terminal", "find nothing in these folders; nothing is deleted"))
    adding.set_defaults(run=run_add)
    removing = _action(actions, "remove", translate("Terminal", "take them back; nothing is read or embedded again"))
    removing.set_defaults(run=run_remove)


def run_list(arguments: argparse.Namespace) -> int:
    """Print the patterns of each watched folder."""
    with opened_engine() as engine:
        roots = engine.library.roots()
    if arguments.json:
        print_json(
            [
                {"path": os.fspath(root.path), "patterns": list(root.exclusions), "photos": root.left_out_count}
                for root in roots
            ]
        )
        return 0
    for root in roots:
        for pattern in root.exclusions:
            say(f"{root.path}: {_pattern_text(root, pattern)}")
        if root.left_out_count:
            text = translate("Terminal", "{path}: {photos} left out in all")
            say(text.format(path=root.path, photos=photo_count_text(root.left_out_count)))
    if not any(root.exclusions for root in roots):
        say(translate("Terminal", "Nothing is left out."))
    return 0


def run_add(arguments: argparse.Namespace) -> int:
    """Leave out what is named; an exception brings back what is known, and what is new there is looked for."""
    with opened_engine() as engine:
        places = _places(engine, arguments)
        has_exceptions = any(pattern.startswith(EXCEPTION) for _, pattern in places)
        if has_exceptions:
            engine.start(is_watching=False, is_scanning=False)
        for root, pattern in places:
            say(left_out_text(root, pattern, engine.library.exclude(root.root_id, pattern)))
        if has_exceptions:
            engine.work.embed_missing()
            wait_with_progress(engine)
    return 0


def run_remove(arguments: argparse.Namespace) -> int:
    """Take back what is named, and look for what is new there."""
    with opened_engine() as engine:
        engine.start(is_watching=False, is_scanning=False)
        for root, pattern in _taken_back(_places(engine, arguments)):
            say(taken_back_text(root, pattern, engine.library.take_back(root.root_id, pattern)))
        engine.work.embed_missing()
        wait_with_progress(engine)
    return 0


def _pattern_text(root: LibraryRoot, pattern: str) -> str:
    above = buried_below(root.exclusions, pattern)
    if above is None:
        return pattern_text(pattern)
    text = translate("Terminal", "{what} (no effect: all of {above} is left out)")
    return text.format(what=pattern, above=above)


def _action(actions: Commands, name: str, meaning: str) -> argparse.ArgumentParser:
    parser = actions.add_parser(name, help=meaning, epilog=translate("Terminal", _EXPLANATION))
    parser.add_argument("folders", nargs="*", type=path, metavar="FOLDER")
    parser.add_argument(
        "--pattern",
        action="append",
        default=[],
        metavar="PATTERN",
        help=translate("Terminal", "names and places instead of one folder"),
    )
    parser.add_argument(
        "--in",
        dest="root",
        type=path,
        metavar="FOLDER",
        help=translate("Terminal", "only in this watched folder"),
    )
    return parser


def _places(engine: Engine, arguments: argparse.Namespace) -> list[_Place]:
    """What is named, checked before anything is done.

    Raises:
        UserError: nothing is named, or something that does not lie in a watched folder.
    """
    roots = engine.library.roots()
    if not roots:
        raise UserError(no_folder())
    if not arguments.folders and not arguments.pattern:
        raise UserError(translate("Terminal", "name a folder, or give a --pattern"))
    chosen = roots if arguments.root is None else (_root(roots, arguments.root),)
    patterns = [(root, pattern) for pattern in arguments.pattern for root in chosen]
    return [*(_place(roots, folder) for folder in arguments.folders), *patterns]


def _place(roots: tuple[LibraryRoot, ...], folder: Path) -> _Place:
    """As it is written, so that a folder behind a link is the one in the watched folder; else where links lead."""
    found = placed(_absolute(folder), roots) or placed(Path(os.path.realpath(folder)), roots)
    if found is None:
        raise UserError(folder_outside(folder))
    return found


def _root(roots: tuple[LibraryRoot, ...], folder: Path) -> LibraryRoot:
    wanted = {_absolute(folder), Path(os.path.realpath(folder))}
    root = next((root for root in roots if root.path in wanted), None)
    if root is None:
        raise RootError("not_watched", folder)
    return root


def _taken_back(places: list[_Place]) -> Iterator[_Place]:
    """Of a pattern for every watched folder, those that have it; all where none has, so that this is said."""
    having = [(root, pattern) for root, pattern in places if pattern in root.exclusions]
    known = {pattern for _, pattern in having}
    yield from having
    yield from ((root, pattern) for root, pattern in places if pattern not in known)


def _absolute(folder: Path) -> Path:
    return Path(os.path.abspath(folder))  # noqa: PTH100 - Path.absolute leaves ".." in
