"""`python -m tests.reliability.killed_at STEP ARGUMENT...`: the real program, killed (SIGKILL) exactly at a step.

The program knows nothing of it. A step is ``KIND:WHAT:NTH``:

- ``file:/index/:3`` at the third time that a file whose path holds ``/index/`` is opened for writing, renamed, removed,
  or a folder made there, by the program or one of its decoders (Python's audit events);
- ``sync:/index/:1`` when such a file is about to be synced;
- ``sql:COMMIT:2`` when SQLite is about to carry out the second statement that begins like this;
- ``before:photosearch.index.faiss.faiss_index.FaissIndex.add:1`` and ``after:...`` around a call in the program itself.
"""

from __future__ import annotations

import functools
import os
import pkgutil
import runpy
import signal
import sqlite3
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

LATER_VERSION_VARIABLE = "RELIABILITY_LATER_VERSION"
"""Set: the program is a later one, whose database has one more version."""
_STEP_VARIABLE = "RELIABILITY_STEP"
_VICTIM_VARIABLE = "RELIABILITY_VICTIM"
_FILE_EVENTS = {"os.rename": (0, 1), "os.remove": (0,), "os.mkdir": (0,), "os.truncate": (0,)}
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


@dataclass(frozen=True, slots=True)
class Step:
    """Where the program is to die."""

    kind: str
    what: str
    nth: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``KIND:WHAT:NTH``."""
        kind, rest = text.split(":", 1)
        what, nth = rest.rsplit(":", 1)
        return cls(kind, what, int(nth))

    def __str__(self) -> str:
        return f"{self.kind}:{self.what}:{self.nth}"


def main() -> None:
    """Arm the step, then be the program."""
    step = Step.parse(sys.argv[1])
    os.environ[_STEP_VARIABLE] = str(step)
    os.environ[_VICTIM_VARIABLE] = str(os.getpid())
    places = (str(Path(__file__).parent / "in_every_process"), *sys.path[:1], os.environ.get("PYTHONPATH", ""))
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, places))
    arm_as_told()
    if LATER_VERSION_VARIABLE in os.environ:
        _be_a_later_version()
    if step.kind in ("before", "after"):
        _wrap(step, _counter(step))
    sys.argv = ["photosearch", *sys.argv[2:]]
    runpy.run_module("photosearch", run_name="__main__", alter_sys=True)


def _be_a_later_version() -> None:
    """Give the database one more version, with what upgrades usually do."""
    from photosearch.store import migrations

    statements = (
        "ALTER TABLE photo ADD COLUMN title TEXT",
        "UPDATE photo SET title = format",
        "CREATE TABLE album (x)",
    )

    def take(connection: sqlite3.Connection) -> None:
        for statement in statements:
            connection.execute(statement)

    later = migrations.Step(migrations.STEPS[-1].version + 1, take)
    migrations.migrate.__defaults__ = ((*migrations.STEPS, later),)


def arm_as_told() -> None:
    """Watch for the step that the environment names, if it is one that any process may come to."""
    told = os.environ.get(_STEP_VARIABLE)
    if told is None:
        return
    step = Step.parse(told)
    reached = _counter(step)
    if step.kind == "sync":
        _watch_syncs(step.what, reached)
    elif step.kind == "sql":
        _watch_statements(step.what, reached)
    elif step.kind == "file":
        sys.addaudithook(functools.partial(_on_file, step.what, reached))


def _counter(step: Step) -> Callable[[], None]:
    """What to call each time; the ``nth`` time is the program's last."""
    lock = threading.Lock()
    count = 0

    def reached() -> None:
        nonlocal count
        with lock:
            count += 1
            if count == step.nth:
                os.kill(int(os.environ[_VICTIM_VARIABLE]), signal.SIGKILL)
                os.kill(os.getpid(), signal.SIGKILL)

    return reached


def _on_file(fragment: str, reached: Callable[[], None], event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open":
        path, _mode, flags = arguments
        paths = [path] if isinstance(flags, int) and flags & _WRITING else []
    else:
        paths = [arguments[place] for place in _FILE_EVENTS.get(event, ())]
    if any(fragment in os.fsdecode(path) for path in paths if isinstance(path, str | bytes | os.PathLike)):
        reached()


def _watch_statements(beginning: str, reached: Callable[[], None]) -> None:
    """The audit event of a new connection comes before it can be used."""
    connect = sqlite3.connect

    def watched(*arguments: Any, **options: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*arguments, **options)
        connection.set_trace_callback(lambda sql: reached() if sql.startswith(beginning) else None)
        return connection

    sqlite3.connect = watched  # type: ignore[assignment]


def _watch_syncs(fragment: str, reached: Callable[[], None]) -> None:
    """No audit event tells of a sync."""
    sync = os.fsync

    def watched(descriptor: int) -> None:
        if fragment in str(Path(f"/proc/self/fd/{descriptor}").readlink()):
            reached()
        sync(descriptor)

    os.fsync = watched  # type: ignore[assignment]


def _wrap(step: Step, reached: Callable[[], None]) -> None:
    """Put the step around a function, which must exist: a renamed one is a step that no longer is tried."""
    place, name = step.what.rsplit(".", 1)
    owner = pkgutil.resolve_name(place)
    inner = getattr(owner, name)

    @functools.wraps(inner)
    def wrapped(*arguments: Any, **options: Any) -> Any:
        if step.kind == "before":
            reached()
        value = inner(*arguments, **options)
        if step.kind == "after":
            reached()
        return value

    setattr(owner, name, wrapped)


if __name__ == "__main__":
    main()
