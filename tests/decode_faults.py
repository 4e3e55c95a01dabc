"""A thumbnail cache that does something terrible in the worker for chosen photos: crash, hang, eat memory."""

from __future__ import annotations

import os
import time
from pathlib import Path

from photosearch.decode.content_hash import hash_bytes
from photosearch.decode.thumbnails import ThumbnailCache


class FaultyCache(ThumbnailCache):
    """Asked for the thumbnail of a photo that has a fault, it commits it. Other photos are served as ever."""

    def plan(self, photo: Path, fault: str) -> None:
        """Let ``fault`` (crash, crash_once, hang, spin, eat) happen when ``photo`` comes."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self._fault_of(hash_bytes(photo.read_bytes())).write_text(fault, encoding="ascii")

    def has(self, content_hash: bytes) -> bool:
        """Commit the fault that is planned, if any."""
        path = self._fault_of(content_hash)
        if path.exists():
            _commit(path)
        return super().has(content_hash)

    def _fault_of(self, content_hash: bytes) -> Path:
        return self.folder / f"{content_hash.hex()}.fault"


def _commit(path: Path) -> None:
    fault = path.read_text(encoding="ascii")
    if fault == "crash_once":
        path.unlink()
    if fault.startswith("crash"):
        os.abort()
    elif fault == "eat":
        eaten = [bytearray(64 << 20) for _ in range(1 << 10)]
        raise AssertionError(len(eaten))
    while fault == "spin":
        pass
    time.sleep(3600)
