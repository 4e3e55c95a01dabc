"""Decides whether a folder may become a watched one, and which watched folders become part of it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from photosearch.errors import RootError
from photosearch.types.roots import LibraryRoot


def checked_root(path: Path, watched: Iterable[LibraryRoot], own_folders: Iterable[Path]) -> Path:
    """``path`` as it is kept: absolute, links followed.

    Raises:
        RootError: not_found, not_a_folder, no_permission, own_data (it lies in the app's own folders), watched
            (it is a watched folder), or part (it lies in one).
    """
    real = _resolved(path)
    _check_readable(real)
    if any(_is_within(real, own) for own in own_folders):
        raise RootError("own_data", path)
    for root in watched:
        if _is_within(real, root.path):
            raise RootError("watched" if _is_within(root.path, real) else "part", path, other=root.path)
    return real


def roots_inside(path: Path, volume_identity: str, watched: Iterable[LibraryRoot]) -> tuple[LibraryRoot, ...]:
    """Watched folders that become part of a new one around them.

    Raises:
        RootError: nested; one of them is on another volume, which comes and goes by itself.
    """
    inner = tuple(root for root in watched if root.path.is_relative_to(path))
    for root in inner:
        if root.volume_identity != volume_identity:
            raise RootError("nested", path, other=root.path)
    return inner


def _resolved(path: Path) -> Path:
    try:
        return path.expanduser().resolve(strict=True)
    except PermissionError as error:
        raise RootError("no_permission", path, error.strerror or "") from error
    # RuntimeError: a loop of links (until Python 3.12) or the home of nobody; ValueError: a null character.
    except (OSError, RuntimeError, ValueError) as error:
        raise RootError("not_found", path, str(error)) from error


def _check_readable(path: Path) -> None:
    try:
        with os.scandir(path):
            pass
    except NotADirectoryError as error:
        raise RootError("not_a_folder", path) from error
    except PermissionError as error:
        raise RootError("no_permission", path, error.strerror or "") from error
    except OSError as error:
        raise RootError("not_found", path, error.strerror or "") from error


def _is_within(path: Path, folder: Path) -> bool:
    """Whether ``path`` is ``folder`` or lies below it, also when spelled otherwise on a disk that ignores case."""
    if path.is_relative_to(folder):
        return True
    try:
        wanted = folder.stat()
        return any(os.path.samestat(parent.stat(), wanted) for parent in (path, *path.parents))
    except OSError:
        return False
