"""Linux: an archive that installs for one person without asking for a password, and a .deb."""

from __future__ import annotations

import platform
import shutil
import stat
import tarfile
from pathlib import Path
from typing import Final

from photosearch_build.frozen import Frozen, carry_out
from photosearch_setup.console import say, step

_MODES: Final = {"x86_64": "amd64", "aarch64": "arm64"}
"""Debian's names of processors."""
_PARTS: Final = ("install.sh", "uninstall.sh", "photosearch.desktop", "photosearch.1")


def pack(frozen: Frozen, out: Path) -> list[Path]:
    """The archive, and the .deb where its builder is there.

    Raises:
        SetupError: the .deb's builder failed.
    """
    with step("Packing the archive"):
        made = [pack_archive(frozen, out)]
    if shutil.which("dpkg-deb") is None:
        say("dpkg-deb is not there: no .deb is built")
        return made
    with step("Packing the .deb"):
        made.append(_pack_deb(frozen, out))
    return made


def pack_archive(frozen: Frozen, out: Path) -> Path:
    """``photosearch-VERSION-linux-MACHINE.tar.xz``: unpack, then run ``install.sh`` or the program itself."""
    name = f"photosearch-{frozen.version}-linux-{platform.machine()}"
    archive = out / f"{name}.tar.xz"
    with tarfile.open(archive, "w:xz", preset=3) as tar:
        tar.add(frozen.folder, f"{name}/photosearch", filter=_of_nobody)
        for part in _PARTS:
            tar.add(frozen.project / "packaging" / "installers" / "linux" / part, f"{name}/{part}", filter=_of_nobody)
        tar.add(frozen.icons, f"{name}/icons", filter=_of_nobody)
        tar.add(frozen.licences, f"{name}/LICENCES.txt", filter=_of_nobody)
    return archive


def _pack_deb(frozen: Frozen, out: Path) -> Path:
    tree = frozen.folder.parent / "deb"
    shutil.rmtree(tree, ignore_errors=True)
    lay_out_deb(frozen, tree, _MODES.get(platform.machine(), platform.machine()))
    package = out / f"photosearch_{frozen.version}_{_MODES.get(platform.machine(), platform.machine())}.deb"
    command = ["dpkg-deb", "--root-owner-group", "-Zxz", "-z3", "--build", str(tree), str(package)]
    carry_out(command, "dpkg-deb", frozen.project / "build" / "build.log")
    return package


def lay_out_deb(frozen: Frozen, tree: Path, machine: str) -> None:
    """The files of the .deb below ``tree``, where Debian's policy wants them; ``machine`` as Debian names it."""
    installers = frozen.project / "packaging" / "installers" / "linux"
    program = tree / "opt" / "photosearch"
    shutil.copytree(frozen.folder, program, symlinks=True)
    for folder in ("DEBIAN", "usr/bin", "usr/share/applications", "usr/share/man/man1", "usr/share/doc/photosearch"):
        (tree / folder).mkdir(parents=True, exist_ok=True)
    (tree / "usr/bin/photosearch").symlink_to("/opt/photosearch/photosearch")
    entry = (installers / "photosearch.desktop").read_text(encoding="utf-8")
    (tree / "usr/share/applications/photosearch.desktop").write_text(entry, encoding="utf-8")
    shutil.copyfile(installers / "photosearch.1", tree / "usr/share/man/man1/photosearch.1")
    shutil.copyfile(frozen.licences, tree / "usr/share/doc/photosearch/copyright")
    for icon in frozen.icons.glob("*.png"):
        apps = tree / "usr/share/icons/hicolor" / f"{icon.stem}x{icon.stem}" / "apps"
        apps.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(icon, apps / "photosearch.png")
    control = (installers / "control").read_text(encoding="utf-8")
    size_kb = sum(path.lstat().st_size for path in tree.rglob("*") if path.is_file()) // 1024
    filled = control.format(version=frozen.version, machine=machine, size_kb=size_kb)
    (tree / "DEBIAN" / "control").write_text(filled, encoding="utf-8")
    for place in (tree, *(path for path in tree.rglob("*") if path.is_dir() and not path.is_symlink())):
        place.chmod(stat.S_IRWXU | stat.S_IRGRP | stat.S_IXGRP | stat.S_IROTH | stat.S_IXOTH)


def _of_nobody(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """Whoever built it is nobody's business."""
    return member.replace(uid=0, gid=0, uname="root", gname="root", deep=False)
