"""Lets one process at a time add photos to a library; others ask it, through two small files, to look again."""

from __future__ import annotations

import contextlib
import secrets
import time
from pathlib import Path

import filelock

_LOCK = "ingest.lock"
_REQUEST = "rescan.request"
_ANSWER = "rescan.answer"


class Ownership:
    """The right to ingest, held through a lock file that the operating system frees when its owner dies."""

    def __init__(self, data_folder: Path) -> None:
        self._lock = filelock.FileLock(data_folder / _LOCK, timeout=0, thread_local=False)
        self._request = data_folder / _REQUEST
        self._answer = data_folder / _ANSWER

    @property
    def is_held(self) -> bool:
        """Whether this process is the one that adds photos."""
        return self._lock.is_locked

    def try_take(self) -> bool:
        """Take the right if nobody has it; True when held afterwards."""
        try:
            self._lock.acquire(blocking=False)
        except filelock.Timeout:
            return False
        return True

    def give_up(self) -> None:
        """Let another process take it."""
        if self._lock.is_locked:
            self._lock.release(force=True)

    def ask_for_rescan(self) -> str:
        """Ask whichever process owns the library to scan all roots; the token identifies the answer."""
        token = secrets.token_hex(8)
        _replace(self._request, token)
        return token

    def pending_request(self) -> str | None:
        """The token of a request that nobody answered yet."""
        token = _read(self._request)
        return token if token and token != _read(self._answer) else None

    def answer(self, token: str) -> None:
        """Say that everything on disk when ``token`` was asked is searchable now."""
        _replace(self._answer, token)

    def is_answered(self, token: str) -> bool:
        """Whether the owner is done with the request."""
        return _read(self._answer) == token


def _read(path: Path) -> str:
    with contextlib.suppress(FileNotFoundError, PermissionError):
        return path.read_text(encoding="ascii", errors="replace").strip()
    return ""


def _replace(path: Path, text: str) -> None:
    temporary = path.with_suffix(f".{time.monotonic_ns():x}")
    temporary.write_text(text, encoding="ascii")
    temporary.replace(path)
