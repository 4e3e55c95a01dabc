"""`photosearch evaluate PAIRS.jsonl`: how well a model finds photos whose captions or right answers are known."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from photosearch.cli.arguments import path
from photosearch.cli.opening import print_json
from photosearch.cli.progress_bar import progress_bar
from photosearch.paths import data_folders
from photosearch.settings import load_settings
from photosearch.words.quantities import photo_count_text
from photosearch.words.spoken import marked, translate

if TYPE_CHECKING:
    from photosearch.cli.parser import Commands
    from photosearch.engine.evaluating import EvaluationReport

_DIRECTIONS = {
    "text_to_image": marked("Terminal", "text to image"),
    "image_to_text": marked("Terminal", "image to text"),
}
_FIGURES = ("R@1", "R@5", "R@10", "median_rank", "mAP@5", "mAP@10")


def register(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "evaluate", help=translate("Terminal", "measure a model on photos with known captions or answers")
    )
    parser.add_argument(
        "pairs",
        type=path,
        metavar="PAIRS.jsonl",
        help=translate("Terminal", "rows of file and captions, or query and files"),
    )
    parser.add_argument(
        "--encoder", metavar="NAME", default="", help=translate("Terminal", "the model (default: the one in use)")
    )
    parser.add_argument("--json", action="store_true", help=translate("Terminal", "print one JSON object"))
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Measure and print; the library is not touched."""
    from photosearch.engine.evaluating import evaluate

    folders = data_folders()
    with progress_bar(dynamic_ncols=True) as bar:

        def on_progress(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        settings = load_settings(folders.settings)
        report = evaluate(arguments.pairs, arguments.encoder, folders, settings, on_progress)
    if arguments.json:
        print_json(report.as_json())
    else:
        _print_table(report)
    return 0


def _print_table(report: EvaluationReport) -> None:
    head = translate("Terminal", "{encoder} on {photos}")
    print(head.format(encoder=report.encoder, photos=photo_count_text(report.photos)))
    as_json = report.as_json()
    for direction, marked_title in _DIRECTIONS.items():
        title = translate("Terminal", marked_title)
        by_language = as_json.get(direction, {})
        assert isinstance(by_language, dict)
        for language, figures in by_language.items():
            row = "  ".join(f"{name} {figures[name]:g}" for name in _FIGURES)
            print(f"{title} ({language}): {row}")
    queries = as_json.get("queries", {})
    assert isinstance(queries, dict)
    if queries:
        title = translate("Terminal", "queries")
        print(f"{title}: " + "  ".join(f"{name} {value:g}" for name, value in queries.items()))
