"""Where the window was when it was closed, and where it is when it opens: there again, on a screen that is there."""

from __future__ import annotations

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QWidget

from photosearch.ui.look.on_screen import fit_on_screen, room_of, screen_room

USUAL_SIZE_PX = (1320, 860)
_SHARE_OF_SCREEN = 0.9
"""A new window leaves a little of a small screen to others."""


def place_of(window: QWidget) -> str:
    """Place, size, screen and whether it fills that, for ``put_in_place``."""
    return bytes(window.saveGeometry().toBase64().data()).decode("ascii")


def put_in_place(window: QWidget, place: str) -> None:
    """Where ``place`` says, or, where that says nothing, as large as usual; never larger than the screen has room."""
    if place and window.restoreGeometry(QByteArray.fromBase64(place.encode("ascii", "replace"))):
        if not window.isMaximized() and not window.isFullScreen():
            # Qt has found a screen for it, and room for its frame.
            fit_on_screen(window, screen_room(window))
        return
    room = room_of(window).size() * _SHARE_OF_SCREEN
    window.resize(min(USUAL_SIZE_PX[0], room.width()), min(USUAL_SIZE_PX[1], room.height()))
    fit_on_screen(window)
