"""The dot that says whether a folder's drive is there: filled and green, or an empty ring. The same wherever it is."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from photosearch.ui.look.theme import colours, font

_DOT_PX = 8
_SIDE_PX = 12


def paint_dot(painter: QPainter, centre: QPointF, *, is_online: bool) -> None:
    """Draw it around ``centre``."""
    painter.setPen(QPen(colours().success if is_online else colours().muted, 1.5))
    painter.setBrush(colours().success if is_online else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(centre, _DOT_PX / 2, _DOT_PX / 2)


class Dot(QWidget):
    """It, beside words that say the same."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_online = True
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_online(self, is_online: bool) -> None:
        """Say which."""
        self._is_online = is_online
        self.update()

    def sizeHint(self) -> QSize:
        """As high as a line of small words, beside which it stands."""
        return QSize(_SIDE_PX, QFontMetrics(font("small")).height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_dot(painter, QPointF(self.width() / 2, self.height() / 2), is_online=self._is_online)
