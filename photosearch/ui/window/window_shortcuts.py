"""The keys that work anywhere in the window; the shortcuts dialog lists them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from photosearch.ui.flows.library_flow import LibraryFlow
from photosearch.ui.flows.picture_flow import PictureFlow
from photosearch.ui.flows.search_flow import SearchFlow
from photosearch.ui.flows.settings_flow import SettingsFlow
from photosearch.ui.search.query_images import carries_picture
from photosearch.ui.window.top_bar import TopBar
from photosearch.ui.window.window_panes import WindowPanes

if TYPE_CHECKING:
    from photosearch.ui.settings.shortcuts_dialog import ShortcutsDialog

_SIZE_STEP_PX = 20


class WindowShortcuts:
    """Made once by the window. A key that a focused field needs itself (Ctrl+V in a line edit) stays that field's."""

    def __init__(
        self,
        window: QWidget,
        top_bar: TopBar,
        panes: WindowPanes,
        settings: SettingsFlow,
        library: LibraryFlow,
        pictures: PictureFlow,
        search: SearchFlow,
    ) -> None:
        self._window = window
        self._top_bar = top_bar
        self._pictures = pictures
        self._dialog: ShortcutsDialog | None = None
        keys: tuple[tuple[str, Callable[[], None]], ...] = (
            ("Ctrl+F", top_bar.search.focus),
            ("Ctrl+V", self._paste),
            ("Ctrl+B", panes.toggle_sidebar),
            ("Ctrl+I", panes.toggle_preview),
            ("Ctrl+,", settings.show_dialog),
            ("Ctrl+O", library.choose_folder),
            ("Ctrl+L", library.show_library),
            ("Ctrl+P", library.toggle_pause),
            ("Ctrl++", self._enlarge),
            ("Ctrl+=", self._enlarge),
            ("Ctrl+-", self._shrink),
            ("Ctrl+R", top_bar.toggle_rows),
            ("F5", search.show_news),
            ("F1", self._show_overview),
        )
        for key, call in keys:
            QShortcut(QKeySequence(key), window).activated.connect(call)

    def _paste(self) -> None:
        mime = QGuiApplication.clipboard().mimeData()
        if isinstance(mime, QMimeData) and carries_picture(mime):
            self._pictures.take(mime)
        else:
            self._top_bar.search.focus()
            self._top_bar.search.line_edit.paste()

    def _enlarge(self) -> None:
        self._top_bar.change_cell_size(_SIZE_STEP_PX)

    def _shrink(self) -> None:
        self._top_bar.change_cell_size(-_SIZE_STEP_PX)

    def _show_overview(self) -> None:
        if self._dialog is None:
            from photosearch.ui.settings.shortcuts_dialog import ShortcutsDialog

            self._dialog = ShortcutsDialog(self._window)
        self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()
