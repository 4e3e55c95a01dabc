"""`photosearch marks export|import`: carries what a person made out of the library, and in."""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING

from photosearch.cli.arguments import path
from photosearch.cli.lines import say, say_aside
from photosearch.cli.opening import opened_engine
from photosearch.errors import UserError
from photosearch.types.marks import BadLine
from photosearch.words.marks import (
    bad_line_text,
    exported_text,
    imported_text,
    more_bad_lines_text,
    no_folder_for_marks,
    no_marks_file,
)
from photosearch.words.spoken import translate

if TYPE_CHECKING:
    from photosearch.cli.parser import Commands

_STANDARD_STREAM = Path("-")
_BAD_LINES_TOLD = 20


def register(commands: Commands) -> None:
    """Add the command with its actions."""
    parser = commands.add_parser(
        "marks", help=translate("Terminal", "carry favourites, albums, names and ratings to another library, or back")
    )
    actions = parser.add_subparsers(title=translate("Terminal", "actions"), metavar="ACTION", required=True)
    exporting = actions.add_parser("export", help=translate("Terminal", "write all marks as lines of JSON"))
    exporting.add_argument(
        "file", type=path, metavar="FILE", help=translate("Terminal", "where to; - is the standard output")
    )
    exporting.set_defaults(run=run_export)
    importing = actions.add_parser(
        "import", help=translate("Terminal", "take marks; of two, the one that was changed last counts")
    )
    importing.add_argument(
        "file", type=path, metavar="FILE", help=translate("Terminal", "where from; - is the standard input")
    )
    importing.set_defaults(run=run_import)


def run_export(arguments: argparse.Namespace) -> int:
    """Write the marks; to standard output nothing else is said."""
    if not arguments.file.absolute().parent.is_dir():
        raise UserError(no_folder_for_marks(arguments.file.absolute().parent))
    with opened_engine() as engine:
        if arguments.file == _STANDARD_STREAM:
            engine.marks.export_to(sys.stdout.buffer)
            return 0
        count = engine.marks.export_to(arguments.file)
    say(exported_text(count, arguments.file))
    return 0


def run_import(arguments: argparse.Namespace) -> int:
    """Take the marks; 1 when some lines were none, 2 when all were."""
    with _source(arguments.file) as source, opened_engine() as engine:
        teller = _Teller()
        merged = engine.marks.import_from(source, teller.tell)
    if merged.bad > _BAD_LINES_TOLD:
        say_aside(more_bad_lines_text(merged.bad - _BAD_LINES_TOLD))
    say(imported_text(merged))
    if not merged.bad:
        return 0
    return 1 if merged.read else 2


class _Teller:
    """Tells the first bad lines as they come: of a file that is none of marks, each one is bad."""

    def __init__(self) -> None:
        self._told = 0

    def tell(self, line: BadLine) -> None:
        if self._told < _BAD_LINES_TOLD:
            say_aside(bad_line_text(line))
        self._told += 1


@contextlib.contextmanager
def _source(file: Path) -> Iterator[IO[bytes]]:
    if file == _STANDARD_STREAM:
        yield sys.stdin.buffer
        return
    if not file.exists() or file.is_dir():
        raise UserError(no_marks_file(file))
    with file.open("rb") as stream:
        yield stream
