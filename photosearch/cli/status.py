"""`photosearch status`: the library in numbers."""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING

from photosearch.cli.lines import say
from photosearch.cli.opening import opened_engine, print_json
from photosearch.cli.sentences import NO_FOLDER, counted
from photosearch.types import LibraryStatus

if TYPE_CHECKING:
    from photosearch.cli.parser import Commands


def register(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("status", help="show watched folders and counts")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the status."""
    with opened_engine() as engine:
        status = engine.library.status()
    if arguments.json:
        print_json(status_object(status))
        return 0
    photos, problems = counted(status.photos, "photo"), counted(status.problems, "problem")
    say(f"{photos}, {status.embedded:,} searchable, {problems}")
    say(f"encoder {status.encoder}, index {status.index_tier} with {status.index_count:,}")
    for root in status.roots:
        say(f"{'online ' if root.is_online else 'offline'}  {root.photo_count:>9,}  {root.path}")
    if not status.roots:
        say(NO_FOLDER)
    return 0


def status_object(status: LibraryStatus) -> dict[str, object]:
    """The status as a JSON object."""
    return {
        "photos": status.photos,
        "embedded": status.embedded,
        "problems": status.problems,
        "roots": [
            {"path": os.fspath(root.path), "online": root.is_online, "photos": root.photo_count}
            for root in status.roots
        ],
        "encoder": status.encoder,
        "index": {"count": status.index_count, "tier": status.index_tier},
    }
