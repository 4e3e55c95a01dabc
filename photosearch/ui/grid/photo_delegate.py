"""Paints one cell of the grid: picture, selection ring, and on hover how well it fits and the similar button."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from photosearch.types.photos import Photo
from photosearch.ui.grid.results_model import ResultsModel
from photosearch.ui.grid.thumbnail_loader import ThumbnailLoader
from photosearch.ui.look.images import middle_of
from photosearch.ui.look.theme import colours, font, icon_on_picture
from photosearch.words.hits import match_text

CORNER_PX = 6
_RING_PX = 3
_FOCUS_PX = 4
_MARGIN_PX = 6
_BUTTON_PX = 28
_BADGE_PX = 20
_SMALLEST_WITH_EXTRAS_PX = 88
_NARROWEST_PX = 44
_FEWEST_WORDS_PX = 32


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
        self._gap_px = 4
        self._ratio = 1.0
        self._is_settled = False

    def set_gap(self, gap_px: int) -> None:
        """Cells are ``gap_px`` apart."""
        self._gap_px = gap_px

    def set_settled(self, is_settled: bool, ratio: float) -> None:
        """Whether cells keep their size, or are just being resized; ``ratio``: device pixels per logical one."""
        self._is_settled, self._ratio = is_settled, ratio

    def cell_rect(self, item_rect: QRect) -> QRect:
        """The cell inside the room the view gives an item, which has the gap at its right and below it."""
        return item_rect.adjusted(0, 0, -self._gap_px, -self._gap_px)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Nobody lays out by it: Qt's own would ask the model for fonts, icons and texts of every item."""
        return QSize(self._gap_px, self._gap_px)

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
        """Whether the cell is large enough for the similar button; a narrow one has no room for words beside it."""
        return max(cell.width(), cell.height()) >= _SMALLEST_WITH_EXTRAS_PX and cell.width() >= _NARROWEST_PX

    def _paint_picture(self, painter: QPainter, cell: QRect, photo: Photo | None) -> None:
        size = (round(cell.width() * self._ratio), round(cell.height() * self._ratio))
        pixmap = None if photo is None else self._thumbnails.filling(photo, size, is_settled=self._is_settled)
        presence = 1.0 if photo is None or pixmap is None else self._thumbnails.presence(photo)
        if presence < 1.0:
            self._paint_placeholder(painter, cell)
            painter.setOpacity(presence)
        if pixmap is not None:
            if (pixmap.width(), pixmap.height()) == size:
                painter.drawPixmap(cell, pixmap)
            else:
                # Of another form only while the one that fits is on its way.
                painter.drawPixmap(cell, pixmap, middle_of(pixmap.size(), cell.size()))
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
        room_px = button.left() - cell.left() - 4 * _MARGIN_PX
        if not words or room_px < _FEWEST_WORDS_PX:
            return
        painter.setFont(font("small"))
        metrics = QFontMetrics(painter.font())
        text = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room_px)
        pill = QRectF(cell.left() + _MARGIN_PX, button.center().y() - 9, metrics.horizontalAdvance(text) + 16, 20)
        painter.drawRoundedRect(pill, 10, 10)
        painter.setPen(colours().pill_text)
        painter.drawText(pill.translated(QPointF(0, -0.5)), Qt.AlignmentFlag.AlignCenter, text)
