"""The order of photos as options: by relevance, by date, or the recent ones first among those that fit."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from photosearch.cli.arguments import positive, words
from photosearch.types.queries import USUAL_HALF_LIFE_DAYS, Sort
from photosearch.words.spoken import marked, translate

if TYPE_CHECKING:
    from photosearch.engine.engine import Engine

_RECENT_HELP = marked(
    "Terminal",
    "recent photos first among those that match about as well: one that is DAYS older than another counts as if it "
    "stood twice as far down (default: what the settings say, or 365)",
)
_NUMBER: Final = re.compile(r"[-+]?[\d.,]+")
_AS_SET: Final = 0


def add_order(parser: argparse.ArgumentParser, sort_help: str) -> None:
    """Let a command be told the order; its words are in ``words``, as ``asked.add_question`` adds them."""
    either = parser.add_mutually_exclusive_group()
    either.add_argument("--sort", choices=[sort.value for sort in Sort], default=Sort.RELEVANCE.value, help=sort_help)
    recent_help = translate("Terminal", _RECENT_HELP)
    either.add_argument("--recent", nargs="?", const="", action=_RecentFirst, metavar="DAYS", help=recent_help)


def chosen_order(arguments: argparse.Namespace, engine: Engine) -> tuple[Sort, int]:
    """The order, and the half-life in days that goes with ``Sort.RECENT``."""
    usual_days = engine.settings.now.recent_half_life_days or USUAL_HALF_LIFE_DAYS
    if arguments.recent is None:
        return Sort(arguments.sort), usual_days
    return Sort.RECENT, arguments.recent or usual_days


class _RecentFirst(argparse.Action):
    """Takes the number of days, if one follows; what else follows is a word to search for."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: str | Sequence[Any] | None,
        option_string: str | None = None,
    ) -> None:
        """As argparse calls it."""
        del option_string
        given = values if isinstance(values, str) else ""
        namespace.recent = _AS_SET
        if _NUMBER.fullmatch(given):
            try:
                namespace.recent = positive(given)
            except argparse.ArgumentTypeError as error:
                raise argparse.ArgumentError(self, str(error)) from error
        elif given:
            namespace.words = [*(namespace.words or []), words(given)]
