"""A small panel that opens below a button and closes by a click elsewhere or Esc."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainterPath, QRegion, QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from photosearch.ui.look.motion import drop_in
from photosearch.ui.look.on_screen import screen_room

_CORNER_PX = 10
_COMPOSITED = ("cocoa", "windows", "wayland")


class Popup(QFrame):
    """Base of the panels of the filter row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("Popup")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        # Smooth round corners need a compositor. X11 has one only sometimes, and shows black corners without: there
        # the window itself gets the shape.
        self._is_composited = QGuiApplication.platformName() in _COMPOSITED
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground, self._is_composited)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """All four corners stay round."""
        super().resizeEvent(event)
        if not self._is_composited:
            shape = QPainterPath()
            shape.addRoundedRect(QRectF(self.rect()), _CORNER_PX, _CORNER_PX)
            self.setMask(QRegion(shape.toFillPolygon().toPolygon()))

    def open_below(self, button: QWidget) -> None:
        """Show under ``button``, right edges aligned, kept on the screen."""
        self.adjustSize()
        corner = button.mapToGlobal(QPoint(button.width() - self.width(), button.height() + 4))
        room = screen_room(button)
        left = min(max(corner.x(), room.left() + 4), room.right() - self.width() - 4)
        top = min(corner.y(), room.bottom() - self.height() - 4)
        self.move(left, top)
        self.show()
        drop_in(self)
        self.setFocus(Qt.FocusReason.PopupFocusReason)
