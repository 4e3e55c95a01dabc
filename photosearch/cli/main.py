"""The command line: its parser, and what every command shares (errors as sentences, exit codes)."""

from __future__ import annotations

import argparse
import importlib
import signal
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Never, cast

from photosearch import __version__
from photosearch.cli import window
from photosearch.cli.lines import say_aside
from photosearch.cli.parser import Command, TerminalParser
from photosearch.cli.speaking import speak_at_terminal
from photosearch.cli.standard_streams import drop_output, write_out
from photosearch.errors import PhotosearchError
from photosearch.words.failures import terminal_sentence
from photosearch.words.spoken import marked, translate

DONE, NOTHING_DONE = 0, 2
COMMANDS: Mapping[str, str] = {
    "add": "photosearch.cli.add",
    "remove": "photosearch.cli.remove",
    "scan": "photosearch.cli.scan",
    "exclude": "photosearch.cli.exclude",
    "search": "photosearch.cli.search",
    "similar": "photosearch.cli.similar",
    "export": "photosearch.cli.export",
    "compare": "photosearch.cli.compare",
    "label": "photosearch.cli.label",
    "tags": "photosearch.cli.tags",
    "understand": "photosearch.cli.understand",
    "watch": "photosearch.cli.watch",
    "status": "photosearch.cli.status",
    "problems": "photosearch.cli.problems",
    "info": "photosearch.cli.info",
    "marks": "photosearch.cli.marks",
    "model": "photosearch.cli.model",
    "evaluate": "photosearch.cli.evaluate",
    "doctor": "photosearch.cli.doctor",
    "completions": "photosearch.cli.completions",
}
"""The module of each command. It is imported where its command is given, or where all are listed."""
_DESCRIPTION = marked("Terminal", "Find your own photos by what's in them. Without a command the window opens.")
_EXPLANATION = marked(
    "Terminal",
    "PHOTOSEARCH_HOME moves all data, cache, models and logs to one folder. "
    "Exit codes: 0 done, 1 some files could not be used, 2 wrong usage or nothing could be done.",
)


def run_command_line(arguments: Sequence[str], open_window: Callable[[argparse.Namespace], int]) -> int:
    """Run one command; without one, ``open_window``."""
    speak_at_terminal()
    parsed = _parsed(build_parser(open_window, _possible(arguments)), arguments)
    signal.signal(signal.SIGTERM, _on_terminate)
    try:
        code: int = parsed.run(parsed)
        sys.stdout.flush()
    except PhotosearchError as error:
        say_aside(f"photosearch: {terminal_sentence(error)}")
        return NOTHING_DONE
    except KeyboardInterrupt:
        said = translate("Terminal", "stopped; what was done so far is kept.")
        print(f"\nphotosearch: {said}", file=sys.stderr)
        return NOTHING_DONE
    except BrokenPipeError:
        drop_output()  # the reader (such as `head`) has seen enough
        return DONE
    except OSError as error:
        write_out()  # where it is this that fails, it would fail once more at the end
        said = translate("Terminal", "{error}. Is there room, and may this user write there?").format(error=error)
        say_aside(f"photosearch: {said}")
        return NOTHING_DONE
    return code


def build_parser(
    open_window: Callable[[argparse.Namespace], int], names: Iterable[str] | None = None
) -> argparse.ArgumentParser:
    """The parser with the commands ``names``, by default with every one."""
    parser = TerminalParser(
        prog="photosearch",
        description=translate("Terminal", _DESCRIPTION),
        epilog=translate("Terminal", _EXPLANATION),
    )
    about_version = translate("argparse", "show program's version number and exit")
    parser.add_argument("--version", action="version", version=f"photosearch {__version__}", help=about_version)
    parser.set_defaults(run=open_window, screenshot=None, query="", like=None, minimized=False)
    commands = parser.add_subparsers(title=translate("Terminal", "commands"), metavar="COMMAND")
    for name in COMMANDS if names is None else names:
        cast(Command, importlib.import_module(COMMANDS[name])).register(commands)
    window.register(commands, open_window)
    return parser


def _possible(arguments: Sequence[str]) -> Iterable[str]:
    """The commands that can be meant: all of them take a tenth of a second to import, and a person waits for it."""
    first = arguments[0] if arguments else ""
    if first in COMMANDS:
        return (first,)
    return () if first in ("", "window", "--version") else COMMANDS


def _parsed(parser: argparse.ArgumentParser, arguments: Sequence[str]) -> argparse.Namespace:
    """The arguments; a command that knows what to do with those that argparse cannot place gets them."""
    parsed, rest = parser.parse_known_args(arguments)
    if rest and hasattr(parsed, "take_rest"):
        parsed.take_rest(parsed, rest)
    elif rest:
        parser.error(translate("argparse", "unrecognized arguments: %s") % " ".join(rest))
    return parsed


def _on_terminate(number: int, frame: object) -> Never:
    """SIGTERM stops as Ctrl+C does: the engine is closed on the way out."""
    del number, frame
    raise KeyboardInterrupt
