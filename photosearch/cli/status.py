"""`photosearch status`: the library in numbers."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

from photosearch.cli.columns import padded
from photosearch.cli.lines import say
from photosearch.cli.opening import opened_engine, print_json
from photosearch.types.progress import LibraryStatus
from photosearch.words.left_out import not_shown_reasons, not_shown_text, pattern_text, reason_text
from photosearch.words.quantities import photo_count_text
from photosearch.words.sentence import listed
from photosearch.words.spoken import counted, number, translate
from photosearch.words.usage import no_folder

if TYPE_CHECKING:
    from photosearch.cli.parser import Commands

_INDENT = " " * 20


def register(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("status", help=translate("Terminal", "show watched folders and counts"))
    parser.add_argument("--json", action="store_true", help=translate("Terminal", "print one JSON object"))
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the status."""
    with opened_engine() as engine:
        status = engine.library.status()
    if arguments.json:
        print_json(status_object(status))
        return 0
    for line in _lines(status):
        say(line)
    if not status.roots:
        say(no_folder())
    return 0


def _lines(status: LibraryStatus) -> Iterator[str]:
    yield translate("Terminal", "{photos}, {searchable} searchable, {problems}").format(
        photos=photo_count_text(status.photos),
        searchable=number(status.embedded),
        problems=counted("%Ln problem(s)", "", status.problems),
    )
    yield translate("Terminal", "encoder {encoder}, index {tier} with {count}").format(
        encoder=status.encoder, tier=status.index_tier, count=number(status.index_count)
    )
    here, away = translate("Terminal", "online"), translate("Terminal", "offline")
    for root in status.roots:
        yield f"{padded(here if root.is_online else away, 7)}  {number(root.photo_count):>9}  {root.path}"
        if root.exclusions:
            left_out = translate("Terminal", "left out: {patterns} ({photos})")
            patterns = listed([pattern_text(pattern) for pattern in root.exclusions])
            yield _INDENT + left_out.format(patterns=patterns, photos=photo_count_text(root.left_out_count))
        if root.not_shown:
            yield _INDENT + not_shown_text(root.not_shown)
            yield from (_INDENT + "  " + line for line in not_shown_reasons(root.not_shown).splitlines())


def status_object(status: LibraryStatus) -> dict[str, object]:
    """The status as a JSON object."""
    return {
        "photos": status.photos,
        "embedded": status.embedded,
        "problems": status.problems,
        "roots": [
            {
                "path": os.fspath(root.path),
                "online": root.is_online,
                "photos": root.photo_count,
                "excluded": {"patterns": list(root.exclusions), "photos": root.left_out_count},
                "not_shown": [
                    {"kind": kind.value, "files": files, "reason": reason_text(kind)} for kind, files in root.not_shown
                ],
            }
            for root in status.roots
        ],
        "encoder": status.encoder,
        "index": {"count": status.index_count, "tier": status.index_tier},
    }
