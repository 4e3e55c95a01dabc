"""Rings of objects around a widget are taken apart in the GUI thread, whichever thread makes objects meanwhile."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from photosearch.ui.desktop.garbage import Garbage, GuiThreadGarbage


@pytest.fixture(autouse=True)
def as_python_starts() -> Iterator[None]:
    """Python takes rings apart by itself when a test begins."""
    gc.collect()
    gc.enable()
    yield
    gc.disable()


class Ring(QWidget):
    """Holds itself, as a window does whose signals reach its own methods."""

    def __init__(self, ended_in: list[int]) -> None:
        super().__init__()
        self.itself = self
        weakref.finalize(self, lambda: ended_in.append(threading.get_ident()))


def make_objects(stop: threading.Event) -> None:
    while not stop.is_set():
        assert len([[number] for number in range(2000)]) == 2000


def test_a_closed_widget_ends_in_the_gui_thread_while_others_make_objects(qtbot: QtBot) -> None:
    garbage = GuiThreadGarbage()
    ended_in: list[int] = []
    stop = threading.Event()
    worker = threading.Thread(target=make_objects, args=(stop,))
    worker.start()
    try:
        for _ in range(20):
            Ring(ended_in).close()
        qtbot.waitUntil(lambda: len(ended_in) == 20, timeout=20_000)
    finally:
        stop.set()
        worker.join()
        garbage.close()
    assert set(ended_in) == {threading.get_ident()}


def test_python_does_it_again_afterwards(qtbot: QtBot) -> None:
    garbage = GuiThreadGarbage()
    assert not gc.isenabled()
    garbage.close()
    assert gc.isenabled()


def test_who_had_it_switched_off_keeps_it_so(qtbot: QtBot) -> None:
    gc.disable()
    GuiThreadGarbage().close()
    assert not gc.isenabled()


def rings(count: int) -> list[list[object]]:
    made: list[list[object]] = [[] for _ in range(count)]
    for ring in made:
        ring.append(ring)
    return made


def test_a_few_objects_are_left_alone_and_many_are_not() -> None:
    gc.disable()
    gc.collect()
    garbage = Garbage()
    rings(10)
    garbage.collect_due()
    assert gc.get_count()[0] >= 10
    rings(2000)
    garbage.collect_due()
    assert gc.get_count()[0] < 100


def test_the_old_ones_are_looked_at_when_there_are_a_quarter_more() -> None:
    gc.disable()
    gc.collect()
    garbage = Garbage()
    old = rings(20_000)
    while gc.get_count()[2] <= gc.get_threshold()[2]:
        old += rings(2000)
        garbage.collect_due()
    full_before = gc.get_stats()[2]["collections"]
    garbage.collect_due()
    assert gc.get_stats()[2]["collections"] == full_before + 1
    while gc.get_count()[2] <= gc.get_threshold()[2]:
        rings(2000)
        garbage.collect_due()
    garbage.collect_due()
    assert gc.get_stats()[2]["collections"] == full_before + 1
