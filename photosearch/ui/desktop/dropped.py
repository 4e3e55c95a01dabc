"""Reads a folder out of something dragged over a widget, by its name alone: the disk is never asked here."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QMimeDatabase


def dropped_folder(data: QMimeData) -> Path | None:
    """The one local path in ``data`` that has no picture's name; whether it is a folder is settled when it is added."""
    urls = data.urls() if data.hasUrls() else []
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    by_name = QMimeDatabase().mimeTypeForFile(path.name, QMimeDatabase.MatchMode.MatchExtension)
    return None if by_name.name().startswith("image/") else path
