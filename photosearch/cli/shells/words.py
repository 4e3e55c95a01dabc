"""The words of the terminal as the parser knows them: commands, their options, and what each of these takes."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from photosearch.cli import arguments


class Takes(Enum):
    """What stands after an option, or as an argument of a command."""

    NOTHING = "nothing"
    WORDS = "words"
    FILE = "file"
    FOLDER = "folder"


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a command."""

    flags: tuple[str, ...]
    help: str
    takes: Takes
    choices: tuple[str, ...]
    """The only values it has; empty: any."""
    metavar: str
    """What its value is called; empty where it takes none."""


@dataclass(frozen=True, slots=True)
class Word:
    """A command, or one of its actions."""

    path: tuple[str, ...]
    """The words that lead to it: none for the program itself, ("model", "install") for an action."""
    help: str
    options: tuple[Option, ...]
    arguments: tuple[Option, ...]
    """What stands without a flag, in this order."""
    actions: tuple[Word, ...]

    def walk(self) -> Iterator[Word]:
        """This one and all below it."""
        yield self
        for action in self.actions:
            yield from action.walk()


def read_words(parser: argparse.ArgumentParser, path: tuple[str, ...] = (), help_text: str = "") -> Word:
    """Everything that ``parser`` understands; ``path`` are the words that lead to it.

    argparse keeps this under names of its own that have not changed since Python 3.2; help2man and shtab read the same.
    """
    options: list[Option] = []
    positional: list[Option] = []
    actions: list[Word] = []
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            explained = {choice.dest: choice.help or "" for choice in action._choices_actions}
            first: dict[int, str] = {}
            for name, child in action.choices.items():
                about = explained.get(first.setdefault(id(child), name), "")
                actions.append(read_words(child, (*path, name), about))
        elif action.help != argparse.SUPPRESS:
            (options if action.option_strings else positional).append(_option(action))
    return Word(path, help_text or parser.description or "", tuple(options), tuple(positional), tuple(actions))


def _option(action: argparse.Action) -> Option:
    choices = tuple(map(str, action.choices or ()))
    metavar = action.metavar if isinstance(action.metavar, str) else action.dest.upper()
    if choices and action.metavar is None:
        metavar = "|".join(choices)
    takes = _takes(action, metavar)
    about = (action.help or "").replace("%%", "%")
    return Option(tuple(action.option_strings), about, takes, choices, "" if takes is Takes.NOTHING else metavar)


def _takes(action: argparse.Action, metavar: str) -> Takes:
    if action.nargs == 0:
        return Takes.NOTHING
    if action.type is not arguments.path and "FILE" not in metavar:
        return Takes.WORDS
    return Takes.FOLDER if "FOLDER" in metavar else Takes.FILE
