"""Files that appear whole or not at all, and never in the place of another: written under a name of their own first."""

from __future__ import annotations

import errno
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

_BEGINNING: Final = ".photosearch-"
_SUFFIX: Final = ".part"
_LEFTOVER_AGE_S: Final = 3600.0
_NO_LINKS: Final = frozenset(
    {errno.EPERM, errno.EACCES, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EXDEV, errno.EINVAL}
)
"""How file systems say that they have no links (FAT, exFAT, many network drives)."""


@contextmanager
def part_file(folder: Path) -> Iterator[Path]:
    """A name in ``folder`` to write to. What is there at the end, because it was not claimed, is deleted."""
    part = folder / f"{_BEGINNING}{secrets.token_hex(6)}{_SUFFIX}"
    try:
        yield part
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def claim(part: Path, final: Path) -> None:
    """Give a written file its name.

    Raises:
        FileExistsError: there is something with that name; it stays as it is.
        OSError: it cannot be.
    """
    if os.name == "nt":
        os.rename(part, final)  # noqa: PTH104 - which replaces nothing there
        return
    try:
        os.link(part, final)
    except FileExistsError:
        raise
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        # Nothing better there: another program may make the file in between, within microseconds.
        if os.path.lexists(final):
            raise FileExistsError(errno.EEXIST, "exists", str(final)) from None
        part.rename(final)
    else:
        part.unlink()


def clear_leftovers(folder: Path) -> None:
    """Delete what exports that were killed left in ``folder`` an hour ago or earlier."""
    stale_s = time.time() - _LEFTOVER_AGE_S
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            is_ours = entry.name.startswith(_BEGINNING) and entry.name.endswith(_SUFFIX)
            if is_ours and entry.is_file(follow_symlinks=False) and entry.stat().st_mtime < stale_s:
                with suppress(OSError):
                    Path(entry.path).unlink()
