"""The closing words of commands that add photos, and the exit code they stand for."""

from __future__ import annotations

import sys

from photosearch.cli.session import print_json
from photosearch.cli.status import status_object
from photosearch.engine import Engine


def report(engine: Engine, *, is_json: bool) -> int:
    """Say what is searchable now; 1 when some files could not be used, 2 when the work itself failed."""
    status = engine.status()
    failure = engine.last_failure
    if is_json:
        print_json(status_object(status))
    else:
        print(f"{status.embedded:,} of {status.photos:,} photos are searchable.")
    if failure is not None:
        print(f"photosearch: background work stopped: {failure.detail or failure.code}", file=sys.stderr)
        return 2
    if status.problems:
        print(
            f"{status.problems:,} files could not be used: `photosearch problems` lists them with the reason.",
            file=sys.stderr,
        )
    return 1 if status.problems else 0
