"""The pane at the right: the current photo larger, what is known of it, and the next steps."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QBrush, QImage, QPainter, QPaintEvent, QPixmap, QTransform
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from photosearch.types.agreements import Agreement
from photosearch.types.files import ProblemReason
from photosearch.types.ids import PhotoId
from photosearch.types.photos import Photo
from photosearch.types.queries import Match, Reason
from photosearch.types.texts import TextMatch
from photosearch.ui.background import Background
from photosearch.ui.look.plain_text import readable
from photosearch.ui.look.tab_order import order_as_laid_out
from photosearch.ui.look.theme import colours
from photosearch.ui.photo.photo_facts import PhotoFacts, detail_label
from photosearch.ui.photo.previews import LoadPreview
from photosearch.ui.photo.reasons_view import ReasonsView
from photosearch.ui.photo.tags_view import TagsView
from photosearch.words.problems import problem_line

PREVIEW_PX = 1024
_WIDTH_PX = 296
_NARROWEST_PX, _WIDEST_PX = 240, 720
_MARGIN_PX = 16
_CORNER_PX = 6
_PAUSE_MS = 100
"""Nothing is decoded for photos that an arrow key only passes over."""
_WHY = "preview-why"

AskWhy = Callable[[PhotoId], tuple[Reason | TextMatch | Agreement, ...]]
"""Blocking: what a photo is called of what was searched for, and what it shows of it, best first."""


class PictureBox(QWidget):
    """A stage that is always as high as it is wide, so that what is below stays; on it one picture as it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pixmap = QPixmap()
        self._size = QSize(4, 3)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_proportions(self, size: QSize) -> None:
        """Make room for a picture of this shape, so that nothing jumps when it comes."""
        self._size = size if size.isValid() and not size.isEmpty() else QSize(4, 3)
        self.updateGeometry()

    def set_pixmap(self, pixmap: QPixmap) -> None:
        """Show ``pixmap``; a null one shows the placeholder."""
        self._pixmap = pixmap
        self.update()

    def hasHeightForWidth(self) -> bool:
        """The height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The same for every picture."""
        return width

    def sizeHint(self) -> QSize:
        """A pane wide."""
        return QSize(_WIDTH_PX - 2 * _MARGIN_PX, self.heightForWidth(_WIDTH_PX - 2 * _MARGIN_PX))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture centred, scaled to fit."""
        del event
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours().placeholder)
        painter.drawRoundedRect(self.rect(), _CORNER_PX, _CORNER_PX)
        fitted = self._size.scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = self.rect()
        place.setSize(fitted)
        place.moveCenter(self.rect().center())
        if self._pixmap.isNull():
            return
        # A texture instead of drawPixmap: its rounded corners are smooth.
        scale = max(place.width() / self._pixmap.width(), place.height() / self._pixmap.height())
        corner = QRectF(place).center() - QPointF(self._pixmap.width() * scale, self._pixmap.height() * scale) / 2
        brush = QBrush(self._pixmap)
        brush.setTransform(QTransform().translate(corner.x(), corner.y()).scale(scale, scale))
        painter.setPen(colours().edge)
        painter.setBrush(brush)
        painter.drawRoundedRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), _CORNER_PX, _CORNER_PX)


class PreviewPane(QWidget):
    """Follows the current hit: the thumbnail first, the preview as soon as it is decoded."""

    similar_requested = Signal(object)
    open_requested = Signal(object)
    question_asked = Signal(object)
    """A ``Question``: more photos with a value of the one shown."""
    photo_changed = Signal(object)
    """Another ``Photo`` is shown, or None."""

    def __init__(self, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("PreviewPane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(_NARROWEST_PX)
        self.setMaximumWidth(_WIDEST_PX)
        self._background = background
        self._load: LoadPreview | None = None
        self._ask_why: AskWhy | None = None
        self._photo: Photo | None = None
        self._match: Match | None = None
        self._is_loading = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._load_preview)
        self._build()
        self.retranslate()
        self.show_photo(None, None, None)

    def start(self, load: LoadPreview, ask_why: AskWhy | None = None) -> None:
        """Begin loading previews and asking why; both block and are called in the background only."""
        self._load, self._ask_why = load, ask_why

    @property
    def photo(self) -> Photo | None:
        """The photo shown."""
        return self._photo

    @property
    def is_loading(self) -> bool:
        """Whether the preview is still on its way."""
        return self._is_loading

    def show_photo(self, photo: Photo | None, match: Match | None, thumbnail: QPixmap | None) -> None:
        """Show ``photo`` and what is known of it; the preview replaces ``thumbnail`` when it is ready."""
        if (photo, match) == (self._photo, self._match) and photo is not None:
            return
        is_same = photo is not None and self._photo is not None and photo.photo_id == self._photo.photo_id
        self._photo, self._match = photo, match
        self._fill_details()
        self._background.forget(_WHY)
        if not is_same or match is None:
            self._why.show_reasons(())
        if is_same:
            self._load_reasons()
            return
        self.photo_changed.emit(photo)
        size = QSize() if photo is None else QSize(photo.metadata.width_px, photo.metadata.height_px)
        self._picture.set_proportions(size)
        self._picture.set_pixmap(thumbnail or QPixmap())
        self._is_loading = photo is not None and self._load is not None
        self._background.forget("preview-pane")
        self._pause.start()

    @Slot()
    def ask_why_again(self) -> None:
        """Something else was asked, of which the photo shown may be as good an answer."""
        self._load_reasons()

    def retranslate(self) -> None:
        """Set the words in the language of the window."""
        self.setAccessibleName(self.tr("Preview"))
        self._similar.setText(self.tr("Find similar"))
        self._similar.setToolTip(self.tr("Find photos that look like this one (Ctrl+Shift+F)"))
        self._open.setText(self.tr("Open"))
        self._open.setToolTip(self.tr("Open in the program for such files (Ctrl+Enter)"))
        self._fill_details()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _build(self) -> None:
        self._picture = PictureBox()
        self._name, self._note = detail_label("Name", "body"), detail_label("Muted", "small")
        self._why = ReasonsView()
        self.tags = TagsView()
        self._similar = QPushButton()
        self._similar.clicked.connect(self._on_similar)
        self._open = QPushButton()
        self._open.clicked.connect(self._on_open)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._similar)
        buttons.addWidget(self._open)
        self._facts = PhotoFacts()
        self._facts.question_asked.connect(self.question_asked)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(_MARGIN_PX, _MARGIN_PX, _MARGIN_PX, _MARGIN_PX)
        column.setSpacing(12)
        for part in (self._picture, self._name, buttons, self._note, self._why, self.tags, self._facts):
            column.addWidget(part) if isinstance(part, QWidget) else column.addLayout(part)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        # The pane's own background shows through.
        inside.setAutoFillBackground(False)
        scroll.viewport().setAutoFillBackground(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def _fill_details(self) -> None:
        photo = self._photo
        self._similar.setEnabled(photo is not None)
        self._open.setEnabled(photo is not None and photo.is_online)
        self.tags.setVisible(photo is not None)
        self._name.setText("" if photo is None else readable(photo.path.name))
        note = "" if photo is None else self._note_on(photo)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._facts.show_photo(photo, self._match)
        order_as_laid_out(self)

    def _note_on(self, photo: Photo) -> str:
        if not photo.is_online:
            return self.tr("This photo cannot be reached: its drive is not connected, or its folder was moved.")
        return "" if photo.part_reason is None else problem_line(ProblemReason.PART, photo.part_reason)

    @Slot()
    def _load_preview(self) -> None:
        if self._photo is not None and self._load is not None:
            work = partial(self._load, self._photo, PREVIEW_PX)
            self._background.run_newest("preview-pane", work, self._on_loaded, self._on_failed)
        self._load_reasons()

    def _load_reasons(self) -> None:
        """Only where something was searched for. What stands in the way the search has said."""
        if self._photo is not None and self._match is not None and self._ask_why is not None:
            work = partial(self._ask_why, self._photo.photo_id)
            self._background.run_newest(_WHY, work, self._why.show_reasons, lambda _: None)

    def _on_loaded(self, image: QImage) -> None:
        self._is_loading = False
        self._picture.set_proportions(image.size())
        self._picture.set_pixmap(QPixmap.fromImage(image))

    def _on_failed(self, error: BaseException) -> None:
        """The thumbnail stays; the note says why there is no more."""
        del error
        self._is_loading = False
        if self._photo is not None and self._photo.is_online:
            self._note.setText(self.tr("This file cannot be read at the moment."))
            self._note.show()

    def _on_similar(self) -> None:
        if self._photo is not None:
            self.similar_requested.emit(self._photo)

    def _on_open(self) -> None:
        if self._photo is not None:
            self.open_requested.emit(self._photo)
