"""What hangs at the mouse while photos are dragged: a small stack, and how many they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPen, QPixmap, QTransform

from photosearch.ui.look.theme import colours, font
from photosearch.words.spoken import number

MOST_STACKED: Final = 3
_SIDE_PX: Final = 80
_STEP_PX: Final = 6
_CORNER_PX: Final = 6
_BADGE_PX: Final = 22


def drag_picture(thumbnails: Sequence[QPixmap], count: int, ratio: float) -> QPixmap:
    """The first ``MOST_STACKED`` of ``thumbnails`` on top of each other, and the number where there are several.

    Args:
        thumbnails: of the first photos that are dragged; a null one is drawn as a plain square.
        count: how many are dragged.
        ratio: device pixels for each logical one.
    """
    shown = list(thumbnails[:MOST_STACKED])
    room_px = _SIDE_PX + (len(shown) - 1) * _STEP_PX + _BADGE_PX // 2
    picture = QPixmap(round(room_px * ratio), round(room_px * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    for depth in reversed(range(len(shown))):
        place = QRectF(depth * _STEP_PX, _BADGE_PX / 2 + depth * _STEP_PX, _SIDE_PX, _SIDE_PX).adjusted(1, 1, -1, -1)
        _paint_photo(painter, place, shown[depth])
    if count > 1:
        _paint_number(painter, QRectF(0, 0, _SIDE_PX, _BADGE_PX), number(count))
    painter.end()
    return picture


def _paint_photo(painter: QPainter, place: QRectF, thumbnail: QPixmap) -> None:
    brush = QBrush(colours().placeholder)
    if not thumbnail.isNull():
        brush = QBrush(thumbnail)
        scale = place.width() / min(thumbnail.width(), thumbnail.height())
        over = QPointF(thumbnail.width() * scale - place.width(), thumbnail.height() * scale - place.height()) / 2
        brush.setTransform(QTransform().translate(place.x() - over.x(), place.y() - over.y()).scale(scale, scale))
    painter.setBrush(brush)
    painter.setPen(QPen(colours().window, 2))
    painter.drawRoundedRect(place, _CORNER_PX, _CORNER_PX)


def _paint_number(painter: QPainter, room: QRectF, text: str) -> None:
    painter.setFont(font("small"))
    width_px = max(_BADGE_PX, painter.fontMetrics().horizontalAdvance(text) + 14)
    badge = QRectF(room.right() - width_px + _BADGE_PX / 2, 0, width_px, _BADGE_PX)
    painter.setBrush(colours().accent)
    painter.setPen(QPen(colours().window, 1.5))
    painter.drawRoundedRect(badge.adjusted(1, 1, -1, -1), _BADGE_PX / 2, _BADGE_PX / 2)
    painter.setPen(colours().accent_text)
    painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)
