"""Knows which disk, card or share a folder is on, and where that volume is mounted today.

A folder that is empty because nothing is mounted there looks exactly like one whose photos were all deleted; only the
volume's identity tells them apart. Each system has its own module that lists the mounted volumes.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path, PurePosixPath

from photosearch.errors import RootError
from photosearch.types.roots import LibraryRoot, VolumeIdentity

if sys.platform == "win32":
    from photosearch.scan import volumes_windows as _system
elif sys.platform == "darwin":
    from photosearch.scan import volumes_macos as _system
else:
    from photosearch.scan import volumes_linux as _system


def identify(path: Path) -> VolumeIdentity:
    """The volume that ``path`` is on now. Raises RootError not_found when nothing is at ``path``."""
    try:
        return _system.volume_of(path.resolve(strict=True))
    except OSError as error:
        raise RootError("not_found", path, error.strerror or "") from error


def path_in_volume(path: Path, volume: VolumeIdentity) -> str:
    """Where ``path`` (links followed) lies below the volume's mount point, with ``/``; ``""`` is the mount point."""
    relative = os.path.relpath(path.resolve(), volume.mount_point)
    return "" if relative == os.curdir else relative.replace(os.sep, "/")


def current_path(root: LibraryRoot) -> Path | None:
    """Where the root's folder is now: at its last place, or wherever its volume turned up.

    None when it is offline: its volume is not mounted, or it is and the folder is gone.
    """
    if _is_on_volume(root.path, root.volume_identity):
        return root.path
    for volume in _system.mounted_volumes():
        if volume.identity == root.volume_identity:
            candidate = volume.mount_point.joinpath(*PurePosixPath(root.path_in_volume).parts)
            if candidate != root.path and _is_on_volume(candidate, root.volume_identity):
                return candidate
    return None


def is_root_online(root: LibraryRoot) -> bool:
    """Whether the root's folder can be looked at now, on the volume it was added from."""
    return current_path(root) is not None


def keeps_change_time(path: Path) -> bool:
    """Whether the change times of files below ``path`` say when they changed; False when its volume is gone."""
    try:
        return identify(path).keeps_change_time
    except RootError:
        return False


def _is_on_volume(folder: Path, identity: str) -> bool:
    try:
        return folder.is_dir() and identify(folder).identity == identity
    except (OSError, RootError):  # is_dir raises for an input/output error: a disk that is failing or going away
        return False
