"""The search field: words, picture chips, "not this" chips and filter chips in one line."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QMimeData, QObject, QSize, QStringListModel, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QCompleter, QFrame, QHBoxLayout, QLineEdit, QToolButton, QWidget

from photosearch.types.typed_words import parse_typed
from photosearch.ui.chips import Chip, ChipKind
from photosearch.ui.icon_label import IconLabel
from photosearch.ui.query_images import carries_picture
from photosearch.ui.query_terms import PictureTerm, QueryTerms
from photosearch.ui.theme import icon

TYPING_PAUSE_MS = 25
"""Only joins what comes at once (a paste, an input method): a query takes milliseconds and a stale one is dropped."""
_HEIGHT_PX = 36
_MOST_PICTURES = 8


class SearchBar(QFrame):
    """Holds the terms and says when they changed: after a short pause while typing, at once on anything else."""

    terms_changed = Signal()
    typed = Signal()
    """A letter came or went; ``terms_changed`` follows after the pause."""
    committed = Signal(str)
    """Enter: these words go into the history."""
    filter_removed = Signal(str)
    grid_requested = Signal()
    picture_pasted = Signal(object)
    cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("SearchField")
        self.setFixedHeight(_HEIGHT_PX)
        self._terms = QueryTerms()
        self._filters: tuple[tuple[str, str], ...] = ()
        self._chips: list[Chip] = []
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE_MS)
        self._pause.timeout.connect(self.terms_changed)
        self._build()
        self._set_up_history()
        self.retranslate()

    # What is asked for

    @property
    def terms(self) -> QueryTerms:
        """Everything in the field, typed "not this" words already taken out of the text."""
        typed = parse_typed(self._edit.text())
        not_texts = tuple(dict.fromkeys((*self._terms.not_texts, *typed.not_texts)))
        return replace(self._terms, text=typed.text, not_texts=not_texts)

    def set_text(self, text: str) -> None:
        """Put words into the field and search for them at once."""
        self._edit.setText(text)
        self._changed_at_once()

    def set_pictures(self, pictures: Iterable[PictureTerm]) -> None:
        """Search for these pictures instead of whatever was in the field."""
        self._edit.clear()
        self._terms = QueryTerms(pictures=tuple(pictures)[:_MOST_PICTURES])
        self._rebuild_chips()
        self._changed_at_once()

    def add_pictures(self, pictures: Iterable[PictureTerm]) -> None:
        """Search for these pictures too."""
        together = tuple(dict.fromkeys((*self._terms.pictures, *pictures)))[-_MOST_PICTURES:]
        self._terms = replace(self._terms, pictures=together)
        self._rebuild_chips()
        self._changed_at_once()

    def add_not_pictures(self, pictures: Iterable[PictureTerm]) -> None:
        """Search away from these pictures."""
        together = tuple(dict.fromkeys((*self._terms.not_pictures, *pictures)))[-_MOST_PICTURES:]
        self._terms = replace(self._terms, not_pictures=together)
        self._rebuild_chips()
        self._changed_at_once()

    def set_filter_chips(self, chips: tuple[tuple[str, str], ...]) -> None:
        """Show the active filters: (key, label)."""
        if chips != self._filters:
            self._filters = chips
            self._rebuild_chips()

    def clear(self) -> None:
        """Empty the field, filters too."""
        self._edit.clear()
        self._terms = QueryTerms()
        self._rebuild_chips()
        self._changed_at_once()
        self.cleared.emit()

    def set_history(self, searches: Iterable[str]) -> None:
        """Offer these past searches, newest first."""
        self._history.setStringList(list(searches))

    def focus(self) -> None:
        """Take the keyboard, all words selected."""
        self._edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._edit.selectAll()

    @property
    def line_edit(self) -> QLineEdit:
        """Where words are typed."""
        return self._edit

    @property
    def chips(self) -> tuple[Chip, ...]:
        """The chips shown, in order."""
        return tuple(self._chips)

    def retranslate(self) -> None:
        """Set the words in the language of the window."""
        self._edit.setPlaceholderText(self.tr("Search your photos: words, or drop a picture"))
        self._edit.setAccessibleName(self.tr("Search"))
        self._edit.setToolTip(
            self.tr(
                "Say what is on the photo, in Chinese or English (Ctrl+F).\n"
                "-word, “without people” or “不要人群” leaves things out.\n"
                "Paste (Ctrl+V) or drop a picture to find similar photos."
            )
        )
        self._clear.setToolTip(self.tr("Clear the search (Esc)"))
        self._clear.setAccessibleName(self.tr("Clear the search"))

    # Qt's event interface

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys that mean more in this field than in a plain one, and the focus ring around the whole field."""
        if watched is not self._edit:
            return super().eventFilter(watched, event)
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._show_focus(event.type() == QEvent.Type.FocusIn)
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(event)
        return super().eventFilter(watched, event)

    # Building

    def _build(self) -> None:
        self._edit = QLineEdit()
        self._edit.setFrame(False)
        self._edit.setAcceptDrops(False)
        self._edit.setMinimumWidth(80)
        self._edit.setMaxLength(400)
        self._edit.installEventFilter(self)
        self._edit.textEdited.connect(self._on_edited)
        self._edit.textChanged.connect(self._show_clear)
        self._clear = QToolButton()
        self._clear.setObjectName("Flat")
        self._clear.setIcon(icon("clear"))
        self._clear.setIconSize(QSize(16, 16))
        self._clear.clicked.connect(self._on_clear_clicked)
        self._clear.hide()
        glass = IconLabel("search", 16)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 0, 6, 0)
        self._row.setSpacing(6)
        for widget in (glass, self._edit, self._clear):
            self._row.addWidget(widget, 1 if widget is self._edit else 0)

    def _set_up_history(self) -> None:
        self._history = QStringListModel(self)
        completer = QCompleter(self._history, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(6)
        completer.activated.connect(self._on_history_chosen)
        self._edit.setCompleter(completer)

    def _rebuild_chips(self) -> None:
        for chip in self._chips:
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for picture in self._terms.pictures:
            self._add_chip(ChipKind.IMAGE, picture.label, picture, partial(self._remove_picture, picture))
        for text in self._terms.not_texts:
            self._add_chip(ChipKind.NOT, text, None, partial(self._remove_not_text, text))
        for picture in self._terms.not_pictures:
            self._add_chip(ChipKind.NOT, picture.label, picture, partial(self._remove_not_picture, picture))
        for key, label in self._filters:
            self._add_chip(ChipKind.FILTER, label, None, partial(self.filter_removed.emit, key))
        self._show_clear()

    def _add_chip(self, kind: ChipKind, label: str, picture: PictureTerm | None, remove: Callable[[], None]) -> None:
        chip = Chip(kind, label, None if picture is None else picture.thumbnail, self)
        chip.removed.connect(remove)
        self._chips.append(chip)
        self._row.insertWidget(self._row.count() - 1, chip)

    # Removing

    def _remove_picture(self, picture: PictureTerm) -> None:
        self._keep(replace(self._terms, pictures=_without(self._terms.pictures, picture)))

    def _remove_not_picture(self, picture: PictureTerm) -> None:
        self._keep(replace(self._terms, not_pictures=_without(self._terms.not_pictures, picture)))

    def _remove_not_text(self, text: str) -> None:
        self._keep(replace(self._terms, not_texts=tuple(other for other in self._terms.not_texts if other != text)))

    def _keep(self, terms: QueryTerms) -> None:
        self._terms = terms
        self._rebuild_chips()
        self._changed_at_once()
        self._edit.setFocus()

    # Keys

    def _on_key(self, event: QKeyEvent) -> bool:
        is_at_start = self._edit.cursorPosition() == 0 and not self._edit.hasSelectedText()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._commit()
        elif event.key() == Qt.Key.Key_Escape:
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.grid_requested.emit()
        elif event.key() == Qt.Key.Key_Backspace and is_at_start and self._chips:
            self._chips[-1].removed.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            return self._paste()
        else:
            return False
        return True

    def _commit(self) -> None:
        """Enter: typed "not this" words become chips, and the words are remembered."""
        typed = self._edit.text().strip()
        terms = self.terms
        if terms.not_texts != self._terms.not_texts:
            self._edit.setText(terms.text)
            self._terms = replace(self._terms, not_texts=terms.not_texts)
            self._rebuild_chips()
        self._changed_at_once()
        if typed:
            self.committed.emit(typed)

    def _paste(self) -> bool:
        """A picture on the clipboard becomes a query; words are pasted as words."""
        mime = QGuiApplication.clipboard().mimeData()
        if not isinstance(mime, QMimeData) or not carries_picture(mime):
            return False
        self.picture_pasted.emit(mime)
        return True

    # What happened

    @Slot(str)
    def _on_edited(self, _text: str) -> None:
        self._pause.start()
        self.typed.emit()

    @Slot(str)
    def _on_history_chosen(self, text: str) -> None:
        self._edit.setText(text)
        self._commit()

    @Slot()
    def _on_clear_clicked(self) -> None:
        self.clear()
        self._edit.setFocus()

    def _changed_at_once(self) -> None:
        self._pause.stop()
        self.terms_changed.emit()

    def _show_clear(self) -> None:
        self._clear.setVisible(bool(self._edit.text() or self._chips))

    def _show_focus(self, has_focus: bool) -> None:
        self.setProperty("focused", has_focus)
        self.style().unpolish(self)
        self.style().polish(self)


def _without(pictures: tuple[PictureTerm, ...], picture: PictureTerm) -> tuple[PictureTerm, ...]:
    return tuple(other for other in pictures if other != picture)
