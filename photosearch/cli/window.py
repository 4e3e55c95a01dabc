"""`photosearch window`: what happens without a command, with options."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

from photosearch.cli.arguments import path
from photosearch.words.spoken import translate

if TYPE_CHECKING:
    from photosearch.cli.parser import Commands


def register(commands: Commands, open_window: Callable[[argparse.Namespace], int]) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "window", help=translate("Terminal", "open the window (what happens without a command)")
    )
    parser.add_argument(
        "--screenshot", type=path, metavar="PNG", help=translate("Terminal", "draw the window into a file and end")
    )
    parser.add_argument("--query", default="", metavar="WORDS", help=translate("Terminal", "search for this at once"))
    parser.add_argument(
        "--like", type=path, metavar="IMAGE", help=translate("Terminal", "search for photos like this at once")
    )
    parser.add_argument(
        "--minimized", action="store_true", help=translate("Terminal", "open it out of the way, as at login")
    )
    parser.set_defaults(run=open_window)
