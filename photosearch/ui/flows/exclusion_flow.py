"""The way of folders that are left out: from wherever a person points at one, and back."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from photosearch.errors import ExclusionError
from photosearch.exclusions import placed
from photosearch.types.ids import RootId
from photosearch.types.roots import LibraryRoot
from photosearch.ui.background import Background
from photosearch.ui.library.folder_questions import choose_folder_in
from photosearch.words.left_out import left_out_text, taken_back_text

if TYPE_CHECKING:
    from photosearch.engine.parts import Library


class ExclusionFlow(QObject):
    """Has the library leave out and take back, and says what came of it."""

    message = Signal(str)
    refused = Signal(object)
    """Why it cannot be."""
    left_out = Signal(object, str)
    """A pattern is left out of this ``LibraryRoot``."""
    taken_back = Signal(object, str)

    def __init__(self, background: Background, window: QWidget) -> None:
        super().__init__(window)
        self._background = background
        self._window = window
        self._library: Library | None = None
        self._roots: tuple[LibraryRoot, ...] = ()

    def start(self, library: Library) -> None:
        """Begin asking the library."""
        self._library = library

    def set_roots(self, roots: tuple[LibraryRoot, ...]) -> None:
        """These folders are watched."""
        self._roots = roots

    @Slot(object)
    def exclude_folder(self, folder: Path) -> None:
        """Leave out a folder below a watched one."""
        try:
            place = placed(folder, self._roots)
        except ExclusionError as error:
            self.refused.emit(error)
            return
        if place is None:
            self.refused.emit(ExclusionError("outside", str(folder)))
        elif self._library is not None:
            root, pattern = place
            self.leave_out(int(root.root_id), pattern)

    @Slot(int, str)
    def leave_out(self, root_id: int, pattern: str) -> None:
        """Leave out of a root what ``pattern`` fits."""
        root = self._root(root_id)
        if root is not None and self._library is not None:
            work = partial(self._library.exclude, root.root_id, pattern)
            self._background.run(work, partial(self._on_left_out, root, pattern), self.refused.emit)

    @Slot(int)
    def choose_folder(self, root_id: int) -> None:
        """Ask which folder below a watched one to leave out."""
        root = self._root(root_id)
        folder = choose_folder_in(self._window, root.path) if root is not None else None
        if folder is not None:
            self.exclude_folder(folder)

    @Slot(int, str)
    def take_back(self, root_id: int, pattern: str) -> None:
        """Leave something out no longer."""
        root = self._root(root_id)
        if root is not None and self._library is not None:
            work = partial(self._library.take_back, RootId(root_id), pattern)
            self._background.run(work, partial(self._on_taken_back, root, pattern), self.refused.emit)

    def _on_left_out(self, root: LibraryRoot, pattern: str, count: int) -> None:
        self.message.emit(left_out_text(root, pattern, count))
        self.left_out.emit(root, pattern)

    def _on_taken_back(self, root: LibraryRoot, pattern: str, count: int) -> None:
        self.message.emit(taken_back_text(root, pattern, count))
        self.taken_back.emit(root, pattern)

    def _root(self, root_id: int) -> LibraryRoot | None:
        return next((root for root in self._roots if root.root_id == root_id), None)
