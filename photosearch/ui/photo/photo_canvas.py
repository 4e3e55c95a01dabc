"""One photo on black: the wheel enlarges it, the mouse moves it, it can be turned. The view only, never the file."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from photosearch.ui.look.theme import colours, font
from photosearch.ui.photo.pill import paint_pill
from photosearch.ui.photo.zoom import Turn, Zoom, fitted

ZOOM_STEP = 1.25
_CLOSE_UP = 3.0
_MESSAGE_MS = 2500
_SIDE_PX = 32


class PhotoCanvas(QWidget):
    """Shows what it is given; a new photo is whole and upright."""

    zoom_changed = Signal()
    all_pixels_wanted = Signal()
    """It is larger than the window now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pixmap = QPixmap()
        self._photo_px = QSizeF()
        self._is_stand_in = False
        self._zoom = Zoom()
        self._turn = Turn()
        self._dragged_from: QPoint | None = None
        self._is_cursor_hidden = False
        self._error = ""
        self._message = ""
        self._message_timer = QTimer(self)
        self._message_timer.setSingleShot(True)
        self._message_timer.setInterval(_MESSAGE_MS)
        self._message_timer.timeout.connect(self.update)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)

    # What is shown

    def begin(self, photo_px: QSizeF) -> None:
        """Another photo of this size, of which nothing is here yet."""
        self._photo_px = photo_px
        self._pixmap = QPixmap()
        self._error = ""
        self._turn = Turn()
        self.show_whole()

    def show_stand_in(self, thumbnail: QPixmap) -> None:
        """Its middle square, until the photo itself comes."""
        self._is_stand_in, self._pixmap = True, thumbnail
        self.update()

    def show_pixmap(self, pixmap: QPixmap) -> None:
        """The photo itself, in whatever resolution."""
        self._is_stand_in, self._pixmap = False, pixmap
        self.update()

    def show_error(self, text: str) -> None:
        """Why it cannot be shown."""
        self._error = text
        self.update()

    def show_message(self, text: str) -> None:
        """Say something for a moment."""
        self._message = text
        self._message_timer.start()
        self.update()

    @property
    def error_text(self) -> str:
        """Why the photo cannot be shown; empty when it can."""
        return self._error

    @property
    def message(self) -> str:
        """What is said at the moment."""
        return self._message if self._message_timer.isActive() else ""

    # How it is looked at

    @property
    def zoom(self) -> float:
        """1 when the whole photo fills the room; a small one is shown smaller at its actual size."""
        return self._zoom.factor

    @property
    def percent(self) -> int:
        """100 when a pixel of the photo is a pixel of the screen; 0 without a photo."""
        actual = self._actual_factor()
        return 0 if not actual else round(100 * self.zoom / actual)

    @property
    def degrees(self) -> int:
        """How far it is turned to the right."""
        return self._turn.degrees

    def show_whole(self) -> None:
        """The whole photo again."""
        self._zoom.reset()
        self._on_zoomed()

    def show_actual_size(self, around: QPointF | None = None) -> None:
        """A pixel of the photo on each pixel of the screen."""
        if actual := self._actual_factor():
            self.zoom_by(actual / self.zoom, around)

    def zoom_by(self, factor: float, around: QPointF | None = None) -> None:
        """Enlarge by ``factor``; what is under ``around`` (default: the middle) stays there."""
        middle = QPointF(self.rect().center())
        actual = self._actual_factor() or 1.0
        self._zoom.enlarge(factor, (around or middle) - middle, self._whole(), QSizeF(self.size()), actual)
        self._on_zoomed()

    def hide_cursor(self, is_hidden: bool) -> None:
        """Nothing but the photo is to be seen."""
        self._is_cursor_hidden = is_hidden
        self._show_cursor()

    def turn_by(self, quarters: int) -> None:
        """Turn it to the right, or to the left where negative."""
        self._turn.by(quarters)
        self.show_whole()

    # Qt's event interface

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Whole stays whole; what is enlarged stays inside."""
        super().resizeEvent(event)
        self._zoom.move(QPointF(), self._whole(), QSizeF(self.size()))
        self.zoom_changed.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom around the mouse."""
        if event.angleDelta().y():
            self.zoom_by(ZOOM_STEP if event.angleDelta().y() > 0 else 1 / ZOOM_STEP, event.position())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of an enlarged photo."""
        if event.button() is not Qt.MouseButton.LeftButton:
            event.ignore()
        elif self.zoom > 1.0:
            self._dragged_from = event.position().toPoint()
            self._show_cursor()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move it."""
        if self._dragged_from is not None:
            place = event.position().toPoint()
            self._zoom.move(QPointF(place - self._dragged_from), self._whole(), QSizeF(self.size()))
            self._dragged_from = place
            self.update()
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._dragged_from = None
        self._show_cursor()
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Closer, or back to the whole."""
        if self.zoom > 1.0:
            self.show_whole()
        else:
            self.zoom_by(max(_CLOSE_UP, self._actual_factor()), event.position())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The photo as it is turned, or why there is none, and what is said for a moment."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), colours().viewer)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if not self._pixmap.isNull():
            self._paint_photo(painter)
        if self._error:
            painter.setFont(font("body"))
            painter.setPen(colours().viewer_text)
            room = self.rect().adjusted(_SIDE_PX, 0, -_SIDE_PX, 0)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._error)
        if self.message:
            paint_pill(painter, self.rect(), self.message)

    def _paint_photo(self, painter: QPainter) -> None:
        place = self._place()
        painter.save()
        painter.translate(place.center())
        painter.rotate(self._turn.degrees)
        upright = QRectF(QPointF(), self._turn.of(place.size()))
        upright.moveCenter(QPointF())
        painter.drawPixmap(upright, self._pixmap, QRectF(self._pixmap.rect()))
        painter.restore()

    def _on_zoomed(self) -> None:
        self._show_cursor()
        self.update()
        self.zoom_changed.emit()
        if self.zoom > 1.0:
            self.all_pixels_wanted.emit()

    def _show_cursor(self) -> None:
        if self._is_cursor_hidden:
            self.setCursor(Qt.CursorShape.BlankCursor)
        elif self.zoom <= 1.0:
            self.unsetCursor()
        else:
            is_held = self._dragged_from is not None
            self.setCursor(Qt.CursorShape.ClosedHandCursor if is_held else Qt.CursorShape.OpenHandCursor)

    def _actual_factor(self) -> float:
        """How often the whole has to be enlarged for 100 %; 0 without a photo."""
        whole = self._whole()
        if whole.isEmpty():
            return 0.0
        return self._turn.of(self._photo_px).width() / (whole.width() * self.devicePixelRatioF())

    def _whole(self) -> QSizeF:
        """The size of the whole photo in the window."""
        return fitted(self._turn.of(self._photo_px), QSizeF(self.size()))

    def _place(self) -> QRectF:
        """Where the photo is. The thumbnail that stands in for it is its middle square."""
        whole = self._whole()
        if self._is_stand_in:
            side_px = min(whole.width(), whole.height())
            whole = QSizeF(side_px, side_px)
        return self._zoom.place(whole, QPointF(self.rect().center()))
