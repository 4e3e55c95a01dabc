"""Volumes on Linux (and other systems with /proc): the mount table, udev's links and the file system's own id."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from photosearch.scan.mountinfo import Mount, mount_holding, parse_mountinfo, visible_mounts
from photosearch.types.roots import VolumeIdentity

assert sys.platform != "win32"

_MOUNT_TABLE = Path("/proc/self/mountinfo")
_BY_UUID = Path("/dev/disk/by-uuid")
_BY_LABEL = Path("/dev/disk/by-label")
_BLOCK_DEVICES = Path("/sys/dev/block")
_UDEV_ESCAPE = re.compile(r"\\x([0-9a-f]{2})")
# Their source (server:/export, //server/share, user@host:/folder, pool/dataset) names them wherever they are mounted.
_NAMED_BY_SOURCE = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "fuse.rclone", "9p", "zfs", "virtiofs"}
)
# The disk is in another machine, or behind a program that keeps it equal to one. 9p is how WSL shows Windows' disks.
_NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "lustre", "davfs"}
    | {"fuse.sshfs", "fuse.rclone", "fuse.davfs", "fuse.davfs2", "fuse.glusterfs", "fuse.ceph", "fuse.s3fs"}
    | {"fuse.gvfsd-fuse", "fuse.google-drive-ocamlfuse", "fuse.onedriver", "fuse.smbnetfs", "fuse.curlftpfs"}
)
# Not FAT and its kin, which keep none, nor what others serve, which may tell the time of asking.
_KEEPS_CHANGE_TIME = frozenset(
    {"ext2", "ext3", "ext4", "xfs", "btrfs", "f2fs", "zfs", "bcachefs", "jfs", "nilfs2", "reiserfs"}
    | {"tmpfs", "overlay", "ecryptfs"}
)
# Their statfs id is made from the UUID on disk, so it stays the same wherever and whenever they are mounted.
_NAMED_BY_FSID = frozenset({"ext2", "ext3", "ext4", "btrfs"})


def volume_of(path: Path) -> VolumeIdentity:
    """The volume that an existing absolute path without links is on. Raises OSError when the table cannot be read."""
    mount = mount_holding(path, _mounts())
    if mount is None:
        raise FileNotFoundError(f"no mount holds {path!r}")
    return _volume(mount)


def mounted_volumes() -> tuple[VolumeIdentity, ...]:
    """Every volume mounted now."""
    return tuple(_volume(mount) for mount in visible_mounts(_mounts()))


def _mounts() -> tuple[Mount, ...]:
    return parse_mountinfo(_MOUNT_TABLE.read_bytes())


def _volume(mount: Mount) -> VolumeIdentity:
    part = "" if mount.root == "/" else f"#{mount.root}"
    return VolumeIdentity(
        identity=_identity(mount) + part,
        label=_link_name(_BY_LABEL, mount) or mount.mount_point.name or os.fspath(mount.mount_point),
        mount_point=mount.mount_point,
        is_removable=_is_removable(mount),
        is_network=mount.fs_type in _NETWORK,
        keeps_change_time=mount.fs_type in _KEEPS_CHANGE_TIME,
    )


def _identity(mount: Mount) -> str:
    uuid = _link_name(_BY_UUID, mount)
    if uuid is not None:
        return f"uuid:{uuid}"
    if mount.fs_type in _NAMED_BY_SOURCE:
        return f"{mount.fs_type}:{mount.source}"
    if mount.fs_type in _NAMED_BY_FSID and (fsid := _fsid(mount.mount_point)):
        return f"fsid:{fsid:x}"
    backing_file = _backing_file(mount)
    if backing_file is not None:
        return f"loop:{backing_file}"
    return f"{mount.fs_type}:{mount.source}@{mount.mount_point}"


def _link_name(folder: Path, mount: Mount) -> str | None:
    """The name of udev's link to the mount's device, None where there is no udev or no such link."""
    try:
        links = tuple(folder.iterdir())
    except OSError:
        return None
    for link in links:
        if _is_device(link, mount):
            return _UDEV_ESCAPE.sub(lambda match: chr(int(match[1], 16)), link.name)
    return None


def _is_device(link: Path, mount: Mount) -> bool:
    try:
        number = link.stat().st_rdev
        return (
            f"{os.major(number)}:{os.minor(number)}" == mount.device or link.resolve() == Path(mount.source).resolve()
        )
    except OSError:
        return False


def _fsid(mount_point: Path) -> int:
    try:
        return os.statvfs(mount_point).f_fsid
    except OSError:
        return 0


def _backing_file(mount: Mount) -> str | None:
    try:
        return os.fsdecode((_BLOCK_DEVICES / mount.device / "loop" / "backing_file").read_bytes().rstrip(b"\n"))
    except OSError:
        return None


def _is_removable(mount: Mount) -> bool:
    """A card, a stick, or any disk on USB."""
    try:
        device = (_BLOCK_DEVICES / mount.device).resolve(strict=True)
    except OSError:
        return False
    if "/usb" in os.fspath(device):
        return True
    return any(_says_one(folder / "removable") for folder in (device, device.parent))


def _says_one(flag: Path) -> bool:
    try:
        return flag.read_bytes().strip() == b"1"
    except OSError:
        return False
