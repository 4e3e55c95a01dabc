"""One watched folder in the library dialog: name, place, state, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from photosearch.types.roots import LibraryRoot
from photosearch.ui.look.plain_text import plain_label
from photosearch.ui.look.theme import font, icon
from photosearch.words.places import watch_mode_text
from photosearch.words.quantities import photo_count_text


class RootCard(QFrame):
    """Stays where it is while counts change: a button must not go from under the mouse."""

    show_requested = Signal(int)
    rescan_requested = Signal(int)
    remove_requested = Signal(int)

    def __init__(self, root: LibraryRoot, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("Card")
        self._root = root
        self._is_polled = False
        self._build()
        self.set_root(root, is_polled=False)

    def set_root(self, root: LibraryRoot, *, is_polled: bool) -> None:
        """Show what is known of the folder now."""
        self._root, self._is_polled = root, is_polled
        self.retranslate()

    def retranslate(self) -> None:
        """Ask for every text again."""
        root = self._root
        state = self.tr("● Online") if root.is_online else self.tr("○ Offline: connect the drive; the photos stay")
        self.setAccessibleName(str(root.path))
        self._name.setText(root.path.name or str(root.path))
        self._path.setText(str(root.path))
        self._state.setText(f"{state} · {photo_count_text(root.photo_count)}")
        self._watching.setText(watch_mode_text(root.path))
        self._watching.setVisible(self._is_polled)
        texts = (
            (self._show, self.tr("Show in file manager")),
            (self._rescan, self.tr("Look for changes now")),
            (self._remove, self.tr("Remove from the library…")),
        )
        for button, text in texts:
            button.setToolTip(text)
            button.setAccessibleName(text)
        self._show.setEnabled(root.is_online)
        self._rescan.setEnabled(root.is_online)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _build(self) -> None:
        self._name, self._path, self._state, self._watching = (plain_label() for _ in range(4))
        texts = QVBoxLayout()
        texts.setSpacing(4)
        texts.addWidget(self._name)
        for small in (self._path, self._state, self._watching):
            small.setObjectName("Muted")
            small.setFont(font("small"))
            small.setWordWrap(True)
            texts.addWidget(small)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 8, 12)
        row.addLayout(texts, 1)
        self._show, self._rescan, self._remove = _button("open"), _button("refresh"), _button("trash")
        self._show.clicked.connect(self._on_show)
        self._rescan.clicked.connect(self._on_rescan)
        self._remove.clicked.connect(self._on_remove)
        for button in (self._show, self._rescan, self._remove):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)

    def _on_show(self) -> None:
        self.show_requested.emit(self._root.root_id)

    def _on_rescan(self) -> None:
        self.rescan_requested.emit(self._root.root_id)

    def _on_remove(self) -> None:
        self.remove_requested.emit(self._root.root_id)


def _button(icon_name: str) -> QToolButton:
    button = QToolButton()
    button.setObjectName("Flat")
    button.setIcon(icon(icon_name))
    return button
