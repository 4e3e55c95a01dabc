"""`photosearch scan`: look at the watched folders again and return when everything is searchable."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from photosearch.cli.opening import opened_engine, wait_with_progress
from photosearch.cli.report import report
from photosearch.words.spoken import translate

if TYPE_CHECKING:
    from photosearch.cli.parser import Commands


def register(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("scan", help=translate("Terminal", "look at the watched folders again"))
    parser.add_argument(
        "--retry", action="store_true", help=translate("Terminal", "try files again that could not be used before")
    )
    parser.add_argument("--json", action="store_true", help=translate("Terminal", "print one JSON object"))
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Scan everything."""
    with opened_engine() as engine:
        if arguments.retry:
            engine.library.retry_problems()
        engine.start(is_watching=False)
        wait_with_progress(engine)
        return report(engine, is_json=arguments.json)
