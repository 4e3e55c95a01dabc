"""The watched folders in the sidebar as a tree: a row each, and below one that is open those in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QScrollArea, QVBoxLayout, QWidget

from photosearch.types.folder_tree import Folder
from photosearch.types.ids import RootId
from photosearch.types.queries import Filters
from photosearch.types.roots import LibraryRoot
from photosearch.ui.library.sidebar_row import SidebarRow
from photosearch.ui.look.plain_text import plain_tip
from photosearch.words.places import watch_mode_text
from photosearch.words.quantities import photo_count_text

_AROUND_PX = 8


@dataclass(frozen=True, slots=True)
class FolderAt:
    """A watched folder (``relative_path`` is empty) or one below it."""

    root_id: RootId
    relative_path: str = ""

    @property
    def parent(self) -> FolderAt:
        """The folder that this one is in."""
        return FolderAt(self.root_id, self.relative_path.rpartition("/")[0])


class FolderRows(QScrollArea):
    """Shows which folder the question is about, and says which one the person wants."""

    folder_chosen = Signal(object)
    """``Filters`` whose folder parts name it."""
    menu_wanted = Signal(object, QPoint)
    """For a ``FolderAt``, at a place on the screen."""
    rows_came = Signal()
    opened_changed = Signal(object)
    """The open ones, for ``restore_opened``: tuple of URIs."""

    def __init__(self, group: QButtonGroup, parent: QWidget | None = None) -> None:
        """``group`` sees to it that one row of the sidebar is marked."""
        super().__init__(parent)
        self._group = group
        self._roots: tuple[LibraryRoot, ...] = ()
        self._trees: Mapping[RootId, Folder] = {}
        self._polled: frozenset[RootId] = frozenset()
        self._opened: set[str] = set()
        self._rows: dict[FolderAt, SidebarRow] = {}
        self._sought: FolderAt | None = None
        # Rows that came have their places only once they are laid out.
        self._bring = QTimer(self)
        self._bring.setSingleShot(True)
        self._bring.setInterval(0)
        self._bring.timeout.connect(self._bring_into_view)
        content = QWidget()
        content.setObjectName("SidebarContent")
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addStretch(1)
        self.setObjectName("SidebarContent")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)
        self.viewport().setAutoFillBackground(False)

    def restore_opened(self, uris: Iterable[str]) -> None:
        """Open these, as they were when ``opened_changed`` told of them."""
        self._opened.update(uris)
        self.fill()

    def set_roots(self, roots: tuple[LibraryRoot, ...]) -> None:
        """Show these watched folders."""
        self._roots = roots
        self.fill()

    def set_folders(self, trees: Mapping[RootId, Folder]) -> None:
        """Tell what is below them."""
        self._trees = trees
        self.fill()

    def set_polled(self, root_ids: frozenset[RootId]) -> None:
        """Tell which are looked through every few seconds because the system cannot watch them."""
        self._polled = root_ids
        self.fill()

    def fill(self) -> None:
        """Rows stay where they are while only counts change: a row must not go from under the mouse."""
        shown, has_more = dict(self._shown()), False
        for at in [at for at in self._rows if at not in shown]:
            self._take_away(self._rows.pop(at))
        has_arrows = any(tree.children for tree in self._trees.values())
        for place, (at, folder) in enumerate(shown.items()):
            row = self._rows.get(at)
            if row is None:
                row = self._rows[at] = self._new_row(at)
                self._column.insertWidget(place, row)
                row.show()
                has_more = True
            row.set_depth(at.relative_path.count("/") + 1 if at.relative_path else 0, has_arrows=has_arrows)
            row.set_open(self._is_open(at) if folder.children else None)
            self._describe(row, at, folder)
        if has_more:
            self.rows_came.emit()
        if self._sought in self._rows:
            self._bring.start()

    def reveal(self, filters: Filters) -> None:
        """Open what the folder that ``filters`` name is in, and scroll there."""
        self._sought = at = self._named(filters)
        if at is not None:
            self._set_open(*_ancestors(at), is_open=True)

    def row_of(self, filters: Filters) -> SidebarRow | None:
        """The row of the folder that ``filters`` name; None where it is no single one, or in a closed one."""
        at = self._named(filters)
        return None if at is None else self._rows.get(at)

    def path_of(self, at: FolderAt) -> Path:
        """Where it is (or was last)."""
        return self.root_of(at).path / at.relative_path

    def root_of(self, at: FolderAt) -> LibraryRoot:
        """The watched folder that it is, or lies below."""
        return next(root for root in self._roots if root.root_id == at.root_id)

    def _shown(self) -> Iterator[tuple[FolderAt, Folder]]:
        for root in self._roots:
            at, tree = FolderAt(root.root_id), self._trees.get(root.root_id, Folder(""))
            yield at, tree
            waiting = tree.children[::-1] if self._is_open(at) else []
            while waiting:
                folder = waiting.pop()
                inside = FolderAt(root.root_id, folder.relative_path)
                yield inside, folder
                if self._is_open(inside):
                    waiting.extend(reversed(folder.children))

    def _is_open(self, at: FolderAt) -> bool:
        return self._uri_of(at) in self._opened

    def _set_open(self, *folders: FolderAt, is_open: bool) -> None:
        named = set(map(self._uri_of, folders))
        opened = self._opened | named if is_open else self._opened - named
        if opened != self._opened:
            self._opened = opened
            self.opened_changed.emit(tuple(sorted(opened)))
        self.fill()

    def _uri_of(self, at: FolderAt) -> str:
        # A name that is no text cannot be written into the settings; as a part of a URI it can.
        return self.path_of(at).as_uri()

    def _named(self, filters: Filters) -> FolderAt | None:
        if filters.folder is None:
            return FolderAt(next(iter(filters.root_ids))) if len(filters.root_ids) == 1 else None
        for root in self._roots:
            if filters.folder.is_relative_to(root.path):
                relative = filters.folder.relative_to(root.path).as_posix()
                return FolderAt(root.root_id, "" if relative == "." else relative)
        return None

    def _new_row(self, at: FolderAt) -> SidebarRow:
        row = SidebarRow("folder")
        self._group.addButton(row)
        row.clicked.connect(partial(self._on_chosen, at))
        row.open_wanted.connect(partial(self._on_open_wanted, at))
        row.parent_wanted.connect(partial(self._on_parent_wanted, at))
        row.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        row.customContextMenuRequested.connect(partial(self._on_menu, at))
        return row

    def _take_away(self, row: SidebarRow) -> None:
        self._group.removeButton(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _describe(self, row: SidebarRow, at: FolderAt, folder: Folder) -> None:
        if at.relative_path:
            row.set_text(folder.name)
            row.set_count(folder.photos)
            row.setToolTip(plain_tip(f"{self.path_of(at)}\n{photo_count_text(folder.photos)}"))
            return
        root = self.root_of(at)
        row.set_text(root.path.name or str(root.path))
        row.set_online(root.is_online)
        if root.is_online:
            row.set_count(root.photo_count)
        else:
            row.set_note(self.tr("Offline"))
        row.setToolTip(plain_tip(self._root_tip(root)))

    def _root_tip(self, root: LibraryRoot) -> str:
        lines = [str(root.path), photo_count_text(root.photo_count)]
        if not root.is_online:
            lines.append(self.tr("Cannot be reached: the drive is not connected, or the folder was moved."))
            lines.append(self.tr("Its photos stay in the library."))
        if root.root_id in self._polled:
            lines.append(watch_mode_text(root.path))
        return "\n".join(lines)

    def _on_chosen(self, at: FolderAt, _is_checked: bool = False) -> None:
        chosen = Filters(folder=self.path_of(at)) if at.relative_path else Filters(root_ids=frozenset({at.root_id}))
        self.folder_chosen.emit(chosen)

    @Slot()
    def _bring_into_view(self) -> None:
        row = None if self._sought is None else self._rows.get(self._sought)
        if row is not None:
            self._sought = None
            self.ensureWidgetVisible(row, 0, _AROUND_PX)

    @Slot(object, bool)
    def _on_open_wanted(self, at: FolderAt, is_open: bool) -> None:
        self._set_open(at, is_open=is_open)

    def _on_parent_wanted(self, at: FolderAt) -> None:
        if at.relative_path:
            self._rows[at.parent].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_menu(self, at: FolderAt, place: QPoint) -> None:
        self.menu_wanted.emit(at, self._rows[at].mapToGlobal(place))


def _ancestors(at: FolderAt) -> Iterator[FolderAt]:
    while at.relative_path:
        at = at.parent
        yield at
