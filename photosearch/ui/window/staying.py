"""Whether photosearch stays when its window is closed: with an icon in the tray, if the person chose so."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Signal, Slot
from PySide6.QtWidgets import QApplication

from photosearch.settings import SettingsChanged, SettingsOwner, SettingsUnsaved
from photosearch.ui.background import Background
from photosearch.ui.desktop.tray import Tray, tray_is_possible
from photosearch.ui.look.theme import app_icon
from photosearch.ui.window.main_window import MainWindow


class Staying(QObject):
    """Hides the window instead of closing it, as long as the setting says so and there is a tray to come back from.

    Closing ends everything as ever where the desktop has no tray, where the session ends, and after "Quit".
    """

    quit_requested = Signal()

    def __init__(self, window: MainWindow, settings: SettingsOwner, background: Background) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings
        self._background = background
        self._tray: Tray | None = None
        self._is_ending = False
        self._stop_hearing = settings.subscribe(self._on_told)
        window.installEventFilter(self)
        self._follow()

    def end(self) -> None:
        """From here on closing closes."""
        self._is_ending = True
        self._stop_hearing()
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window is being closed."""
        if event.type() == QEvent.Type.Close and watched is self._window and self._stays():
            event.ignore()
            self._window.hide()
            return True
        return super().eventFilter(watched, event)

    def _stays(self) -> bool:
        app = QApplication.instance()
        is_leaving = isinstance(app, QApplication) and app.isSavingSession()
        return self._tray is not None and not self._is_ending and not is_leaving

    def _on_told(self, event: SettingsChanged | SettingsUnsaved) -> None:
        """On the changing thread: only hands over."""
        if isinstance(event, SettingsChanged) and event.old.keep_running != event.new.keep_running:
            self._background.post(partial(self._follow))

    def _follow(self) -> None:
        wants = self._settings.now.keep_running == "on" and not self._is_ending
        if wants and self._tray is None and tray_is_possible():
            self._tray = Tray(app_icon(), self)
            self._tray.open_requested.connect(self._window.raise_window)
            self._tray.pause_toggled.connect(self._window.library.toggle_pause)
            self._tray.menu_opening.connect(self._on_menu_opening)
            self._tray.quit_requested.connect(self._on_quit)
        elif not wants and self._tray is not None:
            self._tray.close()
            self._tray = None
        QApplication.setQuitOnLastWindowClosed(self._tray is None)

    @Slot()
    def _on_menu_opening(self) -> None:
        if self._tray is not None:
            self._tray.set_paused(self._window.library.progress.is_paused)

    @Slot()
    def _on_quit(self) -> None:
        self.end()
        self.quit_requested.emit()
