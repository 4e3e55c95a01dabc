"""Volumes on Windows: the serial number that a volume got when it was formatted, whatever its drive letter."""

from __future__ import annotations

import ctypes
import os
import sys
from ctypes import wintypes
from pathlib import Path

from photosearch.types.roots import VolumeIdentity

assert sys.platform == "win32"

_DRIVE_REMOVABLE = 2
_DRIVE_REMOTE = 4
_NAME_CHARACTERS = 261

_kernel32 = ctypes.WinDLL("kernel32", use_last_error=True)
_kernel32.GetVolumePathNameW.argtypes = (wintypes.LPCWSTR, wintypes.LPWSTR, wintypes.DWORD)
_kernel32.GetVolumeInformationW.argtypes = (
    wintypes.LPCWSTR,
    wintypes.LPWSTR,
    wintypes.DWORD,
    wintypes.LPDWORD,
    wintypes.LPDWORD,
    wintypes.LPDWORD,
    wintypes.LPWSTR,
    wintypes.DWORD,
)
_kernel32.GetDriveTypeW.argtypes = (wintypes.LPCWSTR,)


def volume_of(path: Path) -> VolumeIdentity:
    """The volume that an existing absolute path is on. Raises OSError when it went away."""
    text = os.fspath(path)
    name = ctypes.create_unicode_buffer(max(_NAME_CHARACTERS, len(text) + 2))
    if not _kernel32.GetVolumePathNameW(text, name, len(name)):
        raise ctypes.WinError(ctypes.get_last_error())
    return _volume(name.value)


def mounted_volumes() -> tuple[VolumeIdentity, ...]:
    """The volumes behind all drive letters; drives without a medium are left out."""
    letters = _kernel32.GetLogicalDrives()
    found: list[VolumeIdentity] = []
    for number in range(26):
        if letters >> number & 1:
            try:
                found.append(_volume(f"{chr(ord('A') + number)}:\\"))
            except OSError:
                continue
    return tuple(found)


def _volume(mount_point: str) -> VolumeIdentity:
    label = ctypes.create_unicode_buffer(_NAME_CHARACTERS)
    file_system = ctypes.create_unicode_buffer(_NAME_CHARACTERS)
    serial = wintypes.DWORD()
    if not _kernel32.GetVolumeInformationW(
        mount_point, label, len(label), ctypes.byref(serial), None, None, file_system, len(file_system)
    ):
        raise ctypes.WinError(ctypes.get_last_error())
    drive_type = _kernel32.GetDriveTypeW(mount_point)
    return VolumeIdentity(
        identity=f"serial:{serial.value:08x}:{file_system.value}",
        label=label.value or mount_point.rstrip("\\"),
        mount_point=Path(mount_point),
        is_removable=drive_type == _DRIVE_REMOVABLE,
        is_network=drive_type == _DRIVE_REMOTE,
    )
