"""What is left out of one watched folder: a line for each, with the way back, and the way to leave out more."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from photosearch.ui.look.plain_text import plain_label, plain_tip
from photosearch.ui.look.theme import font
from photosearch.words.left_out import pattern_line, pattern_text


class LeftOutList(QWidget):
    """Shows patterns in their order."""

    take_back_requested = Signal(str)
    """The pattern."""
    exclude_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._patterns: tuple[str, ...] = ()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        self._more = _quiet_button(self.exclude_requested.emit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(self._rows)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self.retranslate()

    def set_patterns(self, patterns: tuple[str, ...]) -> None:
        """Show these."""
        if patterns != self._patterns:
            self._patterns = patterns
            self._fill()

    def set_online(self, is_online: bool) -> None:
        """Only of a folder that is there can one choose a part."""
        self._more.setEnabled(is_online)
        self._more.setVisible(is_online)

    def retranslate(self) -> None:
        """Ask for every text again."""
        self._more.setText(self.tr("Leave a folder out…"))
        self._more.setToolTip(self.tr("Photos in it are no longer found; nothing is deleted"))
        self._fill()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _fill(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            row = item.widget()
            if row is not None:
                row.hide()
                row.deleteLater()
        for pattern in self._patterns:
            self._rows.addWidget(self._row(pattern))

    def _row(self, pattern: str) -> QWidget:
        row = QWidget()
        name = plain_label()
        name.setObjectName("Muted")
        name.setFont(font("small"))
        name.setWordWrap(True)
        text = pattern_text(pattern)
        name.setText(pattern_line(self._patterns, pattern))
        back = _quiet_button(partial(self.take_back_requested.emit, pattern))
        back.setText(self.tr("Take back"))
        back.setAccessibleName(self.tr("Take back {what}").format(what=text))
        back.setToolTip(plain_tip(self.tr("Find the photos in {what} again").format(what=text)))
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(name, 1)
        line.addWidget(back)
        return row


def _quiet_button(on_clicked: Callable[[], None]) -> QPushButton:
    button = QPushButton()
    button.setObjectName("Quiet")
    button.setFont(font("small"))
    button.setAutoDefault(False)
    button.clicked.connect(lambda: on_clicked())
    return button
