"""Runs the real window and tells when what a person waits for came; started by the start-up and memory benchmarks.

python -m tests.benchmarks.watched_window QUERY IDLE_S: a JSON line with moments in seconds since the epoch, and memory.
"""

from __future__ import annotations

import json
import sys
import time

import psutil
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from photosearch import app
from photosearch.paths import DataFolders
from photosearch.settings import SettingsOwner
from photosearch.types.queries import SearchResult
from photosearch.ui.desktop.single_instance import Wishes
from photosearch.ui.look.translation import Translation


class WatchedDesktop(app.Desktop):
    """Notes the first paint and the first painted answer to words; then rests and ends."""

    def __init__(self, folders: DataFolders, settings: SettingsOwner, wishes: Wishes, translation: Translation) -> None:
        self.moments_s: dict[str, float] = {}
        super().__init__(folders, settings, wishes, translation)
        self.window.take_usual_size()
        self.window.installEventFilter(self)
        self.window.search.answered.connect(self._on_answered)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, lambda: self.moments_s.setdefault("painted", time.time()))
        return super().eventFilter(watched, event)

    def _on_answered(self, result: SearchResult) -> None:
        self.window.gallery.view.viewport().repaint()
        if result.query.has_terms and "searched" not in self.moments_s:
            self.moments_s["searched"] = time.time()
            QTimer.singleShot(int(float(sys.argv[2]) * 1000), self._end)

    def _end(self) -> None:
        process = psutil.Process()
        resident_bytes = sum(one.memory_info().rss for one in (process, *process.children(recursive=True)))
        print(json.dumps(self.moments_s | {"resident_mb": resident_bytes / 1e6}), flush=True)
        QApplication.exit(0)


if __name__ == "__main__":
    app.Desktop = WatchedDesktop  # type: ignore[misc]
    sys.exit(app.run(app.AppArguments(query=sys.argv[1])))
