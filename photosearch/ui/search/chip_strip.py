"""The chips beside the words: side by side, and scrolled where they are more than fit."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QWidget

_GAP_PX = 6


class ChipStrip(QScrollArea):
    """As wide as its chips, up to the width that it is allowed; the last one is in sight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ChipStrip")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setObjectName("ChipStripInside")
        inside.installEventFilter(self)
        self._row = QHBoxLayout(inside)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_GAP_PX)
        self.setWidget(inside)
        self.horizontalScrollBar().rangeChanged.connect(self._show_last)
        self.hide()

    def set_chips(self, chips: Sequence[QWidget]) -> None:
        """Show these instead of those that are shown."""
        while (item := self._row.takeAt(0)) is not None:
            if (chip := item.widget()) is not None:
                chip.hide()
                chip.deleteLater()
        for chip in chips:
            self._row.addWidget(chip)
            # What is not shown yet takes no room in a layout.
            chip.show()
        self.setVisible(bool(chips))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """The room that all chips take."""
        return self._row.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """It shrinks before the window grows."""
        return QSize(0, self._row.sizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Chips that grow (another font, another language) want more room for all of them."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A wheel turns it sideways."""
        delta = event.angleDelta()
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() - (delta.x() or delta.y()))
        event.accept()

    def _show_last(self, _least: int, most: int) -> None:
        self.horizontalScrollBar().setValue(most)
