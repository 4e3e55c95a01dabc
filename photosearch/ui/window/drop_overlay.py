"""The soft veil over the whole window while something that can be searched with hovers over it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from photosearch.ui.flows.picture_flow import PictureFlow
from photosearch.ui.look.theme import colours, font, icon

_INSET_PX = 24
_ICON_PX = 48


class DropOverlay(QWidget):
    """Makes its window take pictures, and covers it while one hovers. Lets every event through to the window."""

    def __init__(self, window: QWidget, pictures: PictureFlow) -> None:
        super().__init__(window)
        self._window = window
        self._pictures = pictures
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def cover(self) -> None:
        """Show over all of the window."""
        self.setGeometry(self._window.rect())
        self.raise_()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What is dragged over the window, except what was dragged out of it."""
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.DragEnter:
            return self._on_entered(event)
        if event.type() == QEvent.Type.DragLeave:
            self.hide()
        elif isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            self.hide()
            _accept_copy(event)
            self._pictures.take(event.mimeData())
            return True
        return super().eventFilter(watched, event)

    def _on_entered(self, event: QDropEvent) -> bool:
        if event.source() is None and self._pictures.accepts(event.mimeData()):
            _accept_copy(event)
            self._pictures.expect()
            self.cover()
        else:
            event.ignore()
        return True

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


def _accept_copy(event: QDropEvent) -> None:
    """Never a move: the program it comes from may keep its file."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()
