"""Whether any of several places on the web can be reached at all: said within seconds, not after every timeout in turn.

Without a connection each source would be tried several times, and where a firewall swallows packets each try lasts as
long as the operating system's patience. All are knocked at together instead, and the first that opens is enough.
"""

from __future__ import annotations

import contextlib
import queue
import socket
import threading
import time
import urllib.request
from collections.abc import Sequence
from typing import Final
from urllib.parse import urlsplit

from photosearch.embed.models.digests import InstallStoppedError, ShouldStop

LIMIT_S: Final = 4.0
"""Connecting takes a tenth of a second, over a satellite less than two."""
_STEP_S: Final = 0.1
_PORTS: Final = {"http": 80, "https": 443}


def is_any_reachable(urls: Sequence[str], should_stop: ShouldStop, limit_s: float = LIMIT_S) -> bool:
    """Whether something accepts a connection at one of ``urls``, or at the proxy through which it is asked.

    Raises:
        InstallStoppedError: ``should_stop`` said so.
    """
    answers: queue.SimpleQueue[bool] = queue.SimpleQueue()
    doors = {_door(url) for url in urls}
    for door in doors:
        # Looking up a name cannot be given up: the thread is left to itself.
        threading.Thread(target=_knock, args=(door, limit_s, answers), name="knock", daemon=True).start()
    until_s, shut = time.monotonic() + limit_s, 0
    while shut < len(doors) and (left_s := until_s - time.monotonic()) > 0:
        if should_stop():
            raise InstallStoppedError
        with contextlib.suppress(queue.Empty):
            if answers.get(timeout=min(_STEP_S, left_s)):
                return True
            shut += 1
    return False


def _door(url: str) -> tuple[str, int]:
    """Host and port to connect to: the proxy's, where the system has one for this address."""
    parts = urlsplit(url)
    proxy = urllib.request.getproxies().get(parts.scheme, "")
    if proxy and not urllib.request.proxy_bypass(parts.hostname or ""):
        parts = urlsplit(proxy if "://" in proxy else f"http://{proxy}")
    return parts.hostname or "", parts.port or _PORTS.get(parts.scheme, _PORTS["https"])


def _knock(door: tuple[str, int], limit_s: float, answers: queue.SimpleQueue[bool]) -> None:
    try:
        socket.create_connection(door, limit_s).close()
        answers.put(True)
    except (OSError, UnicodeError):
        answers.put(False)
