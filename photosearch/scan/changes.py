"""Turns one file system event into the places below a root that should be looked at again. Pure."""

from __future__ import annotations

import os
import unicodedata
from dataclasses import dataclass

from photosearch.scan.rules import NO_MEDIA, is_ignored_path, is_photo_name, is_sidecar_name


@dataclass(frozen=True, slots=True)
class Change:
    """A file, or everything below a folder, may have changed. ``""`` is the root."""

    relative_path: str
    is_folder: bool


_WHOLE_ROOT = Change("", is_folder=True)


def changes_of(
    event_type: str, *, is_folder: bool, source: str, destination: str, base: str, is_windows: bool = os.name == "nt"
) -> tuple[Change, ...]:
    """What an event (created, modified, closed, deleted, moved) of absolute paths below ``base`` may have changed.

    Names that the walker would pass by give nothing. A path that does not start with ``base`` (a file system may
    spell it otherwise) gives the whole root.
    """
    paths = [relative_path_of(path, base) for path in (source, destination) if path]
    if None in paths:
        return (_WHOLE_ROOT,)
    known = [path for path in paths if path is not None]
    if is_folder:
        return _folder_changes(event_type, known)
    marked = tuple(Change(_parent(path), is_folder=True) for path in known if _is_mark(path))
    if marked:
        return marked
    if event_type == "moved" and len(known) == 2 and _differ_only_in_spelling(*known):
        # Where case does not count, the old name still answers: only a listing tells the new one.
        return tuple(Change(_parent(path), is_folder=True) for path in known[1:] if _is_wanted_file(path))
    if is_windows and event_type == "deleted":
        return tuple(change for path in known for change in _deleted_on_windows(path))
    return tuple(Change(path, is_folder=False) for path in known if _is_wanted_file(path))


def relative_path_of(path: str, base: str) -> str | None:
    """``path`` below ``base`` with ``/``; ``""`` for the base itself; None when it does not lie there."""
    if path.rstrip(os.sep) == base.rstrip(os.sep):
        return ""
    prefix = base.rstrip(os.sep) + os.sep
    if not path.startswith(prefix):
        return None
    relative = path[len(prefix) :]
    return relative if os.sep == "/" else relative.replace(os.sep, "/")


def _folder_changes(event_type: str, paths: list[str]) -> tuple[Change, ...]:
    if event_type not in ("created", "deleted", "moved"):
        return ()  # a folder is modified whenever something in it is, and that comes as an event of its own
    wanted = [path for path in paths if not is_ignored_path(path, is_folder=True)]
    if event_type != "created":
        # The parent, so that one look sees both the old and the new name and can tell a move.
        wanted = [_parent(path) for path in wanted]
    return tuple(dict.fromkeys(Change(path, is_folder=True) for path in wanted))


def _deleted_on_windows(path: str) -> tuple[Change, ...]:
    """Windows does not say whether it was a file or a folder that went."""
    if _is_wanted_file(path):
        return (Change(path, is_folder=False),)
    return () if is_ignored_path(path, is_folder=True) else (Change(path, is_folder=True),)


def _is_wanted_file(path: str) -> bool:
    name = path.rpartition("/")[2]
    return (is_photo_name(name) or is_sidecar_name(name)) and not is_ignored_path(path, is_folder=False)


def _is_mark(path: str) -> bool:
    """Whether it keeps galleries out of its folder; in the root itself it says nothing."""
    folder, _, name = path.rpartition("/")
    return name == NO_MEDIA and folder != "" and not is_ignored_path(folder, is_folder=True)


def _differ_only_in_spelling(one: str, other: str) -> bool:
    return one != other and _folded(one) == _folded(other)


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()


def _parent(path: str) -> str:
    return path.rpartition("/")[0]
