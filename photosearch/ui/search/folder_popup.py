"""Chooses a folder to search in: the watched ones and what is below them, narrowed by typing."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QMenu, QVBoxLayout, QWidget

from photosearch.types.folder_tree import Folder
from photosearch.types.ids import RootId
from photosearch.types.queries import Filters
from photosearch.types.roots import LibraryRoot
from photosearch.ui.look.plain_text import plain_tip
from photosearch.ui.look.popup import Popup
from photosearch.words.spoken import number

_MAX_ROWS = 500
"""More are reached by typing."""
_SIZE_PX = (340, 360)


class FolderPopup(Popup):
    """Says the chosen folder as ``Filters`` with ``root_ids`` and ``folder``; empty ones mean everywhere."""

    folder_chosen = Signal(object)
    exclusion_requested = Signal(object)
    """The path of a folder below a watched one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._roots: tuple[LibraryRoot, ...] = ()
        self._folders: Mapping[RootId, Folder] = {}
        self._chosen = Filters()
        self.setFixedSize(*_SIZE_PX)
        self._search = QLineEdit()
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._fill)
        self._list = QListWidget()
        self._list.itemActivated.connect(self._on_picked)
        self._list.itemClicked.connect(self._on_picked)
        self._list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._list.customContextMenuRequested.connect(self._on_menu)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(self._search)
        layout.addWidget(self._list)
        self.setFocusProxy(self._search)
        self.retranslate()

    def set_roots(self, roots: tuple[LibraryRoot, ...]) -> None:
        """Offer these watched folders."""
        self._roots = roots
        self._fill()

    def set_folders(self, folders: Mapping[RootId, Folder]) -> None:
        """Offer what is below the watched ones."""
        self._folders = folders
        self._fill()

    def set_chosen(self, filters: Filters) -> None:
        """Mark the folder in ``filters``."""
        self._chosen = Filters(root_ids=filters.root_ids, folder=filters.folder)
        self._fill()

    def retranslate(self) -> None:
        """Ask for every text again."""
        self.setAccessibleName(self.tr("Folder"))
        self._search.setPlaceholderText(self.tr("Type a part of its name"))
        self._search.setAccessibleName(self.tr("Narrow the list of folders"))
        self._list.setAccessibleName(self.tr("Folders"))
        self._fill()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _fill(self) -> None:
        typed = self._search.text().strip().casefold()
        bar = self._list.verticalScrollBar()
        down = bar.value()
        self._list.clear()
        if not typed:
            self._add(self.tr("All folders"), "", Filters())
        for text, tip, filters in self._entries():
            if typed in tip.casefold() and self._list.count() < _MAX_ROWS:
                self._add(text, tip, filters)
        bar.setValue(down)

    def _entries(self) -> list[tuple[str, str, Filters]]:
        entries = []
        for root in self._roots:
            name = root.path.name or str(root.path)
            whole = Filters(root_ids=frozenset({root.root_id}))
            entries.append((f"{name}   {number(root.photo_count)}", str(root.path), whole))
            tree = self._folders.get(root.root_id)
            entries += [self._entry(root, folder) for folder in (tree.below() if tree is not None else ())]
        return entries

    def _entry(self, root: LibraryRoot, folder: Folder) -> tuple[str, str, Filters]:
        path: Path = root.path / folder.relative_path
        indent = "    " * (folder.relative_path.count("/") + 1)
        return f"{indent}{folder.name}   {number(folder.photos)}", str(path), Filters(folder=path)

    def _add(self, text: str, tip: str, filters: Filters) -> None:
        item = QListWidgetItem(text)
        item.setToolTip(plain_tip(tip))
        item.setData(Qt.ItemDataRole.UserRole, filters)
        self._list.addItem(item)
        if filters == self._chosen:
            self._list.setCurrentItem(item)

    def _on_menu(self, position: QPoint) -> None:
        menu = self.folder_menu(self._list.itemAt(position))
        if menu is not None:
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(self._list.viewport().mapToGlobal(position))

    def folder_menu(self, item: QListWidgetItem | None) -> QMenu | None:
        """What can be done with the folder of a row; None for one that is no folder below a watched one."""
        chosen = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        if not isinstance(chosen, Filters) or chosen.folder is None:
            return None
        menu = QMenu(self)
        leave_out = menu.addAction(self.tr("Leave this folder out"))
        leave_out.setToolTip(self.tr("Photos in it are no longer found; nothing is deleted"))
        leave_out.triggered.connect(partial(self._ask_to_exclude, chosen.folder))
        return menu

    def _ask_to_exclude(self, folder: Path, _is_checked: bool = False) -> None:
        self.hide()
        self.exclusion_requested.emit(folder)

    def _on_picked(self, item: QListWidgetItem) -> None:
        chosen = item.data(Qt.ItemDataRole.UserRole)
        if isinstance(chosen, Filters) and self.isVisible():
            self.hide()
            self.folder_chosen.emit(chosen)
