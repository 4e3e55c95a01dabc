"""Draws the window into a PNG once everything visible has come, then says so: for machines without a display."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from photosearch.types.progress import IngestPhase
from photosearch.ui.window.main_window import MainWindow

_log = logging.getLogger(__name__)

_LOOK_MS = 100
_QUIET_LOOKS = 5
_MOST_LOOKS = 1200


class WindowPicture(QObject):
    """Waits until nothing has been under way for half a second (at most two minutes), then takes its picture."""

    taken = Signal(bool)
    """Whether the file could be written."""

    def __init__(self, window: MainWindow, target: Path) -> None:
        super().__init__(window)
        self._window = window
        self._target = target
        self._quiet_looks = 0
        self._looks = 0
        self._has_chosen = False
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    @Slot()
    def _look(self) -> None:
        self._looks += 1
        is_idle = self._window.library.progress.phase is IngestPhase.IDLE
        self._quiet_looks = self._quiet_looks + 1 if is_idle and self._window.is_settled else 0
        if self._quiet_looks < _QUIET_LOOKS and self._looks < _MOST_LOOKS:
            return
        if not self._has_chosen and self._window.gallery.model.rowCount():
            self._has_chosen, self._quiet_looks = True, 0
            self._window.gallery.view.show_row(0)
            return
        self._timer.stop()
        self.taken.emit(self._take())

    def _take(self) -> bool:
        self._target.parent.mkdir(parents=True, exist_ok=True)
        is_written = self._window.grab().save(str(self._target))
        if not is_written:
            _log.error("the picture of the window cannot be written to %s", self._target)
        return is_written
