"""The neighbours of the photo that is looked at, as a strip of small pictures; the photo itself is in the middle."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from photosearch.ui.grid.results_model import ResultsModel
from photosearch.ui.grid.thumbnail_loader import ThumbnailLoader
from photosearch.ui.look.theme import colours

_CELL_PX = 56
_GAP_PX = 4
_MARGIN_PX = 8
_CORNER_PX = 4
_RING_PX = 2


class FilmStrip(QWidget):
    """Draws only what is in sight, so it is as quick with 100,000 photos as with ten."""

    row_chosen = Signal(int)

    def __init__(self, model: ResultsModel, thumbnails: ThumbnailLoader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hits = model
        self._thumbnails = thumbnails
        self._row = -1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        thumbnails.thumbnails_loaded.connect(self.update)
        model.dataChanged.connect(self.update)

    def show_row(self, row: int) -> None:
        """Put the photo of this row in the middle."""
        self._row = row
        self.update()

    def row_at(self, place: QPoint) -> int:
        """The row whose picture is there, -1 for none."""
        first_px = self._cell(0).left()
        row = (place.x() - first_px) // (_CELL_PX + _GAP_PX)
        is_there = 0 <= row < self._hits.rowCount() and self._cell(row).contains(place)
        return row if is_there else -1

    def sizeHint(self) -> QSize:
        """As wide as there is room, always as high."""
        return QSize(6 * _CELL_PX, _CELL_PX + 2 * _MARGIN_PX)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go to the picture that was clicked."""
        row = self.row_at(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and row >= 0:
            self.row_chosen.emit(row)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel goes on, or back."""
        turned = event.angleDelta().y() or event.angleDelta().x()
        row = self._row + (-1 if turned > 0 else 1)
        if turned and 0 <= row < self._hits.rowCount():
            self.row_chosen.emit(row)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The pictures in sight, a ring around the one that is looked at."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), colours().viewer)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        if self._row < 0:
            return
        each_side = self.width() // 2 // (_CELL_PX + _GAP_PX) + 1
        last = min(self._row + each_side, self._hits.rowCount() - 1)
        for row in range(max(0, self._row - each_side), last + 1):
            self._paint(painter, row)

    def _paint(self, painter: QPainter, row: int) -> None:
        cell, photo = QRectF(self._cell(row)), self._hits.photo(row)
        pixmap = None if photo is None else self._thumbnails.pixmap(photo)
        shape = QPainterPath()
        shape.addRoundedRect(cell, _CORNER_PX, _CORNER_PX)
        if pixmap is None:
            painter.fillPath(shape, colours().viewer_hover)
        else:
            painter.setClipPath(shape)
            painter.drawPixmap(cell, pixmap, QRectF(pixmap.rect()))
            painter.setClipping(False)
        if row == self._row:
            painter.setPen(QPen(colours().viewer_text, _RING_PX))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(cell.adjusted(-1, -1, 1, 1), _CORNER_PX + 1, _CORNER_PX + 1)

    def _cell(self, row: int) -> QRect:
        left_px = (self.width() - _CELL_PX) // 2 + (row - self._row) * (_CELL_PX + _GAP_PX)
        return QRect(left_px, (self.height() - _CELL_PX) // 2, _CELL_PX, _CELL_PX)
