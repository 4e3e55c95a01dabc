"""`photosearch remove FOLDER`: stop watching a folder; its files stay where they are."""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING

from photosearch.cli.arguments import path
from photosearch.cli.lines import say
from photosearch.cli.opening import opened_engine
from photosearch.errors import RootError
from photosearch.words.spoken import translate

if TYPE_CHECKING:
    from photosearch.cli.parser import Commands


def register(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("remove", help=translate("Terminal", "stop watching a folder (the files stay)"))
    parser.add_argument("folder", type=path, metavar="FOLDER")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Remove the folder from the library."""
    with opened_engine() as engine:
        wanted = {os.path.abspath(arguments.folder), os.path.realpath(arguments.folder)}  # noqa: PTH100
        root = next((root for root in engine.library.roots() if os.fspath(root.path) in wanted), None)
        if root is None:
            raise RootError("not_watched", arguments.folder)
        engine.library.remove_root(root.root_id)
    say(translate("Terminal", "{path} is no longer watched. Its files were not touched.").format(path=root.path))
    return 0
