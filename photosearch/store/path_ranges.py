"""Conditions on stored paths: "this file or anything below this folder", as byte ranges that an index answers."""

from __future__ import annotations

from pathlib import Path, PurePath

from sqlalchemy import ColumnElement, and_, or_, true
from sqlalchemy.orm import InstrumentedAttribute

_AFTER_SLASH = chr(ord("/") + 1)


def below(column: InstrumentedAttribute[str], folder: str) -> ColumnElement[bool]:
    """Paths inside ``folder`` at any depth; ``folder`` is relative with ``/``, "" means everything.

    "a/b" covers "a/b/c.jpg" but neither "a/b.jpg" nor "a/bc/d.jpg": the bytes lie from "a/b/" up to "a/b0".
    """
    if not folder:
        return true()
    return and_(column >= f"{folder}/", column < f"{folder}{_AFTER_SLASH}")


def at_or_below(column: InstrumentedAttribute[str], path: str) -> ColumnElement[bool]:
    """Like ``below``, and ``path`` itself, which may be a file."""
    return or_(column == path, below(column, path)) if path else true()


def folder_in_root(folder: PurePath, root: Path) -> str | None:
    """``folder`` relative to ``root``: "" when it is the root or above it, None when they do not meet."""
    if folder == root or folder in root.parents:
        return ""
    return folder.relative_to(root).as_posix() if root in folder.parents else None
