"""`photosearch add FOLDER`: watch folders and return when every photo in them is searchable."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from photosearch.cli.report import report
from photosearch.cli.sentences import error_sentence
from photosearch.cli.session import opened_engine, wait_with_progress
from photosearch.engine import Engine
from photosearch.errors import RootError
from photosearch.ingest.jobs import EmbedMissing, ScanFolder

if TYPE_CHECKING:
    from photosearch.cli.parser import Commands


def register(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("add", help="watch folders and make their photos searchable")
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Add the folders; one that is watched already is scanned again."""
    with opened_engine() as engine:
        engine.start(is_watching=False, jobs=())
        refused = [error for folder in arguments.folders if (error := _refusal(engine, folder)) is not None]
        code = 2
        if len(refused) < len(arguments.folders):
            engine.coordinator.add(EmbedMissing())
            wait_with_progress(engine)
            code = report(engine, is_json=arguments.json)
    for error in refused:
        print(f"photosearch: {error_sentence(error)}", file=sys.stderr)
    return 2 if refused else code


def _refusal(engine: Engine, folder: Path) -> RootError | None:
    """Why a folder cannot be added; the others are not to suffer."""
    try:
        _add(engine, folder)
    except RootError as error:
        return error
    return None


def _add(engine: Engine, folder: Path) -> None:
    same = [root for root in engine.roots() if os.path.realpath(folder) == os.path.realpath(root.path)]
    if same:
        engine.coordinator.add(ScanFolder(same[0].root_id))
    else:
        engine.add_root(folder)
