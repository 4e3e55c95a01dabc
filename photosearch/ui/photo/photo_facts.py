"""What is known of a photo, as titles and values: beside the preview, and beside the photo that fills the screen."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QPushButton, QWidget

from photosearch.types.photos import Photo
from photosearch.types.queries import Filters, Match
from photosearch.ui.look.plain_text import plain_label, plain_tip, readable
from photosearch.ui.look.theme import font
from photosearch.ui.look.wrapping_label import WrappingLabel
from photosearch.words.hits import match_text
from photosearch.words.quantities import byte_size_text, pixel_size_text
from photosearch.words.told import Fact, further_facts, told_facts

_GROUP_GAP_PX = 6


class PhotoFacts(QWidget):
    """A line for each thing that is known; empty without a photo."""

    folder_requested = Signal(object)
    """``Filters`` that name the folder the photo is in."""

    def __init__(self, parent: QWidget | None = None, *, has_links: bool = False) -> None:
        """``has_links``: what can lead to more photos does."""
        super().__init__(parent)
        self._has_links = has_links
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
        told, file, further = self._groups(self._photo)
        self._add(told)
        self._add_gap()
        self._add(file)
        if self._has_links:
            self._add_link(self._photo)
        self._add(further)

    def _add(self, facts: list[Fact]) -> None:
        for fact in facts:
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

    def _add_gap(self) -> None:
        gap = QWidget()
        gap.setFixedHeight(_GROUP_GAP_PX)
        self._lines.addRow(gap)

    def _add_link(self, photo: Photo) -> None:
        link = QPushButton(self.tr("Photos in this folder"))
        link.setObjectName("Quiet")
        link.setFont(font("small"))
        link.setToolTip(plain_tip(readable(str(photo.path.parent))))
        link.clicked.connect(partial(self._on_link, photo))
        line = QHBoxLayout()
        line.addWidget(link)
        line.addStretch(1)
        self._lines.addRow(line)

    def _on_link(self, photo: Photo, _is_checked: bool = False) -> None:
        self.folder_requested.emit(Filters(folder=photo.path.parent))

    def _groups(self, photo: Photo) -> tuple[list[Fact], list[Fact], list[Fact]]:
        """What a person wants to know, then what the file is, then what only a closer look asks for."""
        known = photo.metadata
        pixel_size = pixel_size_text(known.width_px, known.height_px)
        told = [Fact(self.tr("Match"), match_text(self._match)), *told_facts(known.told, photo.place)]
        file = [
            Fact(self.tr("Size"), f"{pixel_size} · {byte_size_text(photo.stamp.size_bytes)}"),
            Fact(self.tr("Format"), known.format),
            Fact(self.tr("Folder"), readable(str(photo.path.parent))),
        ]
        return [fact for fact in told if fact.value], file, list(further_facts(known.told))


def detail_label(name: str, role: str) -> WrappingLabel:
    """For what stands in a photo's details: it wraps, and can be copied."""
    label = WrappingLabel(is_selectable=True)
    label.setObjectName(name)
    label.setFont(font(role))
    return label
