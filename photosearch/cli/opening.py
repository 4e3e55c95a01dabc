"""Opens the library for one command, and waits for long work with a progress bar on a terminal."""

from __future__ import annotations

import contextlib
import json
import re
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from photosearch.cli.lines import say_aside
from photosearch.cli.progress_bar import progress_bar
from photosearch.logs import set_up_logging
from photosearch.paths import data_folders
from photosearch.settings import SettingsOwner
from photosearch.types.progress import IngestProgress
from photosearch.words.progress import phase_text
from photosearch.words.spoken import translate

if TYPE_CHECKING:
    from photosearch.engine.engine import Engine

_POLL_S = 0.1
# Half surrogates stand for bytes that are no text; the controls above ASCII could steer a terminal.
_NO_TEXT = re.compile(r"[\x7f-\x9f\ud800-\udfff]")


@contextlib.contextmanager
def opened_engine() -> Iterator[Engine]:
    """The library of this user, closed at the end.

    Raises:
        StoreError: it cannot be opened.
        OSError: at the end: the settings cannot be saved.
    """
    # The encoders and the index behind it take most of a second: what opens no library starts without them.
    from photosearch.engine.engine import Engine

    folders = data_folders()
    set_up_logging(folders.logs)
    settings = SettingsOwner.read(folders.settings)
    engine = Engine.open(folders, settings)
    try:
        yield engine
    finally:
        engine.close()
        settings.close()


def print_json(value: object) -> None:
    """One JSON value on standard output, always UTF-8: the bytes of names that are not text read back the same."""
    text = json.dumps(value, indent=2, ensure_ascii=False)
    print(_NO_TEXT.sub(lambda match: f"\\u{ord(match.group()):04x}", text))


def wait_with_progress(engine: Engine) -> None:
    """Block until everything on disk is searchable; another process that owns the library is asked to do it."""
    if engine.work.is_owner:
        with _bar() as update:
            _wait(lambda: engine.work.wait_until_idle(_POLL_S), engine, update)
        return
    say_aside(translate("Terminal", "another photosearch looks after this library: it was asked to look"))
    token = engine.work.ask_owner()
    with _bar() as update:
        _wait(lambda: _is_settled(engine, token), engine, update)


def _is_settled(engine: Engine, token: str) -> bool:
    """Whether the owner answered; if it died, this process took over and does the work itself."""
    if engine.work.is_answered(token):
        return True
    if engine.work.is_owner:
        return engine.work.wait_until_idle(_POLL_S)
    time.sleep(_POLL_S)
    return False


def _wait(is_done: Callable[[], bool], engine: Engine, update: Callable[[IngestProgress], None]) -> None:
    while not is_done():
        update(engine.work.progress)
    update(engine.work.progress)


@contextlib.contextmanager
def _bar() -> Iterator[Callable[[IngestProgress], None]]:
    with progress_bar(unit=translate("Terminal", " photos", "after a number and before /s"), dynamic_ncols=True) as bar:

        def update(progress: IngestProgress) -> None:
            bar.set_description(phase_text(progress), refresh=False)
            bar.total = progress.total or None
            bar.update(progress.done - bar.n)

        yield update
