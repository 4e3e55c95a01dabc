"""Offers what may be meant below the search field: when it opens and closes, and which keys it takes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from photosearch.types.folder_tree import Folder
from photosearch.types.ids import RootId
from photosearch.types.queries import Filters
from photosearch.types.roots import LibraryRoot
from photosearch.types.tags import TagName
from photosearch.ui.search.suggestion_list import SuggestionList
from photosearch.ui.search.suggestions import FolderName, Kind, Suggestion, suggestions


class Suggesting(QObject):
    """Opens by a press into the field, by typing, and by Alt+Down; it takes Enter only where an arrow key chose a line.

    Whoever uses the field without looking at it finds every key as it was.
    """

    chosen = Signal(object)
    removed = Signal(str)
    """This past search is to be forgotten."""
    history_cleared = Signal()

    def __init__(self, edit: QLineEdit, field: QWidget) -> None:
        """``field`` is what ``edit`` is in: the panel opens below it."""
        super().__init__(field)
        self._edit, self._field = edit, field
        self._list: SuggestionList | None = None
        self._searches: tuple[str, ...] = ()
        self._folders: tuple[FolderName, ...] = ()
        self._words: tuple[TagName, ...] = ()
        edit.textEdited.connect(self._on_edited)
        edit.installEventFilter(self)
        field.installEventFilter(self)

    @property
    def panel(self) -> SuggestionList | None:
        """What is open."""
        return self._list if self._list is not None and not self._list.isHidden() else None

    def set_history(self, searches: Iterable[str]) -> None:
        """Offer these past searches, newest first."""
        self._searches = tuple(searches)
        if self.panel is not None:
            self.open()

    def set_folders(self, roots: Sequence[LibraryRoot], trees: Mapping[RootId, Folder]) -> None:
        """Offer the watched folders and those below them."""
        self._folders = tuple(_folder_names(roots, trees))

    @Slot(object)
    def set_words(self, words: Iterable[TagName]) -> None:
        """Offer these everyday words."""
        self._words = tuple(words)

    def open(self) -> None:
        """Offer what fits what is typed."""
        if self._list is None:
            # The window is the field's only once it has been put into it.
            self._list = SuggestionList(self._field)
            self._list.chosen.connect(self._take)
            self._list.removed.connect(self._remove)
        typed = self._edit.text()
        self._list.show_lines(suggestions(typed, searches=self._searches, folders=self._folders, words=self._words))

    def close(self) -> bool:
        """Offer nothing more; whether something was offered."""
        was_open = self.panel is not None
        if self._list is not None:
            self._list.hide()
        return was_open

    # Qt's event interface

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys while it is open, and what opens and closes it."""
        kind = event.type()
        if watched is self._field:
            if kind in (QEvent.Type.Resize, QEvent.Type.Move) and self.panel is not None:
                self.panel.place()
        elif kind == QEvent.Type.MouseButtonPress:
            self.open()
        elif kind == QEvent.Type.FocusOut:
            self.close()
        elif isinstance(event, QInputMethodEvent) and event.preeditString():
            self.close()  # an input method has a panel of its own there
        elif kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(event)
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        key, panel = event.key(), self.panel
        if key == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open()
            return True
        if panel is None:
            return False
        current = panel.current
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and not event.modifiers():
            panel.step(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Escape:
            self.close()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and current is not None:
            self._take(current)
        elif key == Qt.Key.Key_Delete and current is not None and current.kind is Kind.SEARCH:
            self._remove(current)
        else:
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.close()
            return False
        return True

    # What was done

    @Slot(str)
    def _on_edited(self, _text: str) -> None:
        self.open()

    @Slot(object)
    def _take(self, line: Suggestion) -> None:
        if line.kind is Kind.CLEAR:
            self.history_cleared.emit()
            return
        self.close()
        self.chosen.emit(line)

    @Slot(object)
    def _remove(self, line: Suggestion) -> None:
        self.removed.emit(line.text)


def _folder_names(roots: Sequence[LibraryRoot], trees: Mapping[RootId, Folder]) -> Iterable[FolderName]:
    for root in roots:
        name = root.path.name or str(root.path)
        yield FolderName(name, str(root.path), Filters(root_ids=frozenset({root.root_id})))
    for root in roots:
        tree = trees.get(root.root_id)
        for folder in tree.below() if tree is not None else ():
            path: Path = root.path / folder.relative_path
            yield FolderName(folder.name, str(path), Filters(folder=path))
