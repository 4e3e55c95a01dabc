"""Sets up the log file: rotating, small, in the app's own folder, never sent anywhere."""

from __future__ import annotations

import contextlib
import logging
import logging.handlers
import sys
from pathlib import Path

from photosearch.paths import make_private

_MAX_BYTES = 2_000_000
_KEPT_FILES = 3
_FORMAT = "%(asctime)s %(levelname)s %(process)d %(threadName)s %(name)s: %(message)s"


class _LogFile(logging.handlers.RotatingFileHandler):
    """A full disk or a folder that is gone costs log lines, not the work that they tell of."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Say nothing about what the disk refuses; a mistake in a log call is still shown."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handleError(record)


def set_up_logging(folder: Path, *, is_verbose: bool = False) -> None:
    """Send the ``photosearch`` logger to ``folder/photosearch.log``; calling it again replaces the handler.

    Warnings of libraries go there too: nobody at a terminal can do anything with "Inotify queue overflowed".
    """
    logger, everybody = logging.getLogger("photosearch"), logging.getLogger()
    for old in {handler for handler in (*logger.handlers, *everybody.handlers) if isinstance(handler, _LogFile)}:
        logger.removeHandler(old)
        everybody.removeHandler(old)
        old.close()
    with contextlib.suppress(OSError):  # whatever needs the folder next says what is wrong with it
        make_private(folder)
    handler = _LogFile(
        folder / "photosearch.log",
        maxBytes=_MAX_BYTES,
        backupCount=_KEPT_FILES,
        encoding="utf-8",
        errors="backslashreplace",
        delay=True,
    )
    handler.setFormatter(logging.Formatter(_FORMAT))
    logger.addHandler(handler)
    everybody.addHandler(handler)
    logger.setLevel(logging.DEBUG if is_verbose else logging.INFO)
    logger.propagate = False
