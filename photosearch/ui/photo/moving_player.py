"""Plays the frames of an animated picture, round and round, each for its time."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from photosearch.types.photos import MovingPicture
from photosearch.ui.look.images import image_from_array


class MovingPlayer(QObject):
    """One picture at a time. Only the frame that is seen is an image of Qt; the others stay as they were decoded."""

    frame_due = Signal(object)
    """The ``QImage`` to show now."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._picture: MovingPicture | None = None
        self._number = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_on)

    @property
    def is_playing(self) -> bool:
        """Whether a picture moves."""
        return self._picture is not None

    def play(self, picture: MovingPicture) -> None:
        """Begin with the first frame."""
        self._picture, self._number = picture, 0
        self._show()

    def stop(self) -> None:
        """Give the frames back."""
        self._picture = None
        self._timer.stop()

    @Slot()
    def _go_on(self) -> None:
        if self._picture is not None:
            self._number = (self._number + 1) % len(self._picture.durations_ms)
            self._show()

    def _show(self) -> None:
        if self._picture is not None:
            self._timer.start(self._picture.durations_ms[self._number])
            self.frame_due.emit(image_from_array(self._picture.frames[self._number]))
