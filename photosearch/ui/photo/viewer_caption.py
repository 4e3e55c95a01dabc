"""The caption of the viewer: the photo's name and which of the hits it is, on a pill at the bottom."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRect, QRectF, Qt
from PySide6.QtGui import QPainter

from photosearch.ui.look.theme import colours, font
from photosearch.words.spoken import number

_HEIGHT_PX = 32
_ABOVE_BOTTOM_PX = 56
_SIDE_PX = 16


def caption_text(name: str, row: int, count: int) -> str:
    """What the caption says of the hit in ``row``; names are not marks, even where they look like one."""
    text = QCoreApplication.translate("Viewer", "%1 · %2 of %3")
    before, after = text.split("%1", 1)
    for mark, value in (("%2", number(row + 1)), ("%3", number(count))):
        before, after = before.replace(mark, value), after.replace(mark, value)
    return f"{before}{name}{after}"


def paint_caption(painter: QPainter, window: QRect, text: str) -> None:
    """Paint ``text`` at the bottom of ``window``."""
    painter.setFont(font("body"))
    width = painter.fontMetrics().horizontalAdvance(text) + 2 * _SIDE_PX
    pill = QRectF((window.width() - width) / 2, window.height() - _ABOVE_BOTTOM_PX, width, _HEIGHT_PX)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours().pill)
    painter.drawRoundedRect(pill, _HEIGHT_PX / 2, _HEIGHT_PX / 2)
    painter.setPen(colours().pill_text)
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
