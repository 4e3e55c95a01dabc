"""The icon in the system's tray, with what can be done there while the window is out of sight."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon


def tray_is_possible() -> bool:
    """Whether this desktop shows such icons. GNOME does with an extension only."""
    return QSystemTrayIcon.isSystemTrayAvailable()


class Tray(QObject):
    """Open, pause or resume, quit. A click on the icon opens too."""

    open_requested = Signal()
    pause_toggled = Signal()
    quit_requested = Signal()
    menu_opening = Signal()
    """Whoever hears it says with ``set_paused`` how things are."""

    def __init__(self, icon: QIcon, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_paused = False
        self._menu = QMenu()
        self._open = self._menu.addAction("", self.open_requested.emit)
        self._pause = self._menu.addAction("", self.pause_toggled.emit)
        self._menu.addSeparator()
        self._quit = self._menu.addAction("", self.quit_requested.emit)
        self._menu.aboutToShow.connect(self.menu_opening)
        self._menu.installEventFilter(self)
        self._icon = QSystemTrayIcon(icon, self)
        self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(self._on_activated)
        self.retranslate()
        self._icon.show()

    @property
    def menu(self) -> QMenu:
        """What the icon offers."""
        return self._menu

    def set_paused(self, is_paused: bool) -> None:
        """Show what pressing "pause" would do."""
        self._is_paused = is_paused
        self._pause.setText(self.tr("Resume adding photos") if is_paused else self.tr("Pause adding photos"))

    def retranslate(self) -> None:
        """Ask for every text again."""
        self._open.setText(self.tr("Open photosearch"))
        self._quit.setText(self.tr("Quit"))
        self._icon.setToolTip("photosearch")
        self.set_paused(self._is_paused)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the language, which only widgets are told of."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        return super().eventFilter(watched, event)

    def close(self) -> None:
        """Take the icon away."""
        self._icon.hide()
        self._menu.deleteLater()
        self.deleteLater()

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick):
            self.open_requested.emit()
