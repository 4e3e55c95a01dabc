"""The watched folders: where they are, how many photos, online or not; add, look again, remove."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from photosearch.types.ids import RootId
from photosearch.types.roots import LibraryRoot
from photosearch.ui.library.root_card import RootCard
from photosearch.ui.look.on_screen import Dialog
from photosearch.ui.look.tab_order import order_as_laid_out

_SIZE_PX = (600, 460)
_ICON_PX = 40


class LibraryDialog(Dialog):
    """Not modal; it receives the folders and says what is wanted."""

    add_folder_requested = Signal()
    remove_root_requested = Signal(int)
    rescan_requested = Signal(int)
    show_folder_requested = Signal(int)
    exclude_requested = Signal(int)
    take_back_requested = Signal(int, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._roots: tuple[LibraryRoot, ...] = ()
        self._polled: frozenset[RootId] = frozenset()
        self._cards: dict[RootId, RootCard] = {}
        self.resize(*_SIZE_PX)
        self._build()
        self.retranslate()

    def set_roots(self, roots: tuple[LibraryRoot, ...]) -> None:
        """Show these folders."""
        if roots != self._roots:
            self._roots = roots
            self._fill()

    def set_polled(self, root_ids: frozenset[RootId]) -> None:
        """Tell which folders are looked through every few seconds because the system cannot watch them."""
        self._polled = root_ids
        self._fill()

    def retranslate(self) -> None:
        """Ask for every text again."""
        self.setWindowTitle(self.tr("Watched folders"))
        self._intro.setText(
            self.tr("photosearch finds the photos in these folders, and notices new and changed ones by itself.")
        )
        self._add.setText(self.tr("Add a folder…"))
        self._add.setToolTip(self.tr("Add a folder (Ctrl+O)"))
        self._close.setText(self.tr("Close"))
        self._close.setToolTip(self.tr("Close (Esc)"))
        self._empty.setText(self.tr("No folder yet."))
        self._fill()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _build(self) -> None:
        self._intro, self._empty = QLabel(), QLabel()
        for label in (self._intro, self._empty):
            label.setObjectName("Muted")
            label.setWordWrap(True)
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(0, 0, 4, 0)
        self._column.setSpacing(8)
        self._column.addWidget(self._empty)
        self._column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(content)
        self._add, self._close = QPushButton(), QPushButton()
        self._add.setObjectName("Primary")
        self._add.setAutoDefault(False)
        self._add.clicked.connect(self.add_folder_requested)
        self._close.clicked.connect(self.close)
        buttons = QHBoxLayout()
        buttons.addWidget(self._add)
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(16)
        layout.addWidget(self._intro)
        layout.addWidget(area, 1)
        layout.addLayout(buttons)

    def _fill(self) -> None:
        if list(self._cards) != [root.root_id for root in self._roots]:
            self._rebuild_cards()
        for root in self._roots:
            self._cards[root.root_id].set_root(root, is_polled=root.root_id in self._polled)
        self._empty.setVisible(not self._roots)

    def _rebuild_cards(self) -> None:
        for card in self._cards.values():
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = {root.root_id: self._card(root) for root in self._roots}
        for position, card in enumerate(self._cards.values()):
            self._column.insertWidget(position, card)
            card.show()
        order_as_laid_out(self)

    def _card(self, root: LibraryRoot) -> RootCard:
        card = RootCard(root, self)
        card.show_requested.connect(self.show_folder_requested)
        card.rescan_requested.connect(self.rescan_requested)
        card.remove_requested.connect(self.remove_root_requested)
        card.exclude_requested.connect(self.exclude_requested)
        card.take_back_requested.connect(self.take_back_requested)
        return card
