"""Goes on by itself from photo to photo, each for as long as it takes to look at it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

PHOTO_MS = 4000


class Slideshow(QObject):
    """Says when the next photo is due; whoever shows it says when it is there, so that a slow one is seen as long."""

    next_due = Signal()
    running_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_running = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PHOTO_MS)
        self._timer.timeout.connect(self.next_due)

    @property
    def is_running(self) -> bool:
        """Whether it goes on by itself."""
        return self._is_running

    def set_running(self, is_running: bool) -> None:
        """Begin with the photo that is shown, or stay at it."""
        if is_running == self._is_running:
            return
        self._is_running = is_running
        if is_running:
            self._timer.start()
        else:
            self._timer.stop()
        self.running_changed.emit()

    def photo_shown(self) -> None:
        """A photo is there now, or it is said why it cannot be: it has its time from here on."""
        if self._is_running:
            self._timer.start()
