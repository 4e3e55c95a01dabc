"""A slim line over the foot of the photos that says something about them, and can be closed."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QWidget

from photosearch.types.queries import EmojiName
from photosearch.types.roots import SharedPlace
from photosearch.ui.look.icon_label import IconLabel
from photosearch.ui.look.theme import icon
from photosearch.ui.look.wrapping_label import WrappingLabel
from photosearch.words.hits import colours_unread_text, emojis_text, unknown_words_text
from photosearch.words.places import shared_place_text
from photosearch.words.sentence import listed

_ICON_PX = 18


class _Kind(StrEnum):
    UNKNOWN_WORDS = "unknown_words"
    EMOJIS = "emojis"
    UNREAD_COLOURS = "unread_colours"
    OFFLINE = "offline"
    SHARED_PLACE = "shared_place"
    FETCH_OFFER = "fetch_offer"
    FETCHING = "fetching"
    TEXT = "text"
    UNDOABLE = "undoable"


class Banner(QFrame):
    """Hidden until one of the ``show_...`` is called; the newest replaces what was shown."""

    models_requested = Signal()
    fetch_requested = Signal()
    stop_requested = Signal()
    undo_requested = Signal()
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("Banner")
        self._kind = _Kind.TEXT
        self._words: tuple[str, ...] = ()
        self._emojis: tuple[EmojiName, ...] = ()
        self._unread = 0
        self._place: SharedPlace | None = None
        self._is_warning = False
        self._build()
        self.hide()

    def show_unknown_words(self, words: Sequence[str]) -> None:
        """Say that the starter model does not know ``words``, and offer the models."""
        self._show(_Kind.UNKNOWN_WORDS, tuple(words), is_warning=True)

    def show_emojis(self, emojis: Sequence[EmojiName]) -> None:
        """Say what emojis are searched as."""
        self._emojis = tuple(emojis)
        self._show(_Kind.EMOJIS, ())

    def show_unread_colours(self, count: int) -> None:
        """Say that so many photos cannot be found by their colours yet."""
        self._unread = count
        self._show(_Kind.UNREAD_COLOURS, ())

    def show_offline(self, names: Sequence[str]) -> None:
        """Say that the folders with these names are away."""
        self._show(_Kind.OFFLINE, tuple(names))

    def show_shared_place(self, place: SharedPlace) -> None:
        """Say that the library lies where others write too."""
        self._place = place
        self._show(_Kind.SHARED_PLACE, (), is_warning=True)

    def show_fetch_offer(self, host: str) -> None:
        """Ask whether a picture may be fetched from ``host``."""
        self._show(_Kind.FETCH_OFFER, (host,))

    def show_fetching(self, host: str) -> None:
        """Say that a picture is on its way from ``host``."""
        self._show(_Kind.FETCHING, (host,))

    @property
    def is_offering(self) -> bool:
        """Whether a yes to fetching a picture is awaited."""
        return not self.isHidden() and self._kind is _Kind.FETCH_OFFER

    @property
    def is_fetching(self) -> bool:
        """Whether a picture is said to be on its way."""
        return not self.isHidden() and self._kind is _Kind.FETCHING

    def show_text(self, text: str, is_warning: bool = False) -> None:
        """Say any sentence."""
        self._show(_Kind.TEXT, (text,), is_warning)

    def show_undoable(self, text: str) -> None:
        """Say what was done, and offer to undo it."""
        self._show(_Kind.UNDOABLE, (text,))

    def dismiss(self) -> None:
        """Take it away, saying nothing."""
        self.hide()

    def retranslate(self) -> None:
        """Ask for every text again."""
        self._text.setText(self._sentence())
        self.setAccessibleName(self._text.text())
        action, tip = self._action_words()
        self._action.setText(action)
        self._action.setToolTip(tip)
        self._action.setVisible(bool(action))
        self._close.setAccessibleName(self.tr("Dismiss"))
        self._close.setToolTip(self.tr("Dismiss"))
        sign = "warning" if self._is_warning else "offline" if self._kind is _Kind.OFFLINE else "info"
        self._icon.set_icon(sign)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _build(self) -> None:
        self._icon = IconLabel("info", _ICON_PX)
        self._text = WrappingLabel(is_selectable=True)
        self._action = QPushButton()
        self._action.setObjectName("Quiet")
        self._action.clicked.connect(self._on_action_clicked)
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
        if self._kind is _Kind.UNKNOWN_WORDS:
            return unknown_words_text(self._words)
        if self._kind is _Kind.EMOJIS:
            return emojis_text(self._emojis)
        if self._kind is _Kind.UNREAD_COLOURS:
            return colours_unread_text(self._unread)
        if self._kind is _Kind.OFFLINE:
            names = listed(self._words)
            return self.tr("Offline: {names}. Thumbnails can be seen, the files cannot be opened.").format(names=names)
        if self._kind is _Kind.SHARED_PLACE and self._place is not None:
            return shared_place_text(self._place)
        if self._kind is _Kind.FETCH_OFFER:
            return self.tr("Only the address of the picture came along. Fetch the picture from {host}?").format(
                host=self._words[0]
            )
        if self._kind is _Kind.FETCHING:
            return self.tr("Fetching the picture from {host}…").format(host=self._words[0])
        return self._words[0] if self._words else ""

    def _action_words(self) -> tuple[str, str]:
        """The button's text and tooltip; empty: no button."""
        if self._kind is _Kind.UNKNOWN_WORDS:
            return self.tr("Models…"), self.tr("Choose or install a model in the settings")
        if self._kind is _Kind.FETCH_OFFER:
            return self.tr("Fetch"), self.tr("Go online this once, for this picture only")
        if self._kind is _Kind.FETCHING:
            return self.tr("Stop"), self.tr("Do not fetch the picture")
        if self._kind is _Kind.UNDOABLE:
            return self.tr("Undo"), self.tr("Undo (Ctrl+Z)")
        return "", ""

    def _on_action_clicked(self) -> None:
        signals = {
            _Kind.FETCH_OFFER: self.fetch_requested,
            _Kind.FETCHING: self.stop_requested,
            _Kind.UNDOABLE: self.undo_requested,
        }
        signals.get(self._kind, self.models_requested).emit()

    def _on_close_clicked(self) -> None:
        self.hide()
        self.dismissed.emit()
