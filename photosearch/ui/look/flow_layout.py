"""Puts widgets side by side and breaks the line where there is no more room, as words do."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Its height follows from its width."""

    def __init__(self, gap_px: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap_px = gap_px
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """One more behind the others."""
        self._items.append(item)

    def count(self) -> int:
        """How many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The one at a place; None where there is none, as Qt wants it."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """The same, which is no longer laid out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It takes no more than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Narrow room takes more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Of all lines."""
        places = self._places(width)
        return max((place.bottom() + 1 for place in places), default=0)

    def setGeometry(self, rect: QRect) -> None:
        """Move everything to its place."""
        super().setGeometry(rect)
        for item, place in zip(self._items, self._places(rect.width()), strict=True):
            item.setGeometry(place.translated(rect.topLeft()))

    def sizeHint(self) -> QSize:
        """One line."""
        hints = [item.sizeHint() for item in self._items]
        width = sum(hint.width() + self._gap_px for hint in hints)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        """The largest of them."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _places(self, width: int) -> list[QRect]:
        places: list[QRect] = []
        at, line_px = QPoint(0, 0), 0
        for item in self._items:
            size = item.sizeHint().boundedTo(QSize(max(width, 1), item.sizeHint().height()))
            if at.x() and at.x() + size.width() > width:
                at, line_px = QPoint(0, at.y() + line_px + self._gap_px), 0
            places.append(QRect(at, size))
            at, line_px = at + QPoint(size.width() + self._gap_px, 0), max(line_px, size.height())
        return places
