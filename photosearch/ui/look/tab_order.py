"""The tab key goes through a part of a window as it is laid out, also through what was put into it later.

Qt keeps widgets in the order in which they were made: a row that comes later is reached after everything else.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QTabWidget, QWidget


def order_as_laid_out(part: QWidget) -> None:
    """Have the tab key follow the layouts in ``part``."""
    for before, after in pairwise(_stops_in(part)):
        QWidget.setTabOrder(before, after)


def _stops_in(part: QWidget | None) -> Iterator[QWidget]:
    """All that can have the keyboard, ``part`` itself first."""
    if part is None:
        return
    if part.focusPolicy() is not Qt.FocusPolicy.NoFocus and part.focusProxy() is None:
        yield part
    if isinstance(part, QScrollArea):
        yield from _stops_in(part.widget())
    elif isinstance(part, QTabWidget):
        for inside in (part.tabBar(), *(part.widget(number) for number in range(part.count()))):
            yield from _stops_in(inside)
    elif (layout := part.layout()) is not None:
        yield from _stops_of(layout)


def _stops_of(layout: QLayout) -> Iterator[QWidget]:
    for number in range(layout.count()):
        item = layout.itemAt(number)
        widget, below = (None, None) if item is None else (item.widget(), item.layout())
        if widget is not None:
            yield from _stops_in(widget)
        elif below is not None:
            yield from _stops_of(below)
