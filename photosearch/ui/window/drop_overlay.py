"""The soft veil over the whole window while something that can be searched with hovers over it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QObject, QRectF, Qt
from PySide6.QtGui import QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from photosearch.ui.desktop.dropped import Dragged, dragged_kind
from photosearch.ui.flows.picture_flow import PictureFlow
from photosearch.ui.look.theme import colours, font, icon
from photosearch.ui.search.query_images import carries_pixels, pictures_offered

_INSET_PX = 24
_ICON_PX = 48
_ICONS = {Dragged.PICTURE: "similar", Dragged.FOLDER: "folder-add", Dragged.OTHER: "warning"}


class DropOverlay(QWidget):
    """Makes its window take pictures, and covers it while one hovers. Lets every event through to the window."""

    def __init__(self, window: QWidget, pictures: PictureFlow) -> None:
        super().__init__(window)
        self._window = window
        self._pictures = pictures
        self._dragged = Dragged.PICTURE
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def cover(self) -> None:
        """Show over all of the window."""
        self.setAccessibleName(self._words())
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
            self._dragged = _kind_of(event.mimeData())
            if self._dragged is Dragged.PICTURE:
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
        is_wanted = self._dragged is not Dragged.OTHER
        painter.setPen(QPen(chosen.accent if is_wanted else chosen.border, 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(frame, 16, 16)
        middle = frame.center().toPoint()
        icon(_ICONS[self._dragged]).paint(
            painter, middle.x() - _ICON_PX // 2, middle.y() - _ICON_PX - 8, _ICON_PX, _ICON_PX
        )
        painter.setFont(font("title"))
        painter.setPen(chosen.text)
        words = QRectF(frame.left(), middle.y() + 8, frame.width(), 40)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self._words())

    def _words(self) -> str:
        if self._dragged is Dragged.FOLDER:
            return self.tr("Add this folder")
        if self._dragged is Dragged.OTHER:
            return self.tr("This is not a picture")
        return self.tr("Drop to find similar photos")


def _kind_of(mime: QMimeData) -> Dragged:
    """By its files where it has any; else by what a page of the web gave along."""
    files = [url for url in mime.urls() if url.isLocalFile()]
    if files:
        return dragged_kind(files)
    # Its bytes are not asked for while it only hovers.
    return Dragged.OTHER if not carries_pixels(mime) and pictures_offered(mime).is_page else Dragged.PICTURE


def _accept_copy(event: QDropEvent) -> None:
    """Never a move: the program it comes from may keep its file."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()
