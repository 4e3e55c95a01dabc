"""The activity bar: there only while there is something to say."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QProgressBar
from pytestqt.qtbot import QtBot

from photosearch.events import OptimisationChanged
from photosearch.types.progress import IngestPhase, IngestProgress
from photosearch.ui.library.activity_bar import ActivityBar
from photosearch.ui.look.translation import Translation

BUSY = IngestProgress(IngestPhase.ADDING, 1204, 8412, 3, 21.3, 371, current="2024/a.jpg")
IDLE = IngestProgress(IngestPhase.IDLE)


@pytest.fixture
def bar(qtbot: QtBot) -> ActivityBar:
    made = ActivityBar()
    qtbot.addWidget(made)
    return made


def text(bar: ActivityBar) -> str:
    return bar.findChildren(QLabel)[0].text()


def button(bar: ActivityBar, name: str) -> QAbstractButton:
    return next(b for b in bar.findChildren(QAbstractButton) if name in (b.accessibleName(), b.text()))


def test_it_is_there_only_while_busy(bar: ActivityBar) -> None:
    assert not bar.isVisible()
    bar.set_progress(BUSY)
    assert bar.isVisible()
    assert text(bar) == "Adding photos 1,204 / 8,412 · 21 photos/s · about 6 minutes"
    bar.set_progress(IDLE)
    assert not bar.isVisible()


def test_a_model_that_is_being_optimised_is_shown_until_it_ends(bar: ActivityBar) -> None:
    bar.set_optimisation(OptimisationChanged("ViT-B-16", "export"))
    assert bar.isVisible()
    assert text(bar) == "Making Chinese-CLIP ViT-B/16 faster on this computer: converting (2 of 4)"
    progress = bar.findChildren(QProgressBar)[0]
    assert (progress.isVisible(), progress.maximum()) == (True, 0)
    assert not button(bar, "Pause adding photos").isVisible()
    for end in ("done", "refused", "stopped", "failed"):
        bar.set_optimisation(OptimisationChanged("ViT-B-16", end))
        assert not bar.isVisible()


def test_adding_photos_is_said_first(bar: ActivityBar) -> None:
    bar.set_optimisation(OptimisationChanged("ViT-B-16", "load"))
    bar.set_progress(BUSY)
    assert text(bar).startswith("Adding photos")
    bar.set_progress(IDLE)
    assert text(bar).startswith("Making Chinese-CLIP ViT-B/16 faster")


def test_the_line_is_28_px_high_at_the_usual_font(bar: ActivityBar) -> None:
    assert bar.height() >= 28


def test_an_unknown_total_is_shown_as_such(bar: ActivityBar) -> None:
    bar.set_progress(IngestProgress(IngestPhase.SCANNING, done=10))
    progress = bar.findChildren(QProgressBar)[0]
    assert (progress.minimum(), progress.maximum()) == (0, 0)


def test_pause_becomes_resume(qtbot: QtBot, bar: ActivityBar) -> None:
    bar.set_progress(BUSY)
    with qtbot.waitSignal(bar.pause_requested):
        QTest.mouseClick(button(bar, "Pause adding photos"), Qt.MouseButton.LeftButton)
    bar.set_progress(replace(BUSY, is_paused=True))
    with qtbot.waitSignal(bar.resume_requested):
        QTest.mouseClick(button(bar, "Resume adding photos"), Qt.MouseButton.LeftButton)


def test_paused_work_that_is_idle_can_still_be_resumed(bar: ActivityBar) -> None:
    bar.set_progress(replace(IDLE, is_paused=True))
    assert bar.isVisible()
    assert text(bar) == "Paused"


def test_details_and_problems_can_be_opened(qtbot: QtBot, bar: ActivityBar) -> None:
    bar.set_progress(BUSY)
    with qtbot.waitSignal(bar.details_requested):
        QTest.mouseClick(button(bar, "Details"), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(bar.problems_requested):
        QTest.mouseClick(button(bar, "3 problem files"), Qt.MouseButton.LeftButton)


def test_without_problems_none_are_offered(bar: ActivityBar) -> None:
    bar.set_progress(replace(BUSY, problems=0))
    assert not button(bar, "0 problem files").isVisible()


def test_a_failure_stays_until_the_work_goes_on(bar: ActivityBar) -> None:
    bar.set_progress(BUSY)
    bar.show_failure("The disk is full.")
    bar.set_progress(IDLE)
    assert bar.isVisible()
    assert text(bar) == "The disk is full."
    bar.set_progress(replace(BUSY, done=1205))
    assert text(bar).startswith("Adding photos")


def test_it_changes_its_language(qtbot: QtBot, bar: ActivityBar, translation: Translation) -> None:
    bar.set_progress(BUSY)
    translation.use("zh")
    qtbot.waitUntil(lambda: text(bar).startswith("正在添加照片"))
