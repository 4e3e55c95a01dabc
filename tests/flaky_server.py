"""A web server on this machine that serves one file the way bad lines and broken servers do."""

from __future__ import annotations

import ssl
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import cast


@dataclass(frozen=True, slots=True)
class Answer:
    """How one request is answered; the default is right in every way."""

    status: int | None = None
    """An error status instead of the file."""
    send_bytes: int | None = None
    """Break off after so many."""
    length_offset: int = 0
    """Added to the true Content-Length."""
    is_corrupt: bool = False
    ignores_range: bool = False
    range_offset: int = 0
    """Serves from here instead of from where it was asked, and says so."""
    html: bool = False
    stalls: bool = False
    redirect: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    etag: str | None = '"v1"'


@dataclass
class Script:
    """What the server does: ``answers`` one after the other, then right ones for ever."""

    content: bytes
    answers: deque[Answer] = field(default_factory=deque)
    requests: list[dict[str, str]] = field(default_factory=list)
    """Headers of each request, with its path under ``path``."""
    texts: dict[str, bytes] = field(default_factory=dict)
    """Path (with query) -> JSON to answer with, beside the script."""
    is_over: threading.Event = field(default_factory=threading.Event)


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        script = cast(_Server, self.server).script
        if self.path in script.texts:
            self._send(200, script.texts[self.path], [("Content-Type", "application/json")])
            return
        script.requests.append({"path": self.path, **dict(self.headers.items())})
        answer = script.answers.popleft() if script.answers else Answer()
        if answer.redirect:
            self._send(302, b"", [("Location", answer.redirect), *answer.headers])
        elif answer.status is not None:
            self._send(answer.status, b"no", [])
        elif answer.html:
            self._send(200, b"<html>log in</html>", [("Content-Type", "text/html; charset=utf-8")])
        else:
            self._send_file(script, answer)

    def _send_file(self, script: Script, answer: Answer) -> None:
        content = script.content
        start = self._start(answer)
        if start is not None and start >= len(content):
            self._send(416, b"", [])
            return
        body = content[start or 0 :]
        if answer.is_corrupt:
            body = body[:-100] + bytes(100)
        headers = [("Content-Type", "application/octet-stream"), *answer.headers]
        headers += [("ETag", answer.etag)] if answer.etag else []
        if start is not None:
            headers.append(("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content) + answer.length_offset}"))
        self._send(200 if start is None else 206, body, headers, answer)

    def _start(self, answer: Answer) -> int | None:
        wanted = self.headers.get("Range")
        condition = self.headers.get("If-Range")
        if wanted is None or answer.ignores_range or (condition is not None and condition != answer.etag):
            return None
        return int(wanted.removeprefix("bytes=").removesuffix("-")) + answer.range_offset

    def _send(self, status: int, body: bytes, headers: list[tuple[str, str]], answer: Answer = Answer()) -> None:
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body) + answer.length_offset))
        self.end_headers()
        part = body if answer.send_bytes is None else body[: answer.send_bytes]
        self.wfile.write(part)
        self.wfile.flush()
        if answer.stalls:
            cast(_Server, self.server).script.is_over.wait(20)
        self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that http.server uses
        """Silence."""


class _Server(ThreadingHTTPServer):
    script: Script
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up early is what these tests do."""


SELF_SIGNED = Path(__file__).parent / "data" / "self_signed.pem"
"""Key and certificate of ``localhost``, made for the tests and trusted by nobody."""


@contextmanager
def serving(script: Script, *, is_encrypted: bool = False) -> Iterator[str]:
    """Serve ``script`` on a free port of this machine; gives the base address."""
    server = _Server(("127.0.0.1", 0), _Handler)
    server.script = script
    if is_encrypted:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(SELF_SIGNED)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http{'s' if is_encrypted else ''}://127.0.0.1:{server.server_address[1]}"
    finally:
        script.is_over.set()
        server.shutdown()
        server.server_close()
        thread.join()
