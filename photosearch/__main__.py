"""`photosearch` and `python -m photosearch`: parse the arguments, then hand over to a command or to the window."""

from __future__ import annotations

import argparse
import logging
import os
import sys
import threading


def main() -> int:
    """Run the program; the result is the exit code (0 done, 1 some files could not be used, 2 nothing done)."""
    if getattr(sys, "frozen", False):
        import multiprocessing

        multiprocessing.freeze_support()
    from photosearch.own_process import RUN, give_libraries_back

    if sys.argv[1:2] == [RUN]:
        return _be_own_process(sys.argv[2:])
    give_libraries_back()
    from photosearch.cli.utf8_mode import start_again_in_utf_8

    start_again_in_utf_8()
    from photosearch.cli.standard_streams import open_closed_streams, write_out

    open_closed_streams()
    from photosearch.cli.main import run_command_line

    try:
        code = run_command_line(sys.argv[1:], _open_window)
    finally:
        write_out()
    _leave_loading_behind(code)
    return code


def _be_own_process(names: list[str]) -> int:
    """In a frozen build: be one of the helpers, and no other module than these."""
    if names == ["photosearch.decode.worker"]:
        from photosearch.decode.worker import main as serve_pictures

        serve_pictures()
    elif names == ["photosearch.embed.optimise.optimise_process"]:
        from photosearch.embed.optimise.optimise_process import main as optimise

        optimise()
    else:
        return 2
    return 0


def _leave_loading_behind(code: int) -> None:
    """Everything is closed, but a large model that is still loading cannot be stopped: end without waiting for it.

    Python's own way out would tear torch down under the loading thread, which aborts the process.
    """
    if any(thread.name == "encoder" for thread in threading.enumerate()):
        logging.shutdown()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _open_window(arguments: argparse.Namespace) -> int:
    """Qt is imported for the window only: every command starts without it."""
    from photosearch.app import AppArguments, run

    return run(
        AppArguments(
            query=arguments.query,
            like=arguments.like,
            screenshot=arguments.screenshot,
            is_minimized=arguments.minimized,
        )
    )


if __name__ == "__main__":
    sys.exit(main())
