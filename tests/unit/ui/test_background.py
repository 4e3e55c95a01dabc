"""The one door between threads and Qt."""

from __future__ import annotations

import itertools
import threading
import time
from functools import partial

import pytest
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from photosearch.events import EngineFailed, EventBus, PhotosChanged, ProblemsChanged, ProgressChanged, RootsChanged
from photosearch.types.ids import PhotoId
from photosearch.types.progress import IngestPhase, IngestProgress
from photosearch.ui.background import Background, EngineEvents


def test_work_runs_elsewhere_and_its_outcome_comes_to_the_gui_thread(
    qtbot: QtBot, qapp: QApplication, background: Background
) -> None:
    seen: list[tuple[int, bool]] = []

    def on_done(worker: int) -> None:
        seen.append((worker, QThread.currentThread() is qapp.thread()))

    background.run(threading.get_ident, on_done)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [(seen[0][0], True)]
    assert seen[0][0] != threading.get_ident()


def test_a_failure_is_delivered_as_a_value(qtbot: QtBot, background: Background) -> None:
    failures: list[BaseException] = []

    def work() -> int:
        raise ValueError("no")

    background.run(work, lambda _value: None, failures.append)
    qtbot.waitUntil(lambda: bool(failures))
    assert str(failures[0]) == "no"


@pytest.mark.logs("background work failed")
def test_a_failure_nobody_asked_for_is_logged(
    qtbot: QtBot, background: Background, caplog: pytest.LogCaptureFixture
) -> None:
    def work() -> None:
        raise ValueError("lost")

    background.run(work, lambda _value: None)
    qtbot.waitUntil(lambda: "background work failed" in caplog.text)


def test_only_the_newest_call_of_a_key_is_answered(qtbot: QtBot, background: Background) -> None:
    answers: list[str] = []
    release = threading.Event()

    def slow() -> str:
        release.wait(5)
        return "old"

    background.run_newest("search", slow, answers.append)
    background.run_newest("search", lambda: "new", answers.append)
    background.run_newest("other", lambda: "other", answers.append)
    qtbot.waitUntil(lambda: len(answers) == 2)
    release.set()
    done: list[int] = []
    background.run(lambda: 1, done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert sorted(answers) == ["new", "other"]


def test_a_failure_of_an_old_call_is_dropped_too(qtbot: QtBot, background: Background) -> None:
    failures: list[BaseException] = []

    def work() -> None:
        raise ValueError("old")

    background.run_newest("search", work, lambda _value: None, failures.append)
    background.forget("search")
    done: list[int] = []
    background.run(lambda: 1, done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert not failures


def test_nothing_is_delivered_after_closing(qtbot: QtBot, background: Background) -> None:
    answers: list[int] = []
    release = threading.Event()
    background.run(lambda: release.wait(5), lambda _value: answers.append(1))
    background.close()
    release.set()
    background.run(lambda: 2, answers.append)
    background.post(partial(answers.append, 3))
    qtbot.wait(50)
    assert answers == []


def test_paced_calls_are_made_at_most_ten_times_a_second_and_the_last_one_always(
    qtbot: QtBot, background: Background
) -> None:
    made: list[int] = []
    times: list[float] = []

    def note(number: int) -> None:
        made.append(number)
        times.append(time.monotonic())

    for number in range(500):
        background.post_paced("progress", partial(note, number))
    qtbot.waitUntil(lambda: bool(made))
    for number in range(500, 1000):
        background.post_paced("progress", partial(note, number))
    qtbot.waitUntil(lambda: made[-1] == 999)
    assert len(made) <= 3
    assert all(later - earlier >= 0.09 for earlier, later in itertools.pairwise(times))


def test_engine_events_become_signals(qtbot: QtBot, background: Background) -> None:
    bus = EventBus()
    events = EngineEvents(bus, background)
    with qtbot.waitSignals(
        [events.photos_changed, events.roots_changed, events.problems_changed, events.engine_failed], timeout=2000
    ):
        for event in (
            PhotosChanged(added=(PhotoId(3),)),
            RootsChanged(),
            ProblemsChanged(2),
            EngineFailed("disk_full", ""),
        ):
            threading.Thread(target=bus.publish, args=(event,)).start()


def test_a_storm_of_progress_is_thinned_to_its_newest(qtbot: QtBot, background: Background) -> None:
    bus = EventBus()
    events = EngineEvents(bus, background)
    seen: list[int] = []
    events.progress_changed.connect(lambda progress: seen.append(progress.done))

    def storm() -> None:
        for done in range(2000):
            bus.publish(ProgressChanged(IngestProgress(IngestPhase.ADDING, done, 2000)))

    storming = threading.Thread(target=storm)
    storming.start()
    qtbot.waitUntil(lambda: bool(seen) and seen[-1] == 1999)
    storming.join()
    assert len(seen) < 20


def test_closed_events_hear_nothing(qtbot: QtBot, background: Background) -> None:
    bus = EventBus()
    events = EngineEvents(bus, background)
    events.close()
    with qtbot.assertNotEmitted(events.roots_changed, wait=50):
        bus.publish(RootsChanged())
