"""The tags of the library in the sidebar: closed until somebody wants them, then a row each with its count."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from photosearch.types.tags import Facet, TagName
from photosearch.ui.library.sidebar_row import SidebarRow
from photosearch.ui.look.theme import font
from photosearch.words.tags import no_tags_text, tag_text

_MOST_ROWS: Final = 60
"""Rows are widgets; the rarer tags are reached by typing."""
_LIST_PX: Final = 230


class TagRows(QWidget):
    """Says when tags are wanted, shows them, and says which one the person wants to look at, or no longer."""

    wanted = Signal()
    """It was opened: tell the facets."""
    tag_toggled = Signal(object, bool)
    """A ``TagName``, and whether photos without it are to go."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facets: tuple[Facet, ...] | None = None
        """None until they were told: nothing is said meanwhile."""
        self._chosen: frozenset[TagName] = frozenset()
        self._rows: dict[TagName, SidebarRow] = {}
        self._title = SidebarRow("tag")
        self._title.setCheckable(False)
        self._title.set_depth(0, has_arrows=True)
        self._title.set_open(False)
        self._title.open_wanted.connect(self.open)
        self._title.clicked.connect(self._on_title)
        self._search = QLineEdit()
        self._search.setFont(font("small"))
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._fill)
        self._none = QLabel()
        self._none.setObjectName("Muted")
        self._none.setContentsMargins(8, 4, 8, 4)
        self._body = QWidget()
        body = QVBoxLayout(self._body)
        body.setContentsMargins(8, 2, 0, 0)
        body.setSpacing(4)
        for widget in (self._search, self._none, self._list()):
            body.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._title)
        column.addWidget(self._body)
        self._body.hide()
        self.retranslate()

    @property
    def is_open(self) -> bool:
        """Whether the tags are shown."""
        return self._body.isVisibleTo(self)

    @Slot(bool)
    def open(self, is_open: bool) -> None:
        """Show the tags, or only that there are some."""
        self._title.set_open(is_open)
        self._body.setVisible(is_open)
        if is_open:
            self.wanted.emit()

    def set_facets(self, facets: Sequence[Facet]) -> None:
        """Show these, the most frequent first."""
        self._facets = tuple(facets)
        self._fill()

    def show_chosen(self, names: Collection[TagName]) -> None:
        """Mark those that the question asks for."""
        self._chosen = frozenset(names)
        for name, row in self._rows.items():
            row.setChecked(name in self._chosen)

    def retranslate(self) -> None:
        """Set the words in the language of the window."""
        self._title.set_text(self.tr("Tags"))
        self._title.setToolTip(self.tr("What the photos show, in one word each"))
        self._search.setPlaceholderText(self.tr("Type a part of it"))
        self._search.setAccessibleName(self.tr("Narrow the list of tags"))
        self._none.setText(no_tags_text())
        self._fill()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _list(self) -> QScrollArea:
        content = QWidget()
        content.setObjectName("SidebarContent")
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setObjectName("SidebarContent")
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setFixedHeight(_LIST_PX)
        self._scroll.setWidget(content)
        self._scroll.viewport().setAutoFillBackground(False)
        return self._scroll

    @Slot()
    def _fill(self) -> None:
        """Rows stay while only counts change: a row must not go from under the mouse."""
        shown = {facet.name: facet.count for facet in self._facets or () if self._fits(facet.name)}
        shown = dict(list(shown.items())[:_MOST_ROWS])
        for name in [name for name in self._rows if name not in shown]:
            row = self._rows.pop(name)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        for place, (name, count) in enumerate(shown.items()):
            row = self._rows.get(name) or self._new_row(name)
            self._column.insertWidget(place, row)
            row.set_text(tag_text(name))
            row.set_count(count)
        self._none.setVisible(self._facets is not None and not shown)
        self._scroll.setVisible(bool(shown))

    def _new_row(self, name: TagName) -> SidebarRow:
        row = self._rows[name] = SidebarRow("tag")
        row.setChecked(name in self._chosen)
        row.toggled.connect(partial(self._on_toggled, name))
        return row

    def _fits(self, name: TagName) -> bool:
        typed = self._search.text().strip().casefold()
        return typed in name.chinese.casefold() or typed in name.english.casefold()

    def _on_toggled(self, name: TagName, is_chosen: bool) -> None:
        if is_chosen != (name in self._chosen):
            self.tag_toggled.emit(name, is_chosen)

    @Slot()
    def _on_title(self) -> None:
        self.open(not self.is_open)
