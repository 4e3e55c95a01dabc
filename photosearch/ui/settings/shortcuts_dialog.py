"""An overview of the keyboard (F1)."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget


class ShortcutsDialog(QDialog):
    """Not modal: it can stay open while the keys are tried."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(32)
        self._grid.setVerticalSpacing(8)
        self._close = QPushButton()
        self._close.clicked.connect(self.close)
        self._labels: list[QLabel] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(20)
        layout.addLayout(self._grid)
        layout.addWidget(self._close, 0, Qt.AlignmentFlag.AlignRight)
        self.retranslate()

    def retranslate(self) -> None:
        """Ask for every text again."""
        self.setWindowTitle(self.tr("Keyboard"))
        self._close.setText(self.tr("Close"))
        self._close.setToolTip(self.tr("Close (Esc)"))
        for label in self._labels:
            self._grid.removeWidget(label)
            label.hide()
            label.deleteLater()
        self._labels = []
        for line, (keys, meaning) in enumerate(self._rows()):
            shown = QLabel(QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText) or keys)
            shown.setObjectName("Muted")
            told = QLabel(meaning)
            self._grid.addWidget(shown, line, 0)
            self._grid.addWidget(told, line, 1)
            self._labels += [shown, told]

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _rows(self) -> tuple[tuple[str, str], ...]:
        return (
            ("Ctrl+F", self.tr("Go to the search field")),
            ("Return", self.tr("Search at once")),
            ("Esc", self.tr("Clear the search, close what is open")),
            ("Down", self.tr("From the search field to the photos")),
            ("Ctrl+V", self.tr("Search with the copied picture")),
            ("Space", self.tr("Show or hide the preview (also Ctrl+I)")),
            ("F", self.tr("Fill the screen with the photo (also Enter)")),
            ("S", self.tr("Find photos similar to the chosen ones")),
            ("Shift+S", self.tr("Search without the chosen ones")),
            ("Ctrl+Return", self.tr("Open in another program")),
            ("Ctrl+C", self.tr("Copy the picture")),
            ("Ctrl++", self.tr("Larger thumbnails")),
            ("Ctrl+-", self.tr("Smaller thumbnails")),
            ("Ctrl+B", self.tr("Show or hide the library")),
            ("Ctrl+O", self.tr("Add a folder")),
            ("Ctrl+L", self.tr("Watched folders")),
            ("Ctrl+P", self.tr("Pause or resume adding photos")),
            ("Ctrl+,", self.tr("Settings")),
            ("F1", self.tr("This overview")),
        )
