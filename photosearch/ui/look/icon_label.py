"""An icon that stands alone, painted anew in the colour of whatever theme is in force."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from photosearch.ui.look.theme import icon


class IconLabel(QWidget):
    """A square of ``side_px`` with one icon in it."""

    def __init__(self, name: str, side_px: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side_px = side_px
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_icon(name)

    def set_icon(self, name: str) -> None:
        """Show another icon."""
        self._icon = icon(name)
        self.update()

    def sizeHint(self) -> QSize:
        """Always the same square."""
        return QSize(self._side_px, self._side_px)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        self._icon.paint(QPainter(self), self.rect())
