"""How far a photo is enlarged in its room, which way up it is, and which part of it is seen (pure, no widgets)."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt

_MAX_FACTOR = 8.0
_MOST_ENLARGED = 2
"""A small photo is shown at most so many times its own size while it is whole."""
_TURNS = 4


def fitted(photo: QSizeF, window: QSizeF) -> QSizeF:
    """The size of the whole photo in the window."""
    size = photo.scaled(window, Qt.AspectRatioMode.KeepAspectRatio)
    most = photo * _MOST_ENLARGED
    return size if size.width() <= most.width() else most


class Zoom:
    """Changes with the wheel and by dragging; ``whole`` is the size of the whole photo in it, see ``fitted``."""

    def __init__(self) -> None:
        self.factor = 1.0
        """1: the whole photo."""
        self._offset = QPointF()

    def reset(self) -> None:
        """The whole photo again."""
        self.factor = 1.0
        self._offset = QPointF()

    def enlarge(self, by: float, point: QPointF, whole: QSizeF, window: QSizeF, actual: float = 1.0) -> None:
        """Enlarge ``by`` times; what is at ``point``, from the window's middle, stays there.

        ``actual`` is the factor of the photo's own size, which can always be reached, and gone beyond twice.
        """
        lowest, highest = min(1.0, actual), max(_MAX_FACTOR, 2 * actual)
        factor = min(highest, max(lowest, self.factor * by))
        self._offset = point - (point - self._offset) * (factor / self.factor)
        self.factor = factor
        self._keep_inside(whole, window)

    def move(self, by: QPointF, whole: QSizeF, window: QSizeF) -> None:
        """Move the photo, no further than its edges."""
        self._offset += by
        self._keep_inside(whole, window)

    def place(self, whole: QSizeF, middle: QPointF) -> QRectF:
        """Where the photo lies in a window with this ``middle``."""
        place = QRectF(QPointF(0, 0), whole * self.factor)
        place.moveCenter(middle + self._offset)
        return place

    def _keep_inside(self, whole: QSizeF, window: QSizeF) -> None:
        size = whole * self.factor
        room_x = max(0.0, (size.width() - window.width()) / 2)
        room_y = max(0.0, (size.height() - window.height()) / 2)
        self._offset = QPointF(min(room_x, max(-room_x, self._offset.x())), min(room_y, max(-room_y, self._offset.y())))


class Turn:
    """Which way up a photo is looked at, in quarters to the right. The file stays as it is."""

    def __init__(self) -> None:
        self.quarters = 0

    @property
    def degrees(self) -> int:
        """To the right."""
        return 90 * self.quarters

    def by(self, quarters: int) -> None:
        """Turn further; negative: to the left."""
        self.quarters = (self.quarters + quarters) % _TURNS

    def of(self, size: QSizeF) -> QSizeF:
        """``size`` as it is turned."""
        return size.transposed() if self.quarters % 2 else size
