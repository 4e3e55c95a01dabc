"""The parser of the terminal: argparse, with its own words in the language that is spoken; and what a command is."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Protocol

from photosearch.cli.columns import wrapped
from photosearch.words.spoken import marked, translate

ARGPARSE_TEXTS = (
    marked("argparse", "usage: "),
    marked("argparse", "options"),
    marked("argparse", "positional arguments"),
    marked("argparse", "show this help message and exit"),
    marked("argparse", "show program's version number and exit"),
    marked("argparse", "%(prog)s: error: %(message)s\n"),
    marked("argparse", "argument %(argument_name)s: %(message)s"),
    marked("argparse", "the following arguments are required: %s"),
    marked("argparse", "one of the arguments %s is required"),
    marked("argparse", "expected one argument"),
    marked("argparse", "expected at most one argument"),
    marked("argparse", "expected at least one argument"),
    marked("argparse", "expected %s argument"),
    marked("argparse", "expected %s arguments"),
    marked("argparse", "invalid choice: %(value)r (choose from %(choices)s)"),
    marked("argparse", "invalid %(type)s value: %(value)r"),
    marked("argparse", "unrecognized arguments: %s"),
    marked("argparse", "ambiguous option: %(option)s could match %(matches)s"),
    marked("argparse", "not allowed with argument %s"),
    marked("argparse", "ignored explicit argument %r"),
    marked("argparse", "unexpected option string: %s"),
    marked("argparse", "unknown parser %(parser_name)r (choices: %(choices)s)"),
    marked("argparse", "can't open '%(filename)s': %(error)s"),
)
"""What argparse says to a person; the rest of its texts are for whoever writes a parser."""


class Commands(Protocol):
    """What a command needs in order to register itself: argparse keeps the type of its collection private."""

    def add_parser(
        self,
        name: str,
        *,
        help: str = ...,  # noqa: A002
        epilog: str = ...,
        add_help: bool = ...,
    ) -> argparse.ArgumentParser:
        """A parser for the command ``name``."""


class Command(Protocol):
    """A module with one command."""

    def register(self, commands: Commands) -> None:
        """Add its parser, whose ``run`` default takes the parsed arguments and returns the exit code."""


class TerminalParser(argparse.ArgumentParser):
    """Speaks the person's language; the parsers of its commands do too."""

    def __init__(
        self, prog: str | None = None, description: str | None = None, epilog: str | None = None, add_help: bool = True
    ) -> None:
        _teach_argparse()
        super().__init__(prog, None, description, epilog, formatter_class=_HelpFormatter, add_help=add_help)


class _HelpFormatter(argparse.HelpFormatter):
    """Breaks lines between Chinese characters, and counts two columns for each."""

    def _split_lines(self, text: str, width: int) -> list[str]:
        return list(wrapped(text, width))

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(indent + line for line in wrapped(text, width - len(indent)))


def _teach_argparse() -> None:
    """argparse asks gettext, by these names in its module, for a catalogue of another form than ours."""
    words: dict[str, Callable[..., str]] = {"_": _translated, "ngettext": _in_plural}
    vars(argparse).update(words)


def _translated(text: str) -> str:
    return translate("argparse", text)


def _in_plural(one: str, many: str, count: int) -> str:
    return translate("argparse", one if count == 1 else many)
