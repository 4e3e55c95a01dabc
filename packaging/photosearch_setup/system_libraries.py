"""The shared libraries that Qt needs on Linux, and a font that has Chinese: installed where possible, else named."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from photosearch_setup.console import say, step

LIBRARIES: Mapping[str, str] = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
"""File name -> package on Debian and Ubuntu. Qt's own packages bring everything else along."""

CJK_FONT_PACKAGE = "fonts-noto-cjk"
_FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
_CJK_FONT_NAMES = ("cjk", "wqy", "droidsansfallback", "sourcehansans", "sourcehanserif", "arphic", "uming", "ukai")


def known_libraries(ldconfig_output: str) -> frozenset[str]:
    """The file names in what ``ldconfig -p`` prints."""
    return frozenset(line.split()[0] for line in ldconfig_output.splitlines() if "=>" in line)


def missing_packages(libraries: Collection[str], *, has_cjk_font: bool) -> tuple[str, ...]:
    """The Debian packages that would add what is not there."""
    missing = [package for library, package in LIBRARIES.items() if library not in libraries]
    return tuple(missing) if has_cjk_font else (*missing, CJK_FONT_PACKAGE)


def is_cjk_font(file_name: str) -> bool:
    """Whether a font file's name is that of one of the usual fonts with Chinese characters."""
    return any(part in file_name.lower().replace("-", "").replace("_", "") for part in _CJK_FONT_NAMES)


def advice(libraries: Collection[str], packages: Sequence[str], *, has_apt: bool) -> str:
    """The exact command for someone who may not, or on a system where this may not, install them."""
    if has_apt:
        return f"sudo apt-get install -y --no-install-recommends {' '.join(packages)}"
    missing = [f"'{library}()(64bit)'" for library in LIBRARIES if library not in libraries]
    fonts = ["google-noto-sans-cjk-fonts"] if CJK_FONT_PACKAGE in packages else []
    return f"sudo dnf install {' '.join([*missing, *fonts])}   (or your system's own names for them)"


def ensure_system_libraries() -> None:
    """On Linux, adds what is missing when this is root on Debian or Ubuntu, else prints the command that would."""
    if not sys.platform.startswith("linux"):
        return
    libraries = _libraries_here()
    packages = missing_packages(libraries, has_cjk_font=_has_cjk_font())
    if not packages:
        return
    has_apt = shutil.which("apt-get") is not None
    if has_apt and os.geteuid() == 0:
        with step(f"Installing system packages: {' '.join(packages)}"):
            is_done = _apt_install(packages)
        if is_done:
            return
    say("   The window needs some system libraries or a font with Chinese that are not there. Please run:")
    say(f"     {advice(libraries, packages, has_apt=has_apt)}")


def ensure_venv_package() -> None:
    """Debian and Ubuntu split Python's venv part off; root gets it added, others are told by the next step."""
    name = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    if sys.platform.startswith("linux") and os.geteuid() == 0 and shutil.which("apt-get"):
        with step(f"Installing system package {name}"):
            _apt_install([name])


def _libraries_here() -> frozenset[str]:
    tool = shutil.which("ldconfig", path=f"{os.environ.get('PATH', '')}:/sbin:/usr/sbin")
    if tool is None:
        return frozenset()
    answer = subprocess.run([tool, "-p"], capture_output=True, text=True, errors="replace", check=False)
    return known_libraries(answer.stdout)


def _has_cjk_font() -> bool:
    return any(
        is_cjk_font(name)
        for folder in _FONT_FOLDERS
        for _, _, names in os.walk(Path(folder).expanduser())
        for name in names
    )


def _apt_install(packages: Sequence[str]) -> bool:
    """The package lists are fetched only when the installation fails without: they are old, or were never there."""
    variables = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages]
    for command in (install, ["apt-get", "update", "-q"], install):
        answer = subprocess.run(command, env=variables, capture_output=True, text=True, errors="replace", check=False)
        if command is install and answer.returncode == 0:
            return True
    words = answer.stderr.strip().splitlines() or ["no reason given"]
    say(f"   apt-get could not: {words[-1]}")
    return False
