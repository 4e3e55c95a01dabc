"""A list view whose items are cells in sections, with a line across the whole width above a section.

The line is no item: the model holds photos only, nothing selects, counts or drags the line, and the arrow keys go over
it. Qt's own layout knows one size of item or asks every item for its size; here a place is worked out when it is asked
for, so there is no pass over the items at all.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QPainter,
    QPaintEvent,
    QRegion,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from photosearch.ui.grid.cell_moves import moved, reached
from photosearch.ui.grid.grid_layout import Anchor, GridLayout, Part
from photosearch.ui.grid.pointed_view import PointedView
from photosearch.ui.grid.section_layout import SectionLayout
from photosearch.ui.grid.section_title import paint_title, title_height_px
from photosearch.ui.grid.seen import Seen, still_there

_AnyIndex = QModelIndex | QPersistentModelIndex


class SectionedGrid(PointedView):
    """Subclasses say which sections there are, and set the size of the cells."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pitch_px = 1
        self._foot_px = 0
        self._anchor: Anchor | None = None
        self._kept: list[Seen] = []
        self.setResizeMode(QListView.ResizeMode.Fixed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def sections(self) -> list[tuple[str, int]]:
        """The title (may be empty) and the number of items of each section, in order."""
        raise NotImplementedError

    @property
    def columns(self) -> int:
        """Cells in a line."""
        return max(1, self.viewport().width() // self._pitch_px)

    def set_pitch(self, pitch_px: int) -> None:
        """Cells begin every ``pitch_px``, to the right and downwards."""
        self._pitch_px = pitch_px
        self.verticalScrollBar().setSingleStep(max(1, pitch_px // 3))
        self.scheduleDelayedItemsLayout()

    def set_foot(self, foot_px: int) -> None:
        """So much at the foot is covered by something: what is last can be scrolled above it, and nothing moves."""
        self._foot_px = foot_px
        self.updateGeometries()

    def grid_layout(self) -> GridLayout:
        """Where everything is now, in pixels of the content."""
        text_px = self.fontMetrics().height()
        sections = [
            (count, title_height_px(title, text_px, is_first=not number))
            for number, (title, count) in enumerate(self._shown_sections())
        ]
        return self.laid_out(sections, self._anchor)

    def laid_out(self, sections: Sequence[tuple[int, int]], anchor: Anchor | None) -> GridLayout:
        """So many cells under a title line so high, section by section: squares, worked out anew each time."""
        squares = SectionLayout.of(sections, self.columns, self._pitch_px)
        return squares if anchor is None or anchor.cell >= squares.count else squares.anchored(anchor)

    def title_rects(self) -> list[tuple[str, QRect]]:
        """The titles and where they are in the viewport, whether visible or not."""
        titles = (title for title, _ in self._shown_sections())
        parts = zip(titles, self.grid_layout().parts, strict=True)
        return [(title, self._title_rect(part)) for title, part in parts if title]

    def _shown_sections(self) -> list[tuple[str, int]]:
        # Qt asks for places while the view is made and while it is taken apart.
        return [] if self.model() is None else self.sections()

    @property
    def is_at_rest(self) -> bool:
        """Whether nobody is at work with what is shown: nothing is scrolled, selected or held by the mouse."""
        is_chosen = self.selectionModel().hasSelection() or (self.hasFocus() and self.currentIndex().isValid())
        is_looked_through = self.verticalOffset() > 0 or is_chosen
        return self.isHidden() or not (is_looked_through or self.is_held)

    def remember_place(self) -> None:
        """Items are about to move: what is under the mouse, else what is chosen, else what is in sight is to stay."""
        self._kept = []
        if self.is_at_rest or not self.isVisible():
            return
        layout, down_px = self.grid_layout(), self.verticalOffset()
        room = self.viewport().rect()
        first = [self._hovered_row, self.currentIndex().row()]
        in_sight = [row for rows in layout.cells_between(down_px, down_px + room.height()) for row in rows]
        for row in [*(row for row in first if row in in_sight), *in_sight]:
            cell = self._cell_rect(layout, row)
            if room.intersects(cell):
                self._kept.append(Seen(QPersistentModelIndex(self.model().index(row, 0)), cell))

    def row_in_sight(self) -> int | None:
        """The item that is chosen, where it is in sight, else the one in the middle."""
        layout, down_px = self.grid_layout(), self.verticalOffset()
        rows = [row for rows in layout.cells_between(down_px, down_px + self.viewport().height()) for row in rows]
        current = self.currentIndex().row()
        return current if current in rows else rows[len(rows) // 2] if rows else None

    def reset_place(self) -> None:
        """Cells have another form: nothing is where it was seen."""
        self._anchor = None
        self.updateGeometries()
        self.viewport().update()

    def return_to_place(self) -> None:
        """They have moved: the content is laid out and scrolled so that the item remembered is where it was."""
        seen, self._kept = still_there(self._kept), []
        self._anchor = None
        if seen is not None:
            self._anchor = Anchor(seen.item.row(), seen.place.x(), seen.place.width())
            down_px = self.grid_layout().rect_of(seen.item.row())[1] - seen.place.y()
            if down_px <= 0:
                # There is too little above for it to stay: then nothing is left empty either.
                self._anchor = None
            self.updateGeometries()
            self.verticalScrollBar().setValue(down_px)
        self._hovered_row = self._row_under_mouse()
        self.viewport().update()

    def _on_scrolled(self, down_px: int) -> None:
        """At the top the first line begins at the left again."""
        if not down_px and self._anchor is not None and not self._kept:
            self.reset_place()

    # What Qt asks of a view

    def doItemsLayout(self) -> None:
        """There is nothing to lay out: only the scroll bar has to know."""
        QAbstractItemView.doItemsLayout(self)

    def updateGeometries(self) -> None:
        """The range of the scroll bar."""
        bar, room_px = self.verticalScrollBar(), self.viewport().height()
        bar.setPageStep(room_px)
        bar.setRange(0, max(0, self.grid_layout().height_px + self._foot_px - room_px))
        # Its room stays, or the cells would get another width; where nothing scrolls it shows nothing.
        bar.setEnabled(bar.maximum() > 0)
        QAbstractItemView.updateGeometries(self)

    def reset(self) -> None:
        """Other items: none of them was seen anywhere yet."""
        self._anchor = None
        super().reset()

    def horizontalOffset(self) -> int:
        """Cells always fit the width."""
        return 0

    def verticalOffset(self) -> int:
        """How far the content is scrolled."""
        return self.verticalScrollBar().value()

    def visualRect(self, index: _AnyIndex) -> QRect:
        """The cell of ``index`` with its gap, in the viewport."""
        layout = self.grid_layout()
        if not index.isValid() or index.row() >= layout.count:
            return QRect()
        return self._cell_rect(layout, index.row())

    def indexAt(self, place: QPoint) -> QModelIndex:
        """The item there; none on a title or beside the cells."""
        row = self.grid_layout().cell_at(place.x(), place.y() + self.verticalOffset())
        return QModelIndex() if row is None else self.model().index(row, 0)

    def scrollTo(
        self,
        index: _AnyIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring the cell into view; with the first line of a section its title too."""
        if not index.isValid():
            return
        self.executeDelayedItemsLayout()
        layout, row = self.grid_layout(), index.row()
        part, (_, top_px, _, height_px) = layout.part_of(row), layout.rect_of(row)
        bottom_px = top_px + height_px
        if top_px == part.cells_top_px:
            top_px = part.top_px
        bar, room_px = self.verticalScrollBar(), self.viewport().height() - self._foot_px
        if hint is QAbstractItemView.ScrollHint.PositionAtCenter:
            bar.setValue((top_px + bottom_px - room_px) // 2)
        elif top_px < bar.value() or hint is QAbstractItemView.ScrollHint.PositionAtTop:
            bar.setValue(top_px)
        elif bottom_px > bar.value() + room_px or hint is QAbstractItemView.ScrollHint.PositionAtBottom:
            bar.setValue(bottom_px - room_px)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """The arrow keys go from cell to cell, over titles."""
        del modifiers
        layout = self.grid_layout()
        if not layout.count:
            return QModelIndex()
        row = self.currentIndex().row()
        following = 0 if row < 0 else moved(layout, row, action, self.viewport().height())
        return self.model().index(following, 0)

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """When dragging, all cells that ``rect`` touches; otherwise from the item in one corner to the other's."""
        is_dragging = self.state() is QAbstractItemView.State.DragSelectingState
        spans = reached(self.grid_layout(), rect.translated(0, self.verticalOffset()), is_dragging=is_dragging)
        selection = QItemSelection()
        for span in spans:
            selection.select(self.model().index(span.start, 0), self.model().index(span.stop - 1, 0))
        self.selectionModel().select(selection, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """What to repaint when the selection changes: all that is visible. Qt would visit every selected item."""
        del selection
        return QRegion(self.viewport().rect())

    def currentChanged(self, current: _AnyIndex, previous: _AnyIndex) -> None:
        """A screen reader hears of the item itself: Qt's list view would look for it in a layout of its own."""
        QAbstractItemView.currentChanged(self, current, previous)
        if current.isValid() and QAccessible.isActive():
            event = QAccessibleEvent(self, QAccessible.Event.Focus)
            event.setChild(current.row())
            QAccessible.updateAccessibility(event)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """As every view does, without Qt's list view, for the same reason."""
        QAbstractItemView.selectionChanged(self, selected, deselected)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cells and titles in sight."""
        painter = QPainter(self.viewport())
        area, down_px = event.rect(), self.verticalOffset()
        layout = self.grid_layout()
        for title, rect in self.title_rects():
            if rect.intersects(area):
                paint_title(painter, rect, title)
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        plain = option.state & ~QStyle.StateFlag.State_HasFocus
        for rows in layout.cells_between(area.top() + down_px, area.bottom() + 1 + down_px):
            for row in rows:
                index = self.model().index(row, 0)
                option.rect = self._cell_rect(layout, row)
                option.state = plain | self._state_of(index)
                self.itemDelegate().paint(painter, option, index)
        self._paint_band(painter)

    def _state_of(self, index: QModelIndex) -> QStyle.StateFlag:
        state = QStyle.StateFlag.State_None
        if self.selectionModel().isSelected(index):
            state |= QStyle.StateFlag.State_Selected
        if index.row() == self._hovered_row:
            state |= QStyle.StateFlag.State_MouseOver
        if index == self.currentIndex() and self.hasFocus():
            state |= QStyle.StateFlag.State_HasFocus
        return state

    def _cell_rect(self, layout: GridLayout, row: int) -> QRect:
        return QRect(*layout.rect_of(row)).translated(0, -self.verticalOffset())

    def _title_rect(self, part: Part) -> QRect:
        return QRect(0, part.top_px - self.verticalOffset(), self.viewport().width(), part.header_px)
