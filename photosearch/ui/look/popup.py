"""A small panel that opens below a button and closes by a click elsewhere or Esc."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QWidget

_COMPOSITED = ("cocoa", "windows", "wayland")


class Popup(QFrame):
    """Base of the panels of the filter row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("Popup")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        # Round corners need a compositor; X11 has one only sometimes, and shows black corners without.
        is_composited = QGuiApplication.platformName() in _COMPOSITED
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground, is_composited)

    def open_below(self, button: QWidget) -> None:
        """Show under ``button``, right edges aligned, kept on the screen."""
        self.adjustSize()
        corner = button.mapToGlobal(QPoint(button.width() - self.width(), button.height() + 4))
        room = button.screen().availableGeometry()
        left = min(max(corner.x(), room.left() + 4), room.right() - self.width() - 4)
        top = min(corner.y(), room.bottom() - self.height() - 4)
        self.move(left, top)
        self.show()
        self.setFocus(Qt.FocusReason.PopupFocusReason)
