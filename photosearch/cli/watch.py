"""`photosearch watch`: keep the library equal to the disk until interrupted, saying what changes."""

from __future__ import annotations

import argparse
import signal
import threading
from typing import TYPE_CHECKING

from photosearch.cli.session import opened_engine
from photosearch.events import EngineFailed, Event, PhotosChanged, ProblemsChanged, WatchModeChanged

if TYPE_CHECKING:
    from photosearch.cli.parser import Commands

_WAKE_S = 0.5


def register(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("watch", help="keep the library up to date until interrupted")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Watch until Ctrl+C or SIGTERM."""
    del arguments
    with opened_engine() as engine:
        engine.events.subscribe(_say)
        engine.start()
        for root in engine.roots():
            print(f"watching {root.path}", flush=True)
        try:
            # An endless wait would not be interrupted on Windows.
            while not threading.Event().wait(_WAKE_S):
                pass
        except KeyboardInterrupt:
            # Closing takes a moment; an impatient second signal must not break it off.
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            print("stopped watching", flush=True)
    return 0


def _say(event: Event) -> None:
    if isinstance(event, PhotosChanged):
        if event.added:
            print(f"{len(event.added)} photos searchable", flush=True)
        if event.removed:
            print(f"{len(event.removed)} photos gone", flush=True)
    elif isinstance(event, ProblemsChanged):
        print(f"{event.count} problems", flush=True)
    elif isinstance(event, WatchModeChanged) and event.is_polling:
        print("the system's watch limit is reached: a folder is polled instead", flush=True)
    elif isinstance(event, EngineFailed):
        print(f"background work stopped: {event.detail or event.code}", flush=True)
