"""Python imports this by itself at every start: each file below one folder that is opened is written down."""

from __future__ import annotations

import os
import sys
from typing import Any

_LOG = os.environ.get("RELIABILITY_READ_LOG", "")
_FOLDER = os.environ.get("RELIABILITY_READ_FOLDER", "")


def _on_event(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open" and isinstance(arguments[0], str) and arguments[0].startswith(_FOLDER):
        descriptor = os.open(_LOG, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.write(descriptor, f"{arguments[0]}\n".encode(errors="surrogateescape"))
        os.close(descriptor)


if _LOG:
    sys.addaudithook(_on_event)
