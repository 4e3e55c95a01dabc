"""`photosearch evaluate PAIRS.jsonl`: how well a model finds photos whose captions or right answers are known."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from tqdm import tqdm

from photosearch.cli.arguments import path
from photosearch.cli.opening import print_json
from photosearch.cli.sentences import problem_sentence
from photosearch.engine.evaluating import EvaluationReport, evaluate
from photosearch.errors import EvaluationInputError, QueryImageError
from photosearch.paths import data_folders
from photosearch.settings import load_settings

if TYPE_CHECKING:
    from photosearch.cli.parser import Commands

_FIGURES = ("R@1", "R@5", "R@10", "median_rank", "mAP@5", "mAP@10")


def register(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("evaluate", help="measure a model on photos with known captions or answers")
    parser.add_argument("pairs", type=path, metavar="PAIRS.jsonl", help="rows of file and captions, or query and files")
    parser.add_argument("--encoder", metavar="NAME", default="", help="the model (default: the one in use)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Measure and print; the library is not touched."""
    folders = data_folders()
    with tqdm(disable=not sys.stderr.isatty(), file=sys.stderr, dynamic_ncols=True) as bar:

        def on_progress(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        settings = load_settings(folders.settings)
        try:
            report = evaluate(arguments.pairs, arguments.encoder, folders, settings, on_progress)
        except QueryImageError as error:
            sentence = problem_sentence(error.reason, error.detail)
            raise EvaluationInputError(f"{error.path}: {sentence}", path=error.path) from error
    if arguments.json:
        print_json(report.as_json())
    else:
        _print_table(report)
    return 0


def _print_table(report: EvaluationReport) -> None:
    print(f"{report.encoder} on {report.photos:,} photos")
    as_json = report.as_json()
    for direction in ("text_to_image", "image_to_text"):
        by_language = as_json.get(direction, {})
        assert isinstance(by_language, dict)
        for language, figures in by_language.items():
            row = "  ".join(f"{name} {figures[name]:g}" for name in _FIGURES)
            print(f"{direction.replace('_', ' ')}, {language}: {row}")
    queries = as_json.get("queries", {})
    assert isinstance(queries, dict)
    if queries:
        print("queries: " + "  ".join(f"{name} {value:g}" for name, value in queries.items()))
