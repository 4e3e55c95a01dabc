"""The window at 100,000 photos: from a keystroke to the painted hits, and scrolling through all of them."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

import numpy as np
from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from photosearch.embed.models import catalogue
from photosearch.engine.engine import Engine
from photosearch.settings import Settings, SettingsOwner
from photosearch.ui.background import Background
from photosearch.ui.flows.question_flow import TYPING_PAUSE_MS
from photosearch.ui.look.theme import apply_theme
from photosearch.ui.look.translation import Translation
from photosearch.ui.window.main_window import MainWindow
from tests.benchmarks import full_vit, grid_paint
from tests.benchmarks.library import Library, make_library
from tests.benchmarks.measure import Figure, figure, milliseconds, times_s
from tests.benchmarks.plan import Plan

NAME = "window"
_PHOTOS = 100_000
_PATIENCE_S = 60.0
_TOO_LATE = 1
_REPAINT = "repaint"
_STEP = "one wheel step"
_JUMP = "a jump to anywhere"
_RESIZE = "a resize"
_OTHERS = "other hits to first paint"
_BETWEEN_KEYS_MS = 100
"""Somebody who types fast."""
_QUERY_LETTERS = "beach sunset with dog and snow under old bridge at night in autumn"


def run(plan: Plan) -> list[Figure]:
    """Offscreen, so what a graphics card would add or take away is left out."""
    app = QApplication([])
    apply_theme(app, "light")
    typed = [_keystrokes(plan, app, make_library(plan.folder, _PHOTOS, with_files=True), catalogue.STARTER)]
    if full_vit.is_measured(plan):
        typed.append(_keystrokes(plan, app, full_vit.library_with_vit(plan, _PHOTOS, with_files=True), full_vit.NAME))
    return [*typed, *_scrolling(plan, app)]


def _keystrokes(plan: Plan, app: QApplication, library: Library, encoder: str) -> Figure:
    settings = SettingsOwner(library.folders.settings, Settings(encoder=encoder))
    engine = Engine.open(library.folders, settings)
    engine.models.warm_up()
    background = Background(app)
    window = MainWindow(settings, background, Translation(app))
    window.take_usual_size()
    window.show()
    window.attach_engine(engine)
    _until(lambda: window.is_settled and engine.shelves.answering.service.ready.done())
    line = window.search_bar.line_edit
    taken: list[float] = []
    repaints: list[float] = []
    for letter in _QUERY_LETTERS[: 12 + plan.rounds(54)]:
        if letter == " ":
            continue
        taken.append(_keystroke_s(window, partial(QTest.keyClicks, line, letter)))
        repaints.append(times_s(window.gallery.view.viewport().repaint))
    window.close()
    engine.close()
    return figure(
        f"keystroke to painted grid, {_PHOTOS:,} photos, {encoder}",
        "ms",
        milliseconds(taken[3:]),
        baseline="repaint of the same grid",
        against=milliseconds(repaints[3:]),
        goal="p95 <= 60",
        note=f"with the {TYPING_PAUSE_MS} ms that typing must pause",
    )


def _keystroke_s(window: MainWindow, press: Callable[[], None]) -> float:
    """In Qt's own loop, which sleeps while there is nothing to do: whoever polls takes a core from the search."""
    _let_pass(_BETWEEN_KEYS_MS)
    loop = QEventLoop()
    connection = window.search.answered.connect(loop.quit)
    QTimer.singleShot(round(_PATIENCE_S * 1000), loop, partial(loop.exit, _TOO_LATE))
    begin_s = time.perf_counter()
    press()
    if loop.exec() == _TOO_LATE:
        raise TimeoutError("the window never answered")
    window.gallery.view.viewport().repaint()
    took_s = time.perf_counter() - begin_s
    window.search.answered.disconnect(connection)
    return took_s


def _let_pass(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _scrolling(plan: Plan, app: QApplication) -> list[Figure]:
    squares, rows = (_grid_times(plan, app, keeps_shape=keeps_shape) for keeps_shape in (False, True))
    repaints = squares.pop(_REPAINT)
    del rows[_REPAINT]
    goals = {_STEP: "p95 <= 16", _JUMP: "p95 <= 16"}
    of_squares = [
        figure(
            f"{_PHOTOS:,} hits in the grid: {name}",
            "ms",
            milliseconds(values),
            baseline="repaint without a change",
            against=milliseconds(repaints),
            goal=goals.get(name, ""),
        )
        for name, values in squares.items()
    ]
    of_rows = [
        figure(
            f"{_PHOTOS:,} hits in rows of their own form: {name}",
            "ms",
            milliseconds(values),
            baseline="the same with squares",
            against=milliseconds(squares[name]),
            goal=goals.get(name, ""),
        )
        for name, values in rows.items()
    ]
    return [*of_squares, *of_rows]


def _grid_times(plan: Plan, app: QApplication, *, keeps_shape: bool) -> dict[str, list[float]]:
    """Seconds by what is done."""
    grid = grid_paint.Grid(app, _PHOTOS, keeps_shape=keeps_shape)
    grid.show_hits()
    grid.settle()
    bar = grid.view.verticalScrollBar()
    taken = {_REPAINT: [times_s(grid.view.viewport().repaint) for _ in range(plan.rounds(60))]}
    taken[_STEP] = [_frame_s(lambda: grid.scroll_to(bar.value() + 60)) for _ in range(plan.rounds(150))]
    places = np.linspace(0, bar.maximum(), plan.rounds(60)).astype(int).tolist()
    taken[_JUMP] = [_frame_s(partial(grid.scroll_to, place)) for place in places]
    taken[_RESIZE] = [times_s(partial(grid.resize, width_px)) for width_px in range(1000, 1400, 40)]
    taken[_OTHERS] = [times_s(grid.show_hits) for _ in range(plan.rounds(9))]
    grid.close()
    return taken


def _frame_s(paint: Callable[[], object]) -> float:
    """Seconds until it is painted; what comes of it later (records, thumbnails) is taken in unmeasured."""
    took_s = times_s(paint)
    QCoreApplication.processEvents()
    return took_s


def _until(condition: Callable[[], bool]) -> None:
    """Let Qt work until it is so."""
    deadline_s = time.monotonic() + _PATIENCE_S
    while not condition():
        if time.monotonic() > deadline_s:
            raise TimeoutError("the window never got there")
        _let_pass(5)
