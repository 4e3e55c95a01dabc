"""The left side: the library's places with their counts, and the watched folders with their state."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from photosearch.types.folder_tree import Folder
from photosearch.types.ids import RootId
from photosearch.types.question import Place, Question
from photosearch.types.roots import LibraryRoot
from photosearch.ui.library.folder_rows import FolderAt, FolderRows
from photosearch.ui.library.sidebar_row import SidebarRow
from photosearch.ui.library.tag_rows import TagRows
from photosearch.ui.look.tab_order import order_as_laid_out
from photosearch.ui.look.theme import font, icon

_NARROWEST_PX, _WIDEST_PX = 160, 480


class Sidebar(QWidget):
    """Shows where one can look and which place the question is about, and says where the person wants to look."""

    place_chosen = Signal(object)
    folder_chosen = Signal(object)
    """``Filters`` whose folder parts name a folder."""
    problems_requested = Signal()
    add_folder_requested = Signal()
    library_requested = Signal()
    remove_root_requested = Signal(int)
    rescan_requested = Signal(int)
    show_folder_requested = Signal(int)
    exclude_requested = Signal(int)
    show_path_requested = Signal(object)
    exclude_path_requested = Signal(object)
    """The path of a folder below a watched one."""
    opened_changed = Signal(object)
    """Which branches of the tree of folders are open, for ``restore_opened``: tuple of URIs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("Sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(_NARROWEST_PX)
        self.setMaximumWidth(_WIDEST_PX)
        self._shown = Question()
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._build()
        self.retranslate()

    def set_counts(self, photos: int, problems: int) -> None:
        """Show how many photos and problem files there are; without problems their row is hidden."""
        self._all.set_count(photos)
        self._problems.set_count(problems)
        self._problems.setVisible(problems > 0)

    def set_roots(self, roots: tuple[LibraryRoot, ...]) -> None:
        """Show these watched folders."""
        self._empty.setVisible(not roots)
        self._folders.set_roots(roots)
        self._mark()

    def restore_opened(self, uris: tuple[str, ...]) -> None:
        """Open these branches of the tree of folders."""
        self._folders.restore_opened(uris)

    def set_folders(self, trees: Mapping[RootId, Folder]) -> None:
        """Tell what is below them."""
        self._folders.set_folders(trees)
        self._mark()

    def set_polled(self, root_ids: frozenset[RootId]) -> None:
        """Tell which folders are looked through every few seconds because the system cannot watch them."""
        self._folders.set_polled(root_ids)

    def show_question(self, question: Question) -> None:
        """Mark the row of what the question is about, saying nothing."""
        is_elsewhere = question.filters != self._shown.filters
        self._shown = question
        if is_elsewhere:
            self._folders.reveal(question.filters)
        self.tags.show_chosen(question.filters.tags)
        self._mark()

    def retranslate(self) -> None:
        """Ask for every text again."""
        self.setAccessibleName(self.tr("Library"))
        self._library_title.setText(self.tr("Library"))
        self._folders_title.setText(self.tr("Watched folders"))
        self._all.set_text(self.tr("All photos"))
        self._recent.set_text(self.tr("Recently added"))
        self._recent.setToolTip(self.tr("The newest photos of the library first"))
        self._problems.set_text(self.tr("Problem files"))
        self._problems.setToolTip(self.tr("Files that could not be used, or only in part, and why"))
        self._add.setAccessibleName(self.tr("Add a folder"))
        self._add.setToolTip(self.tr("Add a folder (Ctrl+O)"))
        self._manage.setAccessibleName(self.tr("Manage folders"))
        self._manage.setToolTip(self.tr("Manage watched folders (Ctrl+L)"))
        self._empty.setText(self.tr("No folder yet. Add one, or drop it here."))
        self._folders.fill()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _build(self) -> None:
        self._library_title = _section_title()
        self._all = self._place_row(Place.ALL, "photos")
        self._recent = self._place_row(Place.RECENT, "clock")
        self._problems = SidebarRow("warning")
        self._problems.setCheckable(False)
        self._problems.clicked.connect(self.problems_requested)
        self._problems.hide()
        self._all.setChecked(True)
        self._folders = FolderRows(self._group)
        self._folders.folder_chosen.connect(self.folder_chosen)
        self._folders.menu_wanted.connect(self._show_menu)
        self._folders.opened_changed.connect(self.opened_changed)
        self._folders.rows_came.connect(partial(order_as_laid_out, self))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 12, 8, 12)
        layout.setSpacing(2)
        for widget in (self._library_title, self._all, self._recent, self._problems):
            layout.addWidget(widget)
        layout.addSpacing(16)
        layout.addLayout(self._folders_header())
        layout.addWidget(self._no_folders())
        layout.addWidget(self._folders, 1)
        self.tags = TagRows()
        layout.addWidget(self.tags)

    def _folders_header(self) -> QHBoxLayout:
        self._folders_title = _section_title()
        self._manage = _flat_button("settings")
        self._manage.clicked.connect(self.library_requested)
        self._add = _flat_button("plus")
        self._add.clicked.connect(self.add_folder_requested)
        header = QHBoxLayout()
        header.setSpacing(0)
        header.addWidget(self._folders_title, 1)
        header.addWidget(self._manage)
        header.addWidget(self._add)
        return header

    def _no_folders(self) -> QLabel:
        self._empty = QLabel()
        self._empty.setObjectName("Muted")
        self._empty.setWordWrap(True)
        self._empty.setContentsMargins(8, 4, 8, 4)
        self._empty.hide()  # while the library is being opened nobody knows
        return self._empty

    def _mark(self) -> None:
        row = self._row_of(self._shown)
        # A row is marked, or none: where several folders are asked for at once.
        self._group.setExclusive(False)
        for button in self._group.buttons():
            button.setChecked(button is row)
        self._group.setExclusive(True)

    def _place_row(self, place: Place, icon_name: str) -> SidebarRow:
        row = SidebarRow(icon_name)
        self._group.addButton(row)
        row.clicked.connect(partial(self._on_chosen, place))
        return row

    def _on_chosen(self, place: Place, _is_checked: bool = False) -> None:
        self.place_chosen.emit(place)

    def _row_of(self, question: Question) -> SidebarRow | None:
        if question.is_recent:
            return self._recent
        filters = question.filters
        return self._folders.row_of(filters) if filters.folder or filters.root_ids else self._all

    @Slot(object, QPoint)
    def _show_menu(self, at: FolderAt, place: QPoint) -> None:
        root = self._folders.root_of(at)
        menu = self.folder_menu(root, self._folders.path_of(at)) if at.relative_path else self.root_menu(root)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def folder_menu(self, root: LibraryRoot, path: Path) -> QMenu:
        """What can be done with a folder below a watched one."""
        menu = QMenu(self)
        show = menu.addAction(icon("open"), self.tr("Show in file manager"))
        show.triggered.connect(partial(self._ask_to_show_path, path))
        show.setEnabled(root.is_online)
        exclude = menu.addAction(icon("folder"), self.tr("Leave this folder out"))
        exclude.triggered.connect(partial(self._ask_to_exclude_path, path))
        return menu

    def root_menu(self, root: LibraryRoot) -> QMenu:
        """What can be done with a watched folder."""
        menu = QMenu(self)
        show = menu.addAction(icon("open"), self.tr("Show in file manager"))
        show.triggered.connect(partial(self._ask_to_show, root))
        show.setEnabled(root.is_online)
        rescan = menu.addAction(icon("refresh"), self.tr("Rescan"))
        rescan.triggered.connect(partial(self._ask_to_rescan, root))
        rescan.setEnabled(root.is_online)
        exclude = menu.addAction(icon("folder"), self.tr("Leave a folder out…"))
        exclude.triggered.connect(partial(self._ask_to_exclude, root))
        exclude.setEnabled(root.is_online)
        menu.addSeparator()
        remove = menu.addAction(icon("minus"), self.tr("Remove from the library…"))
        remove.triggered.connect(partial(self._ask_to_remove, root))
        return menu

    def _ask_to_show(self, root: LibraryRoot, _is_checked: bool = False) -> None:
        self.show_folder_requested.emit(root.root_id)

    def _ask_to_show_path(self, path: Path, _is_checked: bool = False) -> None:
        self.show_path_requested.emit(path)

    def _ask_to_exclude_path(self, path: Path, _is_checked: bool = False) -> None:
        self.exclude_path_requested.emit(path)

    def _ask_to_rescan(self, root: LibraryRoot, _is_checked: bool = False) -> None:
        self.rescan_requested.emit(root.root_id)

    def _ask_to_exclude(self, root: LibraryRoot, _is_checked: bool = False) -> None:
        self.exclude_requested.emit(root.root_id)

    def _ask_to_remove(self, root: LibraryRoot, _is_checked: bool = False) -> None:
        self.remove_root_requested.emit(root.root_id)


def _section_title() -> QLabel:
    label = QLabel()
    label.setObjectName("SectionTitle")
    label.setFont(font("small"))
    return label


def _flat_button(icon_name: str) -> QToolButton:
    button = QToolButton()
    button.setObjectName("Flat")
    button.setIcon(icon(icon_name))
    return button
