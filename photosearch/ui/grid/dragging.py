"""Photos on their way out of the grid."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QDrag, QPixmap
from PySide6.QtWidgets import QWidget

from photosearch.ui.grid.drag_picture import MOST_STACKED, drag_picture
from photosearch.ui.grid.results_model import ResultsModel
from photosearch.ui.grid.thumbnail_loader import ThumbnailLoader


def drag_of(source: QWidget, hits: ResultsModel, thumbnails: ThumbnailLoader, rows: Sequence[int]) -> QDrag:
    """The files of ``rows``, with a small stack of them at the mouse."""
    photos = [hits.photo(row) for row in rows[:MOST_STACKED]]
    stacked = [QPixmap() if photo is None else thumbnails.pixmap(photo) or QPixmap() for photo in photos]
    drag = QDrag(source)
    drag.setMimeData(hits.files_of(rows))
    drag.setPixmap(drag_picture(stacked, len(rows), source.devicePixelRatioF()))
    return drag
