"""`photosearch add FOLDER`: watch folders and return when every photo in them is searchable."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from photosearch.cli.arguments import path
from photosearch.cli.lines import say_aside
from photosearch.cli.opening import opened_engine, wait_with_progress
from photosearch.cli.report import report
from photosearch.errors import RootError
from photosearch.types.ids import RootId
from photosearch.words.failures import terminal_sentence
from photosearch.words.places import taken_over_text
from photosearch.words.spoken import translate

if TYPE_CHECKING:
    from photosearch.cli.parser import Commands
    from photosearch.engine.engine import Engine


def register(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("add", help=translate("Terminal", "watch folders and make their photos searchable"))
    parser.add_argument("folders", nargs="+", type=path, metavar="FOLDER")
    parser.add_argument("--json", action="store_true", help=translate("Terminal", "print one JSON object"))
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Add the folders; one that is watched already, or the one that it is part of, is scanned again."""
    with opened_engine() as engine:
        engine.start(is_watching=False, is_scanning=False)
        added, refused = _add_each(engine, arguments.folders)
        code = 2
        if added:
            engine.work.embed_missing()
            wait_with_progress(engine)
            code = report(engine, is_json=arguments.json, root_ids=added)
    for error in refused:
        say_aside(f"photosearch: {terminal_sentence(error)}")
    return 2 if refused else code


def _add_each(engine: Engine, folders: Sequence[Path]) -> tuple[set[RootId], list[RootError]]:
    """The roots that hold them, and why some cannot be added: the others are not to suffer."""
    added: set[RootId] = set()
    refused: list[RootError] = []
    for folder in folders:
        try:
            added.add(_add(engine, folder))
        except RootError as error:
            refused.append(error)
    return added, refused


def _add(engine: Engine, folder: Path) -> RootId:
    before = engine.library.roots()
    try:
        root = engine.library.add_root(folder)
        if taken_over := taken_over_text(root, before):
            say_aside(f"photosearch: {taken_over}")
        return root.root_id
    except RootError as error:
        watched = _watched(engine, error)
        if watched is None:
            raise
        if error.code == "root_part":
            say_aside(f"photosearch: {terminal_sentence(error)}")
    engine.library.rescan(watched)
    return watched


def _watched(engine: Engine, error: RootError) -> RootId | None:
    """The watched folder because of which there is nothing to add; None where the folder is refused."""
    if error.code not in ("root_watched", "root_part"):
        return None
    return next((root.root_id for root in engine.library.roots() if root.path == error.facts["other"]), None)
