"""`photosearch` and `python -m photosearch`: parse the arguments, then hand over to a command or to the window."""

from __future__ import annotations

import argparse
import multiprocessing
import sys


def main() -> int:
    """Run the program; the result is the exit code (0 done, 1 some files could not be used, 2 nothing done)."""
    multiprocessing.freeze_support()
    from photosearch.cli.main import run_command_line

    return run_command_line(sys.argv[1:], _open_window)


def _open_window(arguments: argparse.Namespace) -> int:
    """Qt is imported for the window only: every command starts without it."""
    from photosearch.app import AppArguments, run

    return run(AppArguments(query=arguments.query, like=arguments.like, screenshot=arguments.screenshot))


if __name__ == "__main__":
    sys.exit(main())
