"""Watched folders, and the disks and services they are on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from photosearch.types.files import NotShownKind
from photosearch.types.ids import RootId


@dataclass(frozen=True, slots=True)
class VolumeIdentity:
    """Which disk, card or share a folder is on, whatever it is mounted as today."""

    identity: str
    """Stable across mounts (file-system UUID, volume serial, share address)."""
    label: str
    mount_point: Path
    is_removable: bool = False
    is_network: bool = False
    """Whether its disk is in another machine."""
    keeps_change_time: bool = False
    """Whether the change times of its files (ctime) change when they do, and only then, as far as is known."""


class SharedPlaceKind(StrEnum):
    """By what others may change the files of a folder."""

    NETWORK = "network"
    SYNCED = "synced"


@dataclass(frozen=True, slots=True)
class SharedPlace:
    """A folder that this machine does not have for itself: no place for a database."""

    kind: SharedPlaceKind
    name: str
    """Of the network drive, or of the service that synchronises the folder."""
    folder: Path


@dataclass(frozen=True, slots=True)
class LibraryRoot:
    """A watched folder."""

    root_id: RootId
    path: Path
    """Where it is (or was last) mounted."""
    volume_identity: str
    path_in_volume: str
    """Below the mount point, with ``/``."""
    is_online: bool
    photo_count: int = 0
    left_out_count: int = 0
    """Photos that are known, but left out by a pattern."""
    exclusions: tuple[str, ...] = ()
    """Patterns of what is left out below it, see ``photosearch.exclusions``."""
    not_shown: tuple[tuple[NotShownKind, int], ...] = ()
    """How many files of which kind cannot be shown, as of the last look at all of it; most first."""
