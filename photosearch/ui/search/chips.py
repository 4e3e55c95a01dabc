"""Chips: the small removable things in the search field: pictures, what is not wanted, filters, parts of a sentence."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QImage, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from photosearch.types import understood
from photosearch.ui.look.images import to_square
from photosearch.ui.look.plain_text import plain_label, plain_tip
from photosearch.ui.look.theme import font, icon
from photosearch.words.understood import meaning_text

_HEIGHT_PX = 26
_PICTURE_PX = 22
_ICON_PX = 14
_LONGEST_LABEL_PX = 112
_ICONS = {
    understood.ChipKind.DATE: "calendar",
    understood.ChipKind.PLACE: "place",
    understood.ChipKind.CAMERA: "camera",
    understood.ChipKind.MEDIA: "image",
    understood.ChipKind.ORIENTATION: "shape",
    understood.ChipKind.RATING: "star",
    understood.ChipKind.FORMAT: "image",
    understood.ChipKind.FOLDER: "folder",
    understood.ChipKind.FAVOURITE: "heart",
    understood.ChipKind.WRITTEN: "tag",
    understood.ChipKind.NOT: "minus",
}


class ChipKind(StrEnum):
    """What a chip stands for; the style sheet colours it."""

    IMAGE = "image"
    NOT = "not"
    FILTER = "filter"
    UNDERSTOOD = "understood"
    """A part of the sentence, and what it means."""
    READ = "read"
    """The same, while its words are still among the typed ones."""


class Chip(QFrame):
    """One removable term. A picture's chip shows the picture, others their words."""

    removed = Signal()
    """Its cross was clicked."""
    taken = Signal()
    """It is to go, by Backspace or Esc: what its cross does too, but for a part of a sentence."""

    def __init__(
        self,
        kind: ChipKind,
        label: str,
        thumbnail: QImage | None = None,
        parent: QWidget | None = None,
        *,
        is_typed: bool = False,
    ) -> None:
        """``is_typed``: its words are still among the typed ones."""
        super().__init__(parent)
        self._kind = kind
        self._is_typed = is_typed or kind is ChipKind.READ
        self._label = label
        self.setObjectName("Chip")
        self.setProperty("kind", kind.value)
        self.setFixedHeight(_HEIGHT_PX)
        self._close = QToolButton()
        self._close.setObjectName("ChipClose")
        self._close.setIcon(icon("close"))
        self._close.setIconSize(QSize(10, 10))
        self._close.setFixedSize(18, 18)
        self._close.setAutoRaise(True)
        self._close.clicked.connect(self.removed)
        self._fill(thumbnail)
        self.retranslate()

    @property
    def is_taken_alone(self) -> bool:
        """Whether it can go by itself: what is still among the typed words goes with them."""
        return not self._is_typed

    @property
    def label(self) -> str:
        """The whole label, also where only a part of it fits."""
        return self._label

    def retranslate(self) -> None:
        """Set the words in the language of the window."""
        label = self._label or self.tr("Picture")
        self._close.setToolTip(self.tr("Remove"))
        self._close.setAccessibleName(self.tr("Remove %1").replace("%1", label))
        tip = self.tr("Not: %1").replace("%1", label) if self._kind is ChipKind.NOT else label
        self.setToolTip(plain_tip(tip))
        self.setAccessibleName(tip)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _fill(self, thumbnail: QImage | None) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 4, 0)
        row.setSpacing(4)
        if self._kind is ChipKind.NOT:
            minus = QLabel()
            minus.setPixmap(icon("minus").pixmap(QSize(12, 12), self.devicePixelRatioF()))
            row.addWidget(minus)
        if thumbnail is not None:
            row.addWidget(self._picture(thumbnail))
            row.setContentsMargins(8 if self._kind is ChipKind.NOT else 2, 0, 4, 0)
        else:
            row.addWidget(self._words())
        row.addWidget(self._close)

    def _picture(self, thumbnail: QImage) -> QLabel:
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap.fromImage(to_square(thumbnail, round(_PICTURE_PX * ratio), _PICTURE_PX / 2 * ratio))
        pixmap.setDevicePixelRatio(ratio)
        picture = QLabel()
        picture.setPixmap(pixmap)
        return picture

    def _words(self) -> QWidget:
        words = plain_label()
        words.setFont(font("small"))
        words.setText(_elided(words, self._label))
        return words


class UnderstoodChip(Chip):
    """A part of the sentence: its words, what they mean in the tooltip; a click changes that, × makes words of it."""

    clicked = Signal()

    def __init__(self, chip: understood.Chip, *, is_read: bool, parent: QWidget | None = None) -> None:
        self.chip = chip
        super().__init__(ChipKind.READ if is_read else ChipKind.UNDERSTOOD, chip.text, None, parent)

    @property
    def button(self) -> QToolButton:
        """What is clicked, and reached by the keyboard."""
        return self._button

    def retranslate(self) -> None:
        """Set the words in the language of the window."""
        meaning = meaning_text(self.chip.meaning)
        as_words = self.tr("Search for the words instead")
        self._close.setToolTip(as_words)
        self._close.setAccessibleName(f"{self.label}: {as_words}")
        for widget in (self, self._button):
            widget.setToolTip(plain_tip(meaning))
            widget.setAccessibleName(f"{self.label}: {meaning}")
        self._button.setAccessibleDescription(self.tr("Change what it means"))

    def _words(self) -> QWidget:
        self._button = QToolButton()
        self._button.setObjectName("ChipText")
        self._button.setFont(font("small"))
        self._button.setIcon(icon(_ICONS[self.chip.kind]))
        self._button.setIconSize(QSize(_ICON_PX, _ICON_PX))
        self._button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        # An ampersand would underline what follows it.
        self._button.setText(_elided(self._button, self.label).replace("&", "&&"))
        self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._button.clicked.connect(self.clicked)
        return self._button


def _elided(widget: QWidget, text: str) -> str:
    return QFontMetrics(widget.font()).elidedText(text, Qt.TextElideMode.ElideRight, _LONGEST_LABEL_PX)
