"""The closing words of commands that add photos, and the exit code they stand for."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from photosearch.cli.lines import say, say_aside
from photosearch.cli.opening import print_json
from photosearch.cli.status import status_object
from photosearch.types.ids import RootId
from photosearch.words.failures import stopped_text
from photosearch.words.quantities import photo_count_text
from photosearch.words.spoken import counted, number, translate
from photosearch.words.usage import no_folder

if TYPE_CHECKING:
    from photosearch.engine.engine import Engine

_ALL = 1_000_000_000


def report(engine: Engine, *, is_json: bool, root_ids: Collection[RootId] | None = None) -> int:
    """Say what is searchable now; 1 when files could not be used, 2 when the work itself failed.

    With ``root_ids`` the files are those of these folders, else of the whole library.
    """
    if is_json:
        print_json(status_object(engine.library.status()))
    else:
        _print_counts(engine, root_ids)
    failure = engine.work.last_failure
    if failure is not None:
        say_aside(f"photosearch: {stopped_text(failure)}")
        return 2
    problems = _problem_count(engine, root_ids)
    if problems:
        say_aside(
            counted(
                "%Ln file(s) could not be used, or only in part: `photosearch problems` lists them with the reason.",
                "",
                problems,
            )
        )
    return 1 if problems else 0


def _print_counts(engine: Engine, root_ids: Collection[RootId] | None) -> None:
    status = engine.library.status()
    for root in status.roots:
        if root_ids is not None and root.root_id in root_ids:
            say(f"{root.path}: {photo_count_text(root.photo_count)}")
    text = translate("Terminal", "{searchable} of {photos} in the library can be searched.")
    say(text.format(searchable=number(status.embedded), photos=photo_count_text(status.photos)))
    if not status.roots:
        say_aside(no_folder())


def _problem_count(engine: Engine, root_ids: Collection[RootId] | None) -> int:
    if root_ids is None:
        return engine.library.status().problems
    return sum(problem.root_id in root_ids for problem in engine.library.problems(_ALL))
