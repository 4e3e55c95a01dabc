"""`photosearch export`: photos taken out of the library: copies, a contact sheet, a list."""

from __future__ import annotations

import argparse
import os
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from photosearch.cli.arguments import path, positive
from photosearch.cli.asked import add_question, put_question
from photosearch.cli.filters import add_filters
from photosearch.cli.lines import say, say_aside
from photosearch.cli.opening import opened_engine, print_json
from photosearch.cli.order import add_order
from photosearch.cli.progress_bar import progress_bar
from photosearch.errors import UserError
from photosearch.types.exporting import (
    Copies,
    ExportFormat,
    ExportOrder,
    ExportOutcome,
    ExportPlan,
    ExportProgress,
    Folders,
    Kept,
    Match,
    Naming,
    NotExported,
    Rendition,
    Sheet,
)
from photosearch.types.ids import PhotoId
from photosearch.types.queries import Band, SearchQuery, SearchResult
from photosearch.words.exporting import failed_text, not_exported_text, outcome_lines, plan_lines
from photosearch.words.hits import filtered_out_text, nothing_found_text
from photosearch.words.spoken import marked, translate

if TYPE_CHECKING:
    from photosearch.cli.parser import Commands
    from photosearch.engine.engine import Engine

_EXPLANATION = marked(
    "Terminal",
    "Without words, pictures and filters, --all exports every photo. Nothing is ever written over, and no photo is "
    "changed. A contact sheet or a list can be made without copies: leave out --to.",
)
_NO_AIM = marked(
    "Terminal", "say what to make: copies with --to FOLDER, a contact sheet with --sheet, a list with --list"
)
_NO_CHOICE = marked(
    "Terminal", "say which photos: words, --like IMAGE, a filter such as --folder, or --all for every photo"
)
_STRIPPED: Final = {"all": Kept.NOTHING, "location": Kept.NO_LOCATION}
_FOLDERS: Final = {"none": Folders.NONE, "year": Folders.YEAR, "month": Folders.MONTH}
_FAILURES_TOLD: Final = 20


def register(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "export",
        help=translate("Terminal", "copy photos to a folder, make a contact sheet or a list of them"),
        epilog=translate("Terminal", _EXPLANATION),
        add_help=False,
    )
    add_question(parser)
    top_help = translate("Terminal", "at most so many photos, the best matches (default: all that fit)")
    parser.add_argument("--top", type=positive, default=None, metavar="N", help=top_help)
    all_help = translate("Terminal", "also the photos that do not fit: every photo, the best match first")
    parser.add_argument("--all", action="store_true", dest="is_all", help=all_help)
    add_filters(parser, format_option="--only-format")
    _add_aims(parser)
    _add_manner(parser)
    parser.add_argument(
        "--dry-run",
        action="store_true",
        dest="is_dry",
        help=translate("Terminal", "only say what would be copied where"),
    )
    parser.add_argument("--json", action="store_true", help=translate("Terminal", "print one JSON object"))
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Export; 1 when some photos could not be, 2 when none could."""
    if arguments.to is None and arguments.sheet is None and arguments.list is None:
        raise UserError(translate("Terminal", _NO_AIM))
    with opened_engine() as engine:
        query, _ = put_question(engine, arguments)
        if not query.has_terms and query.filters.is_empty and not arguments.is_all and arguments.top is None:
            raise UserError(translate("Terminal", _NO_CHOICE))
        order = _order(_found(engine, query, arguments), arguments)
        if not order.photo_ids:
            is_asked = bool(query.text or query.not_texts)
            raise UserError(nothing_found_text(query.text, query.not_texts) if is_asked else filtered_out_text())
        if arguments.is_dry:
            return _tell_plan(engine.exporting.plan(order), is_json=arguments.json)
        return _tell_outcome(_carry_out(engine, order), is_json=arguments.json)


def _add_aims(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--to",
        type=path,
        metavar="FOLDER",
        help=translate("Terminal", "copy the photos to it; made where it is not there"),
    )
    parser.add_argument(
        "--sheet", type=path, metavar="FILE.pdf|.png", help=translate("Terminal", "make a contact sheet of them")
    )
    grid_help = translate("Terminal", "so many columns and rows on a page of it (default 4x5)")
    parser.add_argument("--grid", type=_grid, default=(4, 5), metavar="CxR", help=grid_help)
    parser.add_argument(
        "--list",
        type=path,
        metavar="FILE.csv|.json",
        help=translate("Terminal", "write a list of them, with what is known of each"),
    )
    add_order(parser, translate("Terminal", "the order on the sheet and in the list (default: the best match first)"))


def _add_manner(parser: argparse.ArgumentParser) -> None:
    name_help = translate("Terminal", "keep the names (default), or call the copies by when the photos were taken")
    parser.add_argument(
        "--name", choices=[naming.value for naming in Naming], default=Naming.KEEP.value, help=name_help
    )
    by_help = translate("Terminal", "folders below it by when the photos were taken")
    parser.add_argument("--folders", choices=list(_FOLDERS), default="none", help=by_help)
    size_help = translate("Terminal", "make copies smaller whose longest side is more than this")
    parser.add_argument("--size", type=positive, metavar="PX", help=size_help)
    parser.add_argument(
        "--format",
        choices=[wanted.value for wanted in ExportFormat],
        default=ExportFormat.ORIGINAL.value,
        dest="written_as",
        help=translate("Terminal", "the format of the copies (default: as they are)"),
    )
    strip_help = translate(
        "Terminal", "take out of the copies what is told beside the picture: all of it, or only where it was taken"
    )
    parser.add_argument("--strip", choices=list(_STRIPPED), help=strip_help)
    parser.add_argument(
        "--sidecars",
        action="store_true",
        help=translate("Terminal", "copy the files beside the photos that tell of them, too (XMP, Google Takeout)"),
    )


def _grid(text: str) -> tuple[int, int]:
    """Columns and rows of a sheet."""
    columns, _, rows = text.lower().partition("x")
    if not (columns.isdecimal() and rows.isdecimal() and 0 < int(columns) <= 20 and 0 < int(rows) <= 30):
        said = translate("Terminal", "{given} is no grid; give columns and rows, such as 4x5, at most 20x30")
        raise argparse.ArgumentTypeError(said.format(given=repr(text)))
    return int(columns), int(rows)


def _found(engine: Engine, query: SearchQuery, arguments: argparse.Namespace) -> SearchResult:
    """What fits, however many there are; with ``--top`` the best of it, with ``--all`` whatever there is."""
    if arguments.is_all or not query.has_terms:
        return engine.asking.search(replace(query, limit=arguments.top or 0))
    result = engine.asking.search(replace(query, limit=arguments.top or 1, every_match=arguments.top is None))
    assert result.bands is not None
    fits = result.bands > Band.FAR
    scores = None if result.scores is None else result.scores[fits]
    return replace(
        result, photo_ids=result.photo_ids[fits], scores=scores, bands=result.bands[fits], item_ids=None, evidence=()
    )


def _order(result: SearchResult, arguments: argparse.Namespace) -> ExportOrder:
    ids = tuple(PhotoId(photo_id) for photo_id in result.photo_ids.tolist())
    matches: dict[PhotoId, Match] = {}
    if result.scores is not None and result.bands is not None:
        found = zip(ids, result.scores.tolist(), result.bands.tolist(), strict=True)
        matches = {photo_id: Match(score, Band(band).word) for photo_id, score, band in found}
    return ExportOrder(
        ids,
        None if arguments.to is None else _copies(arguments),
        None if arguments.sheet is None else Sheet(arguments.sheet.absolute(), *arguments.grid),
        None if arguments.list is None else arguments.list.absolute(),
        matches,
    )


def _copies(arguments: argparse.Namespace) -> Copies:
    kept = _STRIPPED.get(arguments.strip, Kept.ALL)
    return Copies(
        Path(os.path.abspath(arguments.to)),  # noqa: PTH100 - a link is itself
        Naming(arguments.name),
        _FOLDERS[arguments.folders],
        Rendition(ExportFormat(arguments.written_as), arguments.size, kept),
        arguments.sidecars,
    )


def _carry_out(engine: Engine, order: ExportOrder) -> ExportOutcome:
    """Do it on a thread of its own, so that Ctrl+C ends it between two steps and what is there can be told."""
    unit = translate("Terminal", " photos", "after a number and before /s")
    stop = threading.Event()
    bar = progress_bar(unit=unit, dynamic_ncols=True)
    with bar, ThreadPoolExecutor(1, "export") as executor:

        def on_progress(progress: ExportProgress) -> None:
            bar.total = progress.total
            bar.update(progress.done - bar.n)

        work = executor.submit(engine.exporting.carry_out, order, on_progress, stop.is_set)
        try:
            return work.result()
        except KeyboardInterrupt:
            stop.set()
            return work.result()


def _tell_plan(plan: ExportPlan, *, is_json: bool) -> int:
    if is_json:
        print_json(
            {
                "copies": [{"from": os.fspath(copy.source), "to": os.fspath(copy.target)} for copy in plan.copies],
                "failed": [_failure(failed) for failed in plan.away],
                "size_bytes": plan.size_bytes,
                "free_bytes": plan.free_bytes,
                "watched": plan.watched and os.fspath(plan.watched),
            }
        )
    else:
        for copy in plan.copies:
            say(f"{copy.source} -> {copy.target}")
        for line in plan_lines(plan):
            say_aside(line)
        _say_failures(plan.away)
    return 1 if plan.away else 0


def _tell_outcome(outcome: ExportOutcome, *, is_json: bool) -> int:
    if is_json:
        print_json(_outcome_object(outcome))
    else:
        for line in outcome_lines(outcome):
            say(line)
        if outcome.failed:
            say_aside(failed_text(len(outcome.failed)))
            _say_failures(outcome.failed)
    if outcome.is_stopped:
        return 2
    if not outcome.failed and not outcome.trouble:
        return 0
    return 1 if outcome.first is not None else 2


def _say_failures(failed: tuple[NotExported, ...]) -> None:
    for one in failed[:_FAILURES_TOLD]:
        say_aside(f"  {one.path}: {not_exported_text(one)}")
    if len(failed) > _FAILURES_TOLD:
        say_aside(translate("Terminal", "  … --json lists all of them"))


def _failure(failed: NotExported) -> dict[str, object]:
    reason = {"reason_code": failed.reason.value, "reason": not_exported_text(failed), "detail": failed.detail or None}
    return {"path": os.fspath(failed.path), **reason}


def _outcome_object(outcome: ExportOutcome) -> dict[str, object]:
    return {
        "copied": outcome.copied,
        "folder": outcome.folder and os.fspath(outcome.folder),
        "renamed": outcome.renamed,
        "rewritten": outcome.rewritten,
        "partial": outcome.partial,
        "sidecars": outcome.sidecars,
        "sheets": [os.fspath(file) for file in outcome.sheets],
        "list": outcome.list_file and os.fspath(outcome.list_file),
        "failed": [_failure(failed) for failed in outcome.failed],
        "stopped": outcome.is_stopped,
        "trouble": outcome.trouble or None,
        "watched": outcome.watched and os.fspath(outcome.watched),
    }
