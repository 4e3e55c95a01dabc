"""The soft veil over the whole window while something that can be searched with hovers over it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from photosearch.ui.theme import colours, font, icon

_INSET_PX = 24
_ICON_PX = 48


class DropOverlay(QWidget):
    """Covers its parent; lets every event through, so that the window stays the drop target."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def cover(self) -> None:
        """Show over all of the parent."""
        self.setGeometry(self._window.rect())
        self.raise_()
        self.show()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the theme."""
        self.update()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A veil, a dashed frame in the accent colour, and what will happen."""
        del event
        chosen = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), chosen.overlay)
        frame = QRectF(self.rect()).adjusted(_INSET_PX, _INSET_PX, -_INSET_PX, -_INSET_PX)
        painter.setPen(QPen(chosen.accent, 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(frame, 16, 16)
        middle = frame.center().toPoint()
        icon("similar").paint(painter, middle.x() - _ICON_PX // 2, middle.y() - _ICON_PX - 8, _ICON_PX, _ICON_PX)
        painter.setFont(font("title"))
        painter.setPen(chosen.text)
        words = QRectF(frame.left(), middle.y() + 8, frame.width(), 40)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.tr("Drop to find similar photos"))
