"""What something dragged over a widget is, by the names of its files alone: the disk is never asked here."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QMimeData, QMimeDatabase, QUrl

_UNKNOWN = "application/octet-stream"


class Dragged(Enum):
    """What it looks like; what it is, is settled when it is dropped."""

    PICTURE = auto()
    FOLDER = auto()
    OTHER = auto()
    """Neither: a document, a film, a page of the web."""


def dropped_folder(data: QMimeData) -> Path | None:
    """The one local path in ``data`` that has no file's name; whether it is a folder is settled when it is added."""
    urls = data.urls() if data.hasUrls() else []
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if _kind(path.name) is Dragged.FOLDER else None


def dragged_kind(urls: Iterable[QUrl]) -> Dragged:
    """What these look like together: a picture among them is a picture to search with, whatever else there is."""
    kinds = {_kind(url.fileName() or url.path().rstrip("/").rpartition("/")[2]) for url in urls if url.isLocalFile()}
    if Dragged.PICTURE in kinds:
        return Dragged.PICTURE
    return Dragged.FOLDER if Dragged.FOLDER in kinds else Dragged.OTHER


def _kind(name: str) -> Dragged:
    by_name = QMimeDatabase().mimeTypeForFile(name, QMimeDatabase.MatchMode.MatchExtension).name()
    if by_name.startswith("image/"):
        return Dragged.PICTURE
    return Dragged.FOLDER if by_name == _UNKNOWN else Dragged.OTHER
