"""The line above a section: how high it is, and how it is painted."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter

from photosearch.ui.look.theme import colours, font

_ROOM_PX = 28
"""Above and below a title together."""
_FIRST_ROOM_PX = 12
_BELOW_PX = 8
_SIDE_PX = 12


def title_height_px(title: str, text_px: int, *, is_first: bool) -> int:
    """Of the line, whose words are ``text_px`` high; nothing where there are none."""
    return text_px + (_FIRST_ROOM_PX if is_first else _ROOM_PX) if title else 0


def paint_title(painter: QPainter, room: QRect, title: str) -> None:
    """Quiet words at the left, and a hairline from there to the right edge."""
    painter.setFont(font("body"))
    painter.setPen(colours().muted)
    line = room.adjusted(0, 0, -_SIDE_PX, -_BELOW_PX)
    text = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, line.width())
    where = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
    words = painter.boundingRect(line, where, text)
    painter.drawText(line, where, text)
    painter.setPen(colours().border)
    painter.drawLine(words.right() + _SIDE_PX, words.center().y(), line.right(), words.center().y())
