"""The row above the grid: what is shown, at the right what it is narrowed to and in which order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QToolButton, QWidget

from photosearch.types.folder_tree import Folder
from photosearch.types.ids import RootId
from photosearch.types.photos import Orientation
from photosearch.types.queries import Filters, Sort
from photosearch.types.question import Question
from photosearch.types.roots import LibraryRoot
from photosearch.ui.look.theme import font, icon
from photosearch.ui.search.date_popup import DatePopup
from photosearch.ui.search.folder_popup import FolderPopup
from photosearch.words.spoken import number
from photosearch.words.understood import orientation_text

_HEIGHT_PX = 40
_ICON_PX = 16


class FilterRow(QWidget):
    """Shows the filters and the order of the question, and says which ones the person wants instead."""

    filters_chosen = Signal(object)
    sort_chosen = Signal(object)
    exclusion_requested = Signal(object)
    """The path of a folder to be left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = Question()
        self._roots: tuple[LibraryRoot, ...] = ()
        self._formats: tuple[tuple[str, int], ...] = ()
        self.setFixedHeight(max(_HEIGHT_PX, self.fontMetrics().height() + 20))
        self._build()
        self.retranslate()

    def set_summary(self, text: str) -> None:
        """Say what the grid shows, such as ``124 photos · 8 perhaps``."""
        self._summary.setText(text)

    def set_roots(self, roots: tuple[LibraryRoot, ...]) -> None:
        """Offer these watched folders."""
        if roots != self._roots:
            self._roots = roots
            self._folder_popup.set_roots(roots)

    def set_choices(self, formats: Sequence[tuple[str, int]], taken_range: tuple[dt.date, dt.date] | None) -> None:
        """Offer what there is in the library: formats with counts, first and last day."""
        self._formats = tuple(formats)
        self._date_popup.set_taken_range(taken_range)
        self._fill_menus()

    def set_folders(self, folders: Mapping[RootId, Folder]) -> None:
        """Offer the folders below the watched ones."""
        self._folder_popup.set_folders(folders)

    def show_question(self, question: Question) -> None:
        """Show its filters and its order, saying nothing; relevance is offered where something is searched for."""
        before, self._shown = self._shown, question
        if question.in_force != before.in_force:
            self._date_popup.set_dates(*_days(question.in_force))
            self._folder_popup.set_chosen(question.in_force)
            self._mark_formats()
            self._fill_shapes()
            self._mark_buttons()
        if (question.order, question.has_terms) != (before.order, before.has_terms):
            self._fill_orders()

    def retranslate(self) -> None:
        """Ask for every text again."""
        texts = (
            (self._date, self.tr("Date"), self.tr("Only photos taken in a span of time")),
            (self._folder, self.tr("Folder"), self.tr("Only photos in a folder")),
            (self._format, self.tr("Format"), self.tr("Only some file formats")),
            (self._shape, self.tr("Shape"), self.tr("Only upright, wide or square photos")),
        )
        for button, name, tip in texts:
            button.setText(name)
            button.setToolTip(tip)
            button.setAccessibleName(self.tr("Filter: {name}").format(name=name))
        self._order.setToolTip(self.tr("Order of the photos"))
        self._fill_menus()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _build(self) -> None:
        self._summary = QLabel()
        self._summary.setObjectName("Muted")
        self._summary.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._date, self._folder = _popup_button("calendar"), _popup_button("folder")
        self._format, self._shape, self._order = _menu_button("image"), _menu_button("shape"), _menu_button("sort")
        self._date_popup = DatePopup(self)
        self._date_popup.dates_chosen.connect(self._on_dates_chosen)
        self._date.clicked.connect(self._open_dates)
        self._folder_popup = FolderPopup(self)
        self._folder_popup.folder_chosen.connect(self._on_folder_chosen)
        self._folder_popup.exclusion_requested.connect(self.exclusion_requested)
        self._folder.clicked.connect(self._open_folders)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 0, 12, 0)
        layout.setSpacing(4)
        layout.addWidget(self._summary, 1)
        for button in (self._date, self._folder, self._format, self._shape, self._order):
            layout.addWidget(button)

    def _fill_menus(self) -> None:
        self._fill_formats()
        self._fill_shapes()
        self._fill_orders()
        self._mark_buttons()

    def _mark_buttons(self) -> None:
        chosen = self._shown.in_force
        self._date.setChecked(_days(chosen) != (None, None) or bool(chosen.days))
        self._folder.setChecked(chosen.folder is not None or bool(chosen.root_ids or chosen.folders))
        self._format.setChecked(bool(chosen.formats))
        self._shape.setChecked(chosen.orientation is not None)

    def _fill_formats(self) -> None:
        menu = _emptied(self._format)
        for name, count in self._formats:
            action = menu.addAction(f"{name}\t{number(count)}")
            action.setCheckable(True)
            action.setData(name)
            action.triggered.connect(partial(self._on_format_chosen, name))
        self._mark_formats()
        self._format.setEnabled(bool(self._formats))

    def _mark_formats(self) -> None:
        for action in self._format.menu().actions():
            action.setChecked(action.data() in self._shown.in_force.formats)

    def _fill_shapes(self) -> None:
        choices: tuple[tuple[Orientation | None, str], ...] = (
            (None, self.tr("Any shape")),
            (Orientation.LANDSCAPE, orientation_text(Orientation.LANDSCAPE)),
            (Orientation.PORTRAIT, orientation_text(Orientation.PORTRAIT)),
            (Orientation.SQUARE, orientation_text(Orientation.SQUARE)),
        )
        menu = _emptied(self._shape)
        group = QActionGroup(menu)
        for value, text in choices:
            action = _choice(menu, group, text, value is self._shown.in_force.orientation)
            action.triggered.connect(partial(self._on_shape_chosen, value))

    def _fill_orders(self) -> None:
        names = {
            Sort.RELEVANCE: self.tr("By relevance"),
            Sort.RECENT: self.tr("By relevance, recent first"),
            Sort.NEWEST: self.tr("Newest first"),
            Sort.OLDEST: self.tr("Oldest first"),
            Sort.ADDED: self.tr("Last added first"),
        }
        menu = _emptied(self._order)
        group = QActionGroup(menu)
        order = self._shown.order
        for value, text in names.items():
            action = _choice(menu, group, text, value is order)
            action.setEnabled(value not in (Sort.RELEVANCE, Sort.RECENT) or self._shown.has_terms)
            action.triggered.connect(partial(self._on_sort_chosen, value))
        self._order.setText(names[order])
        self._order.setAccessibleName(self.tr("Order: {name}").format(name=names[order]))

    def _open_dates(self) -> None:
        self._mark_buttons()
        self._date_popup.open_below(self._date)

    def _open_folders(self) -> None:
        self._mark_buttons()
        self._folder_popup.open_below(self._folder)

    def _on_dates_chosen(self, taken_from: dt.date | None, taken_until: dt.date | None) -> None:
        self._choose(replace(self._shown.in_force, taken_from=taken_from, taken_until=taken_until, days=()))

    def _on_folder_chosen(self, chosen: Filters) -> None:
        self._choose(replace(self._shown.in_force, root_ids=chosen.root_ids, folder=chosen.folder, folders=frozenset()))

    def _on_format_chosen(self, name: str, _is_checked: bool = False) -> None:
        self._choose(replace(self._shown.in_force, formats=self._shown.in_force.formats ^ {name}))

    def _on_shape_chosen(self, value: Orientation | None, _is_checked: bool = False) -> None:
        self._choose(replace(self._shown.in_force, orientation=value))

    def _on_sort_chosen(self, value: Sort, _is_checked: bool = False) -> None:
        self.sort_chosen.emit(value)

    def _choose(self, filters: Filters) -> None:
        if filters != self._shown.in_force:
            self.filters_chosen.emit(filters)


def _days(filters: Filters) -> tuple[dt.date | None, dt.date | None]:
    """The first and the last day that are chosen, or that a sentence says."""
    if filters.days and filters.taken_from is None and filters.taken_until is None:
        return filters.days[0].first, filters.days[-1].last
    return filters.taken_from, filters.taken_until


def _popup_button(icon_name: str) -> QToolButton:
    button = QToolButton()
    button.setObjectName("Filter")
    button.setFont(font("small"))
    button.setIcon(icon(icon_name))
    button.setCheckable(True)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setIconSize(QSize(_ICON_PX, _ICON_PX))
    return button


def _menu_button(icon_name: str) -> QToolButton:
    button = _popup_button(icon_name)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setMenu(QMenu(button))
    return button


def _emptied(button: QToolButton) -> QMenu:
    menu = button.menu()
    menu.clear()
    return menu


def _choice(menu: QMenu, group: QActionGroup, text: str, is_chosen: bool) -> QAction:
    action = menu.addAction(text)
    action.setCheckable(True)
    action.setChecked(is_chosen)
    group.addAction(action)
    return action
