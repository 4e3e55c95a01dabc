"""The kernel's table of mounts."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.scan.mountinfo import Mount, mount_holding, parse_mountinfo, visible_mounts

TABLE = rb"""27 1 254:0 / / rw,relatime shared:1 master:2 - ext4 /dev/vda rw
40 27 8:17 / /media/me/My\040Card rw,nosuid shared:30 - exfat /dev/sdb1 rw
41 27 0:50 /photos /home/me/photos rw - btrfs /dev/sda2 rw,subvol=/@home
42 27 0:51 / /mnt/nas rw - nfs4 nas:/export/p\134q rw
43 27 0:52 / /mnt/none rw - tmpfs  rw
"""


def test_parses_optional_fields_escapes_and_bind_mounts() -> None:
    mounts = parse_mountinfo(TABLE)
    assert mounts[0] == Mount("254:0", "/", Path("/"), "ext4", "/dev/vda")
    assert mounts[1].mount_point == Path("/media/me/My Card")
    assert mounts[2].root == "/photos"
    assert mounts[3].source == "nas:/export/p\\q"
    assert mounts[4].source == ""


def test_the_deepest_mount_holds_a_path() -> None:
    mounts = parse_mountinfo(TABLE)
    assert mount_holding(Path("/media/me/My Card/DCIM/1.jpg"), mounts) == mounts[1]
    assert mount_holding(Path("/media/me/My Card2"), mounts) == mounts[0]
    assert mount_holding(Path("/mnt/nas"), mounts) == mounts[3]


def test_a_later_mount_on_the_same_folder_hides_the_earlier() -> None:
    table = TABLE + b"44 27 8:33 / /mnt/nas rw - ext4 /dev/sdc1 rw\n"
    mounts = parse_mountinfo(table)
    holder = mount_holding(Path("/mnt/nas/x"), mounts)
    assert holder is not None
    assert holder.source == "/dev/sdc1"
    assert [m.source for m in visible_mounts(mounts) if m.mount_point == Path("/mnt/nas")] == ["/dev/sdc1"]


def test_no_mounts_hold_nothing() -> None:
    assert mount_holding(Path("/"), ()) is None


@pytest.mark.parametrize("line", [b"", b"- -", b"1 2 3", b"1 2 3:4 / / rw ext4 x rw", b"1 2 3:4 / / rw - ext4"])
def test_other_lines_are_passed_by(line: bytes) -> None:
    assert parse_mountinfo(line) == ()


@given(st.binary())
def test_any_bytes_are_parsed(table: bytes) -> None:
    parse_mountinfo(table)


def escaped(name: bytes) -> bytes:
    return b"".join(b"\\%03o" % byte if byte in b" \t\n\\" else bytes([byte]) for byte in name)


file_names = st.binary(min_size=1, max_size=20).filter(
    lambda name: not {0, 0x2F} & set(name) and name not in (b".", b"..")
)


@given(st.lists(file_names, min_size=1, max_size=4), file_names)
def test_any_file_name_survives_the_escapes(parts: list[bytes], source: bytes) -> None:
    mount_point = b"/" + b"/".join(parts)
    line = b"40 27 8:17 / %s rw shared:1 - vfat %s rw\n" % (escaped(mount_point), escaped(source))
    (mount,) = parse_mountinfo(TABLE + line)[-1:]
    assert os.fsencode(mount.mount_point) == mount_point
    assert os.fsencode(mount.source) == source
