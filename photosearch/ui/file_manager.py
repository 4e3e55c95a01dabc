"""Opens files and shows them in the system's file manager: no shell, only argument lists and desktop services."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QProcess, QUrl
from PySide6.QtGui import QDesktopServices

_DBUS_ARGUMENTS = (
    "--session",
    "--dest=org.freedesktop.FileManager1",
    "--type=method_call",
    "/org/freedesktop/FileManager1",
    "org.freedesktop.FileManager1.ShowItems",
)


def url_of(path: Path) -> QUrl:
    """The file as a URL; percent-encoded from bytes, so names that are not UTF-8 survive."""
    return QUrl.fromEncoded(path.as_uri().encode("ascii"))


def open_file(path: Path) -> bool:
    """Open ``path`` in the program the system has for it; False when there is none."""
    return QDesktopServices.openUrl(url_of(path))


def show_in_folder(path: Path) -> bool:
    """Show ``path`` selected in the file manager; where that cannot be asked for, open its folder."""
    program, arguments = _command(path, sys.platform)
    if QProcess.startDetached(program, arguments):
        return True
    return QDesktopServices.openUrl(url_of(path.parent))


def _command(path: Path, platform: str) -> tuple[str, list[str]]:
    if platform == "win32":
        return "explorer.exe", ["/select,", str(path)]
    if platform == "darwin":
        return "open", ["-R", str(path)]
    return "dbus-send", [*_DBUS_ARGUMENTS, f"array:string:{_without_commas(path)}", "string:"]


def _without_commas(path: Path) -> str:
    """``dbus-send`` splits an array at commas: in a URL they can be written as %2C."""
    return path.as_uri().replace(",", "%2C")
