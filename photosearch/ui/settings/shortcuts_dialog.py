"""An overview of the keyboard (F1)."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFont, QKeySequence
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from photosearch.ui.look.on_screen import Dialog
from photosearch.ui.look.plain_text import plain_label

_Rows = tuple[tuple[str, str], ...]
_BETWEEN_PX = 12
_ARROWS = {"Left": "←", "Right": "→", "Down": "↓"}


class ShortcutsDialog(Dialog):
    """Not modal: it can stay open while the keys are tried."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grids = (_grid(), _grid())
        self._close = QPushButton()
        self._close.clicked.connect(self.close)
        self._labels: list[QLabel] = []
        columns = QHBoxLayout()
        columns.setSpacing(40)
        for grid in self._grids:
            column = QVBoxLayout()
            column.addLayout(grid)
            column.addStretch(1)
            columns.addLayout(column)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 16)
        layout.setSpacing(16)
        self._area = _scrolled(columns)
        layout.addWidget(self._area, 1)
        layout.addWidget(self._close, 0, Qt.AlignmentFlag.AlignRight)
        self.retranslate()

    def retranslate(self) -> None:
        """Ask for every text again."""
        self.setWindowTitle(self.tr("Keyboard"))
        self._area.setAccessibleName(self.windowTitle())
        self._close.setText(self.tr("Close"))
        self._close.setToolTip(self.tr("Close (Esc)"))
        for label in self._labels:
            label.hide()
            label.deleteLater()
        self._labels = []
        # As much in one column as in the other: all of it is seen on the low screen of a laptop.
        left, right = self._grids
        self._fill(left, 0, self.tr("In the window"), self._window_rows())
        photo_rows = self._photo_rows()
        self._fill(right, 0, self.tr("One photo, full screen"), photo_rows)
        gap = len(photo_rows) + 1
        right.setRowMinimumHeight(gap, _BETWEEN_PX)
        self._fill(right, gap + 1, self.tr("Library and settings"), self._library_rows())
        self._area.updateGeometry()
        self.resize(self.sizeHint())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _fill(self, grid: QGridLayout, top: int, title: str, rows: _Rows) -> None:
        heading = self._label(title, "")
        bold = QFont(heading.font())
        bold.setWeight(QFont.Weight.DemiBold)
        heading.setFont(bold)
        grid.addWidget(heading, top, 0, 1, 2)
        for line, (keys, meaning) in enumerate(rows, start=top + 1):
            grid.addWidget(self._label(_shown_keys(keys), "Muted"), line, 0)
            grid.addWidget(self._label(meaning, ""), line, 1)

    def _label(self, text: str, name: str) -> QLabel:
        label = plain_label(text)
        label.setObjectName(name)
        self._labels.append(label)
        return label

    def _window_rows(self) -> _Rows:
        return (
            ("Ctrl+F", self.tr("Go to the search field")),
            ("Return", self.tr("Search at once")),
            ("Esc", self.tr("One step back: selection, chips, words")),
            ("Alt+Left", self.tr("To the search before (Alt+→: after)")),
            ("Ctrl+Z", self.tr("Undo")),
            ("Down", self.tr("From the search field to the photos")),
            ("Alt+Down", self.tr("Past searches, folders and words for the search field")),
            ("Del", self.tr("Forget the past search that is chosen there")),
            ("Ctrl+V", self.tr("Search with the copied picture")),
            ("Space", self.tr("Show or hide the preview (also Ctrl+I)")),
            ("F", self.tr("Fill the screen with the photo (also Enter, F11)")),
            ("S", self.tr("Find photos similar to the chosen ones (also Ctrl+Shift+F)")),
            ("Shift+S", self.tr("Search without the chosen ones (also Ctrl+Shift+X)")),
            ("Ctrl+A", self.tr("Choose all photos")),
            ("Ctrl+Return", self.tr("Open in another program")),
            ("Ctrl+Shift+Return", self.tr("Show in its folder")),
            ("Ctrl+C", self.tr("Copy the picture")),
            ("Ctrl+Shift+C", self.tr("Copy the path")),
            ("Ctrl+Shift+E", self.tr("Export the chosen ones, or all that are shown")),
            ("Ctrl++", self.tr("Larger thumbnails")),
            ("Ctrl+-", self.tr("Smaller thumbnails")),
            ("Ctrl+R", self.tr("Whole photos in rows, or squares")),
            ("F5", self.tr("Show the photos that came meanwhile")),
        )

    def _photo_rows(self) -> _Rows:
        return (
            ("← →", self.tr("Previous and next photo")),
            ("Home", self.tr("First photo")),
            ("End", self.tr("Last photo")),
            ("+", self.tr("Larger (also the mouse wheel)")),
            ("-", self.tr("Smaller")),
            ("1", self.tr("Actual size")),
            ("0", self.tr("Whole photo")),
            ("R", self.tr("Turn the view right")),
            ("Shift+R", self.tr("Turn the view left")),
            ("F5", self.tr("Start or stop the slideshow")),
            ("I", self.tr("Show or hide the details")),
            ("S", self.tr("Find similar photos")),
            ("Ctrl+C", self.tr("Copy the picture")),
            ("Esc", self.tr("One step back: slideshow, zoom, photo")),
        )

    def _library_rows(self) -> _Rows:
        return (
            ("Ctrl+B", self.tr("Show or hide the library")),
            ("Ctrl+O", self.tr("Add a folder")),
            ("Ctrl+L", self.tr("Watched folders")),
            ("Ctrl+P", self.tr("Pause or resume adding photos")),
            ("Ctrl+,", self.tr("Settings")),
            ("F1", self.tr("This overview")),
        )


def _shown_keys(keys: str) -> str:
    """As they are called where this runs; arrows as they stand on the keys, in every language."""
    *held, last = keys.split("+")
    if last in _ARROWS:
        return "+".join((*held, _ARROWS[last]))
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText) or keys


def _grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(4)
    return grid


def _scrolled(columns: QHBoxLayout) -> QScrollArea:
    """Where the screen is smaller than the overview."""
    inside = QWidget()
    columns.setContentsMargins(8, 8, 8, 8)
    inside.setLayout(columns)
    area = _RoomyArea(inside, columns)
    area.setObjectName("Scrolled")
    area.setWidgetResizable(True)
    return area


class _RoomyArea(QScrollArea):
    """As large as what is in it, where there is room."""

    def __init__(self, inside: QWidget, layout: QHBoxLayout) -> None:
        super().__init__()
        self._layout = layout
        self.setWidget(inside)

    def sizeHint(self) -> QSize:
        """All of it, and room for the bar that scrolls it: what has to be scrolled down is not to go sideways too."""
        # A layout in layouts notices what was put into it when it is next laid out.
        self._layout.activate()
        edges = QSize(2 * self.frameWidth(), 2 * self.frameWidth())
        return self._layout.sizeHint() + edges + QSize(self.verticalScrollBar().sizeHint().width(), 0)
