"""The one question that the window asks: its parts show it and send changes, and every change is asked."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from photosearch.types.queries import Filters, Sort
from photosearch.types.question import PictureTerm, Place, Question, Terms
from photosearch.types.roots import LibraryRoot
from photosearch.types.understood import Chip, Understood
from photosearch.ui.flows.search_flow import SearchFlow
from photosearch.ui.library.sidebar import Sidebar
from photosearch.ui.search import filter_chips
from photosearch.ui.search.filter_row import FilterRow
from photosearch.ui.search.search_bar import SearchBar

if TYPE_CHECKING:
    from photosearch.engine.parts import Asking

TYPING_PAUSE_MS = 25
"""Only joins what comes at once (a paste, an input method): a query takes milliseconds and a stale one is dropped."""


class Understand(Protocol):
    """Takes a sentence apart, in a few milliseconds."""

    def __call__(self, text: str, *, plain: Collection[str]) -> Understood:
        """``plain`` are parts that are to stay words."""


class QuestionFlow(QObject):
    """Owns the question. What is typed is asked after a short pause, anything else at once."""

    chips_changed = Signal(object)
    """What was understood of the sentence, settled or still typed."""
    changed = Signal(object, bool)
    """The question, and whether it changed by a letter that was typed."""

    def __init__(
        self, search_bar: SearchBar, filter_row: FilterRow, sidebar: Sidebar, search: SearchFlow, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._search_bar, self._filter_row, self._sidebar = search_bar, filter_row, sidebar
        self._search = search
        self._question = Question()
        self._understand: Understand | None = None
        self._is_entered_early = False
        self._roots: tuple[LibraryRoot, ...] = ()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE_MS)
        self._pause.timeout.connect(self.ask)
        search_bar.terms_typed.connect(self._on_terms_typed)
        search_bar.terms_chosen.connect(self._on_terms_chosen)
        search_bar.filter_removed.connect(self._on_filter_removed)
        search_bar.clear_requested.connect(self.clear)
        search_bar.folder_chosen.connect(self.look_in)
        filter_row.filters_chosen.connect(self.narrow)
        filter_row.sort_chosen.connect(self._on_sort_chosen)
        sidebar.place_chosen.connect(self._on_place_chosen)
        sidebar.folder_chosen.connect(self.look_in)

    def start(self, understand: Understand) -> None:
        """Sentences are understood from now on; one that was typed already is asked once more, as it is meant."""
        self._understand = understand
        if self._question.terms.typed:
            terms = self._read(self._question.terms)
            self._question = replace(self._question, terms=terms.settled() if self._is_entered_early else terms)
            self.ask()
        self.show()

    @property
    def is_started(self) -> bool:
        """Whether sentences are understood."""
        return self._understand is not None

    @property
    def question(self) -> Question:
        """What is asked now."""
        return self._question

    @property
    def roots(self) -> tuple[LibraryRoot, ...]:
        """The folders that are watched now."""
        return self._roots

    def change(self, question: Question) -> None:
        """Ask this."""
        question = question.with_half_life(self._question.half_life_days)
        self._question = replace(question, terms=self._read(question.terms))
        self.show()
        self.ask()
        self.changed.emit(self._question, False)

    @Slot()
    def ask(self) -> None:
        """Ask what is asked once more."""
        self._pause.stop()
        self._search.ask(self._question.to_query(), is_recent=self._question.is_recent)

    def show(self) -> None:
        """Have every part show it, in the language of the window."""
        self._search_bar.show_terms(self._question.terms)
        self.chips_changed.emit(self._question.terms.meant)
        self._search_bar.show_filter_chips(filter_chips.chips(self._question.filters, self._roots))
        self._filter_row.show_question(self._question)
        self._sidebar.show_question(self._question)

    def set_roots(self, roots: tuple[LibraryRoot, ...]) -> None:
        """These folders are watched: their names stand on chips, and what is no longer watched is not asked for."""
        if roots == self._roots:
            return
        self._roots = roots
        question = self._question.among(roots)
        if question != self._question:
            self.change(question)
        else:
            self.show()

    @Slot(int)
    def set_half_life(self, days: int) -> None:
        """Age counts so quickly in what is searched for (``Settings.recent_half_life_days``)."""
        if days != self._question.half_life_days:
            self._question = self._question.with_half_life(days)
            self.show()
            if self._question.has_terms:
                self.ask()

    def find_like(self, pictures: Iterable[PictureTerm], *, words: str = "") -> None:
        """Search for these pictures, beside ``words``, instead of other terms."""
        self.change(self._question.with_terms(Terms(words).with_pictures(pictures)))

    def find_unlike(self, pictures: Iterable[PictureTerm]) -> None:
        """Search away from these pictures too."""
        self.change(self._question.with_terms(self._question.terms.with_not_pictures(pictures)))

    @Slot()
    def clear(self) -> None:
        """Neither terms nor filters."""
        self.change(self._question.cleared())

    @Slot(object)
    def look_in(self, folder: Filters) -> None:
        """Only in this folder."""
        self.change(self._question.in_folder(folder))

    @Slot(object)
    def narrow(self, filters: Filters) -> None:
        """Only what passes ``filters``."""
        self.change(self._question.narrowed_to(filters))

    @Slot()
    def clear_filters(self) -> None:
        """The same terms without filters."""
        self.narrow(Filters())

    @Slot(object)
    def loosen(self, chip: Chip) -> None:
        """The same without what ``chip`` means."""
        self.change(self._question.with_terms(self._question.terms.without_chip(chip)))

    def _read(self, terms: Terms) -> Terms:
        """The same, with what the typed words mean."""
        if self._understand is None or terms.read is not None:
            return terms
        return replace(terms, read=self._understand(terms.typed, plain=terms.plain))

    @Slot(object)
    def _on_terms_typed(self, terms: Terms) -> None:
        self._is_entered_early = False
        self._question = self._question.with_terms(self._read(terms))
        self.show()
        self._search.expect(self._question.to_query())
        self._pause.start()
        self.changed.emit(self._question, True)

    @Slot(object)
    def _on_terms_chosen(self, terms: Terms) -> None:
        # Enter comes before the first sentence can be understood at times: it becomes chips as soon as it is.
        self._is_entered_early = self._understand is None
        self.change(self._question.with_terms(self._read(terms)))

    @Slot(str)
    def _on_filter_removed(self, key: str) -> None:
        self.narrow(filter_chips.without(self._question.in_force, key))

    @Slot(object)
    def _on_sort_chosen(self, sort: Sort) -> None:
        self.change(self._question.in_order(sort))

    @Slot(object)
    def _on_place_chosen(self, place: Place) -> None:
        self.change(self._question.at(place))


def read_for(asking: Asking) -> Understand:
    """How sentences are understood, once what helps with it is read; blocking."""
    asking.get_to_know()
    return asking.understand
