"""The watched folders: where they are, how many photos, online or not; add, look again, remove."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from photosearch.types import LibraryRoot, RootId
from photosearch.ui.messages import watch_mode_text
from photosearch.ui.quantities import photo_count_text
from photosearch.ui.theme import font, icon

_SIZE_PX = (600, 460)
_ICON_PX = 40


class LibraryDialog(QDialog):
    """Not modal; it receives the folders and says what is wanted."""

    add_folder_requested = Signal()
    remove_root_requested = Signal(int)
    rescan_requested = Signal(int)
    show_folder_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._roots: tuple[LibraryRoot, ...] = ()
        self._polled: frozenset[RootId] = frozenset()
        self._cards: list[QFrame] = []
        self.resize(*_SIZE_PX)
        self._build()
        self.retranslate()

    def set_roots(self, roots: tuple[LibraryRoot, ...]) -> None:
        """Show these folders."""
        if roots != self._roots:
            self._roots = roots
            self._fill()

    def set_polling(self, root_id: RootId, is_polling: bool) -> None:
        """Tell that a folder is looked through every few seconds because the system cannot watch it."""
        self._polled = self._polled | {root_id} if is_polling else self._polled - {root_id}
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
        for card in self._cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = [self._card(root) for root in self._roots]
        for position, card in enumerate(self._cards):
            self._column.insertWidget(position, card)
        self._empty.setVisible(not self._roots)

    def _card(self, root: LibraryRoot) -> QFrame:
        card = QFrame()
        card.setObjectName("Card")
        card.setAccessibleName(str(root.path))
        texts = QVBoxLayout()
        texts.setSpacing(4)
        name = QLabel(root.path.name or str(root.path))
        texts.addWidget(name)
        for line in self._lines(root):
            small = QLabel(line)
            small.setObjectName("Muted")
            small.setFont(font("small"))
            small.setWordWrap(True)
            texts.addWidget(small)
        row = QHBoxLayout(card)
        row.setContentsMargins(16, 12, 8, 12)
        row.addLayout(texts, 1)
        for button in self._card_buttons(root):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return card

    def _lines(self, root: LibraryRoot) -> list[str]:
        state = self.tr("● Online") if root.is_online else self.tr("○ Offline: connect the drive; the photos stay")
        lines = [str(root.path), f"{state} · {photo_count_text(root.photo_count)}"]
        return [*lines, watch_mode_text(root.path)] if root.root_id in self._polled else lines

    def _card_buttons(self, root: LibraryRoot) -> list[QToolButton]:
        choices: tuple[tuple[str, str, Callable[[], object], bool], ...] = (
            ("open", self.tr("Show in file manager"), partial(self._ask_to_show, root), root.is_online),
            ("refresh", self.tr("Look for changes now"), partial(self._ask_to_rescan, root), root.is_online),
            ("trash", self.tr("Remove from the library…"), partial(self._ask_to_remove, root), True),
        )
        return [_card_button(*choice) for choice in choices]

    def _ask_to_show(self, root: LibraryRoot, _is_checked: bool = False) -> None:
        self.show_folder_requested.emit(root.root_id)

    def _ask_to_rescan(self, root: LibraryRoot, _is_checked: bool = False) -> None:
        self.rescan_requested.emit(root.root_id)

    def _ask_to_remove(self, root: LibraryRoot, _is_checked: bool = False) -> None:
        self.remove_root_requested.emit(root.root_id)


def choose_folder(parent: QWidget | None) -> Path | None:
    """Ask for a folder with the platform's own dialog; None when the person thinks better of it."""
    title = QCoreApplication.translate("LibraryDialog", "Choose a folder with photos")
    chosen = QFileDialog.getExistingDirectory(parent, title)
    return Path(chosen) if chosen else None


def confirm_removal(parent: QWidget | None, root: LibraryRoot) -> bool:
    """Ask whether a folder may leave the library; the sentence says that its files stay."""
    question = RemovalQuestion(root, parent)
    question.exec()
    return question.is_confirmed


class RemovalQuestion(QMessageBox):
    """Cancel is what Enter and Esc choose."""

    def __init__(self, root: LibraryRoot, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setIconPixmap(icon("folder").pixmap(QSize(_ICON_PX, _ICON_PX), self.devicePixelRatioF()))
        self.setWindowTitle(self.tr("Remove a folder"))
        self.setText(self.tr('Remove "{name}" from the library?').format(name=root.path.name or str(root.path)))
        self.setInformativeText(
            self.tr("The photos stay where they are on the disk; they are only no longer found here.")
        )
        self._remove = self.addButton(self.tr("Remove"), QMessageBox.ButtonRole.DestructiveRole)
        self._remove.setObjectName("Danger")
        self._remove.style().polish(self._remove)
        cancel = self.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        self.setDefaultButton(cancel)
        self.setEscapeButton(cancel)

    @property
    def is_confirmed(self) -> bool:
        """Whether the person chose to remove it."""
        return self.clickedButton() is self._remove


def _card_button(icon_name: str, text: str, on_click: Callable[[], object], is_enabled: bool) -> QToolButton:
    button = QToolButton()
    button.setObjectName("Flat")
    button.setIcon(icon(icon_name))
    button.setToolTip(text)
    button.setAccessibleName(text)
    button.setEnabled(is_enabled)
    button.clicked.connect(on_click)
    return button
