"""Ctrl+C, logout and `kill` end the window in order, though Qt's event loop runs no Python while nothing happens."""

from __future__ import annotations

import signal
import socket
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Signal, Slot

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class EndSignals(QObject):
    """Emits ``asked`` from the event loop when the system asks the program to end. Make it on the main thread.

    Python only notes a signal and runs its handler when it next runs Python code. The wake-up descriptor is written at
    once, and a socket is something that Qt waits for.
    """

    asked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reader, self._writer = socket.socketpair()
        self._reader.setblocking(False)
        self._writer.setblocking(False)
        self._wakeup_before = signal.set_wakeup_fd(self._writer.fileno(), warn_on_full_buffer=False)
        self._handlers_before = {number: signal.signal(number, _nothing_more) for number in _SIGNALS}
        self._notifier = QSocketNotifier(self._reader.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_woken)

    def close(self) -> None:
        """Give the signals back."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._wakeup_before)
        for number, handler in self._handlers_before.items():
            signal.signal(number, handler)
        self._reader.close()
        self._writer.close()

    @Slot()
    def _on_woken(self) -> None:
        numbers = self._reader.recv(64)
        if any(number in numbers for number in _SIGNALS):
            self.asked.emit()


def _nothing_more(number: int, frame: FrameType | None) -> None:
    """The descriptor has told already."""
    del number, frame
