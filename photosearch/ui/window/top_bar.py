"""The bar at the top: the sidebar's button, the search field, the thumbnail size and the settings."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSlider, QToolButton, QWidget

from photosearch.ui.grid.results_view import LARGEST_CELL_PX, SMALLEST_CELL_PX
from photosearch.ui.look.icon_label import IconLabel
from photosearch.ui.look.theme import icon
from photosearch.ui.search.search_bar import SearchBar

_HEIGHT_PX = 56
_SLIDER_PX = 96
_SIGN_PX = 14
_WIDEST_SEARCH_PX = 960


class TopBar(QWidget):
    """Only lays out and names; what is done with it, the window decides."""

    menu_clicked = Signal()
    settings_clicked = Signal()
    cell_size_chosen = Signal(int)
    rows_chosen = Signal(bool)
    """Photos in their own form (True), or squares."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("TopBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(_HEIGHT_PX)
        self.search = SearchBar()
        self.search.setMaximumWidth(_WIDEST_SEARCH_PX)
        self._menu = _flat_button("menu")
        self._menu.clicked.connect(self.menu_clicked)
        self._settings = _flat_button("gear")
        self._settings.clicked.connect(self.settings_clicked)
        self._rows = _flat_button("rows")
        self._rows.setCheckable(True)
        self._rows.toggled.connect(self.rows_chosen)
        self._size = QSlider(Qt.Orientation.Horizontal)
        self._size.setRange(SMALLEST_CELL_PX, LARGEST_CELL_PX)
        self._size.setPageStep(40)
        self._size.setSingleStep(20)
        self._size.setFixedWidth(_SLIDER_PX)
        self._size.valueChanged.connect(self.cell_size_chosen)
        self._lay_out()
        self.retranslate()

    def set_cell_size(self, size_px: int) -> None:
        """Put the slider at ``size_px``; says so when that changes it."""
        self._size.setValue(size_px)

    def set_has_photos(self, has_photos: bool) -> None:
        """Whether there is anything whose size or form could be changed."""
        self._size.setEnabled(has_photos)
        self._rows.setEnabled(has_photos)

    def set_rows(self, is_on: bool) -> None:
        """Show whether photos keep their form; says so when that changes it."""
        self._rows.setChecked(is_on)

    def toggle_rows(self) -> None:
        """The other form."""
        self._rows.toggle()

    def change_cell_size(self, by_px: int) -> None:
        """Move the slider by ``by_px``."""
        self._size.setValue(self._size.value() + by_px)

    def retranslate(self) -> None:
        """Set the words in the language of the window."""
        self._menu.setToolTip(self.tr("Show or hide the library (Ctrl+B)"))
        self._menu.setAccessibleName(self.tr("Library"))
        self._settings.setToolTip(self.tr("Settings (Ctrl+,)"))
        self._settings.setAccessibleName(self.tr("Settings"))
        self._rows.setToolTip(self.tr("Show whole photos in rows, or squares (Ctrl+R)"))
        self._rows.setAccessibleName(self.tr("Whole photos in rows"))
        self._size.setToolTip(self.tr("Size of the thumbnails (Ctrl+wheel)"))
        self._size.setAccessibleName(self.tr("Size of the thumbnails"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(12)
        row.addWidget(self._menu)
        row.addStretch(1)
        row.addWidget(self.search, 100)
        row.addStretch(1)
        sizes = QHBoxLayout()
        sizes.setSpacing(6)
        sizes.addWidget(self._rows)
        for widget in (IconLabel("grid-small", _SIGN_PX), self._size, IconLabel("grid-large", _SIGN_PX)):
            sizes.addWidget(widget)
        row.addLayout(sizes)
        row.addWidget(self._settings)


def _flat_button(name: str) -> QToolButton:
    button = QToolButton()
    button.setObjectName("Flat")
    button.setIcon(icon(name))
    button.setIconSize(QSize(20, 20))
    return button
