"""What the mouse does to a view that lays out its items itself: which one it is over, and the rubber band."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QHoverEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QRubberBand, QStyle, QStyleOptionRubberBand, QWidget


class PointedView(QListView):
    """Base of the grid; ``indexAt`` and ``verticalOffset`` are the subclass's."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mouse: QPoint | None = None
        self._hovered_row = -1
        self._pressed: QPoint | None = None
        self._band: QRect | None = None
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)

    @property
    def is_held(self) -> bool:
        """Whether the mouse holds something."""
        return self.state() is not QAbstractItemView.State.NoState or self._pressed is not None

    def reset(self) -> None:
        """Other items: none of them is under the mouse or half selected yet."""
        self._hovered_row, self._band, self._pressed = -1, None, None
        super().reset()

    def viewportEvent(self, event: QEvent) -> bool:
        """Remember which cell the mouse is over."""
        if isinstance(event, QHoverEvent):
            self._mouse = None if event.type() is QEvent.Type.HoverLeave else event.position().toPoint()
            self._hovered_row = self._row_under_mouse()
        return super().viewportEvent(event)

    def scrollContentsBy(self, right_px: int, down_px: int) -> None:
        """Another cell comes under a mouse that rests."""
        super().scrollContentsBy(right_px, down_px)
        row = self._row_under_mouse()
        if row != self._hovered_row:
            self._hovered_row = row
            self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Where a rubber band may begin."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed = event.position().toPoint() + QPoint(0, self.verticalOffset())
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The rubber band follows."""
        super().mouseMoveEvent(event)
        if self.state() is QAbstractItemView.State.DragSelectingState and self._pressed is not None:
            here = event.position().toPoint() + QPoint(0, self.verticalOffset())
            self._band = QRect(self._pressed, here).normalized()
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """It ends."""
        super().mouseReleaseEvent(event)
        self._pressed = None
        if self._band is not None:
            self._band = None
            self.viewport().update()

    def _row_under_mouse(self) -> int:
        return -1 if self._mouse is None else self.indexAt(self._mouse).row()

    def _paint_band(self, painter: QPainter) -> None:
        if self._band is None:
            return
        option = QStyleOptionRubberBand()
        option.initFrom(self)
        option.shape = QRubberBand.Shape.Rectangle
        option.rect = self._band.translated(0, -self.verticalOffset())
        self.style().drawControl(QStyle.ControlElement.CE_RubberBand, option, painter, self)
