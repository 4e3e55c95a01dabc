"""Windows fit the screen they are on: none is larger than the room that the desktop leaves, or partly outside."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

_TITLE_BAR_PX, _FRAME_PX = 36, 4
"""What a window manager puts above and around a window. It is known only some time after the window is shown."""


def screen_room(widget: QWidget) -> QRect:
    """What the desktop leaves of the screen that the middle of ``widget`` is on, else of the first one.

    ``widget.screen()`` must not be asked: PySide takes what a widget's method returns for a child of it, and would
    delete the screen with the widget. The next window then ended the program.
    """
    screen = QGuiApplication.screenAt(widget.mapToGlobal(widget.rect().center())) or QGuiApplication.primaryScreen()
    return screen.availableGeometry()


def room_of(window: QWidget) -> QRect:
    """Where the inside of ``window`` may lie on its screen."""
    return screen_room(window).adjusted(_FRAME_PX, _TITLE_BAR_PX, -_FRAME_PX, -_FRAME_PX)


def fit_on_screen(window: QWidget, room: QRect | None = None) -> None:
    """Make ``window`` no larger than ``room`` (default: its screen's), as far as its contents allow, and move it in."""
    room = room_of(window) if room is None else room
    window.setMinimumSize(window.minimumSize().boundedTo(room.size()))
    size = window.size().boundedTo(room.size())
    if size != window.size():
        window.resize(size)
    corner = _nearest_inside(window.geometry().topLeft(), window.size(), room)
    if corner != window.geometry().topLeft():
        window.setGeometry(QRect(corner, window.size()))


def _nearest_inside(corner: QPoint, size: QSize, room: QRect) -> QPoint:
    left = max(room.left(), min(corner.x(), room.right() + 1 - size.width()))
    top = max(room.top(), min(corner.y(), room.bottom() + 1 - size.height()))
    return QPoint(left, top)


class Dialog(QDialog):
    """A dialog whose buttons are on the screen, whatever the size of that is."""

    def showEvent(self, event: QShowEvent) -> None:
        """Fit."""
        fit_on_screen(self)
        super().showEvent(event)
