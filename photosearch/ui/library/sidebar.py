"""The left side: the library's places with their counts, and the watched folders with their state."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QMenu, QScrollArea, QToolButton, QVBoxLayout, QWidget

from photosearch.types.ids import RootId
from photosearch.types.question import Place, PlaceKind
from photosearch.types.roots import LibraryRoot
from photosearch.ui.desktop.dropped import dropped_folder
from photosearch.ui.library.sidebar_row import SidebarRow
from photosearch.ui.look.plain_text import plain_tip
from photosearch.ui.look.theme import font, icon
from photosearch.words.places import watch_mode_text
from photosearch.words.quantities import photo_count_text

_WIDTH_PX = 216


class Sidebar(QWidget):
    """Shows where one can look and which place the question is about, and says where the person wants to look."""

    place_chosen = Signal(object)
    problems_requested = Signal()
    add_folder_requested = Signal()
    library_requested = Signal()
    remove_root_requested = Signal(int)
    rescan_requested = Signal(int)
    show_folder_requested = Signal(int)
    exclude_requested = Signal(int)
    folder_dropped = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("Sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(_WIDTH_PX)
        self.setAcceptDrops(True)
        self._shown = Place()
        self._roots: tuple[LibraryRoot, ...] = ()
        self._polled: frozenset[RootId] = frozenset()
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._root_rows: dict[RootId, SidebarRow] = {}
        self._build()
        self.retranslate()

    def set_counts(self, photos: int, problems: int) -> None:
        """Show how many photos and problem files there are; without problems their row is hidden."""
        self._all.set_count(photos)
        self._problems.set_count(problems)
        self._problems.setVisible(problems > 0)

    def set_roots(self, roots: tuple[LibraryRoot, ...]) -> None:
        """Show these watched folders."""
        if roots != self._roots:
            self._roots = roots
            self._fill_roots()

    def set_polled(self, root_ids: frozenset[RootId]) -> None:
        """Tell which folders are looked through every few seconds because the system cannot watch them."""
        self._polled = root_ids
        self._fill_roots()

    def show_place(self, place: Place) -> None:
        """Mark the row of ``place``, saying nothing."""
        self._shown = place
        row = self._row_of(place)
        if row is not None:
            row.setChecked(True)

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
        self._fill_roots()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept a folder; anything else is for the window."""
        if dropped_folder(event.mimeData()) is not None:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take a folder."""
        folder = dropped_folder(event.mimeData())
        if folder is not None:
            event.acceptProposedAction()
            self.folder_dropped.emit(folder)

    def _build(self) -> None:
        self._library_title = _section_title()
        self._all = self._place_row(Place(PlaceKind.ALL), "photos")
        self._recent = self._place_row(Place(PlaceKind.RECENT), "clock")
        self._problems = SidebarRow("warning")
        self._problems.setCheckable(False)
        self._problems.clicked.connect(self.problems_requested)
        self._problems.hide()
        self._all.setChecked(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 12, 8, 12)
        layout.setSpacing(2)
        for widget in (self._library_title, self._all, self._recent, self._problems):
            layout.addWidget(widget)
        layout.addSpacing(16)
        layout.addLayout(self._folders_header())
        layout.addWidget(self._folders_area(), 1)

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

    def _folders_area(self) -> QScrollArea:
        content = QWidget()
        content.setObjectName("SidebarContent")
        self._folders = QVBoxLayout(content)
        self._folders.setContentsMargins(0, 0, 0, 0)
        self._folders.setSpacing(2)
        self._empty = QLabel()
        self._empty.setObjectName("Muted")
        self._empty.setWordWrap(True)
        self._empty.setContentsMargins(8, 4, 8, 4)
        self._folders.addWidget(self._empty)
        self._folders.addStretch(1)
        area = QScrollArea()
        area.setObjectName("SidebarContent")
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(content)
        area.viewport().setAutoFillBackground(False)
        return area

    def _fill_roots(self) -> None:
        """Rows stay where they are while only counts change: a row must not go from under the mouse."""
        if list(self._root_rows) != [root.root_id for root in self._roots]:
            self._rebuild_rows()
        for root in self._roots:
            self._show_root(self._root_rows[root.root_id], root)
        self._empty.setVisible(not self._roots)
        self.show_place(self._shown)

    def _rebuild_rows(self) -> None:
        for row in self._root_rows.values():
            self._group.removeButton(row)
            self._folders.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._root_rows = {root.root_id: self._root_row(root.root_id) for root in self._roots}
        for position, row in enumerate(self._root_rows.values()):
            self._folders.insertWidget(position, row)
            row.show()

    def _root_row(self, root_id: RootId) -> SidebarRow:
        row = self._place_row(Place(PlaceKind.ROOT, root_id), "folder")
        row.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        row.customContextMenuRequested.connect(partial(self._show_menu, root_id))
        return row

    def _show_root(self, row: SidebarRow, root: LibraryRoot) -> None:
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

    def _place_row(self, place: Place, icon_name: str) -> SidebarRow:
        row = SidebarRow(icon_name)
        self._group.addButton(row)
        row.clicked.connect(partial(self._on_chosen, place))
        return row

    def _on_chosen(self, place: Place, _is_checked: bool = False) -> None:
        self.place_chosen.emit(place)

    def _row_of(self, place: Place) -> SidebarRow | None:
        if place.kind is PlaceKind.ROOT:
            return self._root_rows.get(place.root_id) if place.root_id is not None else None
        return self._all if place.kind is PlaceKind.ALL else self._recent

    def _show_menu(self, root_id: RootId, position: QPoint) -> None:
        root = next(root for root in self._roots if root.root_id == root_id)
        menu = self.root_menu(root)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._root_rows[root_id].mapToGlobal(position))

    def root_menu(self, root: LibraryRoot) -> QMenu:
        """What can be done with a watched folder."""
        menu = QMenu(self)
        show = menu.addAction(icon("open"), self.tr("Show in file manager"))
        show.triggered.connect(partial(self._ask_to_show, root))
        show.setEnabled(root.is_online)
        rescan = menu.addAction(icon("refresh"), self.tr("Look for changes now"))
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
