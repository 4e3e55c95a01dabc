"""A quiet pill over the top of the grid: photos came that belong to what is shown, and come in when it is pressed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from photosearch.ui.look.theme import font, icon
from photosearch.words.hits import news_text

_FROM_TOP_PX = 8


class NewsPill(QPushButton):
    """Lies on the middle of the upper edge of ``over``; hidden while there is no news."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.setObjectName("NewsPill")
        self.setFont(font("small"))
        self.setIcon(icon("refresh"))
        self._count = 0
        self._is_search = False
        over.installEventFilter(self)
        self.hide()

    def set_kind(self, *, is_search: bool) -> None:
        """Whether what is shown was searched for."""
        self._is_search = is_search
        self.retranslate()

    @Slot(int)
    def set_count(self, count: int) -> None:
        """So many photos wait to be shown."""
        self._count = count
        self.retranslate()
        self.setVisible(count > 0)

    def retranslate(self) -> None:
        """Ask for every text again."""
        self.setText(news_text(self._count, is_search=self._is_search))
        self.setAccessibleName(self.text())
        self.setToolTip(self.tr("Show them (F5)"))
        self._place()

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

    def _place(self) -> None:
        self.adjustSize()
        self.move((self._over.width() - self.width()) // 2, _FROM_TOP_PX)
        self.raise_()
