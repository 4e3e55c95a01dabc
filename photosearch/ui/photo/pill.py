"""Words on a dark pill at the bottom of a photo, for a moment."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter

from photosearch.ui.look.theme import colours, font

_HEIGHT_PX = 32
_ABOVE_BOTTOM_PX = 56
_SIDE_PX = 16


def paint_pill(painter: QPainter, window: QRect, text: str) -> None:
    """Paint ``text`` at the bottom of ``window``."""
    painter.setFont(font("body"))
    text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, window.width() - 4 * _SIDE_PX)
    width = painter.fontMetrics().horizontalAdvance(text) + 2 * _SIDE_PX
    pill = QRectF((window.width() - width) / 2, window.height() - _ABOVE_BOTTOM_PX, width, _HEIGHT_PX)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours().pill)
    painter.drawRoundedRect(pill, _HEIGHT_PX / 2, _HEIGHT_PX / 2)
    painter.setPen(colours().pill_text)
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
