"""State pages: each has its own words and one next step."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton
from pytestqt.qtbot import QtBot

from photosearch.types.progress import IngestPhase, IngestProgress
from photosearch.ui.look.translation import Translation
from photosearch.ui.window.pages import State, StatePage

STEPS = {
    State.FIRST_RUN: "add_folder_requested",
    State.NOTHING_YET: "add_folder_requested",
    State.NO_FIT: "nearest_requested",
    State.NONE_ALIKE: "nearest_requested",
    State.NOTHING_ASKED: "clear_requested",
    State.NO_MATCH: "clear_requested",
    State.NO_MATCH_IN_FILTERS: "clear_filters_requested",
    State.OFFLINE: "library_requested",
    State.ENGINE_FAILED: "retry_requested",
    State.SEARCH_FAILED: "retry_requested",
    State.MODEL_FAILED: "models_requested",
    State.MODEL_DOWNLOADING: "models_requested",
}


@pytest.fixture
def page(qtbot: QtBot) -> StatePage:
    made = StatePage()
    qtbot.addWidget(made)
    made.resize(640, 520)
    made.show()
    return made


def step(page: StatePage) -> QPushButton:
    return page.findChildren(QPushButton)[0]


def texts(page: StatePage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible() and label.text()]


def folder_dropped(path: str) -> tuple[QDragEnterEvent, QDropEvent, QMimeData]:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(path)])
    action, button, key = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), action, data, button, key)
    return enter, QDropEvent(QPointF(5, 5), action, data, button, key), data


@pytest.mark.parametrize("state", list(State))
def test_each_state_has_a_title_of_its_own(page: StatePage, state: State) -> None:
    page.set_state(state)
    assert page.state is state
    assert page.accessibleName() in texts(page)
    titles = set()
    for each in State:
        page.set_state(each)
        titles.add(page.accessibleName())
    assert len(titles) == len(State)


@pytest.mark.parametrize(("state", "signal"), STEPS.items())
def test_the_one_button_asks_for_the_next_step(qtbot: QtBot, page: StatePage, state: State, signal: str) -> None:
    page.set_state(state)
    assert step(page).isVisible()
    with qtbot.waitSignal(getattr(page, signal)):
        QTest.mouseClick(step(page), Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("state", sorted(set(State) - STEPS.keys()))
def test_where_one_can_only_wait_there_is_no_button(page: StatePage, state: State) -> None:
    page.set_state(state)
    assert not step(page).isVisible()


def test_the_sentence_of_an_error_is_shown(page: StatePage) -> None:
    page.set_state(State.ENGINE_FAILED, "The library's database is damaged.")
    assert "The library's database is damaged." in texts(page)
    page.set_state(State.NO_MATCH)
    assert "The library's database is damaged." not in texts(page)


def test_what_nothing_fits_is_named_however_long_it_is(page: StatePage, translation: Translation) -> None:
    page.set_state(State.NO_FIT, asked="a cat")
    assert page.accessibleName() == 'Nothing found for "a cat"'
    translation.use("zh")
    page.set_state(State.NO_FIT, asked="猫" * 500)
    assert page.accessibleName() == f"没有找到“{'猫' * 80}…”"
    assert page.minimumSizeHint().width() <= 900 - 216
    page.set_state(State.NO_FIT, asked="x" * 3000)
    title = next(label for label in page.findChildren(QLabel) if label.objectName() == "Title")
    assert title.minimumSizeHint().width() <= title.maximumWidth()
    assert title.heightForWidth(title.maximumWidth()) > 2 * title.fontMetrics().height()
    page.set_state(State.NONE_ALIKE)
    assert page.accessibleName() == "没有与它相像的照片"


def test_progress_shows_while_photos_are_added(page: StatePage) -> None:
    page.set_state(State.INDEXING)
    page.set_progress(IngestProgress(IngestPhase.ADDING, 50, 200))
    bar = page.findChildren(QProgressBar)[0]
    assert bar.isVisible()
    assert bar.value() / bar.maximum() == pytest.approx(0.25)
    assert "Adding photos 50 / 200" in texts(page)
    page.set_state(State.NO_MATCH)
    assert not bar.isVisible()


def test_a_folder_can_be_dropped(qtbot: QtBot, page: StatePage) -> None:
    page.set_state(State.FIRST_RUN)
    enter, drop, data = folder_dropped("/home/ming/照片")
    page.dragEnterEvent(enter)
    assert enter.isAccepted()
    with qtbot.waitSignal(page.folder_dropped) as said:
        page.dropEvent(drop)
    assert said.args == [Path("/home/ming/照片")]
    assert data.hasUrls()


def test_a_picture_is_left_to_the_window(page: StatePage) -> None:
    enter, _, data = folder_dropped("/home/ming/a.jpg")
    page.dragEnterEvent(enter)
    assert not enter.isAccepted()
    assert data.hasUrls()


def test_it_promises_privacy_on_the_first_run_only(page: StatePage) -> None:
    page.set_state(State.FIRST_RUN)
    assert any("stays on this computer" in text for text in texts(page))
    page.set_state(State.NO_MATCH)
    assert not any("stays on this computer" in text for text in texts(page))


def test_it_changes_its_language(qtbot: QtBot, page: StatePage, translation: Translation) -> None:
    page.set_state(State.NO_MATCH)
    translation.use("zh")
    qtbot.waitUntil(lambda: "没有找到" in texts(page))


def test_it_fits_beside_the_sidebar_in_a_small_window(page: StatePage) -> None:
    for state in State:
        page.set_state(state, "A sentence about an error.")
        hint = page.minimumSizeHint()
        assert hint.width() <= 900 - 216
        assert hint.height() <= 600 - 56 - 28
