"""A small ext4 disk in a file, which keeps what is on it while it is mounted nowhere."""

from __future__ import annotations

import subprocess
from pathlib import Path

_BYTES = 64_000_000


class DiskImage:
    """Made empty at ``file``; needs root."""

    def __init__(self, file: Path) -> None:
        self._file = file
        with file.open("wb") as image:
            image.truncate(_BYTES)
        _run("mkfs.ext4", "-q", "-F", str(file))

    def mount(self, place: Path) -> None:
        """Mount it."""
        _run("mount", "-o", "loop", str(self._file), str(place))

    def unmount(self, place: Path) -> None:
        """Take it away, as somebody does who asks the system first."""
        _run("umount", str(place))


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)
