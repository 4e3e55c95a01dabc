"""Fetches one picture from the web for a query, on a person's yes: bounded in size, kind, time and redirects.

The name is resolved once, every address it leads to must be public, and the connection goes to one of those: a name
that leads elsewhere a moment later (DNS rebinding) gains nothing. Proxies are not used: they would resolve it again.
"""

from __future__ import annotations

import contextlib
import http.client
import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final
from urllib.parse import urljoin

from photosearch import __version__
from photosearch.errors import WebPictureError
from photosearch.search.web_address import IPAddress, Resolve, WebAddress, is_public, resolve

_CHUNK_BYTES: Final = 1 << 16
_POLL_S: Final = 0.1
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_UNTYPED: Final = frozenset({"application/octet-stream", "binary/octet-stream"})
"""What storage says of files that it knows nothing about; the decoder finds out."""
_HEADERS: Final = {
    "User-Agent": f"photosearch/{__version__}",
    "Accept": "image/*",
    "Accept-Encoding": "identity",
    "Connection": "close",
}


@dataclass(frozen=True, slots=True)
class WebLimits:
    """What one picture may cost."""

    largest_bytes: int = 50_000_000
    total_s: float = 20.0
    connect_s: float = 5.0
    redirects: int = 5


class WebPictures:
    """Fetches pictures. Thread-safe: every fetch stands alone."""

    def __init__(
        self,
        limits: WebLimits = WebLimits(),
        *,
        resolve: Resolve = resolve,
        is_allowed: Callable[[IPAddress], bool] = is_public,
    ) -> None:
        self._limits = limits
        self._resolve = resolve
        self._is_allowed = is_allowed

    def fetch(self, url: str, should_stop: Callable[[], bool]) -> bytes:
        """The bytes at ``url``, which a decoding worker has to make a picture of. Blocking, within the time limit.

        Raises:
            WebPictureError: they may not, or cannot, be fetched; or ``should_stop`` said so.
        """
        task = _Task(self._limits, self._resolve, self._is_allowed)
        said: queue.SimpleQueue[bytes | BaseException] = queue.SimpleQueue()
        # A thread that may be left behind: neither a name server nor one that sends a byte a second can be hurried.
        threading.Thread(target=_run, args=(task, url, said), name="fetch-picture", daemon=True).start()
        deadline_s = time.monotonic() + self._limits.total_s
        try:
            answer = _await(said, deadline_s, should_stop)
        finally:
            task.abandon()
        if isinstance(answer, BaseException):
            raise answer
        return answer


def _await(
    said: queue.SimpleQueue[bytes | BaseException], deadline_s: float, should_stop: Callable[[], bool]
) -> bytes | BaseException:
    while time.monotonic() < deadline_s:
        with contextlib.suppress(queue.Empty):
            return said.get(timeout=_POLL_S)
        if should_stop():
            return WebPictureError("stopped")
    return WebPictureError("slow")


def _run(task: _Task, url: str, said: queue.SimpleQueue[bytes | BaseException]) -> None:
    try:
        said.put(task.fetch(url))
    except WebPictureError as error:
        said.put(error)
    except TimeoutError as error:
        said.put(WebPictureError("slow", str(error)))
    except (OSError, http.client.HTTPException, ValueError) as error:
        said.put(WebPictureError("unreachable", f"{type(error).__name__}: {error}"))


class _Task:
    """One fetch, followed from address to address."""

    def __init__(self, limits: WebLimits, resolve: Resolve, is_allowed: Callable[[IPAddress], bool]) -> None:
        self._limits = limits
        self._resolve = resolve
        self._is_allowed = is_allowed
        self._is_abandoned = False
        self._socket: socket.socket | None = None

    def abandon(self) -> None:
        """End soon: whatever the thread waits for in its connection comes to an end."""
        self._is_abandoned = True
        connected = self._socket
        if connected is not None:
            with contextlib.suppress(OSError):
                # Not SSLSocket's own: that takes the encryption away under the thread that is reading.
                socket.socket.shutdown(connected, socket.SHUT_RDWR)

    def fetch(self, url: str) -> bytes:
        """Follow ``url`` to its picture."""
        for _ in range(self._limits.redirects + 1):
            address = WebAddress.parse(url)
            with contextlib.closing(self._connect(address)) as connection:
                connection.request("GET", address.target, headers=_HEADERS)
                with connection.getresponse() as response:
                    if response.status not in _REDIRECTS:
                        return self._read(response)
                    url = _next(url, address, response.headers.get("Location", ""))
        raise WebPictureError("refused", "too many redirects")

    def _connect(self, address: WebAddress) -> http.client.HTTPConnection:
        found = self._resolve(address.host, address.port)
        if not found or not all(map(self._is_allowed, found)):
            raise WebPictureError("private", address.host)
        connection = http.client.HTTPConnection(address.host, address.port, timeout=self._limits.total_s)
        plain = self._socket = self._connected(found, address.port)
        if self._is_abandoned:
            plain.close()
            raise WebPictureError("stopped")
        if address.scheme == "https":
            connection.default_port = 443  # what the Host header leaves out
            self._socket = ssl.create_default_context().wrap_socket(plain, server_hostname=address.host)
        connection.sock = self._socket
        return connection

    def _connected(self, addresses: Sequence[IPAddress], port: int) -> socket.socket:
        """The first of ``addresses`` that answers."""
        last = OSError("no address")
        for address in addresses:
            try:
                made = socket.create_connection((str(address), port), timeout=self._limits.connect_s)
            except OSError as error:
                last = error
            else:
                made.settimeout(self._limits.total_s)
                return made
        raise last

    def _read(self, response: http.client.HTTPResponse) -> bytes:
        if response.status != HTTPStatus.OK:
            raise WebPictureError("refused", f"{response.status} {response.reason}")
        kind = response.headers.get_content_type()
        is_packed = response.headers.get("Content-Encoding", "identity") != "identity"
        if is_packed or not (kind.startswith("image/") or kind in _UNTYPED):
            raise WebPictureError("not_picture", kind)
        if (response.length or 0) > self._limits.largest_bytes:
            raise WebPictureError("too_large")
        received = bytearray()
        while piece := response.read1(_CHUNK_BYTES):
            received += piece
            if len(received) > self._limits.largest_bytes:
                raise WebPictureError("too_large")
            if self._is_abandoned:
                raise WebPictureError("stopped")
        if response.length:
            raise WebPictureError("unreachable", f"the connection ended {response.length} bytes too early")
        return bytes(received)


def _next(url: str, address: WebAddress, location: str) -> str:
    """Where a redirect leads; what came encrypted goes on encrypted."""
    # Headers are read as Latin-1; addresses in them are UTF-8 where they are not ASCII.
    new = urljoin(url, location.encode("latin-1").decode("utf-8", "replace"))
    if not location or (address.scheme == "https" and WebAddress.parse(new).scheme != "https"):
        raise WebPictureError("refused", "a redirect to an unprotected address")
    return new
