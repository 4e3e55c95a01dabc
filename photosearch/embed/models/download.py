"""Fetches one large file over HTTPS, resuming where it broke off, and proves that it is the right one.

A download goes on after a restart, and even from another source of the same bytes; two versions are never mixed.
"""

from __future__ import annotations

import errno
import http.client
import logging
import re
import shutil
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

from photosearch.embed.models.digests import InstallStoppedError, OnProgress, ShouldStop, sha256_of
from photosearch.embed.models.partial_file import FileVersion, PartialFile
from photosearch.errors import DiskFullError, PhotosearchError

_log = logging.getLogger(__name__)

_CHUNK_BYTES = 1 << 18
_SPARE_DISK_BYTES = 64_000_000
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_MODEL_HOSTS = ("huggingface.co", "hf.co", "hf-mirror.com", "modelscope.cn", "aliyuncs.com")
"""With everything below them: the sources, and where they send a download on to (hub-docs, "Downloading behind a proxy
or firewall"; ModelScope keeps its files in Alibaba's storage)."""
_SHA256 = re.compile(r"[0-9a-f]{64}")


class FetchError(PhotosearchError):
    """One source did not deliver the file; ``detail`` says why."""

    code = "fetch"


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to bear with a source."""

    stall_s: float = 30.0
    """A connection that is silent for so long is given up."""
    pause_s: float = 1.0
    """Wait before trying again; doubles with each try that brought nothing."""
    fruitless_tries: int = 4
    """After so many tries in a row that brought no new byte, give up."""


DEFAULT_PATIENCE = Patience()


def require_safe(url: str) -> None:
    """Only HTTPS to the hosts of models leaves this machine; plain HTTP only stays on it.

    Raises:
        FetchError: any other address.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme == "http" and host in _LOOPBACK:
        return
    if parts.scheme != "https" or not host:
        raise FetchError(f"refused an address that is not https: {url}")
    if not any(host == known or host.endswith(f".{known}") for known in _MODEL_HOSTS):
        raise FetchError(f"refused an address that is no source of models: {url}")


def require_safe_redirect(old: str, new: str) -> None:
    """As safe as the address that redirects: nobody on the web may point at a program on this machine.

    Raises:
        FetchError: ``new`` may not be asked, or not on behalf of ``old``.
    """
    require_safe(new)
    if urlsplit(new).hostname in _LOOPBACK and urlsplit(old).hostname not in _LOOPBACK:
        raise FetchError(f"refused a redirect to this machine: {new}")


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows redirects to safe addresses only, and keeps what they say of the file.

    Hugging Face tells the SHA-256 and size (X-Linked-ETag, X-Linked-Size) only in the answer that redirects to the
    file's storage; a mirror may redirect to Hugging Face before that.
    """

    def __init__(self) -> None:
        self.telling_headers: http.client.HTTPMessage | None = None

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        require_safe_redirect(req.full_url, newurl)
        if "X-Linked-ETag" in headers:
            self.telling_headers = self.telling_headers or headers
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def open_url(
    url: str, headers: dict[str, str], stall_s: float
) -> tuple[http.client.HTTPResponse, http.client.HTTPMessage]:
    """GET ``url``; the answer, and the headers that tell of the file: a redirect's where it does, else the answer's.

    Raises:
        FetchError: it, or a redirect, leads to an address that is not safe.
        OSError, http.client.HTTPException: the request failed.
    """
    require_safe(url)
    redirects = _Redirects()
    headers = {"User-Agent": "photosearch", "Accept-Encoding": "identity", **headers}
    request = urllib.request.Request(url, headers=headers)  # noqa: S310 - require_safe looked at it
    response: http.client.HTTPResponse = urllib.request.build_opener(redirects).open(request, timeout=stall_s)
    return response, redirects.telling_headers or response.headers


class Fetch:
    """One file from one address. Use once: ``Fetch(...).run()``."""

    def __init__(
        self,
        url: str,
        destination: Path,
        *,
        sha256: str | None = None,
        size_bytes: int | None = None,
        needs_digest: bool = False,
        on_progress: OnProgress,
        should_stop: ShouldStop,
        patience: Patience = DEFAULT_PATIENCE,
    ) -> None:
        """``needs_digest`` refuses a source that tells no SHA-256, before anything is received."""
        self._url = url
        self._part = PartialFile(destination)
        self._sha256 = sha256
        self._size_bytes = size_bytes
        self._needs_digest = needs_digest
        self._on_progress = on_progress
        self._should_stop = should_stop
        self._patience = patience

    def run(self) -> str:
        """Download to the destination and return the SHA-256 of its bytes as lower-case hex.

        Raises:
            FetchError: this source did not deliver the right file.
            InstallStoppedError: ``should_stop`` said so; what came so far is kept.
            DiskFullError: there is no room for it.
        """
        furthest = self._part.size_bytes
        fruitless = 0
        while True:
            why = self._try_once()
            if why is None:
                return self._finish()
            # Only what never was here before counts: bytes dropped and fetched again would go round for ever.
            fruitless = 0 if self._part.size_bytes > furthest else fruitless + 1
            furthest = max(furthest, self._part.size_bytes)
            _log.info("download of %s broke off at %d bytes: %s", self._url, self._part.size_bytes, why)
            if fruitless >= self._patience.fruitless_tries:
                raise FetchError(why)
            self._pause(self._patience.pause_s * 2**fruitless)

    def _pause(self, pause_s: float) -> None:
        deadline_s = time.monotonic() + pause_s
        while (left_s := deadline_s - time.monotonic()) > 0:
            self._stop_if_asked()
            time.sleep(min(0.1, left_s))

    def _stop_if_asked(self) -> None:
        if self._should_stop():
            raise InstallStoppedError

    def _try_once(self) -> str | None:
        """Receive as much as comes; None when the file is whole, else why it is not."""
        self._stop_if_asked()
        try:
            response, telling_headers = open_url(self._url, self._range_headers(), self._patience.stall_s)
            with response:
                return self._receive(response, telling_headers)
        except urllib.error.HTTPError as error:
            return self._after_refusal(error)
        except (OSError, http.client.HTTPException) as error:
            if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise DiskFullError(str(error), path=self._part.path) from error
            return f"{type(error).__name__}: {error}"

    def _range_headers(self) -> dict[str, str]:
        done = self._part.size_bytes
        if not done:
            return {}
        noted = self._part.version
        headers = {"Range": f"bytes={done}-"}
        # With a known SHA-256 another source, whose ETag differs, may well go on with the same bytes.
        if noted.sha256 is None and noted.etag and not noted.etag.startswith("W/"):
            headers["If-Range"] = noted.etag
        return headers

    def _after_refusal(self, error: urllib.error.HTTPError) -> str | None:
        """What an error status means: 416 can say that everything is here already."""
        error.close()
        what = f"the server answers {error.code} {error.reason}"
        if error.code == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
            expected = self._size_bytes or self._part.version.size_bytes
            if expected is not None and self._part.size_bytes == expected:
                return None
            self._part.forget()
            return what
        is_passing = error.code >= HTTPStatus.INTERNAL_SERVER_ERROR or error.code == HTTPStatus.TOO_MANY_REQUESTS
        if is_passing:
            return what
        raise FetchError(what)

    def _receive(self, response: http.client.HTTPResponse, telling_headers: http.client.HTTPMessage) -> str | None:
        if response.headers.get_content_type() == "text/html":
            raise FetchError("the server sent a web page instead of the file")
        self._learn(telling_headers)
        if self._needs_digest and self._sha256 is None:
            raise FetchError("the source tells no SHA-256, so what it sends could not be checked")
        start = self._resume_point(response)
        total = _total_bytes(response, start)
        version = FileVersion(self._sha256, response.headers.get("ETag"), total)
        if start and not self._part.version.is_same(version):
            self._part.forget()
            return "the file at the source is another one now"
        self._check_size(total)
        self._check_room(None if total is None else total - start)
        self._copy(response, start, version)
        if total is not None and self._part.size_bytes < total:
            return f"the connection ended after {self._part.size_bytes} of {total} bytes"
        return None

    def _learn(self, telling_headers: http.client.HTTPMessage) -> None:
        """Take over the digest and size that the source says, where the caller knew none."""
        linked_etag = telling_headers.get("X-Linked-ETag", "").strip('"').lower()
        if self._sha256 is None and _SHA256.fullmatch(linked_etag):
            self._sha256 = linked_etag
        linked_size = telling_headers.get("X-Linked-Size", "")
        if self._size_bytes is None and linked_size.isdecimal():
            self._size_bytes = int(linked_size)

    def _resume_point(self, response: http.client.HTTPResponse) -> int:
        """Where the server's bytes belong; 0 when it sends everything again.

        Raises:
            FetchError: it sends another part than was asked for.
        """
        if response.status != HTTPStatus.PARTIAL_CONTENT:
            return 0
        done = self._part.size_bytes
        if not response.headers.get("Content-Range", "").startswith(f"bytes {done}-"):
            self._part.forget()
            raise FetchError("the server sent another part of the file than was asked for")
        return done

    def _check_size(self, total: int | None) -> None:
        if total is not None and self._size_bytes is not None and total != self._size_bytes:
            self._part.forget()
            raise FetchError(f"the server offers {total} bytes where the file has {self._size_bytes}")

    def _check_room(self, missing_bytes: int | None) -> None:
        folder = self._part.path.parent
        free_bytes = shutil.disk_usage(folder).free
        if missing_bytes is not None and free_bytes < missing_bytes + _SPARE_DISK_BYTES:
            needed_bytes = missing_bytes + _SPARE_DISK_BYTES
            raise DiskFullError(path=folder, needed_bytes=needed_bytes, free_bytes=free_bytes)

    def _copy(self, response: http.client.HTTPResponse, start: int, version: FileVersion) -> None:
        done = start
        with self._part.open_at(start, version) as part:
            self._on_progress(done, version.size_bytes)
            while piece := response.read1(_CHUNK_BYTES):
                part.write(piece)
                done += len(piece)
                self._on_progress(done, version.size_bytes)
                self._stop_if_asked()

    def _finish(self) -> str:
        done = self._part.size_bytes
        if self._size_bytes is not None and done != self._size_bytes:
            self._part.forget()
            raise FetchError(f"{done} bytes came where the file has {self._size_bytes}")
        digest = sha256_of(self._part.path, self._should_stop)
        if self._sha256 is not None and digest != self._sha256:
            self._part.forget()
            raise FetchError("the SHA-256 is not the published one: the file was damaged on its way")
        self._part.complete()
        return digest


def _total_bytes(response: http.client.HTTPResponse, start: int) -> int | None:
    """Size of the whole file by this answer; None when it does not say."""
    if response.status == HTTPStatus.PARTIAL_CONTENT:
        whole = response.headers.get("Content-Range", "").rpartition("/")[2]
        return int(whole) if whole.isdecimal() else None
    length = response.headers.get("Content-Length", "")
    return start + int(length) if length.isdecimal() else None
