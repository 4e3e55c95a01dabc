"""Reads the kernel's table of mounts (proc/self/mountinfo on Linux). Pure."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_ESCAPE = re.compile(rb"\\([0-7]{3})")


@dataclass(frozen=True, slots=True)
class Mount:
    """One line of the table."""

    device: str
    """``major:minor``; anonymous (major 0) for file systems without a block device of their own."""
    root: str
    """Which folder of the file system is mounted: ``/`` unless a bind mount or a subvolume."""
    mount_point: Path
    fs_type: str
    source: str


def parse_mountinfo(table: bytes) -> tuple[Mount, ...]:
    """Parse the table in its order (later mounts hide earlier ones); lines of another shape are passed by.

    The format is in proc_pid_mountinfo(5): fields up to a lone ``-`` vary in number, and blanks, tabs, newlines and
    backslashes are octal escapes.
    """
    return tuple(mount for line in table.split(b"\n") if (mount := _parse_line(line)) is not None)


def mount_holding(path: Path, mounts: Iterable[Mount]) -> Mount | None:
    """The mount that an absolute path without links lies on: the longest mount point, the latest of equals."""
    best: Mount | None = None
    for mount in mounts:
        is_deeper = best is None or len(mount.mount_point.parts) >= len(best.mount_point.parts)
        if is_deeper and path.is_relative_to(mount.mount_point):
            best = mount
    return best


def visible_mounts(mounts: Iterable[Mount]) -> tuple[Mount, ...]:
    """The mounts that no later mount on the same folder hides."""
    return tuple({mount.mount_point: mount for mount in mounts}.values())


def _parse_line(line: bytes) -> Mount | None:
    before, separator, after = line.partition(b" - ")
    head, tail = before.split(b" "), after.split(b" ")
    if not separator or len(head) < 6 or len(tail) < 2:
        return None
    device, root, mount_point, fs_type, source = (_text(field) for field in (*head[2:5], *tail[:2]))
    return Mount(device, root, Path(mount_point), fs_type, source)


def _text(field: bytes) -> str:
    return os.fsdecode(_ESCAPE.sub(lambda match: bytes([int(match[1], 8) & 0xFF]), field))
