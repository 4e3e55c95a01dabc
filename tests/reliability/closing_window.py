"""`python -m tests.reliability.closing_window`: the real window, closed as a person does when a line comes in."""

from __future__ import annotations

import runpy
import sys
import threading

from PySide6.QtCore import QMetaObject, Qt
from PySide6.QtWidgets import QApplication


def _close_when_told() -> None:
    sys.stdin.readline()
    app = QApplication.instance()
    assert app is not None
    QMetaObject.invokeMethod(app, "closeAllWindows", Qt.ConnectionType.QueuedConnection)


if __name__ == "__main__":
    threading.Thread(target=_close_when_told, daemon=True).start()
    sys.argv = ["photosearch"]
    runpy.run_module("photosearch", run_name="__main__", alter_sys=True)
