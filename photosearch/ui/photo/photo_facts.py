"""What is known of a photo, as titles and values: beside the preview, and beside the photo that fills the screen."""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFormLayout, QVBoxLayout, QWidget

from photosearch.types.photos import Photo
from photosearch.types.queries import Match
from photosearch.ui.look.plain_text import plain_label, plain_tip, readable
from photosearch.ui.look.theme import font
from photosearch.ui.look.wrapping_label import WrappingLabel
from photosearch.ui.photo.lead_label import LeadLabel
from photosearch.words.hits import match_text
from photosearch.words.leads import Lead, folder_lead, format_lead
from photosearch.words.quantities import byte_size_text, date_time_text, pixel_size_text
from photosearch.words.told import Fact, further_facts, told_facts

_GROUP_GAP_PX = 6
_LINE_GAP_PX = 2
_NS_PER_S = 1_000_000_000


class PhotoFacts(QWidget):
    """A line for each thing that is known; empty without a photo. What can lead to more photos does."""

    question_asked = Signal(object)
    """A ``Question``, in place of the one that is asked: more photos with one of the values."""

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
            row = self._lines.takeRow(0)
            for item in (row.labelItem, row.fieldItem):
                if item is not None and (widget := item.widget()) is not None:
                    # What is followed may be the one that is being clicked.
                    widget.hide()
                    widget.deleteLater()
        if self._photo is None:
            return
        told, file, further = self._groups(self._photo)
        self._add(told)
        self._add_gap()
        self._add(file)
        self._add(further)

    def _add(self, facts: list[Fact]) -> None:
        for fact in facts:
            named = plain_label(fact.title)
            named.setObjectName("Muted")
            named.setFont(font("small"))
            named.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            source = self.tr("Source: {source}").format(source=fact.source) if fact.source else ""
            named.setToolTip(plain_tip(source))
            self._lines.addRow(named, self._value(fact, source))

    def _value(self, fact: Fact, source: str) -> QWidget:
        """One link below the other, where there are several; who told it behind a single one, or below all."""
        if not fact.leads:
            told = detail_label("Value", "small")
            told.setText(fact.text)
            told.setToolTip(plain_tip(source))
            return told
        if len(fact.leads) == 1:
            return self._link(fact.leads[0], fact.text, source)
        links = QWidget()
        column = QVBoxLayout(links)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_LINE_GAP_PX)
        for lead in fact.leads:
            column.addWidget(self._link(lead, lead.text, source))
        if source and not fact.is_expected:
            said = detail_label("Muted", "small")
            said.setText(f"({fact.source})")
            column.addWidget(said)
        return links

    def _link(self, lead: Lead, text: str, source: str) -> LeadLabel:
        link = LeadLabel(text)
        link.setToolTip(plain_tip("\n".join(filter(None, (lead.tip, source)))))
        link.setAccessibleName(self.tr("More photos: {value}").format(value=text))
        link.setAccessibleDescription(lead.tip)
        link.followed.connect(partial(self.question_asked.emit, lead.question))
        return link

    def _add_gap(self) -> None:
        gap = QWidget()
        gap.setFixedHeight(_GROUP_GAP_PX)
        self._lines.addRow(gap)

    def _groups(self, photo: Photo) -> tuple[list[Fact], list[Fact], list[Fact]]:
        """What a person wants to know, then what the file is, then what only a closer look asks for."""
        known = photo.metadata
        pixel_size = pixel_size_text(known.width_px, known.height_px)
        told = [Fact(self.tr("Match"), match_text(self._match)), *told_facts(known.told, photo.place)]
        folder = readable(str(photo.path.parent))
        file = [
            Fact(self.tr("Size"), f"{pixel_size} · {byte_size_text(photo.stamp.size_bytes)}"),
            Fact(self.tr("Format"), known.format, leads=(format_lead(known.format),)),
            Fact(self.tr("Modified"), _modified_text(photo.stamp.mtime_ns)),
            Fact(self.tr("Folder"), folder, leads=(folder_lead(photo.path.parent, folder),)),
        ]
        return (
            [fact for fact in told if fact.value],
            [fact for fact in file if fact.value],
            list(further_facts(known.told)),
        )


def _modified_text(mtime_ns: int) -> str:
    """By this machine's clock; nothing where no calendar has the day."""
    try:
        return date_time_text(dt.datetime.fromtimestamp(mtime_ns // _NS_PER_S))
    except (OverflowError, OSError, ValueError):
        return ""


def detail_label(name: str, role: str) -> WrappingLabel:
    """For what stands in a photo's details: it wraps, and can be copied."""
    label = WrappingLabel(is_selectable=True)
    label.setObjectName(name)
    label.setFont(font(role))
    return label
