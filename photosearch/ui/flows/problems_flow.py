"""The way of files that could not be used: from the library into their list, and back to be tried again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from photosearch.types.files import Problem
from photosearch.ui.background import Background
from photosearch.ui.desktop.file_manager import show_in_folder

if TYPE_CHECKING:
    from photosearch.engine.parts import Library
    from photosearch.ui.library.problems_dialog import ProblemsDialog


class ProblemsFlow(QObject):
    """Makes the list when it is first asked for, and keeps an open one up to date."""

    refused = Signal(object)
    """Why they cannot be tried again."""

    def __init__(self, background: Background, window: QWidget) -> None:
        super().__init__(window)
        self._background = background
        self._window = window
        self._library: Library | None = None
        self._dialog: ProblemsDialog | None = None

    def start(self, library: Library) -> None:
        """Begin asking the library."""
        self._library = library

    @Slot()
    def show(self) -> None:
        """Open the list."""
        if self._dialog is None:
            from photosearch.ui.library.problems_dialog import ProblemsDialog

            self._dialog = ProblemsDialog(self._window)
            self._dialog.show_in_folder_requested.connect(show_in_folder)
            self._dialog.retry_requested.connect(self._on_retry)
        self._fetch()
        self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()

    def refresh(self) -> None:
        """Other files are problems now: an open list follows."""
        if self._dialog is not None and self._dialog.isVisible():
            self._fetch()

    def _fetch(self) -> None:
        if self._library is not None:
            self._background.run_newest("problems", self._library.problems, self._on_problems)

    def _on_problems(self, problems: list[Problem]) -> None:
        if self._dialog is not None:
            self._dialog.set_problems(problems)

    @Slot(object)
    def _on_retry(self, _problems: object) -> None:
        if self._library is not None:
            self._background.run(self._library.retry_problems, _nothing, self.refused.emit)


def _nothing(_value: None) -> None:
    """The engine's events say what came of it."""
