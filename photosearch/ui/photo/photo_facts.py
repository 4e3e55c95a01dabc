"""What is known of a photo, as titles and values: beside the preview, and beside the photo that fills the screen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFormLayout, QWidget

from photosearch.types.photos import Photo
from photosearch.types.queries import Match
from photosearch.ui.look.plain_text import plain_label, plain_tip, readable
from photosearch.ui.look.theme import font
from photosearch.ui.look.wrapping_label import WrappingLabel
from photosearch.words.hits import match_text
from photosearch.words.quantities import byte_size_text, pixel_size_text
from photosearch.words.told import Fact, further_facts, told_facts


class PhotoFacts(QWidget):
    """A line for each thing that is known; empty without a photo."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._photo: Photo | None = None
        self._match: Match | None = None
        self._lines = QFormLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setHorizontalSpacing(12)
        self._lines.setVerticalSpacing(6)
        self._lines.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)

    def show_photo(self, photo: Photo | None, match: Match | None) -> None:
        """Say what is known of ``photo``, and how well it fits what was searched for."""
        self._photo, self._match = photo, match
        self._fill()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._fill()
        super().changeEvent(event)

    def _fill(self) -> None:
        while self._lines.rowCount():
            self._lines.removeRow(0)
        if self._photo is None:
            return
        for fact in self._facts(self._photo):
            named = plain_label(fact.title)
            named.setObjectName("Muted")
            named.setFont(font("small"))
            named.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            told = detail_label("Value", "small")
            told.setText(fact.text)
            if fact.source:
                source = plain_tip(self.tr("Source: {source}").format(source=fact.source))
                named.setToolTip(source)
                told.setToolTip(source)
            self._lines.addRow(named, told)

    def _facts(self, photo: Photo) -> list[Fact]:
        """What a person wants to know, then what the file is, then what only a closer look asks for."""
        known = photo.metadata
        pixel_size = pixel_size_text(known.width_px, known.height_px)
        facts = [
            Fact(self.tr("Match"), match_text(self._match)),
            *told_facts(known.told, photo.place),
            Fact(self.tr("Size"), f"{pixel_size} · {byte_size_text(photo.stamp.size_bytes)}"),
            Fact(self.tr("Format"), known.format),
            Fact(self.tr("Folder"), readable(str(photo.path.parent))),
            *further_facts(known.told),
        ]
        return [fact for fact in facts if fact.value]


def detail_label(name: str, role: str) -> WrappingLabel:
    """For what stands in a photo's details: it wraps, and can be copied."""
    label = WrappingLabel(is_selectable=True)
    label.setObjectName(name)
    label.setFont(font(role))
    return label
