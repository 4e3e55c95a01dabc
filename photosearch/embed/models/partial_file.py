"""A download that is not complete yet: the bytes so far, and a note of which version of the file they are."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO


@dataclass(frozen=True, slots=True)
class FileVersion:
    """Tells two versions of a file at a source apart; None where the source does not say."""

    sha256: str | None = None
    etag: str | None = None
    size_bytes: int | None = None

    def is_same(self, other: FileVersion) -> bool:
        """Whether bytes of both may be joined. The SHA-256 decides, even across sources; else ETag and size."""
        if self.sha256 and other.sha256:
            return self.sha256 == other.sha256
        return self.etag is not None and self.etag == other.etag and self.size_bytes == other.size_bytes


class PartialFile:
    """``<name>.part`` and ``<name>.part.json`` beside the destination."""

    def __init__(self, destination: Path) -> None:
        self._destination = destination
        self.path = destination.with_name(destination.name + ".part")
        self._note = destination.with_name(destination.name + ".part.json")

    @property
    def size_bytes(self) -> int:
        """Bytes so far."""
        try:
            return self.path.stat().st_size
        except FileNotFoundError:
            return 0

    @property
    def version(self) -> FileVersion:
        """What was noted of the bytes so far; all None when nothing (readable) was."""
        try:
            noted = json.loads(self._note.read_text(encoding="utf-8"))
            return FileVersion(noted["sha256"], noted["etag"], noted["size_bytes"])
        except (OSError, ValueError, KeyError, TypeError):
            return FileVersion()

    def open_at(self, start: int, version: FileVersion) -> BinaryIO:
        """Note ``version`` and open for writing; what lies after ``start`` is dropped."""
        self._note.write_text(json.dumps(asdict(version)), encoding="utf-8")
        stream = self.path.open("r+b" if start else "wb")
        stream.seek(start)
        stream.truncate()
        return stream

    def complete(self) -> None:
        """The bytes are right: they take their place."""
        self.path.replace(self._destination)
        self._note.unlink(missing_ok=True)

    def forget(self) -> None:
        """The bytes are of no use."""
        self.path.unlink(missing_ok=True)
        self._note.unlink(missing_ok=True)
