"""Where a key leads from a cell, and which cells the mouse reaches."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QAbstractItemView

from photosearch.ui.grid.grid_layout import GridLayout

_Action: Final = QAbstractItemView.CursorAction


def moved(layout: GridLayout, row: int, action: QAbstractItemView.CursorAction, room_px: int) -> int:
    """The row to which a key leads from ``row``; ``room_px`` is the height of the viewport."""
    vertical_px = {
        _Action.MoveUp: -1,
        _Action.MoveDown: 1,
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


def reached(layout: GridLayout, rect: QRect, *, is_dragging: bool) -> list[range]:
    """The cells that a rubber band touches; without one all from the cell in one corner to the other's."""
    if is_dragging:
        touched = rect.normalized()
        return list(layout.cells_in(touched.left(), touched.top(), touched.right(), touched.bottom()))
    ends = [layout.cell_at(corner.x(), corner.y()) for corner in (rect.topLeft(), rect.bottomRight())]
    rows = sorted(row for row in ends if row is not None)
    return [range(rows[0], rows[-1] + 1)] if len(rows) == len(ends) else []
