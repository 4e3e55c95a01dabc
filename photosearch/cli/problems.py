"""`photosearch problems`: every file that could not be used, and why."""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING

from photosearch.cli.lines import say
from photosearch.cli.opening import opened_engine, print_json
from photosearch.words.problems import problem_line
from photosearch.words.spoken import translate

if TYPE_CHECKING:
    from photosearch.cli.parser import Commands

_ALL = 1_000_000_000


def register(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "problems", help=translate("Terminal", "list files that could not be used, or only in part, with the reason")
    )
    parser.add_argument("--json", action="store_true", help=translate("Terminal", "print one JSON list"))
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the list."""
    with opened_engine() as engine:
        problems = engine.library.problems(_ALL)
    if arguments.json:
        print_json(
            [
                {
                    "path": os.fspath(problem.path),
                    "reason": problem_line(problem.reason, problem.detail),
                    "code": problem.reason.value,
                }
                for problem in problems
            ]
        )
        return 0
    for problem in problems:
        say(f"{problem.path}: {problem_line(problem.reason, problem.detail)}")
    if not problems:
        say(translate("Terminal", "No problems."))
    return 0
