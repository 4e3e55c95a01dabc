"""The keys that work anywhere in the window; the shortcuts dialog lists them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut

from photosearch.ui.query_images import carries_picture
from photosearch.ui.shortcuts_dialog import ShortcutsDialog

if TYPE_CHECKING:
    from photosearch.ui.main_window import MainWindow

_SIZE_STEP_PX = 20


class WindowShortcuts:
    """Made once by the window. A key that a focused field needs itself (Ctrl+V in a line edit) stays that field's."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._dialog: ShortcutsDialog | None = None
        keys: tuple[tuple[str, Callable[[], None]], ...] = (
            ("Ctrl+F", window.search_bar.focus),
            ("Ctrl+V", self._paste),
            ("Ctrl+B", window.panes.toggle_sidebar),
            ("Ctrl+I", window.panes.toggle_preview),
            ("Ctrl+,", window.settings_flow.show_dialog),
            ("Ctrl+O", window.library.choose_folder),
            ("Ctrl+L", window.library.show_library),
            ("Ctrl+P", window.library.toggle_pause),
            ("Ctrl++", self._enlarge),
            ("Ctrl+=", self._enlarge),
            ("Ctrl+-", self._shrink),
            ("F1", self._show_overview),
        )
        for key, call in keys:
            QShortcut(QKeySequence(key), window).activated.connect(call)

    def _paste(self) -> None:
        mime = QGuiApplication.clipboard().mimeData()
        if isinstance(mime, QMimeData) and carries_picture(mime):
            self._window.pictures.take(mime)
        else:
            self._window.search_bar.focus()
            self._window.search_bar.line_edit.paste()

    def _enlarge(self) -> None:
        self._window.top_bar.change_cell_size(_SIZE_STEP_PX)

    def _shrink(self) -> None:
        self._window.top_bar.change_cell_size(-_SIZE_STEP_PX)

    def _show_overview(self) -> None:
        if self._dialog is None:
            self._dialog = ShortcutsDialog(self._window)
        self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()
