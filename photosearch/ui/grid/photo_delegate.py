"""Paints one cell of the grid: picture, selection ring, and on hover how well it fits and the similar button."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from photosearch.types.photos import Photo
from photosearch.ui.grid.results_model import ResultsModel
from photosearch.ui.grid.thumbnail_loader import ThumbnailLoader
from photosearch.ui.look.theme import colours, font, icon_on_picture
from photosearch.words.hits import match_text

CORNER_PX = 6
_RING_PX = 3
_FOCUS_PX = 4
_MARGIN_PX = 6
_BUTTON_PX = 28
_BADGE_PX = 20
_SMALLEST_WITH_EXTRAS_PX = 88


def similar_button_rect(cell: QRect) -> QRect:
    """Where the similar button is in a cell: bottom right."""
    corner = cell.bottomRight()
    return QRect(
        corner.x() - _MARGIN_PX - _BUTTON_PX + 1, corner.y() - _MARGIN_PX - _BUTTON_PX + 1, _BUTTON_PX, _BUTTON_PX
    )


class PhotoDelegate(QStyledItemDelegate):
    """Draws straight from the model and the thumbnail cache, without roles and variants in between."""

    def __init__(self, model: ResultsModel, thumbnails: ThumbnailLoader, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._model = model
        self._thumbnails = thumbnails
        self._view = view
        self._cell_px = 180
        self._gap_px = 4

    def set_cell(self, cell_px: int, gap_px: int) -> None:
        """Cells are squares of ``cell_px``, ``gap_px`` apart."""
        self._cell_px, self._gap_px = cell_px, gap_px

    def cell_rect(self, item_rect: QRect) -> QRect:
        """The square inside the room the view gives an item."""
        return QRect(item_rect.topLeft(), QSize(self._cell_px, self._cell_px))

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The same for every item."""
        return QSize(self._cell_px + self._gap_px, self._cell_px + self._gap_px)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one cell."""
        cell = self.cell_rect(option.rect)
        state: QStyle.StateFlag = option.state
        photo = self._model.photo(index.row())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_picture(painter, cell, photo)
        if photo is not None and not photo.is_online:
            self._paint_offline(painter, cell)
        if state & QStyle.StateFlag.State_Selected:
            self._paint_ring(painter, cell, has_focus=bool(state & QStyle.StateFlag.State_HasFocus))
        elif state & QStyle.StateFlag.State_HasFocus:
            self._paint_focus(painter, cell)
        if state & QStyle.StateFlag.State_MouseOver and self.has_button(cell):
            self._paint_hover(painter, cell, match_text(self._model.match_at(index.row())))
        painter.restore()

    def has_button(self, cell: QRect) -> bool:
        """Whether the cell is wide enough for the similar button and the words."""
        return cell.width() >= _SMALLEST_WITH_EXTRAS_PX

    def _paint_picture(self, painter: QPainter, cell: QRect, photo: Photo | None) -> None:
        pixmap = None if photo is None else self._thumbnails.pixmap(photo)
        presence = 1.0 if photo is None or pixmap is None else self._thumbnails.presence(photo)
        if presence < 1.0:
            self._paint_placeholder(painter, cell)
            painter.setOpacity(presence)
        if pixmap is not None:
            painter.drawPixmap(cell, pixmap)
            painter.setOpacity(1.0)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(colours().edge)
            painter.drawRoundedRect(QRectF(cell).adjusted(0.5, 0.5, -0.5, -0.5), CORNER_PX, CORNER_PX)
            return
        self._paint_placeholder(painter, cell)
        if photo is not None and self._thumbnails.is_failed(photo):
            painter.setPen(colours().muted)
            painter.setFont(font("small"))
            inside = cell.adjusted(8, 8, -8, -8)
            name = QFontMetrics(painter.font()).elidedText(
                photo.path.name, Qt.TextElideMode.ElideMiddle, inside.width()
            )
            painter.drawText(inside, Qt.AlignmentFlag.AlignCenter, name)

    def _paint_placeholder(self, painter: QPainter, cell: QRect) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours().placeholder)
        painter.drawRoundedRect(cell, CORNER_PX, CORNER_PX)

    def _paint_offline(self, painter: QPainter, cell: QRect) -> None:
        badge = QRect(cell.left() + _MARGIN_PX, cell.top() + _MARGIN_PX, _BADGE_PX, _BADGE_PX)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours().pill)
        painter.drawEllipse(badge)
        icon_on_picture("offline").paint(painter, badge.adjusted(4, 4, -4, -4))

    def _paint_ring(self, painter: QPainter, cell: QRect, *, has_focus: bool) -> None:
        """The ring in the accent colour, with a hair of the window's colour inside so that it shows on any picture.

        It is more than a hair where the keyboard is.
        """
        half = _RING_PX / 2
        hair_px = _FOCUS_PX if has_focus else 1.5
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colours().window, hair_px))
        inner = _RING_PX + hair_px / 2
        painter.drawRoundedRect(QRectF(cell).adjusted(inner, inner, -inner, -inner), CORNER_PX - 3, CORNER_PX - 3)
        painter.setPen(QPen(colours().accent, _RING_PX))
        painter.drawRoundedRect(QRectF(cell).adjusted(half, half, -half, -half), CORNER_PX - 1, CORNER_PX - 1)

    def _paint_focus(self, painter: QPainter, cell: QRect) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colours().muted, 1.5))
        painter.drawRoundedRect(QRectF(cell).adjusted(0.75, 0.75, -0.75, -0.75), CORNER_PX, CORNER_PX)

    def _paint_hover(self, painter: QPainter, cell: QRect, words: str) -> None:
        button = similar_button_rect(cell)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours().pill)
        painter.drawEllipse(button)
        icon_on_picture("similar").paint(painter, button.adjusted(6, 6, -6, -6))
        if not words:
            return
        painter.setFont(font("small"))
        metrics = QFontMetrics(painter.font())
        text = metrics.elidedText(words, Qt.TextElideMode.ElideRight, button.left() - cell.left() - 4 * _MARGIN_PX)
        pill = QRectF(cell.left() + _MARGIN_PX, button.center().y() - 9, metrics.horizontalAdvance(text) + 16, 20)
        painter.drawRoundedRect(pill, 10, 10)
        painter.setPen(colours().pill_text)
        painter.drawText(pill.translated(QPointF(0, -0.5)), Qt.AlignmentFlag.AlignCenter, text)
