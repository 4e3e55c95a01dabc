"""The full-screen viewer: one photo on black; above it the way out and what can be done, its neighbours below."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, QSizeF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QImage, QKeyEvent, QKeySequence, QMouseEvent, QPixmap, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from photosearch.types.photos import MovingPicture, Photo
from photosearch.types.question import Question
from photosearch.ui.background import Background
from photosearch.ui.grid.results_model import ResultsModel
from photosearch.ui.grid.thumbnail_loader import ThumbnailLoader
from photosearch.ui.photo.film_strip import FilmStrip
from photosearch.ui.photo.moving_player import MovingPlayer
from photosearch.ui.photo.photo_canvas import ZOOM_STEP, PhotoCanvas
from photosearch.ui.photo.previews import LoadMoving, LoadPreview
from photosearch.ui.photo.slideshow import Slideshow
from photosearch.ui.photo.viewer_arrows import ViewerArrows
from photosearch.ui.photo.viewer_bar import ViewerBar, place_text
from photosearch.ui.photo.viewer_images import FULL_PX, ViewerImages
from photosearch.ui.photo.viewer_info import ViewerInfo
from photosearch.words.failures import error_sentence

_IDLE_MS = 2500
_SMALLEST_PX = QSize(640, 440)


class Viewer(QWidget):
    """A window of its own. The photo fits the screen at first; zoom is relative to that."""

    row_shown = Signal(int)
    similar_requested = Signal(object)
    copy_requested = Signal(object)
    question_asked = Signal(object)
    """A ``Question``: more photos with a value of the one shown."""
    closed = Signal()

    def __init__(
        self, model: ResultsModel, thumbnails: ThumbnailLoader, background: Background, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("Viewer")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumSize(_SMALLEST_PX)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._hits = model
        self._thumbnails = thumbnails
        self._images = ViewerImages(background, self)
        self._row = -1
        self._photo: Photo | None = None
        self._is_full = False
        self._is_loaded = False
        self._player = MovingPlayer(self)
        self._slideshow = Slideshow(self)
        self._bar, self._canvas, self._info = ViewerBar(), PhotoCanvas(), ViewerInfo()
        self._strip = FilmStrip(model, thumbnails)
        self._arrows = ViewerArrows(self._canvas)
        self._info.hide()
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(_IDLE_MS)
        self._lay_out()
        self._connect()
        self.retranslate()

    def start(self, load: LoadPreview, load_moving: LoadMoving | None = None) -> None:
        """Begin loading; both block and are called in the background only."""
        self._images.start(load, load_moving)

    # What is shown

    @property
    def row(self) -> int:
        """The row shown, -1 when none."""
        return self._row

    @property
    def canvas(self) -> PhotoCanvas:
        """The photo itself."""
        return self._canvas

    @property
    def is_loaded(self) -> bool:
        """Whether the photo itself is shown, not its thumbnail."""
        return self._is_loaded

    @property
    def is_slideshow(self) -> bool:
        """Whether it goes on by itself."""
        return self._slideshow.is_running

    def show_row(self, row: int) -> None:
        """Show the photo of this row."""
        if not 0 <= row < self._hits.rowCount():
            return
        self._row = row
        self._photo = None
        self._is_full = self._is_loaded = False
        self._player.stop()
        self._canvas.begin(QSizeF())
        self._show_photo()
        self._tell_place()
        self.row_shown.emit(row)

    @Slot()
    def show_next(self) -> None:
        """The hit after this one; a slideshow begins again after the last."""
        is_last = self._row + 1 == self._hits.rowCount()
        self.show_row(0 if is_last and self.is_slideshow else self._row + 1)

    @Slot()
    def show_previous(self) -> None:
        """The hit before this one."""
        self.show_row(self._row - 1)

    def show_message(self, text: str) -> None:
        """Say something for a moment."""
        self._canvas.show_message(text)

    @Slot()
    def toggle_slideshow(self) -> None:
        """Go on by itself from here, or stay."""
        self._slideshow.set_running(not self.is_slideshow)

    @Slot()
    def toggle_info(self) -> None:
        """Show or hide the details."""
        self._info.setVisible(self._info.isHidden())
        self._bar.show_info(not self._info.isHidden())

    @Slot()
    def step_back(self) -> None:
        """One thing at a time: the slideshow ends, an enlarged photo is whole again, the viewer is left."""
        if self.is_slideshow:
            self._slideshow.set_running(False)
        elif self._canvas.zoom > 1.0:
            self._canvas.show_whole()
        else:
            self.close()

    def retranslate(self) -> None:
        """Set the words in the language of the window."""
        self.setWindowTitle(self.tr("Photo"))
        self.setAccessibleName(self.tr("Photo, full screen"))
        self._tell_place()

    # Qt's event interface

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """The keys are the viewer's."""
        super().showEvent(event)
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the overview of keys; a key without a meaning here has none anywhere behind."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self._on_copy()
            return
        is_shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        called = self._keys(is_shifted=is_shifted).get(Qt.Key(event.key()))
        if called is not None:
            called()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The mouse's own back button leaves."""
        if event.button() is Qt.MouseButton.BackButton:
            self.close()
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The controls come back."""
        self._show_controls()
        super().mouseMoveEvent(event)

    def closeEvent(self, event: QEvent) -> None:
        """Nothing is loaded for a closed viewer."""
        self._slideshow.set_running(False)
        self._player.stop()
        self._images.close()
        self._canvas.begin(QSizeF())
        self.closed.emit()
        event.accept()

    def _keys(self, *, is_shifted: bool) -> dict[Qt.Key, Callable[[], object]]:
        key, canvas = Qt.Key, self._canvas
        return {
            **dict.fromkeys((key.Key_Right, key.Key_Down, key.Key_PageDown), self.show_next),
            **dict.fromkeys((key.Key_Left, key.Key_Up, key.Key_PageUp), self.show_previous),
            key.Key_Home: lambda: self.show_row(0),
            key.Key_End: lambda: self.show_row(self._hits.rowCount() - 1),
            **dict.fromkeys((key.Key_Plus, key.Key_Equal), lambda: canvas.zoom_by(ZOOM_STEP)),
            key.Key_Minus: lambda: canvas.zoom_by(1 / ZOOM_STEP),
            key.Key_0: canvas.show_whole,
            key.Key_1: canvas.show_actual_size,
            key.Key_R: lambda: canvas.turn_by(-1 if is_shifted else 1),
            key.Key_I: self.toggle_info,
            key.Key_S: self._on_similar,
            key.Key_F5: self.toggle_slideshow,
            key.Key_Escape: self.step_back,
            key.Key_F: self.close,
            key.Key_Space: self.toggle_slideshow if self.is_slideshow else self.close,
        }

    # Building

    def _lay_out(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._canvas, 1)
        middle.addWidget(self._info)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addLayout(middle, 1)
        column.addWidget(self._strip)

    def _connect(self) -> None:
        bar, canvas = self._bar, self._canvas
        bar.leave_clicked.connect(self.close)
        bar.zoom_in_clicked.connect(lambda: canvas.zoom_by(ZOOM_STEP))
        bar.zoom_out_clicked.connect(lambda: canvas.zoom_by(1 / ZOOM_STEP))
        bar.actual_size_clicked.connect(lambda: canvas.show_actual_size())
        bar.whole_clicked.connect(canvas.show_whole)
        bar.turn_left_clicked.connect(lambda: canvas.turn_by(-1))
        bar.turn_right_clicked.connect(lambda: canvas.turn_by(1))
        bar.slideshow_clicked.connect(self.toggle_slideshow)
        bar.similar_clicked.connect(self._on_similar)
        bar.copy_clicked.connect(self._on_copy)
        bar.info_clicked.connect(self.toggle_info)
        self._arrows.next_clicked.connect(self.show_next)
        self._arrows.previous_clicked.connect(self.show_previous)
        self._info.question_asked.connect(self._on_question_asked)
        self._strip.row_chosen.connect(self.show_row)
        canvas.zoom_changed.connect(self._tell_zoom)
        canvas.all_pixels_wanted.connect(self._load_full)
        self._images.loaded.connect(self._on_loaded)
        self._images.failed.connect(self._on_failed)
        self._images.moving_loaded.connect(self._on_moving_loaded)
        self._player.frame_due.connect(self._show_frame)
        self._slideshow.next_due.connect(self.show_next)
        self._slideshow.running_changed.connect(self._on_slideshow_changed)
        self._idle.timeout.connect(self._hide_controls)
        self._hits.dataChanged.connect(self._on_records_came)
        for changed in (self._hits.modelReset, self._hits.rowsInserted, self._hits.rowsRemoved):
            changed.connect(self._on_rows_changed)

    # What is told around the photo

    def _tell_place(self) -> None:
        count = self._hits.rowCount()
        name = "" if self._photo is None else self._photo.path.name
        self._bar.show_photo(name, self._row, count)
        self._bar.set_copyable(self._photo is not None and self._photo.is_online)
        self._arrows.show_ends(has_previous=self._row > 0, has_next=self._row + 1 < count)
        self._strip.show_row(self._row)
        self._strip.setAccessibleName(place_text(name, self._row, count) if self._row >= 0 else "")
        self._canvas.setAccessibleName(name)
        self._info.show_photo(self._photo, self._hits.match_at(self._row) if 0 <= self._row < count else None)

    @Slot()
    def _tell_zoom(self) -> None:
        self._bar.show_zoom(self._canvas.percent)

    @Slot()
    def _on_slideshow_changed(self) -> None:
        self._bar.show_slideshow(self.is_slideshow)
        self._show_controls()

    def _show_controls(self) -> None:
        """All of them; while photos go on by themselves only as long as the mouse moves."""
        self._set_controls_visible(True)
        if self.is_slideshow:
            self._idle.start()
        else:
            self._idle.stop()

    @Slot()
    def _hide_controls(self) -> None:
        self._set_controls_visible(False)

    def _set_controls_visible(self, are_visible: bool) -> None:
        for widget in (self._bar, self._strip):
            widget.setVisible(are_visible)
        self._arrows.set_visible(are_visible)
        self._canvas.hide_cursor(not are_visible)

    # Loading

    def _show_photo(self) -> None:
        photo = self._hits.photo(self._row)
        if photo is None:
            return
        self._photo = photo
        self._canvas.begin(QSizeF(photo.metadata.width_px, photo.metadata.height_px))
        self._images.fetch_moving(photo, self._screen_px())
        if (kept := self._images.kept(photo)) is not None:
            self._show_image(kept)
            self._fetch_next()
            return
        self._canvas.show_stand_in(self._thumbnails.pixmap(photo) or QPixmap())
        self._images.fetch(photo, self._screen_px())

    @Slot()
    def _load_full(self) -> None:
        if not self._is_full and self._photo is not None and not self._player.is_playing:
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
            self._canvas.show_error(error_sentence(error))
            self._slideshow.photo_shown()

    def _is_shown(self, photo: Photo) -> bool:
        """What comes late may belong to a photo that was left."""
        return self._photo is not None and photo.photo_id == self._photo.photo_id

    @Slot()
    def _on_records_came(self) -> None:
        if not self.isVisible() or self._row < 0:
            return
        if self._photo is None:
            self._show_photo()
            self._tell_place()
            return
        record = self._hits.photo(self._row)
        if record is not None and record.photo_id == self._photo.photo_id and record != self._photo:
            self._photo = record  # told of differently by now
            self._tell_place()

    @Slot()
    def _on_rows_changed(self) -> None:
        """Other hits around it: it keeps its own place, or the one it had where it is no longer among them."""
        if not self.isVisible() or self._row < 0:
            return
        if not self._hits.rowCount():
            self.close()
            return
        at = [] if self._photo is None else (self._hits.photo_ids == self._photo.photo_id).nonzero()[0].tolist()
        self._row = at[0] if at else min(self._row, self._hits.rowCount() - 1)
        self._tell_place()

    @Slot(object, object)
    def _on_moving_loaded(self, photo: Photo, moving: MovingPicture) -> None:
        if self._is_shown(photo) and self.isVisible():
            self._player.play(moving)

    def _show_image(self, image: QImage) -> None:
        self._is_loaded = True
        if not self._player.is_playing:
            self._canvas.show_pixmap(QPixmap.fromImage(image))
        self._slideshow.photo_shown()

    @Slot(object)
    def _show_frame(self, image: QImage) -> None:
        self._is_loaded = True
        self._canvas.show_pixmap(QPixmap.fromImage(image))

    def _screen_px(self) -> int:
        longest = max(self.width(), self.height(), 1280)
        return min(FULL_PX, round(longest * self.devicePixelRatioF()))

    # What is done with it

    @Slot()
    def _on_similar(self) -> None:
        if self._photo is not None:
            photo = self._photo
            self.close()
            self.similar_requested.emit(photo)

    @Slot(object)
    def _on_question_asked(self, question: Question) -> None:
        self.close()
        self.question_asked.emit(question)

    @Slot()
    def _on_copy(self) -> None:
        if self._photo is not None:
            self.copy_requested.emit(self._photo)
