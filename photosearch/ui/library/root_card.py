"""One watched folder in the library dialog: name, place, state, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from photosearch.types.roots import LibraryRoot
from photosearch.ui.library.left_out_list import LeftOutList
from photosearch.ui.look.dot import Dot
from photosearch.ui.look.plain_text import plain_label, plain_tip
from photosearch.ui.look.theme import font, icon
from photosearch.words.left_out import not_shown_reasons, not_shown_text
from photosearch.words.places import watch_mode_text
from photosearch.words.quantities import photo_count_text


class RootCard(QFrame):
    """Stays where it is while counts change: a button must not go from under the mouse."""

    show_requested = Signal(int)
    rescan_requested = Signal(int)
    remove_requested = Signal(int)
    exclude_requested = Signal(int)
    take_back_requested = Signal(int, str)

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
        state = self.tr("Online") if root.is_online else self.tr("Offline: connect the drive; the photos stay")
        self._dot.set_online(root.is_online)
        self.setAccessibleName(str(root.path))
        self._name.setText(root.path.name or str(root.path))
        self._path.setText(str(root.path))
        counts = [photo_count_text(root.photo_count)]
        if root.left_out_count:
            counts.append(self.tr("{photos} left out").format(photos=photo_count_text(root.left_out_count)))
        self._state.setText(" · ".join((state, *counts)))
        self._watching.setText(watch_mode_text(root.path))
        self._watching.setVisible(self._is_polled)
        self._not_shown.setText(not_shown_text(root.not_shown))
        self._not_shown.setToolTip(plain_tip(not_shown_reasons(root.not_shown)))
        self._not_shown.setVisible(bool(root.not_shown))
        self._left_out.set_patterns(root.exclusions)
        self._left_out.set_online(root.is_online)
        texts = (
            (self._show, self.tr("Show in file manager")),
            (self._rescan, self.tr("Rescan")),
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
        self._name, self._path, self._state, self._watching, self._not_shown = (plain_label() for _ in range(5))
        self._left_out = LeftOutList()
        self._left_out.exclude_requested.connect(self._on_exclude)
        self._left_out.take_back_requested.connect(self._on_take_back)
        texts = QVBoxLayout()
        texts.setSpacing(4)
        texts.addWidget(self._name)
        self._dot = Dot()
        stated = QHBoxLayout()
        stated.setSpacing(6)
        stated.addWidget(self._dot, 0, Qt.AlignmentFlag.AlignTop)
        for small in (self._path, self._state, self._watching, self._not_shown):
            small.setObjectName("Muted")
            small.setFont(font("small"))
            small.setWordWrap(True)
            if small is self._state:
                stated.addWidget(small, 1)
                texts.addLayout(stated)
            else:
                texts.addWidget(small)
        texts.addWidget(self._left_out)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 8, 12)
        row.addLayout(texts, 1)
        self._show, self._rescan, self._remove = _button("open"), _button("refresh"), _button("minus")
        self._show.clicked.connect(self._on_show)
        self._rescan.clicked.connect(self._on_rescan)
        self._remove.clicked.connect(self._on_remove)
        for button in (self._show, self._rescan, self._remove):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)

    def _on_show(self) -> None:
        self.show_requested.emit(self._root.root_id)

    def _on_rescan(self) -> None:
        self.rescan_requested.emit(self._root.root_id)

    def _on_remove(self) -> None:
        self.remove_requested.emit(self._root.root_id)

    def _on_exclude(self) -> None:
        self.exclude_requested.emit(self._root.root_id)

    def _on_take_back(self, pattern: str) -> None:
        self.take_back_requested.emit(self._root.root_id, pattern)


def _button(icon_name: str) -> QToolButton:
    button = QToolButton()
    button.setObjectName("Flat")
    button.setIcon(icon(icon_name))
    return button
