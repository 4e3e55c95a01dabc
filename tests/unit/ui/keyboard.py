"""Goes through a window by the keyboard, and sees where it is."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QScrollBar,
    QTabBar,
    QWidget,
)

_USABLE = (QAbstractButton, QAbstractItemView, QAbstractSlider, QAbstractSpinBox, QComboBox, QLineEdit, QTabBar)
_WHOLE = (QLineEdit, QTabBar, QComboBox, QAbstractSpinBox)
_MOST_STOPS = 300
_RING_PX = 4


def walk(window: QWidget, key: Qt.Key = Qt.Key.Key_Tab) -> list[QWidget]:
    """Where the keyboard is, stop by stop, until it is again where it began."""
    window.activateWindow()
    QApplication.processEvents()
    stops: list[QWidget] = []
    for _ in range(_MOST_STOPS):
        here = QApplication.focusWidget()
        assert here is not None, "the keyboard is nowhere"
        if here in stops:
            return stops[stops.index(here) :]
        stops.append(here)
        QTest.keyClick(here, key)
    raise AssertionError(f"no way back after {len(stops)} stops")


def usable(window: QWidget) -> list[QWidget]:
    """All that a mouse could use now; not what lies inside something else that is used."""
    found = [widget for widget in window.findChildren(QWidget) if isinstance(widget, _USABLE)]
    shown = [widget for widget in found if widget.isVisible() and widget.isEnabled() and widget.window() is window]
    return [one for one in shown if not isinstance(one, QScrollBar) and not isinstance(one.parentWidget(), _WHOLE)]


def picture_around(widget: QWidget) -> QImage:
    """Of it and of what is around it, as the window shows it."""
    window = widget.window()
    place = QRect(widget.mapTo(window, QPoint()), widget.size())
    return window.grab(place.adjusted(-_RING_PX, -_RING_PX, _RING_PX, _RING_PX)).toImage()
