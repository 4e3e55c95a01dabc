"""Python imports this by itself at every start: whatever asks for the network is written down."""

from __future__ import annotations

import os
import sys
from typing import Any

_LOG = os.environ.get("RELIABILITY_NETWORK_LOG")
_EVENTS = ("socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname", "socket.bind")


def _write(line: str) -> None:
    assert _LOG is not None
    descriptor = os.open(_LOG, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.write(descriptor, f"{line}\n".encode())
    os.close(descriptor)


def _on_event(event: str, arguments: tuple[Any, ...]) -> None:
    # A socket's address of the network is a tuple; that of a local one is a path.
    if event in _EVENTS and not (arguments and isinstance(arguments[-1], str | bytes)):
        _write(f"{event} {arguments[1:]} by {sys.argv[:2]}")


if _LOG is not None:
    _write(f"listening in {os.getpid()}")
    sys.addaudithook(_on_event)
