"""Digests of large files, with a way to stop on the way; and what installing says when it was stopped."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from photosearch.errors import ModelError

ShouldStop = Callable[[], bool]
OnProgress = Callable[[int, int | None], None]
"""Bytes done, bytes in all (None while unknown)."""

CHUNK_BYTES = 1 << 20


class InstallStoppedError(ModelError):
    """Installing was stopped on request; what was downloaded so far is kept for the next time."""

    code = "install_stopped"


def never() -> bool:
    """A ``ShouldStop`` that lets work run to its end."""
    return False


def sha256_of(path: Path, should_stop: ShouldStop = never) -> str:
    """SHA-256 of a file as lower-case hex.

    Raises:
        InstallStoppedError: ``should_stop`` said so.
        OSError: it cannot be read.
    """
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while piece := stream.read(CHUNK_BYTES):
            digest.update(piece)
            if should_stop():
                raise InstallStoppedError
    return digest.hexdigest()
