"""The middle of the window: filters and summary, and the grid or the page in its place; news lie over its foot."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from photosearch.types.arrays import Int64Array
from photosearch.types.ids import PhotoId
from photosearch.types.photos import Photo
from photosearch.types.queries import Band, SearchQuery, SearchResult
from photosearch.ui.background import Background
from photosearch.ui.grid.results_model import ResultsModel
from photosearch.ui.grid.results_view import ResultsView
from photosearch.ui.grid.shapes import Shapes
from photosearch.ui.grid.thumbnail_loader import ThumbnailLoader
from photosearch.ui.search.filter_row import FilterRow
from photosearch.ui.window.news_pill import NewsPill
from photosearch.ui.window.notes import Notes
from photosearch.ui.window.pages import State, StatePage
from photosearch.ui.window.selection_bar import SelectionBar
from photosearch.ui.window.window_state import Situation, page_for
from photosearch.words.failures import error_sentence
from photosearch.words.hits import count_text
from photosearch.words.quantities import photo_count_text

if TYPE_CHECKING:
    from photosearch.engine.parts import Library, Pictures

_MOST_AT_HAND = 1000
_SIDE_PX = 12


class Gallery(QWidget):
    """Shows answers. It owns the model, the thumbnails and the view of them."""

    photos_selected = Signal()
    """Other photos are selected, or the records of those that are have come."""

    def __init__(self, background: Background, cell_px: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._library: Library | None = None
        self.model = ResultsModel(background, self)
        self.thumbnails = ThumbnailLoader(background, self)
        self.shapes = Shapes()
        self.view = ResultsView(self.model, self.thumbnails, self.shapes)
        self.view.set_cell_size(cell_px)
        self.page = StatePage()
        self.filter_row = FilterRow()
        self.news = NewsPill(self.view)
        self.selection = SelectionBar(self.view)
        self.selection.clear_requested.connect(self.view.clearSelection)
        self._result: SearchResult | None = None
        self._stack = QStackedWidget()
        self._body = QWidget()
        self.notes = Notes(self._body)
        self.notes.height_changed.connect(self._leave_foot_free)
        self._lay_out()
        self.view.selection_count_changed.connect(self._on_selection_changed)
        self.model.dataChanged.connect(self._on_records_came)
        self.model.rowsInserted.connect(self._show_summary)
        self.model.rowsRemoved.connect(self._show_summary)

    def start(self, library: Library, pictures: Pictures) -> None:
        """Begin showing photos."""
        self._library = library
        self.model.start(library.photos)
        self.shapes.start(library.aspects)
        self.thumbnails.start(pictures.thumbnail)
        if library.shared_place is not None:
            self.notes.danger.show_shared_place(library.shared_place)

    def prepare(self, photo_ids: Int64Array) -> None:
        """Get the forms of photos that are shown next, where they are shown so. Blocking: for the background."""
        if self.view.keeps_shape:
            self.shapes.learn(photo_ids)

    @Slot(bool)
    def set_keeps_shape(self, keeps_shape: bool) -> None:
        """Show photos in their own form, once that is known, or as squares."""
        if keeps_shape:
            work = partial(self.shapes.learn, self.model.photo_ids)
            self._background.run_newest("shapes", work, self._on_shapes_known)
        else:
            self._background.forget("shapes")
            self.view.set_keeps_shape(False)

    def _on_shapes_known(self, _nothing: None) -> None:
        self.view.set_keeps_shape(True)

    def close_down(self) -> None:
        """Let the thumbnail workers end."""
        self.thumbnails.close()

    @property
    def is_settled(self) -> bool:
        """Whether everything visible is there."""
        return not self.model.is_fetching and self.thumbnails.is_idle

    @property
    def state(self) -> State | None:
        """The page shown, None when it is the grid."""
        return None if self._stack.currentWidget() is self.view else self.page.state

    @property
    def selected_photos(self) -> tuple[Photo, ...]:
        """The records of the first of those that are selected, as far as they are here."""
        photos = (self.model.photo(row) for row in self.view.selected_rows[:_MOST_AT_HAND])
        return tuple(photo for photo in photos if photo is not None)

    def selected_ids(self) -> list[PhotoId]:
        """All that are selected, in the grid's order."""
        rows = np.asarray(self.view.selected_rows, np.int64)
        return [PhotoId(photo_id) for photo_id in self.model.photo_ids[rows].tolist()]

    def show_situation(self, now: Situation) -> None:
        """Show the grid or the right page, with the right words above."""
        state = page_for(now)
        if state is None:
            self._stack.setCurrentWidget(self.view)
        else:
            error = now.open_error or now.search_error
            query = SearchQuery() if now.result is None else now.result.query
            said = "" if error is None else error_sentence(error)
            self.page.set_state(state, said, asked=query.text, unwanted=query.not_texts)
            if now.progress is not None:
                self.page.set_progress(now.progress)
            self._stack.setCurrentWidget(self.page)
        self.filter_row.setVisible(state not in (State.STARTING, State.FIRST_RUN, State.ENGINE_FAILED))
        self._result = now.result
        self.notes.show_offline(now.roots or ())
        self.notes.show_result(now.result)
        self.news.set_kind(is_search=now.result is not None and now.result.query.has_terms)
        self._show_summary()

    def _lay_out(self) -> None:
        self._stack.addWidget(self.page)
        self._stack.addWidget(self.view)
        grid = QHBoxLayout(self._body)
        grid.setContentsMargins(_SIDE_PX, 0, 2, 0)
        grid.addWidget(self._stack)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.filter_row)
        column.addWidget(self._body, 1)

    @Slot(int)
    def _leave_foot_free(self, covered_px: int) -> None:
        """The last photos can be scrolled above what lies over the foot, and so is what is selected told."""
        self.view.set_foot(covered_px)
        self.selection.set_foot(covered_px)

    def _show_summary(self) -> None:
        if self._result is None:
            self.filter_row.set_summary("")
        else:
            self.filter_row.set_summary(self._count())

    def _count(self) -> str:
        """How many photos are shown; none while a page says that none fits."""
        if self._stack.currentWidget() is not self.view:
            return photo_count_text(0)
        counts = {section.band: section.count for section in self.model.sections}
        if None in counts:
            return photo_count_text(counts[None])
        return count_text(*(counts.get(band, 0) for band in (Band.STRONG, Band.POSSIBLE, Band.FAR)))

    @Slot(int)
    def _on_selection_changed(self, count: int) -> None:
        self.selection.set_count(count)
        if count > 1 and self._library is not None:
            work = partial(self._library.size_of, self.selected_ids())
            self._background.run_newest("selected-size", work, self.selection.set_size)
        else:
            self._background.forget("selected-size")
        self.photos_selected.emit()

    @Slot()
    def _on_records_came(self) -> None:
        self.photos_selected.emit()
