"""Lies over the foot of the grid while several photos are selected: how many, how large, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QWidget

from photosearch.ui.look.plain_text import plain_label
from photosearch.ui.look.theme import icon
from photosearch.words.quantities import byte_size_text, selected_text

_FROM_FOOT_PX = 12


class SelectionBar(QFrame):
    """Hidden while fewer than two photos are selected."""

    copy_requested = Signal()
    export_requested = Signal()
    clear_requested = Signal()

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("SelectionBar")
        self._over = over
        self._count = 0
        self._size_bytes: int | None = None
        self._foot_px = _FROM_FOOT_PX
        self._text = plain_label()
        self._copy, self._export, self._clear = QPushButton(), QPushButton(), QToolButton()
        for button in (self._copy, self._export):
            button.setObjectName("Quiet")
        self._clear.setObjectName("Flat")
        self._clear.setIcon(icon("close"))
        self._copy.clicked.connect(self.copy_requested)
        self._export.clicked.connect(self.export_requested)
        self._clear.clicked.connect(self.clear_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 6, 4)
        row.setSpacing(4)
        for widget in (self._text, self._copy, self._export, self._clear):
            row.addWidget(widget)
        over.installEventFilter(self)
        self.hide()
        self.retranslate()

    def set_count(self, count: int) -> None:
        """So many photos are selected; how large they are together is not known yet."""
        self._count, self._size_bytes = count, None
        self._show_text()
        self.setVisible(count > 1)

    def set_size(self, size_bytes: int) -> None:
        """Their files together have so many bytes."""
        self._size_bytes = size_bytes
        self._show_text()

    def set_foot(self, covered_px: int) -> None:
        """So much of the foot is covered by what lies there too: stay above it."""
        self._foot_px = max(covered_px, _FROM_FOOT_PX)
        self._place()

    def retranslate(self) -> None:
        """Ask for every text again."""
        self._copy.setText(self.tr("Copy"))
        self._copy.setToolTip(self.tr("Copy the files (Ctrl+C)"))
        self._export.setText(self.tr("Export…"))
        self._export.setToolTip(self.tr("Copies in a folder, a contact sheet or a list (Ctrl+Shift+E)"))
        self._clear.setToolTip(self.tr("Select nothing"))
        self._clear.setAccessibleName(self.tr("Select nothing"))
        self._show_text()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _show_text(self) -> None:
        size = "" if self._size_bytes is None else f" · {byte_size_text(self._size_bytes)}"
        self._text.setText(f"{selected_text(self._count)}{size}")
        self.setAccessibleName(self._text.text())
        self._place()

    def _place(self) -> None:
        self.adjustSize()
        left = (self._over.width() - self.width()) // 2
        self.move(left, self._over.height() - self.height() - self._foot_px)
        self.raise_()
