"""Recognises folders that other machines write too: network drives, and folders that a service synchronises.

A database does not survive there: locks and shared memory do not reach over a network, and a service copies the file
in the middle of a write or puts another machine's in its place.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from photosearch.errors import RootError
from photosearch.scan import volumes
from photosearch.types.roots import SharedPlace, SharedPlaceKind

# What the services call their folder; OneDrive, Dropbox and those below CloudStorage may add an account or a company.
_NAMES: Final = {
    "OneDrive": re.compile(r"onedrive( ?- ?.+)?"),
    "Dropbox": re.compile(r"dropbox( \(.+\)|-.+)?"),
    "iCloud": re.compile(r"mobile documents|iclouddrive|icloud drive"),
    "Google Drive": re.compile(r"google ?drive(-.+)?|my drive|我的云端硬盘"),
    "Nextcloud": re.compile(r"nextcloud\d*"),
    "ownCloud": re.compile(r"owncloud\d*"),
    "坚果云": re.compile(r"我的坚果云|坚果云|nutstore( files)?"),
    "百度网盘": re.compile(r"baidusyncdisk|baidunetdiskworkspace|百度网盘|百度网盘同步空间|百度同步盘"),
}
# What the services leave in the folder that they keep equal, whatever a person named it.
_MARKS: Final = {
    ".stfolder": "Syncthing",
    ".dropbox.cache": "Dropbox",
    ".dropbox": "Dropbox",
    ".tmp.drivedownload": "Google Drive",
    ".tmp.driveupload": "Google Drive",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".nutstore": "坚果云",
}
_NEXTCLOUD_JOURNAL: Final = re.compile(r"\.(_sync_|sync_)[0-9a-f]+\.db")
_ONEDRIVE_VARIABLES: Final = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")


def shared_place(folder: Path) -> SharedPlace | None:
    """Which service or network drive ``folder`` (which exists) is shared by; None when it is this machine's alone.

    The names of the folders above it, what lies in them and the mount table tell; nothing is asked of the network.
    """
    place = folder.absolute()
    for path in dict.fromkeys((place, Path(os.path.realpath(place)))):
        service = _service(path)
        if service is not None:
            return SharedPlace(SharedPlaceKind.SYNCED, service, folder)
    try:
        volume = volumes.identify(folder)
    except RootError:
        return None
    return SharedPlace(SharedPlaceKind.NETWORK, volume.label, folder) if volume.is_network else None


def _service(path: Path) -> str | None:
    # A home folder has .dropbox too: there the program keeps its settings, and synchronises nothing.
    homes = {Path.home(), Path(os.path.realpath(Path.home()))}
    for above in (path, *path.parents):
        found = _by_name(above)
        if found is None and above not in homes:
            found = next(_by_marks(above), None)
        if found is not None:
            return found
    return None


def _by_name(folder: Path) -> str | None:
    if any(os.environ.get(name) and Path(os.environ[name]) == folder for name in _ONEDRIVE_VARIABLES):
        return "OneDrive"
    name = folder.name.casefold()
    return next((service for service, pattern in _NAMES.items() if pattern.fullmatch(name)), None)


def _by_marks(folder: Path) -> Iterator[str]:
    try:
        names = os.listdir(folder)  # noqa: PTH208 - names alone, of any bytes
    except OSError:
        return
    for name in names:
        if name in _MARKS:
            yield _MARKS[name]
        elif _NEXTCLOUD_JOURNAL.fullmatch(name):
            yield "Nextcloud"
