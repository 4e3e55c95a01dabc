"""The grid of hits: squares or rows that keep the photos' form, resized by Ctrl+wheel, driven by mouse or keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelection, QModelIndex, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame

from photosearch.ui.grid.dragging import drag_of
from photosearch.ui.grid.grid_layout import Anchor, GridLayout
from photosearch.ui.grid.kept_rows import GAP_PX, KeptRows
from photosearch.ui.grid.photo_delegate import CORNER_PX, PhotoDelegate, similar_button_rect
from photosearch.ui.grid.results_model import ResultsModel
from photosearch.ui.grid.sectioned_grid import SectionedGrid
from photosearch.ui.grid.shapes import Shapes
from photosearch.ui.grid.thumbnail_loader import ThumbnailLoader
from photosearch.words.hits import section_text

SMALLEST_CELL_PX = 80
LARGEST_CELL_PX = 400
_WHEEL_STEP_PX = 20
_ROW_FOR_CELL = 0.85
"""So high is a row for a cell so wide: about as many photos are in sight."""
_SETTLE_MS = 120
_MOST_PREFETCHED = 1000


class ResultsView(SectionedGrid):
    """The photos found, those that fit before those that may."""

    opened = Signal(int)
    similar_requested = Signal(int)
    menu_requested = Signal(QPoint)
    preview_toggled = Signal()
    search_focus_requested = Signal()
    typed = Signal(object)
    """The ``QKeyEvent`` of a letter that means nothing here: it is for the search field."""
    current_row_changed = Signal(int)
    selection_count_changed = Signal(int)
    cell_size_chosen = Signal(int)
    _keeps_shape = False
    """Of the class too: Qt asks for places while the view is being made, and an error then ends the program."""

    def __init__(self, model: ResultsModel, thumbnails: ThumbnailLoader, shapes: Shapes | None = None) -> None:
        """``shapes`` are what rows that keep the photos' form are laid out by."""
        super().__init__()
        self._hits = model
        self._rows = KeptRows(model, shapes or Shapes())
        self._thumbnails = thumbnails
        self._wanted_cell_px = 180
        self._cell_px = 0
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLE_MS)
        self._settled.timeout.connect(self._ask_for_exact_thumbnails)
        self._set_up_view()
        self.setModel(model)
        self._delegate = PhotoDelegate(model, thumbnails, self)
        self._delegate.set_gap(GAP_PX)
        self.setItemDelegate(self._delegate)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self.selectionModel().selectionChanged.connect(self._on_selection_changed)
        model.modelReset.connect(self._on_reset)
        model.about_to_move.connect(self.remember_place)
        model.moved.connect(self.return_to_place)
        thumbnails.thumbnails_loaded.connect(self.viewport().update)
        self.doubleClicked.connect(self._on_double_clicked)
        self.customContextMenuRequested.connect(self._on_context_menu)
        self.retranslate()

    def set_cell_size(self, wanted_px: int) -> None:
        """Make cells about ``wanted_px`` wide; a little more or less, so that a row fills the width."""
        self._wanted_cell_px = max(SMALLEST_CELL_PX, min(LARGEST_CELL_PX, wanted_px))
        self._fit_cells()

    @property
    def cell_px(self) -> int:
        """The width of a cell now, where cells are squares."""
        return self._cell_px

    @property
    def keeps_shape(self) -> bool:
        """Whether cells have the form of their photos. Asked by any thread."""
        return self._keeps_shape

    def set_keeps_shape(self, keeps_shape: bool) -> None:
        """Rows of photos in their own form, or squares; what is looked at stays in sight."""
        if keeps_shape == self._keeps_shape:
            return
        seen = self.row_in_sight()
        self._keeps_shape = keeps_shape
        self.reset_place()
        self._settled.start()
        if seen is not None:
            self.scrollTo(self._hits.index(seen), QAbstractItemView.ScrollHint.PositionAtCenter)

    def laid_out(self, sections: Sequence[tuple[int, int]], anchor: Anchor | None) -> GridLayout:
        """Squares or rows."""
        if not self._keeps_shape:
            return super().laid_out(sections, anchor)
        wanted_px = round(_ROW_FOR_CELL * self._wanted_cell_px)
        return self._rows.layout(sections, self.viewport().width(), wanted_px, anchor)

    def sections(self) -> list[tuple[str, int]]:
        """What stands above the photos of each band, and how many they are."""
        sections = self._hits.sections
        return [
            (section_text(part.band, is_first=not number, is_unplaced=part.is_unplaced), part.count)
            for number, part in enumerate(sections)
        ]

    @property
    def selected_rows(self) -> list[int]:
        """Rows selected, in the grid's order."""
        return sorted(row for span in spans_of(self.selectionModel().selection()) for row in span)

    @property
    def selected_count(self) -> int:
        """How many rows are selected."""
        return sum(map(len, spans_of(self.selectionModel().selection())))

    def show_row(self, row: int) -> None:
        """Select this row alone and bring it into view."""
        index = self._hits.index(row)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def focus_first(self) -> None:
        """Take the keyboard, at the current hit or the first one."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        # Taking the keyboard, a view makes its first item the current one, but selects nothing.
        if not self.selectionModel().hasSelection() and self._hits.rowCount():
            self.show_row(max(0, self.currentIndex().row()))

    def retranslate(self) -> None:
        """Set the words a screen reader says."""
        self.setAccessibleName(self.tr("Photos found"))
        self.viewport().update()

    # Qt's event interface

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Refit the cells to the new width."""
        super().resizeEvent(event)
        self._fit_cells()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl+wheel changes the size of the cells; the wheel alone scrolls."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        step = _WHEEL_STEP_PX if event.angleDelta().y() > 0 else -_WHEEL_STEP_PX
        self.cell_size_chosen.emit(max(SMALLEST_CELL_PX, min(LARGEST_CELL_PX, self._wanted_cell_px + step)))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Space previews, Up in the first row goes back to the search field."""
        row = self.currentIndex().row()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row >= 0:
            self.opened.emit(row)
        elif event.key() == Qt.Key.Key_Space:
            self.preview_toggled.emit()
        elif event.key() == Qt.Key.Key_Up and self._is_in_first_line(row) and not event.modifiers():
            self.search_focus_requested.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        elif _is_writing(event):
            self.typed.emit(event)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on the similar button must not change the selection; the mouse's own back button is the window's."""
        if event.button() in (Qt.MouseButton.BackButton, Qt.MouseButton.ForwardButton):
            event.ignore()
        elif not self._is_on_similar_button(event):
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The similar button acts on release, like any button."""
        is_dragging = self.state() is QAbstractItemView.State.DragSelectingState
        if event.button() == Qt.MouseButton.LeftButton and not is_dragging and self._is_on_similar_button(event):
            self.similar_requested.emit(self.indexAt(event.position().toPoint()).row())
            return
        super().mouseReleaseEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over the similar button says that it can be pressed."""
        is_button = self._is_on_similar_button(event)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if is_button else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def startDrag(self, supported: Qt.DropAction) -> None:
        """The selected photos, as a small stack: full cells at the mouse would hide what they are dragged to."""
        rows = self.selected_rows
        if not rows:
            return
        drag = drag_of(self, self._hits, self._thumbnails, rows)
        drag.exec(supported & Qt.DropAction.CopyAction)
        # The mouse was let go elsewhere.
        self._pressed = None

    def _set_up_view(self) -> None:
        self.setObjectName("ResultsView")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def _fit_cells(self) -> None:
        room = self.viewport().width()
        columns = max(1, round(room / (self._wanted_cell_px + GAP_PX)))
        cell_px = max(SMALLEST_CELL_PX // 2, room // columns - GAP_PX)
        if cell_px != self._cell_px:
            self._cell_px = cell_px
            self.set_pitch(cell_px + GAP_PX)
        elif self._keeps_shape:
            self.scheduleDelayedItemsLayout()
        else:
            return
        self._delegate.set_settled(False, self.devicePixelRatioF())
        self._settled.start()

    @Slot()
    def _ask_for_exact_thumbnails(self) -> None:
        """Only once the size has settled: until then thumbnails of the old size are drawn scaled."""
        ratio = self.devicePixelRatioF()
        self._thumbnails.set_size(round(self._cell_px * ratio), CORNER_PX * ratio, ratio)
        self._delegate.set_settled(True, ratio)
        self.viewport().update()

    def _is_in_first_line(self, row: int) -> bool:
        return row <= 0 or self.grid_layout().vertical(row, -1) == row

    def _is_on_similar_button(self, event: QMouseEvent) -> bool:
        place = event.position().toPoint()
        index = self.indexAt(place)
        if not index.isValid():
            return False
        cell = self._delegate.cell_rect(self.visualRect(index))
        return self._delegate.has_button(cell) and similar_button_rect(cell).contains(place)

    # What was done in it

    @Slot(QModelIndex, QModelIndex)
    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self.current_row_changed.emit(current.row())

    @Slot(QItemSelection, QItemSelection)
    def _on_selection_changed(self, _selected: QItemSelection, _deselected: QItemSelection) -> None:
        self._hits.prefetch(self.selected_rows[:_MOST_PREFETCHED])
        self.selection_count_changed.emit(self.selected_count)

    @Slot()
    def _on_reset(self) -> None:
        self._thumbnails.drop_wishes()
        self.scrollToTop()
        self.current_row_changed.emit(-1)
        self.selection_count_changed.emit(0)

    @Slot(QModelIndex)
    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.opened.emit(index.row())

    @Slot(QPoint)
    def _on_context_menu(self, place: QPoint) -> None:
        if self.indexAt(place).isValid():
            self.menu_requested.emit(self.viewport().mapToGlobal(place))


def spans_of(selection: QItemSelection) -> list[range]:
    """The rows of a selection by ranges: an index for each of 100,000 rows would take a third of a second."""
    spans = (selection.at(position) for position in range(selection.count()))
    return [range(span.top(), span.bottom() + 1) for span in spans]


def _is_writing(event: QKeyEvent) -> bool:
    """Whether the key is part of a text, or takes the last letter of one away."""
    modifiers = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    is_letter = event.text().isprintable() and bool(event.text().strip())
    return not modifiers and (is_letter or event.key() == Qt.Key.Key_Backspace)
