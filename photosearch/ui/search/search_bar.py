"""The search field: words, and chips of pictures, of what is not wanted, of what was understood and of filters."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QMimeData, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QToolButton, QWidget

from photosearch.types.question import PictureTerm, Terms
from photosearch.types.understood import Chip as Understood
from photosearch.ui.look.icon_label import IconLabel
from photosearch.ui.look.images import image_from_array
from photosearch.ui.look.theme import icon
from photosearch.ui.search import filter_chips
from photosearch.ui.search.chip_editor import ChipEditor
from photosearch.ui.search.chip_strip import ChipStrip
from photosearch.ui.search.chips import Chip, ChipKind, UnderstoodChip
from photosearch.ui.search.query_images import carries_picture
from photosearch.ui.search.suggesting import Suggesting
from photosearch.ui.search.suggestions import Suggestion
from photosearch.words.spoken import number

LONGEST = 2000
"""Characters of a text that is searched for: an encoder reads some 400 Chinese ones, or 300 English words."""

_HEIGHT_PX = 36
_MOST_FOR_CHIPS = 0.6
"""Of the field's width."""


class SearchBar(QFrame):
    """Shows the terms of the question, and says which ones the person wants instead."""

    terms_typed = Signal(object)
    """A letter came or went."""
    terms_chosen = Signal(object)
    """All at once: Enter, a chip taken away, words put in."""
    committed = Signal(str)
    """Enter: these words go into the history."""
    filter_removed = Signal(str)
    folder_chosen = Signal(object)
    """Look at this folder, named as ``Filters``."""
    grid_requested = Signal()
    picture_pasted = Signal(object)
    clear_requested = Signal()
    message = Signal(str)
    """Something a person should know."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("SearchField")
        self.setFixedHeight(_HEIGHT_PX)
        self._shown = Terms()
        self._filters: tuple[tuple[str, str], ...] = ()
        self._chips: list[Chip] = []
        self._build()
        self.suggesting = Suggesting(self._edit, self)
        self.suggesting.chosen.connect(self._on_suggestion_chosen)
        self.retranslate()

    # What is asked for

    def show_terms(self, terms: Terms) -> None:
        """Show these, saying nothing."""
        before, self._shown = self._shown, terms
        if self._edit.text() != terms.typed:
            self._edit.setText(terms.typed)
        if _chips_of(before) != _chips_of(terms):
            self._rebuild_chips()

    def show_filter_chips(self, chips: tuple[tuple[str, str], ...]) -> None:
        """Show the active filters: (key, label)."""
        if chips != self._filters:
            self._filters = chips
            self._rebuild_chips()
            self._show_placeholder()

    def set_text(self, text: str) -> None:
        """Put words into the field and search for them at once."""
        self._edit.setText(text)
        self.terms_chosen.emit(self._terms())

    def clear(self) -> None:
        """Ask for an empty field, filters too."""
        self.clear_requested.emit()

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
        self._show_placeholder()
        self._edit.setAccessibleName(self.tr("Search"))
        self._edit.setToolTip(
            self.tr(
                "Say what is on the photo, in Chinese or English (Ctrl+F).\n"
                "When, where and how it was taken may be said too: “last summer”, “洱海”, “taken with my Canon”.\n"
                "-word, “without people”, “no cars” or “没有人的海边” leaves things out.\n"
                "Paste (Ctrl+V) or drop a picture to find similar photos."
            )
        )
        self._clear.setToolTip(self.tr("Clear the search"))
        self._clear.setAccessibleName(self.tr("Clear the search"))

    # Qt's event interface

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The chips leave the words their room."""
        self._strip.setMaximumWidth(round(_MOST_FOR_CHIPS * self.width()))
        super().resizeEvent(event)

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
        self._edit.setMaxLength(LONGEST)
        self._edit.inputRejected.connect(self._on_rejected)
        self._edit.installEventFilter(self)
        self._edit.textEdited.connect(self._on_edited)
        self._edit.textChanged.connect(self._show_clear)
        self._clear = QToolButton()
        self._clear.setObjectName("Flat")
        self._clear.setIcon(icon("clear"))
        self._clear.setIconSize(QSize(16, 16))
        self._clear.clicked.connect(self._on_clear_clicked)
        self._clear.hide()
        self._strip = ChipStrip()
        self._editor = ChipEditor(self)
        self._editor.changed.connect(self._on_chip_changed)
        self._editor.words_wanted.connect(self._on_words_wanted)
        self._editor.removed.connect(self._on_chip_removed)
        glass = IconLabel("search", 16)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 0, 6, 0)
        self._row.setSpacing(6)
        for widget in (glass, self._edit, self._strip, self._clear):
            self._row.addWidget(widget, 1 if widget is self._edit else 0)

    def _rebuild_chips(self) -> None:
        shown = self._shown
        typed = shown.meant[len(shown.chips) :]
        self._chips = []
        for read in typed:
            self._add_understood(read, is_read=True)
        for text in shown.typed_unwanted:
            remove = partial(Terms.without_not_text, text=text)
            self._add_term_chip(ChipKind.NOT, text, remove, is_typed=True)
        for picture in shown.pictures:
            self._add_term_chip(ChipKind.IMAGE, picture.label, partial(Terms.without_picture, picture=picture), picture)
        for text in shown.not_texts:
            self._add_term_chip(ChipKind.NOT, text, partial(Terms.without_not_text, text=text))
        for picture in shown.not_pictures:
            without = partial(Terms.without_not_picture, picture=picture)
            self._add_term_chip(ChipKind.NOT, picture.label, without, picture)
        for settled in shown.chips:
            self._add_understood(settled, is_read=False)
        for key, label in self._filters:
            self._add_chip(Chip(ChipKind.FILTER, label, None, self), partial(self._on_filter_removed, key))
        self._strip.set_chips(self._chips)
        self._order_for_tab()
        self._show_clear()

    def _order_for_tab(self) -> None:
        """From the words to the chips, whenever they came, and on."""
        before: QWidget = self._edit
        for button in (button for chip in self._chips for button in chip.findChildren(QToolButton)):
            QWidget.setTabOrder(before, button)
            before = button
        QWidget.setTabOrder(before, self._clear)

    def _add_term_chip(
        self,
        kind: ChipKind,
        label: str,
        without: Callable[[Terms], Terms],
        picture: PictureTerm | None = None,
        *,
        is_typed: bool = False,
    ) -> None:
        pixels = None if picture is None else picture.thumbnail
        chip = Chip(kind, label, None if pixels is None else image_from_array(pixels), self, is_typed=is_typed)
        self._add_chip(chip, partial(self._on_removed, without))

    def _add_understood(self, understood: Understood, *, is_read: bool) -> None:
        chip = UnderstoodChip(understood, is_read=is_read, parent=self)
        chip.removed.connect(partial(self._on_words_wanted, understood))
        chip.clicked.connect(partial(self._editor.open, understood, chip))
        chip.taken.connect(partial(self._on_chip_removed, understood))
        self._chips.append(chip)

    def _add_chip(self, chip: Chip, remove: Callable[[], None]) -> None:
        chip.removed.connect(remove)
        chip.taken.connect(remove)
        self._chips.append(chip)

    # Keys

    def _on_key(self, event: QKeyEvent) -> bool:
        taken = [chip for chip in self._chips if chip.is_taken_alone]
        is_at_start = self._edit.cursorPosition() == 0 and not self._edit.hasSelectedText()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._commit()
        elif event.key() == Qt.Key.Key_Escape:
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.grid_requested.emit()
        elif event.key() == Qt.Key.Key_Backspace and is_at_start and taken:
            taken[-1].taken.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            return self._paste()
        else:
            return False
        return True

    def _commit(self) -> None:
        """Enter: what was understood becomes chips, "not this" words too, and the words are remembered."""
        typed = self._edit.text().strip()
        self.terms_chosen.emit(self._terms().settled())
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
        self.terms_typed.emit(self._terms())

    @Slot()
    def _on_rejected(self) -> None:
        """Not all that was typed or pasted fits."""
        self.message.emit(self.tr("Only the first {count} characters are searched for.").format(count=number(LONGEST)))

    @Slot(object)
    def _on_suggestion_chosen(self, line: Suggestion) -> None:
        self._edit.setText(line.typed)
        if line.filters is None:
            self._commit()
        else:
            self.terms_chosen.emit(self._terms())
            self.folder_chosen.emit(line.filters)

    @Slot()
    def _on_clear_clicked(self) -> None:
        self.clear()
        self._edit.setFocus()

    def _on_removed(self, without: Callable[[Terms], Terms]) -> None:
        self.terms_chosen.emit(without(self._terms()))
        self._edit.setFocus()

    @Slot(object, object)
    def _on_chip_changed(self, chip: Understood, other: Understood) -> None:
        self.terms_chosen.emit(self._terms().with_changed(chip, other))

    @Slot(object)
    def _on_words_wanted(self, chip: Understood) -> None:
        self._on_removed(partial(Terms.with_words_of, chip=chip))

    @Slot(object)
    def _on_chip_removed(self, chip: Understood) -> None:
        self._on_removed(partial(Terms.without_chip, chip=chip))

    def _on_filter_removed(self, key: str) -> None:
        self.filter_removed.emit(key)
        self._edit.setFocus()

    def _terms(self) -> Terms:
        """What is shown, with the words as they stand in the field now."""
        return self._shown.with_typed(self._edit.text())

    def _show_placeholder(self) -> None:
        """What is searched: all photos, those in a folder, or what the chips leave of them."""
        folder = filter_chips.only_folder(self._filters)
        if folder:
            said = self.tr("Search in %1").replace("%1", folder)
        elif self._filters:
            said = self.tr("Search among these photos")
        else:
            said = self.tr("Search your photos: words, or drop a picture")
        self._edit.setPlaceholderText(said)

    def _show_clear(self) -> None:
        self._clear.setVisible(bool(self._edit.text() or self._chips))

    def _show_focus(self, has_focus: bool) -> None:
        self.setProperty("focused", has_focus)
        self.style().unpolish(self)
        self.style().polish(self)


def _chips_of(terms: Terms) -> tuple[object, ...]:
    """What is shown of the terms beside the words."""
    return (terms.pictures, terms.not_texts, terms.not_pictures, terms.chips, terms.meant, terms.typed_unwanted)
