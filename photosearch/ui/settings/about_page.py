"""Says which version this is, what it promises, and where its licences are."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

import photosearch
from photosearch.ui.look.theme import app_icon, font

_ICON_PX = 96


class AboutPage(QWidget):
    """A page of the settings."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        sign = QLabel()
        sign.setPixmap(app_icon().pixmap(QSize(_ICON_PX, _ICON_PX), self.devicePixelRatioF()))
        self._title, self._version, self._text, self._sources = QLabel("photosearch"), QLabel(), QLabel(), QLabel()
        self._title.setFont(font("title"))
        for label in (self._text, self._sources):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        for label in (self._version, self._text, self._sources):
            label.setObjectName("Muted")
        self._sources.setFont(font("small"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(40, 32, 40, 24)
        layout.setSpacing(12)
        for widget in (sign, self._title, self._version):
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self._text)
        layout.addWidget(self._sources)
        layout.addStretch(1)
        self.retranslate()

    def retranslate(self) -> None:
        """Ask for every text again."""
        self.setAccessibleName(self.tr("About photosearch"))
        self._version.setText(self.tr("Version {version}").format(version=photosearch.__version__))
        self._text.setText(
            self.tr("Finds your own photos by what's in them, on your own computer. Licence: Apache 2.0.")
        )
        self._sources.setText(
            self.tr(
                "Names of places: contains data from GeoNames (CC BY 4.0, changed); made with Natural Earth and "
                "Unicode CLDR."
            )
        )

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
