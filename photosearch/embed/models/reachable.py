"""Which of several places on the web can be reached at all: said within seconds, not after every timeout in turn.

Without a connection each source would be tried several times, and where a firewall swallows packets each try lasts as
long as the operating system's patience. All are knocked at together instead.
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
_GRACE_S: Final = 0.3
_PORTS: Final = {"http": 80, "https": 443}


def reachable(urls: Sequence[str], should_stop: ShouldStop, limit_s: float = LIMIT_S) -> tuple[str, ...]:
    """Those of ``urls`` where something soon accepts a connection, or at the proxy through which they are asked.

    Once one has, the others are waited for only a moment: what is that much slower had better be asked after it.

    Raises:
        InstallStoppedError: ``should_stop`` said so.
    """
    answers: queue.SimpleQueue[tuple[tuple[str, int], bool]] = queue.SimpleQueue()
    doors = {url: _door(url) for url in urls}
    for door in set(doors.values()):
        # Looking up a name cannot be given up: the thread is left to itself.
        threading.Thread(target=_knock, args=(door, limit_s, answers), name="knock", daemon=True).start()
    until_s, waiting, opened = time.monotonic() + limit_s, len(set(doors.values())), set[tuple[str, int]]()
    while waiting and (left_s := until_s - time.monotonic()) > 0:
        if should_stop():
            raise InstallStoppedError
        with contextlib.suppress(queue.Empty):
            door, is_open = answers.get(timeout=min(_STEP_S, left_s))
            waiting -= 1
            if is_open:
                opened.add(door)
                until_s = min(until_s, time.monotonic() + _GRACE_S)
    return tuple(url for url in urls if doors[url] in opened)


def _door(url: str) -> tuple[str, int]:
    """Host and port to connect to: the proxy's, where the system has one for this address."""
    parts = urlsplit(url)
    proxy = urllib.request.getproxies().get(parts.scheme, "")
    if proxy and not urllib.request.proxy_bypass(parts.hostname or ""):
        parts = urlsplit(proxy if "://" in proxy else f"http://{proxy}")
    return parts.hostname or "", parts.port or _PORTS.get(parts.scheme, _PORTS["https"])


def _knock(door: tuple[str, int], limit_s: float, answers: queue.SimpleQueue[tuple[tuple[str, int], bool]]) -> None:
    try:
        socket.create_connection(door, limit_s).close()
        answers.put((door, True))
    except (OSError, UnicodeError):
        answers.put((door, False))
