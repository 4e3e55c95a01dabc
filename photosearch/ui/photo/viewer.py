"""The full-screen viewer: one photo on black, zoom with the wheel, next and previous with the arrows."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSizeF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap, QWheelEvent
from PySide6.QtWidgets import QWidget

from photosearch.types.photos import Photo
from photosearch.ui.background import Background
from photosearch.ui.grid.results_model import ResultsModel
from photosearch.ui.grid.thumbnail_loader import ThumbnailLoader
from photosearch.ui.look.theme import colours, font
from photosearch.ui.photo.previews import LoadPreview
from photosearch.ui.photo.viewer_caption import caption_text, paint_caption
from photosearch.ui.photo.viewer_images import FULL_PX, ViewerImages
from photosearch.ui.photo.zoom import Zoom, fitted
from photosearch.words.failures import error_sentence

_ZOOM_STEP = 1.25
_CAPTION_MS = 2500


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
        self._images = ViewerImages(background, self)
        self._images.loaded.connect(self._on_loaded)
        self._images.failed.connect(self._on_failed)
        self._row = -1
        self._photo: Photo | None = None
        self._pixmap = QPixmap()
        self._is_full = False
        self._is_loaded = False
        self._zoom = Zoom()
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
        self._images.start(load)

    @property
    def row(self) -> int:
        """The row shown, -1 when none."""
        return self._row

    @property
    def zoom(self) -> float:
        """1 when the whole photo fits the window."""
        return self._zoom.factor

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
        self._zoom.reset()
        self.update()

    def zoom_by(self, factor: float, around: QPointF | None = None) -> None:
        """Enlarge by ``factor``; what is under ``around`` (default: the middle) stays there."""
        middle = QPointF(self.rect().center())
        self._zoom.enlarge(factor, (around or middle) - middle, self._whole(), QSizeF(self.size()))
        self.update()
        if self.zoom > 1.0:
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
            self._zoom.move(QPointF(place - self._dragged_from), self._whole(), QSizeF(self.size()))
            self._dragged_from = place
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        del event
        self._dragged_from = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Enlarge three times, or back to the whole."""
        if self.zoom > 1.0:
            self.reset_zoom()
        else:
            self.zoom_by(3.0, event.position())

    def closeEvent(self, event: QEvent) -> None:
        """Nothing is loaded for a closed viewer."""
        self._images.close()
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
            paint_caption(painter, self.rect(), caption_text(self._photo.path.name, self._row, self._hits.rowCount()))

    # Loading

    def _show_photo(self) -> None:
        photo = self._hits.photo(self._row)
        if photo is None:
            return
        self._photo = photo
        if (kept := self._images.kept(photo)) is not None:
            self._show_image(kept)
            self._fetch_next()
            return
        self._pixmap = self._thumbnails.pixmap(photo) or QPixmap()
        self.update()
        self._images.fetch(photo, self._screen_px())

    def _load_full(self) -> None:
        if not self._is_full and self._photo is not None:
            self._is_full = True
            self._images.fetch_full(self._photo)

    def _fetch_next(self) -> None:
        if self.isVisible() and self._row + 1 < self._hits.rowCount():
            photo = self._hits.photo(self._row + 1)
            if photo is not None:
                self._images.fetch_ahead(photo, self._screen_px())

    @Slot(object, object)
    def _on_loaded(self, photo: Photo, image: QImage) -> None:
        if self._is_shown(photo):
            self._show_image(image)
            self._fetch_next()

    @Slot(object, object)
    def _on_failed(self, photo: Photo, error: BaseException) -> None:
        if self._is_shown(photo):
            self._error = error_sentence(error)
            self.update()

    def _is_shown(self, photo: Photo) -> bool:
        """What comes late may belong to a photo that was left."""
        return self._photo is not None and photo.photo_id == self._photo.photo_id

    @Slot()
    def _on_records_came(self) -> None:
        if self.isVisible() and self._row >= 0 and self._photo is None:
            self._show_photo()

    def _show_image(self, image: QImage) -> None:
        self._is_loaded = True
        self._pixmap = QPixmap.fromImage(image)
        self.update()

    def _screen_px(self) -> int:
        longest = max(self.width(), self.height(), 1280)
        return min(FULL_PX, round(longest * self.devicePixelRatioF()))

    # Painting

    def _whole(self) -> QSizeF:
        """The size of the whole photo in the window."""
        if self._photo is None:
            return QSizeF(self._pixmap.size())
        metadata = self._photo.metadata
        return fitted(QSizeF(metadata.width_px, metadata.height_px), QSizeF(self.size()))

    def _place(self) -> QRectF:
        """Where the photo is. The thumbnail that stands in for it is its middle square."""
        whole = self._whole()
        if not self._is_loaded:
            side_px = min(whole.width(), whole.height())
            whole = QSizeF(side_px, side_px)
        return self._zoom.place(whole, QPointF(self.rect().center()))
