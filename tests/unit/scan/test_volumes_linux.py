"""Volumes by the mount table, udev's links and the file system's own id."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from photosearch.scan import volumes_linux


class Machine:
    """A made-up /proc, /dev and /sys in a folder."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.table = folder / "mountinfo"
        self.table.write_bytes(b"1 0 254:0 / / rw - ext4 /dev/vda rw\n")
        for name in ("by-uuid", "by-label", "block"):
            (folder / name).mkdir()
        monkeypatch.setattr(volumes_linux, "_MOUNT_TABLE", self.table)
        monkeypatch.setattr(volumes_linux, "_BY_UUID", folder / "by-uuid")
        monkeypatch.setattr(volumes_linux, "_BY_LABEL", folder / "by-label")
        monkeypatch.setattr(volumes_linux, "_BLOCK_DEVICES", folder / "block")

    def device(self, name: str, uuid: str = "", label: str = "") -> Path:
        device = self.folder / name
        device.write_bytes(b"")
        if uuid:
            (self.folder / "by-uuid" / uuid).symlink_to(device)
        if label:
            (self.folder / "by-label" / label).symlink_to(device)
        return device

    def mount(self, fs_type: str, source: object, mount_point: Path, root: str = "/", number: str = "0:99") -> None:
        mount_point.mkdir(exist_ok=True)
        with self.table.open("ab") as table:
            table.write(f"9 1 {number} {root} {mount_point} rw - {fs_type} {source} rw\n".encode())

    def unmount_all(self) -> None:
        self.table.write_bytes(self.table.read_bytes().split(b"\n")[0] + b"\n")


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    return Machine(tmp_path.resolve(), monkeypatch)


def test_a_disk_is_known_by_its_uuid_wherever_it_is_mounted(machine: Machine) -> None:
    device = machine.device("sdb1", uuid="1234-ABCD", label="My\\x20Card")
    one, two = machine.folder / "one", machine.folder / "two"
    machine.mount("exfat", device, one)
    before = volumes_linux.volume_of(one)
    machine.unmount_all()
    machine.mount("exfat", device, two)
    after = volumes_linux.volume_of(two)
    assert before.identity == after.identity == "uuid:1234-ABCD"
    assert before.label == "My Card"
    assert (before.mount_point, after.mount_point) == (one, two)
    assert volumes_linux.volume_of(one).identity != before.identity


def test_two_parts_of_one_file_system_are_two_volumes(machine: Machine) -> None:
    device = machine.device("sda2", uuid="u")
    machine.mount("btrfs", device, machine.folder / "home", root="/@home")
    machine.mount("btrfs", device, machine.folder / "data", root="/@data")
    assert volumes_linux.volume_of(machine.folder / "home").identity == "uuid:u#/@home"
    assert volumes_linux.volume_of(machine.folder / "data").identity == "uuid:u#/@data"


def test_a_share_is_known_by_its_address(machine: Machine) -> None:
    machine.mount("cifs", "//nas/photos", machine.folder / "nas")
    volume = volumes_linux.volume_of(machine.folder / "nas" / "2024")
    assert volume.identity == "cifs://nas/photos"
    assert volume.label == "nas"


@pytest.mark.parametrize(
    ("fs_type", "is_network"),
    [("nfs4", True), ("cifs", True), ("fuse.sshfs", True), ("9p", True), ("ext4", False), ("fuse.mergerfs", False)],
)
def test_a_disk_in_another_machine_is_told_from_ones_own(machine: Machine, fs_type: str, is_network: bool) -> None:
    machine.mount(fs_type, "nas:/photos", machine.folder / "nas")
    assert volumes_linux.volume_of(machine.folder / "nas").is_network is is_network


def test_without_udev_ext4_is_known_by_its_own_id(machine: Machine) -> None:
    machine.mount("ext4", "/dev/sdz1", machine.folder / "disk")
    fsid = os.statvfs(machine.folder / "disk").f_fsid
    expected = f"fsid:{fsid:x}" if fsid else f"ext4:/dev/sdz1@{machine.folder / 'disk'}"
    assert volumes_linux.volume_of(machine.folder / "disk").identity == expected


def test_an_image_file_is_known_by_its_path(machine: Machine) -> None:
    loop = machine.folder / "block" / "7:3" / "loop"
    loop.mkdir(parents=True)
    (loop / "backing_file").write_bytes(b"/home/me/photos.img\n")
    machine.mount("vfat", "/dev/loop3", machine.folder / "image", number="7:3")
    assert volumes_linux.volume_of(machine.folder / "image").identity == "loop:/home/me/photos.img"


def test_anything_else_is_known_by_its_place(machine: Machine) -> None:
    machine.mount("tmpfs", "tmpfs", machine.folder / "ram")
    assert volumes_linux.volume_of(machine.folder / "ram").identity == f"tmpfs:tmpfs@{machine.folder / 'ram'}"


def test_a_card_is_removable_and_a_disk_is_not(machine: Machine) -> None:
    for number, flag in (("8:17", "1"), ("8:1", "0")):
        (machine.folder / "block" / number).mkdir()
        (machine.folder / "block" / number / "removable").write_text(flag)
        machine.mount("vfat", "/dev/x", machine.folder / number[2:], number=number)
    assert volumes_linux.volume_of(machine.folder / "17").is_removable
    assert not volumes_linux.volume_of(machine.folder / "1").is_removable


def test_lists_what_is_mounted_but_not_what_is_hidden(machine: Machine) -> None:
    machine.mount("autofs", "auto", machine.folder / "nas")
    machine.mount("nfs", "nas:/a", machine.folder / "nas")
    identities = [volume.identity for volume in volumes_linux.mounted_volumes()]
    assert "nfs:nas:/a" in identities
    assert not any(identity.startswith("autofs") for identity in identities)


def test_without_a_mount_table_it_says_so(machine: Machine) -> None:
    machine.table.write_bytes(b"")
    with pytest.raises(FileNotFoundError):
        volumes_linux.volume_of(machine.folder)
