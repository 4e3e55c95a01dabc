"""Why a photo was found: texts that say so, the colour, place and date that were asked for, and everyday things that it
shows, each over a bar of how well it fits.

A text has a line of its own, cut where it is too long: the tip has the whole of it.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from photosearch.types.agreements import Agreement
from photosearch.types.queries import Reason
from photosearch.types.texts import TextMatch
from photosearch.ui.look.plain_text import plain_tip, readable
from photosearch.ui.look.theme import colours, font
from photosearch.words.agreements import agreement_text
from photosearch.words.hits import reason_text, text_match_text, why_text

_GAP_PX = 12
_BAR_PX = 3
_BAR_LENGTH_PX = 44
"""The same for all, so that they can be compared."""
_BELOW_TEXT_PX = 2
_LINE_GAP_PX = 8
_LONGEST_NAME_PX = 120


class ReasonsView(QWidget):
    """A title and, side by side as far as there is room, the things; takes no room while there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reasons: tuple[Reason, ...] = ()
        self._lines: tuple[TextMatch | Agreement, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFont(font("small"))
        self.hide()

    def show_reasons(self, reasons: tuple[Reason | TextMatch | Agreement, ...]) -> None:
        """Show these, the best of each kind first."""
        self._reasons = tuple(one for one in reasons if isinstance(one, Reason))
        self._lines = tuple(one for one in reasons if not isinstance(one, Reason))
        self.setVisible(bool(reasons))
        self._retell()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retell()
        super().changeEvent(event)

    def hasHeightForWidth(self) -> bool:
        """Narrow room takes more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Title and lines."""
        boxes = self._boxes(width)
        texts_px = len(self._lines) * self._text_line_px()
        return self._title_px() + texts_px + (boxes[-1].bottom() + 1 if boxes else 0)

    def sizeHint(self) -> QSize:
        """One line, if there is room."""
        return QSize(2 * _LONGEST_NAME_PX, self.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The lines break elsewhere."""
        super().resizeEvent(event)
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The title, each text, and each thing over its bar."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(colours().muted)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, why_text())
        top = self._title_px()
        for text in self._texts():
            self._paint_text(painter, text, top)
            top += self._text_line_px()
        for reason, box in zip(self._reasons, self._boxes(self.width()), strict=True):
            self._paint(painter, reason, box.translated(0, top))

    def _paint_text(self, painter: QPainter, text: str, top: int) -> None:
        line = QRect(0, top, self.width(), self.fontMetrics().height())
        painter.setPen(colours().text)
        cut = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, cut)

    def _paint(self, painter: QPainter, reason: Reason, box: QRect) -> None:
        metrics = self.fontMetrics()
        text = metrics.elidedText(reason_text(reason), Qt.TextElideMode.ElideRight, box.width())
        painter.setPen(colours().text)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, text)
        track = QRect(box.left(), box.bottom() + 1 - _BAR_PX, _BAR_LENGTH_PX, _BAR_PX)
        painter.setPen(Qt.PenStyle.NoPen)
        for colour, share in ((colours().hover, 1.0), (colours().accent, reason.fit)):
            painter.setBrush(colour)
            filled = QRect(track.topLeft(), QSize(max(_BAR_PX, round(track.width() * share)), _BAR_PX))
            painter.drawRoundedRect(filled, _BAR_PX / 2, _BAR_PX / 2)

    def _boxes(self, room_px: int) -> list[QRect]:
        """Where each thing goes, below the title."""
        metrics = self.fontMetrics()
        height = metrics.height() + _BELOW_TEXT_PX + _BAR_PX
        boxes: list[QRect] = []
        left = top = 0
        for reason in self._reasons:
            # One pixel more than its words: their true width is a fraction that was rounded.
            words_px = metrics.horizontalAdvance(reason_text(reason)) + 1
            width = max(_BAR_LENGTH_PX, min(words_px, _LONGEST_NAME_PX))
            if left and left + width > room_px:
                left, top = 0, top + height + _LINE_GAP_PX
            boxes.append(QRect(left, top, width, height))
            left += width + _GAP_PX
        return boxes

    def _texts(self) -> list[str]:
        return [readable(" ".join(_line_text(line).split())) for line in self._lines]

    def _text_line_px(self) -> int:
        return self.fontMetrics().height() + _LINE_GAP_PX

    def _title_px(self) -> int:
        return self.fontMetrics().height() + _LINE_GAP_PX

    def _retell(self) -> None:
        named = " · ".join((*self._texts(), *map(reason_text, self._reasons)))
        self.setAccessibleName(f"{why_text()} {named}")
        self.setToolTip(plain_tip(named))
        self.updateGeometry()
        self.update()


def _line_text(line: TextMatch | Agreement) -> str:
    return text_match_text(line) if isinstance(line, TextMatch) else agreement_text(line)
