"""The full-screen viewer: one photo on black, zoom with the wheel, next and previous with the arrows."""

from __future__ import annotations

from collections import OrderedDict
from functools import partial

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSizeF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap, QWheelEvent
from PySide6.QtWidgets import QWidget

from photosearch.types import Photo, PhotoId
from photosearch.ui.background import Background
from photosearch.ui.previews import LoadPreview
from photosearch.ui.results_model import ResultsModel
from photosearch.ui.theme import colours, font
from photosearch.ui.thumbnail_loader import ThumbnailLoader
from photosearch.words.failures import error_sentence

_MAX_ZOOM = 8.0
_ZOOM_STEP = 1.25
_FULL_PX = 8192
"""Longest side asked for when zoomed in: as good as every camera's own pixels, and bounded."""
_KEPT_IMAGES = 3
_CAPTION_MS = 2500
_CAPTION_HEIGHT_PX = 32


class Viewer(QWidget):
    """A window of its own. The photo fits the screen at first; zoom is relative to that."""

    row_shown = Signal(int)
    closed = Signal()

    def __init__(
        self, model: ResultsModel, thumbnails: ThumbnailLoader, background: Background, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._hits = model
        self._thumbnails = thumbnails
        self._background = background
        self._load: LoadPreview | None = None
        self._row = -1
        self._photo: Photo | None = None
        self._pixmap = QPixmap()
        self._kept: OrderedDict[PhotoId, QImage] = OrderedDict()
        self._is_full = False
        self._is_loaded = False
        self._zoom = 1.0
        self._offset = QPointF()
        self._dragged_from: QPoint | None = None
        self._error = ""
        self._caption = QTimer(self)
        self._caption.setSingleShot(True)
        self._caption.setInterval(_CAPTION_MS)
        self._caption.timeout.connect(self.update)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        model.dataChanged.connect(self._on_records_came)
        self.retranslate()

    def start(self, load: LoadPreview) -> None:
        """Begin loading; ``load`` blocks and is called in the background only."""
        self._load = load

    @property
    def row(self) -> int:
        """The row shown, -1 when none."""
        return self._row

    @property
    def zoom(self) -> float:
        """1 when the whole photo fits the window."""
        return self._zoom

    @property
    def is_loaded(self) -> bool:
        """Whether the photo itself is shown, not its thumbnail."""
        return self._is_loaded

    @property
    def error_text(self) -> str:
        """Why the photo cannot be shown; empty when it can."""
        return self._error

    def show_row(self, row: int) -> None:
        """Show the photo of this row."""
        if not 0 <= row < self._hits.rowCount():
            return
        self._row = row
        self._photo = None
        self._pixmap = QPixmap()
        self._error = ""
        self._is_full = self._is_loaded = False
        self.reset_zoom()
        self._caption.start()
        self._show_photo()
        self.row_shown.emit(row)

    def show_next(self) -> None:
        """The hit after this one."""
        self.show_row(self._row + 1)

    def show_previous(self) -> None:
        """The hit before this one."""
        self.show_row(self._row - 1)

    def reset_zoom(self) -> None:
        """The whole photo again."""
        self._zoom = 1.0
        self._offset = QPointF()
        self.update()

    def zoom_by(self, factor: float, around: QPointF | None = None) -> None:
        """Enlarge by ``factor``; what is under ``around`` (default: the middle) stays there."""
        zoom = min(_MAX_ZOOM, max(1.0, self._zoom * factor))
        middle = QPointF(self.rect().center())
        point = (around or middle) - middle
        self._offset = point - (point - self._offset) * (zoom / self._zoom)
        self._zoom = zoom
        self._keep_inside()
        self.update()
        if zoom > 1.0:
            self._load_full()

    def retranslate(self) -> None:
        """Set the words in the language of the window."""
        self.setWindowTitle(self.tr("Photo"))
        self.setAccessibleName(self.tr("Photo, full screen"))

    # Qt's event interface

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go on, plus and minus zoom, Esc, F or Space leaves."""
        match event.key():
            case Qt.Key.Key_Right | Qt.Key.Key_Down | Qt.Key.Key_PageDown:
                self.show_next()
            case Qt.Key.Key_Left | Qt.Key.Key_Up | Qt.Key.Key_PageUp:
                self.show_previous()
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom_by(_ZOOM_STEP)
            case Qt.Key.Key_Minus:
                self.zoom_by(1 / _ZOOM_STEP)
            case Qt.Key.Key_0:
                self.reset_zoom()
            case Qt.Key.Key_Escape | Qt.Key.Key_F | Qt.Key.Key_Space:
                self.close()
            case _:
                super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom around the mouse."""
        if event.angleDelta().y():
            self.zoom_by(_ZOOM_STEP if event.angleDelta().y() > 0 else 1 / _ZOOM_STEP, event.position())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the photo."""
        self._dragged_from = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move an enlarged photo; say the name again."""
        self._caption.start()
        if self._dragged_from is not None:
            place = event.position().toPoint()
            self._offset += QPointF(place - self._dragged_from)
            self._dragged_from = place
            self._keep_inside()
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        del event
        self._dragged_from = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Enlarge three times, or back to the whole."""
        if self._zoom > 1.0:
            self.reset_zoom()
        else:
            self.zoom_by(3.0, event.position())

    def closeEvent(self, event: QEvent) -> None:
        """Nothing is loaded for a closed viewer."""
        self._background.forget("viewer")
        self._kept.clear()
        self._pixmap = QPixmap()
        self.closed.emit()
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The photo, and for a moment its name."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), colours().viewer)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if not self._pixmap.isNull():
            painter.drawPixmap(self._place(), self._pixmap, QRectF(self._pixmap.rect()))
        painter.setPen(Qt.GlobalColor.white)
        if self._error:
            painter.setFont(font("body"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._error)
        if self._caption.isActive() and self._photo is not None:
            self._paint_caption(painter, self._photo)

    # Loading

    def _show_photo(self) -> None:
        photo = self._hits.photo(self._row)
        if photo is None:
            return
        self._photo = photo
        if (kept := self._kept.get(photo.photo_id)) is not None:
            self._show_image(kept)
            self._prefetch_next()
            return
        self._pixmap = self._thumbnails.pixmap(photo) or QPixmap()
        self.update()
        if self._load is not None:
            work = partial(self._load, photo, self._screen_px())
            self._background.run_newest("viewer", work, partial(self._on_loaded, photo), self._on_failed)

    def _load_full(self) -> None:
        if self._is_full or self._photo is None or self._load is None:
            return
        self._is_full = True
        work = partial(self._load, self._photo, _FULL_PX)
        self._background.run_newest("viewer-full", work, partial(self._on_full_loaded, self._photo), self._on_failed)

    def _prefetch_next(self) -> None:
        if self._load is None or not self.isVisible() or self._row + 1 >= self._hits.rowCount():
            return
        photo = self._hits.photo(self._row + 1)
        if photo is not None and photo.photo_id not in self._kept:
            work = partial(self._load, photo, self._screen_px())
            self._background.run_newest("viewer-next", work, partial(self._keep, photo), self._on_prefetch_failed)

    def _on_loaded(self, photo: Photo, image: QImage) -> None:
        self._keep(photo, image)
        if self._photo is not None and photo.photo_id == self._photo.photo_id:
            self._show_image(image)
            self._prefetch_next()

    def _on_full_loaded(self, photo: Photo, image: QImage) -> None:
        if self._photo is not None and photo.photo_id == self._photo.photo_id:
            self._show_image(image)

    def _on_failed(self, error: BaseException) -> None:
        self._error = error_sentence(error)
        self.update()

    def _on_prefetch_failed(self, error: BaseException) -> None:
        """It is said when that photo's turn comes."""

    @Slot()
    def _on_records_came(self) -> None:
        if self.isVisible() and self._row >= 0 and self._photo is None:
            self._show_photo()

    def _keep(self, photo: Photo, image: QImage) -> None:
        self._kept[photo.photo_id] = image
        while len(self._kept) > _KEPT_IMAGES:
            self._kept.popitem(last=False)

    def _show_image(self, image: QImage) -> None:
        self._is_loaded = True
        self._pixmap = QPixmap.fromImage(image)
        self.update()

    def _screen_px(self) -> int:
        longest = max(self.width(), self.height(), 1280)
        return min(_FULL_PX, round(longest * self.devicePixelRatioF()))

    # Painting

    def _fitted(self) -> QSizeF:
        """The size of the whole photo in the window; small ones are not enlarged beyond twice."""
        if self._photo is None:
            return QSizeF(self._pixmap.size())
        known = QSizeF(self._photo.metadata.width_px, self._photo.metadata.height_px)
        fitted = known.scaled(QSizeF(self.size()), Qt.AspectRatioMode.KeepAspectRatio)
        most = known * 2
        return fitted if fitted.width() <= most.width() else most

    def _place(self) -> QRectF:
        """Where the photo is. The thumbnail that stands in for it is its middle square."""
        size = self._fitted() * self._zoom
        if not self._is_loaded:
            size = QSizeF(min(size.width(), size.height()), min(size.width(), size.height()))
        place = QRectF(QPointF(0, 0), size)
        place.moveCenter(QPointF(self.rect().center()) + self._offset)
        return place

    def _keep_inside(self) -> None:
        size = self._fitted() * self._zoom
        room_x = max(0.0, (size.width() - self.width()) / 2)
        room_y = max(0.0, (size.height() - self.height()) / 2)
        self._offset = QPointF(min(room_x, max(-room_x, self._offset.x())), min(room_y, max(-room_y, self._offset.y())))

    def _paint_caption(self, painter: QPainter, photo: Photo) -> None:
        text = self.tr("%1 · %2 of %3")
        for mark, value in (
            ("%1", photo.path.name),
            ("%2", self.locale().toString(self._row + 1)),
            ("%3", self.locale().toString(self._hits.rowCount())),
        ):
            text = text.replace(mark, value)
        painter.setFont(font("body"))
        width = painter.fontMetrics().horizontalAdvance(text) + 32
        pill = QRectF((self.width() - width) / 2, self.height() - 56, width, _CAPTION_HEIGHT_PX)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours().pill)
        painter.drawRoundedRect(pill, _CAPTION_HEIGHT_PX / 2, _CAPTION_HEIGHT_PX / 2)
        painter.setPen(colours().pill_text)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
