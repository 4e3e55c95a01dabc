"""Lets one process at a time add photos to a library; others ask it, through a small file each, to look again."""

from __future__ import annotations

import secrets
from pathlib import Path

from photosearch.locks import ProcessLock

_LOCK = "ingest.lock"
_BEFORE_TOKEN, _AFTER_TOKEN = "rescan-", ".request"


class Ownership:
    """The right to ingest, held through a lock file that the operating system frees when its owner dies."""

    def __init__(self, data_folder: Path) -> None:
        self._lock = ProcessLock(data_folder / _LOCK)
        self._folder = data_folder

    @property
    def is_held(self) -> bool:
        """Whether this process is the one that adds photos."""
        return self._lock.is_held

    def is_held_elsewhere(self) -> bool:
        """Whether another process is the one that adds photos."""
        if self.is_held:
            return False
        probe = ProcessLock(self._folder / _LOCK)
        is_free = probe.try_take()
        probe.give_up()
        return not is_free

    def try_take(self) -> bool:
        """Take the right if nobody has it; True when held afterwards."""
        return self._lock.try_take()

    def give_up(self) -> None:
        """Let another process take it."""
        self._lock.give_up()

    def ask_for_rescan(self) -> str:
        """Ask whichever process owns the library to scan all roots; the token identifies the request."""
        token = secrets.token_hex(8)
        self._request(token).touch()
        return token

    def pending_requests(self) -> tuple[str, ...]:
        """The tokens of all requests that nobody answered yet: of several who ask at once, none overwrites another."""
        names = (path.name for path in self._folder.glob(f"{_BEFORE_TOKEN}*{_AFTER_TOKEN}"))
        return tuple(name.removeprefix(_BEFORE_TOKEN).removesuffix(_AFTER_TOKEN) for name in names)

    def answer(self, token: str) -> None:
        """Say that everything on disk when ``token`` was asked is searchable now."""
        self._request(token).unlink(missing_ok=True)

    def is_answered(self, token: str) -> bool:
        """Whether the owner is done with the request."""
        return not self._request(token).exists()

    def _request(self, token: str) -> Path:
        return self._folder / f"{_BEFORE_TOKEN}{token}{_AFTER_TOKEN}"


class Requests:
    """What other processes asked and this owner is at. Used by the ingest thread only."""

    def __init__(self, ownership: Ownership) -> None:
        self._ownership = ownership
        self._tokens: tuple[str, ...] = ()

    def take(self) -> bool:
        """Whether there is something new to be done for others; what they ask meanwhile waits for its turn."""
        if self._tokens:
            return False
        self._tokens = self._ownership.pending_requests()
        return bool(self._tokens)

    def answer(self) -> None:
        """What was taken is done."""
        for token in self._tokens:
            self._ownership.answer(token)
        self._tokens = ()
