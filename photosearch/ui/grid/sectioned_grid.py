"""A list view whose items are square cells in sections, with a line across the whole width above a section.

The line is no item: the model holds photos only, nothing selects, counts or drags the line, and the arrow keys go over
it. Qt's own layout knows one size of item or asks every item for its size; here a place is worked out when it is asked
for, so there is no pass over the items at all.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QHoverEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QRubberBand,
    QStyle,
    QStyleOptionRubberBand,
    QStyleOptionViewItem,
    QWidget,
)

from photosearch.ui.grid.section_layout import Part, SectionLayout
from photosearch.ui.look.theme import colours, font

_Action = QAbstractItemView.CursorAction
_AnyIndex = QModelIndex | QPersistentModelIndex
_TITLE_ROOM_PX = 28
"""Above and below a title together."""
_FIRST_TITLE_ROOM_PX = 12
_TITLE_BELOW_PX = 8
_TITLE_SIDE_PX = 12


@dataclass(frozen=True, slots=True)
class _Seen:
    """An item and where it was in the viewport."""

    item: QPersistentModelIndex
    place: QPoint


class SectionedGrid(QListView):
    """Subclasses say which sections there are, and set the size of the cells."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pitch_px = 1
        self._foot_px = 0
        self._indents: dict[int, int] = {}
        self._kept: list[_Seen] = []
        self._mouse: QPoint | None = None
        self._hovered_row = -1
        self._pressed: QPoint | None = None
        self._band: QRect | None = None
        self.setResizeMode(QListView.ResizeMode.Fixed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
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

    def grid_layout(self) -> SectionLayout:
        """Where everything is now, in pixels of the content."""
        text_px = self.fontMetrics().height()
        sections = [
            (count, text_px + (_TITLE_ROOM_PX if number else _FIRST_TITLE_ROOM_PX) if title else 0)
            for number, (title, count) in enumerate(self._shown_sections())
        ]
        indents = {number: cells for number, cells in self._indents.items() if cells < self.columns}
        return SectionLayout.of(sections, self.columns, self._pitch_px, indents)

    def title_rects(self) -> list[tuple[str, QRect]]:
        """The titles and where they are in the viewport, whether visible or not."""
        titles = (title for title, _ in self._shown_sections())
        parts = zip(titles, self.grid_layout().parts, strict=True)
        return [(title, self._title_rect(part)) for title, part in parts if title]

    def _shown_sections(self) -> list[tuple[str, int]]:
        # Qt asks for places while the view is made and while it is taken apart.
        return [] if self.model() is None else self.sections()

    # Items that come and go around what is looked at

    @property
    def is_at_rest(self) -> bool:
        """Whether nobody is at work with what is shown: nothing is scrolled, selected or held by the mouse."""
        is_chosen = self.selectionModel().hasSelection() or (self.hasFocus() and self.currentIndex().isValid())
        is_looked_through = self.verticalOffset() > 0 or is_chosen
        is_held = self.state() is not QAbstractItemView.State.NoState or self._pressed is not None
        return self.isHidden() or not (is_looked_through or is_held)

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
                self._kept.append(_Seen(QPersistentModelIndex(self.model().index(row, 0)), cell.topLeft()))

    def return_to_place(self) -> None:
        """They have moved: the content is laid out and scrolled so that the item remembered is where it was."""
        seen = next((seen for seen in self._kept if seen.item.isValid()), None)
        self._kept = []
        self._indents = {}
        if seen is not None:
            row, column = seen.item.row(), seen.place.x() // self._pitch_px
            layout = self.grid_layout()
            part = layout.part_of(row)
            self._indents = {layout.parts.index(part): (column - (row - part.first)) % self.columns}
            down_px = self.grid_layout().place_of(row)[1] - seen.place.y()
            if down_px <= 0:
                # There is too little above for it to stay: then nothing is left empty either.
                self._indents = {}
            self.updateGeometries()
            self.verticalScrollBar().setValue(down_px)
        self._hovered_row = self._row_under_mouse()
        self.viewport().update()

    def _on_scrolled(self, down_px: int) -> None:
        """At the top the first line begins at the left again."""
        if not down_px and self._indents and not self._kept:
            self._indents = {}
            self.updateGeometries()
            self.viewport().update()

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
        """Other items: none of them is under the mouse or half selected yet."""
        self._hovered_row, self._band, self._pressed, self._indents = -1, None, None, {}
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
        part, (_, top_px) = layout.part_of(row), layout.place_of(row)
        bottom_px = top_px + self._pitch_px
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
        following = 0 if row < 0 else _moved(layout, row, action, self.viewport().height())
        return self.model().index(following, 0)

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """When dragging, all cells that ``rect`` touches; otherwise from the item in one corner to the other's."""
        layout, down_px = self.grid_layout(), self.verticalOffset()
        selection = QItemSelection()
        if self.state() is QAbstractItemView.State.DragSelectingState:
            touched = rect.normalized().translated(0, down_px)
            spans = list(layout.cells_in(touched.left(), touched.top(), touched.right(), touched.bottom()))
        else:
            corners = (rect.topLeft(), rect.bottomRight())
            ends = [layout.cell_at(corner.x(), corner.y() + down_px) for corner in corners]
            rows = sorted(row for row in ends if row is not None)
            spans = [range(rows[0], rows[-1] + 1)] if len(rows) == len(ends) else []
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

    # The mouse

    def viewportEvent(self, event: QEvent) -> bool:
        """Remember which cell the mouse is over."""
        if isinstance(event, QHoverEvent):
            self._mouse = None if event.type() is QEvent.Type.HoverLeave else event.position().toPoint()
            self._hovered_row = self._row_under_mouse()
        return super().viewportEvent(event)

    def scrollContentsBy(self, right_px: int, down_px: int) -> None:
        """Another cell comes under a mouse that rests."""
        super().scrollContentsBy(right_px, down_px)
        row = self._row_under_mouse()
        if row != self._hovered_row:
            self._hovered_row = row
            self.viewport().update()

    def _row_under_mouse(self) -> int:
        return -1 if self._mouse is None else self.indexAt(self._mouse).row()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Where a rubber band may begin."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed = event.position().toPoint() + QPoint(0, self.verticalOffset())
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The rubber band follows."""
        super().mouseMoveEvent(event)
        if self.state() is QAbstractItemView.State.DragSelectingState and self._pressed is not None:
            here = event.position().toPoint() + QPoint(0, self.verticalOffset())
            self._band = QRect(self._pressed, here).normalized()
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """It ends."""
        super().mouseReleaseEvent(event)
        self._pressed = None
        if self._band is not None:
            self._band = None
            self.viewport().update()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cells and titles in sight."""
        painter = QPainter(self.viewport())
        area, down_px = event.rect(), self.verticalOffset()
        layout = self.grid_layout()
        for title, rect in self.title_rects():
            if rect.intersects(area):
                _paint_title(painter, rect, title)
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

    def _paint_band(self, painter: QPainter) -> None:
        if self._band is None:
            return
        option = QStyleOptionRubberBand()
        option.initFrom(self)
        option.shape = QRubberBand.Shape.Rectangle
        option.rect = self._band.translated(0, -self.verticalOffset())
        self.style().drawControl(QStyle.ControlElement.CE_RubberBand, option, painter, self)

    def _cell_rect(self, layout: SectionLayout, row: int) -> QRect:
        left_px, top_px = layout.place_of(row)
        return QRect(QPoint(left_px, top_px - self.verticalOffset()), QSize(self._pitch_px, self._pitch_px))

    def _title_rect(self, part: Part) -> QRect:
        return QRect(0, part.top_px - self.verticalOffset(), self.viewport().width(), part.header_px)


def _moved(layout: SectionLayout, row: int, action: QAbstractItemView.CursorAction, room_px: int) -> int:
    """The row to which a key leads from ``row``; ``room_px`` is the height of the viewport."""
    vertical_px = {
        _Action.MoveUp: -layout.pitch_px,
        _Action.MoveDown: layout.pitch_px,
        _Action.MovePageUp: -room_px,
        _Action.MovePageDown: room_px,
    }
    if action in vertical_px:
        return layout.vertical(row, vertical_px[action])
    last = layout.count - 1
    return {
        _Action.MoveLeft: layout.beside(row, -1),
        _Action.MoveRight: layout.beside(row, 1),
        _Action.MoveHome: 0,
        _Action.MoveEnd: last,
        _Action.MoveNext: min(row + 1, last),
        _Action.MovePrevious: max(row - 1, 0),
    }[action]


def _paint_title(painter: QPainter, room: QRect, title: str) -> None:
    """Quiet words at the left, and a hairline from there to the right edge."""
    painter.setFont(font("body"))
    painter.setPen(colours().muted)
    line = room.adjusted(0, 0, -_TITLE_SIDE_PX, -_TITLE_BELOW_PX)
    text = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, line.width())
    where = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
    words = painter.boundingRect(line, where, text)
    painter.drawText(line, where, text)
    painter.setPen(colours().border)
    painter.drawLine(words.right() + _TITLE_SIDE_PX, words.center().y(), line.right(), words.center().y())
