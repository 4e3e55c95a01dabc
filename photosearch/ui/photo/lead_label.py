"""A value that leads to more photos: a link of plain text, that can still be marked and copied as any other value."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from photosearch.ui.look.theme import font
from photosearch.ui.look.wrapping_label import WrappingLabel

_FOLLOWS: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class LeadLabel(WrappingLabel):
    """A click, Enter or Space follows it; what the mouse is drawn over is marked instead."""

    followed = Signal()

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, is_selectable=True)
        self._is_pressed = False
        self.setObjectName("Lead")
        self.setFont(font("small"))
        self.setText(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Maximum)
        self.setSizePolicy(policy)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Perhaps a click, perhaps the beginning of a mark."""
        self._is_pressed = event.button() is Qt.MouseButton.LeftButton
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click where nothing was marked."""
        super().mouseReleaseEvent(event)
        is_click = self._is_pressed and not self.selected and self.rect().contains(event.position().toPoint())
        self._is_pressed = False
        if is_click:
            self.followed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space follow it."""
        if event.key() in _FOLLOWS:
            self.followed.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """The keys that follow it are its own while it has the keyboard, whatever they do in the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.setAccepted(event.key() in _FOLLOWS and not event.modifiers())
            return event.isAccepted() or super().event(event)
        return super().event(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Underlined under the mouse."""
        self._underline(True)
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Quiet again."""
        self._underline(False)
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """With a frame while it has the keyboard by Tab."""
        super().paintEvent(event)
        if self.hasFocus() and not self.selected:
            painter = QPainter(self)
            painter.setPen(self.palette().color(self.foregroundRole()))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _underline(self, is_underlined: bool) -> None:
        changed = QFont(self.font())
        changed.setUnderline(is_underlined)
        self.setFont(changed)
