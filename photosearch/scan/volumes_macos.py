"""Volumes on macOS: the UUID that getattrlist(2) gives for a mount point, and the folder /Volumes."""

from __future__ import annotations

import ctypes
import sys
import uuid
from pathlib import Path

from photosearch.types.roots import VolumeIdentity

assert sys.platform == "darwin"

_VOLUMES = Path("/Volumes")
# The system is split over two volumes; a person's own files are on the second.
_SYSTEM = (Path("/"), Path("/System/Volumes/Data"))
# From <sys/attr.h>.
_ATTR_BIT_MAP_COUNT = 5
_ATTR_VOL_INFO = 0x80000000
_ATTR_VOL_UUID = 0x00040000
_ATTR_VOL_MOUNTFLAGS = 0x00004000
_MNT_LOCAL = 0x00001000  # from <sys/mount.h>


class _AttributeList(ctypes.Structure):
    _fields_ = (
        ("bitmapcount", ctypes.c_ushort),
        ("reserved", ctypes.c_uint16),
        ("commonattr", ctypes.c_uint32),
        ("volattr", ctypes.c_uint32),
        ("dirattr", ctypes.c_uint32),
        ("fileattr", ctypes.c_uint32),
        ("forkattr", ctypes.c_uint32),
    )


class _UuidAnswer(ctypes.Structure):
    _pack_ = 4
    _fields_ = (("length", ctypes.c_uint32), ("uuid", ctypes.c_ubyte * 16))


class _FlagsAnswer(ctypes.Structure):
    _pack_ = 4
    _fields_ = (("length", ctypes.c_uint32), ("flags", ctypes.c_uint32))


_libc = ctypes.CDLL(None, use_errno=True)


def volume_of(path: Path) -> VolumeIdentity:
    """The volume that an existing absolute path without links is on. Raises OSError when it went away."""
    device = path.stat().st_dev
    mount_point = path
    while mount_point != mount_point.parent and mount_point.parent.stat().st_dev == device:
        mount_point = mount_point.parent
    return _volume(mount_point)


def mounted_volumes() -> tuple[VolumeIdentity, ...]:
    """The system's own volumes and everything in /Volumes."""
    try:
        others = [place for place in _VOLUMES.iterdir() if not place.is_symlink() and place.is_mount()]
    except OSError:
        others = []
    return tuple(_volume(place) for place in (*_SYSTEM, *others))


def _volume(mount_point: Path) -> VolumeIdentity:
    number, is_network = _volume_uuid(mount_point), _is_network(mount_point)
    return VolumeIdentity(
        # Some shares have no UUID: there the place is all that is known.
        identity=f"uuid:{number}" if number else f"mount:{mount_point}",
        label=mount_point.name or "/",
        mount_point=mount_point,
        is_removable=mount_point.parent == _VOLUMES,
        is_network=is_network,
        # FAT and exFAT keep none, and are told their modification time instead: it does no harm.
        keeps_change_time=not is_network,
    )


def _volume_uuid(mount_point: Path) -> uuid.UUID | None:
    answer = _UuidAnswer()
    is_told = _ask_volume(mount_point, _ATTR_VOL_UUID, answer)
    number = uuid.UUID(bytes=bytes(answer.uuid))
    return number if is_told and number.int else None


def _is_network(mount_point: Path) -> bool:
    answer = _FlagsAnswer()
    return _ask_volume(mount_point, _ATTR_VOL_MOUNTFLAGS, answer) and not answer.flags & _MNT_LOCAL


def _ask_volume(mount_point: Path, attribute: int, answer: ctypes.Structure) -> bool:
    """Whether the volume told the attribute."""
    wanted = _AttributeList(_ATTR_BIT_MAP_COUNT, 0, 0, _ATTR_VOL_INFO | attribute, 0, 0, 0)
    failed = _libc.getattrlist(
        bytes(mount_point), ctypes.byref(wanted), ctypes.byref(answer), ctypes.c_size_t(ctypes.sizeof(answer)), 0
    )
    return not failed
