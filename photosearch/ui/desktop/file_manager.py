"""Opens files and shows them in the system's file manager: no shell, only argument lists and desktop services."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QProcess, QUrl
from PySide6.QtGui import QDesktopServices

_ASK_FILE_MANAGER = (
    "--session",
    "--print-reply",
    "--reply-timeout=3000",
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


def show_in_folder(path: Path) -> None:
    """Show ``path`` selected in the file manager; where that cannot be asked for, open its folder."""
    program, arguments = file_manager_command(path, sys.platform)
    process = QProcess(QCoreApplication.instance())
    if not sys.platform.startswith("win"):  # Explorer's exit code says nothing.
        process.finished.connect(partial(_on_finished, path))
    process.finished.connect(process.deleteLater)
    process.errorOccurred.connect(partial(_on_not_started, path))
    process.start(program, arguments)


def file_manager_command(path: Path, platform: str) -> tuple[str, list[str]]:
    """Program and arguments that show ``path`` on ``platform`` (as ``sys.platform`` names it)."""
    if platform == "win32":
        return "explorer.exe", ["/select,", str(path)]
    if platform == "darwin":
        return "open", ["-R", str(path)]
    # dbus-send splits an array at commas; in a URL they can be written as %2C.
    uri = path.as_uri().replace(",", "%2C")
    return "dbus-send", [*_ASK_FILE_MANAGER, f"array:string:{uri}", "string:"]


def _on_finished(path: Path, exit_code: int, _status: QProcess.ExitStatus) -> None:
    if exit_code != 0:
        QDesktopServices.openUrl(url_of(path.parent))


def _on_not_started(path: Path, error: QProcess.ProcessError) -> None:
    if error is QProcess.ProcessError.FailedToStart:
        QDesktopServices.openUrl(url_of(path.parent))
