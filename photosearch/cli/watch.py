"""`photosearch watch`: keep the library equal to the disk until interrupted, saying what changes."""

from __future__ import annotations

import argparse
import os
import queue
import signal
import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from photosearch.cli.lines import say, say_aside
from photosearch.cli.opening import opened_engine
from photosearch.events import EngineFailed, Event, PhotosChanged, ProblemsChanged, WatchModeChanged
from photosearch.types.ids import PhotoId, RootId
from photosearch.words.failures import stopped_text
from photosearch.words.places import watch_mode_text
from photosearch.words.sentence import listed
from photosearch.words.spoken import counted, translate
from photosearch.words.usage import no_folder

if TYPE_CHECKING:
    from photosearch.cli.parser import Commands
    from photosearch.engine.engine import Engine

_WAKE_S = 0.5
_EXAMPLES = 3


def register(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("watch", help=translate("Terminal", "keep the library up to date until interrupted"))
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Watch until Ctrl+C or SIGTERM."""
    del arguments
    news: queue.SimpleQueue[Event] = queue.SimpleQueue()
    with opened_engine() as engine:
        engine.events.subscribe(news.put)
        engine.start()
        for root in engine.library.roots():
            say(translate("Terminal", "watching {path}").format(path=root.path), flush=True)
        if not engine.library.roots():
            say_aside(no_folder())
        try:
            while True:
                _tell_next(engine, news)
        except KeyboardInterrupt:
            # Closing takes a moment; an impatient second signal must not break it off.
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            while not news.empty():
                _tell_next(engine, news)
            say(translate("Terminal", "stopped watching"), flush=True)
    return 0


def _tell_next(engine: Engine, news: queue.SimpleQueue[Event]) -> None:
    """Events come on the ingest thread, which must not wait for a terminal."""
    try:
        # An endless wait would not be interrupted on Windows.
        event = news.get(timeout=_WAKE_S)
    except queue.Empty:
        return
    for words in _words(engine, event):
        say(f"{time.strftime('%H:%M:%S')}  {words}", flush=True)


def _words(engine: Engine, event: Event) -> Iterator[str]:
    """What an event means to a person."""
    if isinstance(event, PhotosChanged):
        if event.added:
            yield counted("%Ln photo(s) searchable", "", len(event.added)) + _examples(engine, event.added)
        if event.removed:
            yield counted("%Ln photo(s) gone", "", len(event.removed))
    elif isinstance(event, ProblemsChanged):
        yield counted("%Ln problem(s)", "", event.count)
    elif isinstance(event, WatchModeChanged) and event.is_polling:
        yield from _polled(engine, event.root_id)
    elif isinstance(event, EngineFailed):
        yield stopped_text(event)


def _examples(engine: Engine, photo_ids: Sequence[PhotoId]) -> str:
    """The first few, as far as they are still there."""
    paths = [os.fspath(photo.path) for photo in engine.library.photos(photo_ids[:_EXAMPLES])]
    more = len(photo_ids) - len(paths)
    ending = counted(" and %Ln more", "after the names of some photos", more) if more and paths else ""
    return f": {listed(paths)}{ending}" if paths else ""


def _polled(engine: Engine, root_id: RootId) -> Iterator[str]:
    """That a folder cannot be watched, if it is still one of the library."""
    for root in engine.library.roots():
        if root.root_id == root_id:
            yield watch_mode_text(root.path)
