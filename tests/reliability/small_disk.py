"""Small file systems in memory that only this process and its children see, so that nothing is left mounted."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from pathlib import Path

_CLONE_NEWNS = 0x00020000
NEEDS_ROOT = "needs root on Linux, to mount a small disk"


def is_possible() -> bool:
    """Whether disks can be mounted here."""
    return sys.platform == "linux" and os.geteuid() == 0


def keep_mounts_to_ourselves() -> None:
    """Everything mounted from now on ends with this process."""
    if ctypes.CDLL(None, use_errno=True).unshare(_CLONE_NEWNS) != 0:
        raise OSError(ctypes.get_errno(), "unshare")
    _run("mount", "--make-rprivate", "/")


class SmallDisk:
    """A disk of ``kib`` mounted at ``place``."""

    def __init__(self, place: Path, kib: int) -> None:
        self.place = place
        place.mkdir(parents=True, exist_ok=True)
        _run("mount", "-t", "tmpfs", "-o", f"size={kib}k,mode=700", "tmpfs", str(place))

    def resize(self, kib: int) -> None:
        """Make it larger or smaller; what is on it stays."""
        _run("mount", "-o", f"remount,size={kib}k", str(self.place))

    def set_read_only(self, is_read_only: bool) -> None:
        """As a disk becomes that the system no longer trusts."""
        _run("mount", "-o", f"remount,{'ro' if is_read_only else 'rw'}", str(self.place))

    def fill(self) -> None:
        """Leave no room at all."""
        with (self.place / "ballast").open("wb", buffering=0) as file:
            try:
                while True:
                    file.write(b"\1" * 4096)
            except OSError:
                return

    def free(self) -> None:
        """Give the room back."""
        (self.place / "ballast").unlink()

    def close(self) -> None:
        """Take it away with all that is on it."""
        _run("umount", "--lazy", str(self.place))


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)
