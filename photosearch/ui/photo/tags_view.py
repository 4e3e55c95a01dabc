"""The tags of a photo: each finds more like it, can be said not to fit, and a person's own can be added."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from photosearch.types.tags import PhotoTag
from photosearch.ui.look.flow_layout import FlowLayout
from photosearch.ui.look.plain_text import plain_label, plain_tip
from photosearch.ui.look.theme import font, icon
from photosearch.words.tags import tag_text

_GAP_PX = 6
_HEIGHT_PX = 26
_FIELD_PX = 110


class TagsView(QWidget):
    """A title, the tags side by side, and a field for one more."""

    tag_chosen = Signal(object)
    """A ``TagName``: show all photos that have it."""
    tag_denied = Signal(object)
    """A ``PhotoTag`` that does not fit, or is taken back."""
    tag_added = Signal(str)
    """What a person typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tags: tuple[PhotoTag, ...] = ()
        self._chips: list[QWidget] = []
        self._title = plain_label()
        self._title.setObjectName("Muted")
        self._title.setFont(font("small"))
        self._row = FlowLayout(_GAP_PX)
        self._field = _TagField()
        self._field.returnPressed.connect(self._on_typed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._title)
        column.addLayout(self._row)
        self._row.addWidget(self._field)
        self.retranslate()

    def show_tags(self, tags: Sequence[PhotoTag]) -> None:
        """Show these, and what was typed no longer."""
        self._tags = tuple(tags)
        self._field.clear()
        self._fill()

    def retranslate(self) -> None:
        """Set the words in the language of the window."""
        self._title.setText(self.tr("Tags"))
        self._field.setPlaceholderText(self.tr("Add a tag"))
        self._field.setAccessibleName(self.tr("Add a tag"))
        self._fill()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _fill(self) -> None:
        """The field stays the last one, so that typing goes on where it was."""
        while self._row.count():
            item = self._row.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None and widget is not self._field:
                widget.deleteLater()
        self._chips = [self._chip(tag) for tag in self._tags]
        for chip in self._chips:
            self._row.addWidget(chip)
        self._row.addWidget(self._field)
        self._order_for_tab()
        self.updateGeometry()

    def _order_for_tab(self) -> None:
        """As they stand: from tag to tag, then the field; new widgets would come behind all others."""
        before: QWidget = self._field
        for button in (button for chip in self._chips for button in chip.findChildren(QToolButton)):
            QWidget.setTabOrder(before, button)
            before = button
        if before is not self._field:
            QWidget.setTabOrder(before, self._field)

    def _chip(self, tag: PhotoTag) -> QWidget:
        chip = QFrame()
        chip.setObjectName("Chip")
        chip.setProperty("kind", "filter" if tag.by_hand else "image")
        chip.setFixedHeight(_HEIGHT_PX)
        text = tag_text(tag.name)
        find, deny = QToolButton(), QToolButton()
        find.setObjectName("Tag")
        find.setFont(font("small"))
        find.setText(text.replace("&", "&&"))
        find.setToolTip(plain_tip(self.tr("Show only photos with the tag %1").replace("%1", text)))
        find.setAccessibleName(find.toolTip())
        find.clicked.connect(partial(self.tag_chosen.emit, tag.name))
        deny.setObjectName("ChipClose")
        deny.setIcon(icon("close"))
        deny.setIconSize(QSize(10, 10))
        deny.setFixedSize(18, 18)
        taken_back = self.tr("Remove the tag %1") if tag.by_hand else self.tr("%1 is not on this photo")
        deny.setToolTip(plain_tip(taken_back.replace("%1", text)))
        deny.setAccessibleName(deny.toolTip())
        deny.clicked.connect(partial(self.tag_denied.emit, tag))
        row = QHBoxLayout(chip)
        row.setContentsMargins(8, 0, 4, 0)
        row.setSpacing(2)
        row.addWidget(find)
        row.addWidget(deny)
        return chip

    def _on_typed(self) -> None:
        word = self._field.text().strip()
        if word:
            self.tag_added.emit(word)


class _TagField(QLineEdit):
    """Esc empties it; it goes no further then."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("TagField")
        self.setFont(font("small"))
        self.setFixedSize(_FIELD_PX, _HEIGHT_PX)
        self.setMaxLength(200)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters belong to the tag, Esc gives it up."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
