"""Sets up the log file: rotating, small, in the app's own folder, never sent anywhere."""

from __future__ import annotations

import logging
import logging.handlers
from pathlib import Path

_MAX_BYTES = 2_000_000
_KEPT_FILES = 3
_FORMAT = "%(asctime)s %(levelname)s %(process)d %(threadName)s %(name)s: %(message)s"


def set_up_logging(folder: Path, *, is_verbose: bool = False) -> None:
    """Send the ``photosearch`` logger to ``folder/photosearch.log``; calling it again replaces the handler."""
    logger = logging.getLogger("photosearch")
    for old in list(logger.handlers):
        logger.removeHandler(old)
        old.close()
    folder.mkdir(parents=True, exist_ok=True)
    handler = logging.handlers.RotatingFileHandler(
        folder / "photosearch.log",
        maxBytes=_MAX_BYTES,
        backupCount=_KEPT_FILES,
        encoding="utf-8",
        errors="backslashreplace",
        delay=True,
    )
    handler.setFormatter(logging.Formatter(_FORMAT))
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG if is_verbose else logging.INFO)
    logger.propagate = False
