"""Says whether a photo's file is still in its place; what merely cannot be looked at counts as there."""

from __future__ import annotations

import stat
from pathlib import Path


def is_regular_file(path: Path) -> bool:
    """Whether a regular file (links followed) is at ``path``; True as well when nobody can tell."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True


class ExactNames:
    """Folder listings of one moment: on a disk that ignores case a file answers to spellings that are not its name."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._listings: dict[str, frozenset[str] | None] = {}

    def has(self, relative_path: str) -> bool:
        """Whether every part of ``relative_path`` is listed just so; True where a folder cannot be listed."""
        folder = ""
        for part in relative_path.split("/"):
            names = self._names(folder)
            if names is not None and part not in names:
                return False
            folder = f"{folder}{part}/"
        return True

    def _names(self, folder: str) -> frozenset[str] | None:
        if folder not in self._listings:
            try:
                self._listings[folder] = frozenset(entry.name for entry in (self._root / folder).iterdir())
            except OSError:
                self._listings[folder] = None
        return self._listings[folder]
