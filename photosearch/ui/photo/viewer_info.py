"""The details beside a photo that fills the screen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from photosearch.types.photos import Photo
from photosearch.types.queries import Match
from photosearch.ui.look.plain_text import readable
from photosearch.ui.photo.photo_facts import PhotoFacts, detail_label

_WIDTH_PX = 288
_MARGIN_PX = 16


class ViewerInfo(QScrollArea):
    """The name, and a line for each thing that is known."""

    question_asked = Signal(object)
    """A ``Question``: more photos with one of the values."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ViewerInfo")
        self.setFixedWidth(_WIDTH_PX)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._name = detail_label("Name", "body")
        self._facts = PhotoFacts()
        self._facts.question_asked.connect(self.question_asked)
        inside = QWidget()
        inside.setObjectName("ViewerInfoContent")
        column = QVBoxLayout(inside)
        column.setContentsMargins(_MARGIN_PX, _MARGIN_PX, _MARGIN_PX, _MARGIN_PX)
        column.setSpacing(12)
        column.addWidget(self._name)
        column.addWidget(self._facts)
        column.addStretch(1)
        self.setWidget(inside)
        self.retranslate()

    def show_photo(self, photo: Photo | None, match: Match | None) -> None:
        """Say what is known of ``photo``."""
        self._name.setText("" if photo is None else readable(photo.path.name))
        self._facts.show_photo(photo, match)

    def retranslate(self) -> None:
        """Set the words in the language of the window."""
        self.setAccessibleName(self.tr("Details"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
