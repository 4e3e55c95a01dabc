"""A label of one line that gives up the middle of its words where there is no room for all."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

_NARROWEST_PX = 40


class ElidedLabel(QLabel):
    """Its text stays whole for whoever reads it aloud; only what is painted is shortened."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._end = self._briefly = ""
        self.setTextFormat(Qt.TextFormat.PlainText)

    @property
    def painted(self) -> str:
        """What is seen of the text."""
        room_px, metrics = self.contentsRect().width(), self.fontMetrics()
        middle = Qt.TextElideMode.ElideMiddle
        before_px = room_px - metrics.horizontalAdvance(self._end)
        if not self._end or metrics.horizontalAdvance(self.text()) <= room_px:
            return metrics.elidedText(self.text(), middle, room_px)
        if before_px < _NARROWEST_PX:
            return metrics.elidedText(self._briefly, Qt.TextElideMode.ElideRight, room_px)
        return metrics.elidedText(self.text().removesuffix(self._end), middle, before_px) + self._end

    def keep_end(self, end: str, briefly: str) -> None:
        """What the text ends with is not given up; where there is room for nothing else, ``briefly`` is seen."""
        self._end, self._briefly = end, briefly
        self.update()

    def minimumSizeHint(self) -> QSize:
        """A few letters."""
        return QSize(_NARROWEST_PX, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """As much as there is room for."""
        del event
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        room = self.contentsRect()
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.painted)
