"""How long the grid takes at 100,000 hits: first paint, scrolling, resizing, another result.

Run: ``QT_QPA_PLATFORM=offscreen python -m tests.benchmarks.grid_paint [ROWS]``
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from photosearch.ui.background import Background
from photosearch.ui.results_model import ResultsModel
from photosearch.ui.results_view import ResultsView
from photosearch.ui.theme import apply_theme
from photosearch.ui.thumbnail_loader import ThumbnailLoader
from tests.fakes import FakeEngine


def main(rows: int) -> None:
    """Print milliseconds, median and 95th percentile."""
    app = QApplication([])
    apply_theme(app, "light")
    background = Background(app)
    engine = FakeEngine(Path(tempfile.mkdtemp()), rows)
    model = ResultsModel(background, app)
    thumbnails = ThumbnailLoader(background, app)
    view = ResultsView(model, thumbnails)
    model.start(engine.photos)
    thumbnails.start(engine.thumbnail)
    view.resize(1200, 800)
    view.show()
    ids = np.arange(1, rows + 1, dtype=np.int64)
    scores = np.linspace(1, 0, rows, dtype=np.float32)

    def show() -> None:
        model.set_hits(ids, scores)
        QCoreApplication.processEvents()
        view.viewport().repaint()

    print(f"{rows:,} rows, {view.columns} columns of {view.cell_px} px")
    report("another result, to first paint", [timed(show) for _ in range(7)])
    settle(model, thumbnails)
    report("repaint, thumbnails there", [timed(view.viewport().repaint) for _ in range(50)])
    bar = view.verticalScrollBar()
    report("one wheel step", [timed(lambda: step(view, bar.value() + 60)) for _ in range(100)])
    places = range(0, bar.maximum(), max(1, bar.maximum() // 40))
    report("jump anywhere", [timed(partial(step, view, place)) for place in places])
    report("resize", [timed(partial(resize, view, width_px)) for width_px in range(1000, 1400, 20)])
    report("select all", [timed(view.selectAll)])
    background.close()
    thumbnails.close()


def step(view: ResultsView, value: int) -> None:
    """Scroll and paint at once."""
    view.verticalScrollBar().setValue(value)
    view.viewport().repaint()


def resize(view: ResultsView, width_px: int) -> None:
    """Resize and paint at once."""
    view.resize(width_px, 800)
    view.viewport().repaint()


def settle(model: ResultsModel, thumbnails: ThumbnailLoader) -> None:
    """Let records and thumbnails come."""
    for _ in range(100):
        QCoreApplication.processEvents()
        time.sleep(0.02)
        if not model.is_fetching and thumbnails.is_idle:
            break


def timed(call: Callable[[], None]) -> float:
    """Milliseconds that ``call`` takes, then whatever it left in the event queue is done untimed."""
    begin = time.perf_counter()
    call()
    took_ms = (time.perf_counter() - begin) * 1000
    QCoreApplication.processEvents()
    return took_ms


def report(what: str, times_ms: list[float]) -> None:
    """One line."""
    print(f"{what:34} median {np.median(times_ms):7.1f} ms   p95 {np.percentile(times_ms, 95):7.1f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
