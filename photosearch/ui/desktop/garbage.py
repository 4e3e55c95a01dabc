"""Rings of Python objects are taken apart in the GUI thread only, for widgets are among them.

By itself Python does this in whichever thread makes an object at that moment. When another thread finds a closed
dialog, PySide destroys its C++ part there, while the GUI thread may be giving it an event, or keeps the destructor for
the GUI thread in a list that it walks while others change it. Either ends the program by a segmentation fault.
"""

from __future__ import annotations

import gc
import operator

from PySide6.QtCore import QObject, Qt, QTimer, Slot

_EVERY_MS = 1000


class Garbage:
    """When rings are due to be taken apart, by Python's own rule, for a thread that asks now and then."""

    def __init__(self) -> None:
        self._settled = 0
        self._grown = 0

    def collect_due(self) -> None:
        """Take apart, in this thread, what Python would have taken apart by now."""
        young, middle, old = map(operator.gt, gc.get_count(), gc.get_threshold())
        if old and self._grown > self._settled // 4:
            gc.collect()
            self._settled, self._grown = len(gc.get_objects(generation=2)), 0
        elif middle:
            candidates = len(gc.get_objects(generation=0)) + len(gc.get_objects(generation=1))
            self._grown += candidates - gc.collect(1)
        elif young:
            gc.collect(0)


class GuiThreadGarbage(QObject):
    """From its making until it is closed, rings are taken apart by the event loop of the thread that made it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._garbage = Garbage()
        self._was_enabled = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._timer.timeout.connect(self._on_timeout)
        self._timer.start(_EVERY_MS)

    def close(self) -> None:
        """Leave it to Python again, if it was before."""
        self._timer.stop()
        if self._was_enabled:
            gc.enable()

    @Slot()
    def _on_timeout(self) -> None:
        self._garbage.collect_due()
