"""A slim line above the grid that says something about the photos below it, and can be closed."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QWidget

from photosearch.ui.icon_label import IconLabel
from photosearch.ui.messages import unknown_words_text
from photosearch.ui.plain_text import plain_label
from photosearch.ui.theme import icon

_ICON_PX = 18


class _Kind(StrEnum):
    WEAK = "weak"
    UNKNOWN_WORDS = "unknown_words"
    OFFLINE = "offline"
    TEXT = "text"


class Banner(QFrame):
    """Hidden until one of the ``show_...`` is called; the newest replaces what was shown."""

    models_requested = Signal()
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("Banner")
        self._kind = _Kind.TEXT
        self._words: tuple[str, ...] = ()
        self._is_warning = False
        self._build()
        self.hide()

    def show_weak(self) -> None:
        """Say that nothing fits well and these are merely the nearest."""
        self._show(_Kind.WEAK, ())

    def show_unknown_words(self, words: Sequence[str]) -> None:
        """Say that the starter model does not know ``words``, and offer the models."""
        self._show(_Kind.UNKNOWN_WORDS, tuple(words), is_warning=True)

    def show_offline(self, names: Sequence[str]) -> None:
        """Say that the folders with these names are away."""
        self._show(_Kind.OFFLINE, tuple(names))

    def show_text(self, text: str, is_warning: bool = False) -> None:
        """Say any sentence."""
        self._show(_Kind.TEXT, (text,), is_warning)

    def dismiss(self) -> None:
        """Take it away, saying nothing."""
        self.hide()

    def retranslate(self) -> None:
        """Ask for every text again."""
        self._text.setText(self._sentence())
        self.setAccessibleName(self._text.text())
        self._action.setText(self.tr("Models…"))
        self._action.setToolTip(self.tr("Choose or install a model in the settings"))
        self._action.setVisible(self._kind is _Kind.UNKNOWN_WORDS)
        self._close.setAccessibleName(self.tr("Close this line"))
        self._close.setToolTip(self.tr("Close this line"))
        sign = "warning" if self._is_warning else "offline" if self._kind is _Kind.OFFLINE else "info"
        self._icon.set_icon(sign)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _build(self) -> None:
        self._icon = IconLabel("info", _ICON_PX)
        self._text = plain_label()
        self._text.setWordWrap(True)
        self._action = QPushButton()
        self._action.setObjectName("Quiet")
        self._action.clicked.connect(self.models_requested)
        self._close = QToolButton()
        self._close.setObjectName("Flat")
        self._close.setIcon(icon("close"))
        self._close.clicked.connect(self._on_close_clicked)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 4, 4)
        layout.setSpacing(8)
        layout.addWidget(self._icon)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._action)
        layout.addWidget(self._close)

    def _show(self, kind: _Kind, words: tuple[str, ...], is_warning: bool = False) -> None:
        self._kind = kind
        self._words = words
        self._is_warning = is_warning
        self.setProperty("kind", "warning" if is_warning else "info")
        self.style().polish(self)
        self.retranslate()
        self.show()

    def _sentence(self) -> str:
        if self._kind is _Kind.WEAK:
            return self.tr("Nothing fits well. These are the nearest photos.")
        if self._kind is _Kind.UNKNOWN_WORDS:
            return unknown_words_text(self._words)
        if self._kind is _Kind.OFFLINE:
            names = self.tr(", ", "between the names of folders").join(self._words)
            return self.tr("Offline: {names}. Small pictures can be seen, the files cannot be opened.").format(
                names=names
            )
        return self._words[0] if self._words else ""

    def _on_close_clicked(self) -> None:
        self.hide()
        self.dismissed.emit()
