"""The library's state between engine and widgets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from photosearch.errors import RootError
from photosearch.events import EngineFailed, OptimisationChanged, ProblemsChanged, RootsChanged
from photosearch.types.files import ProblemReason
from photosearch.types.ids import PhotoId
from photosearch.types.photos import Photo
from photosearch.types.roots import LibraryRoot
from photosearch.ui.flows import library_flow
from photosearch.ui.library.library_dialog import LibraryDialog
from photosearch.ui.library.problems_dialog import ProblemsDialog
from photosearch.ui.library.sidebar_row import SidebarRow
from photosearch.ui.window.main_window import MainWindow
from tests.fakes import FakeEngine
from tests.unit.ui.conftest import OpenWindow


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (RootError("not_a_folder", Path("/photos/a.jpg")), "This is a file, not a folder. Choose the folder"),
        (RootError("watched", Path("/photos"), other=Path("/photos")), "This folder is watched already."),
        (RootError("part", Path("/photos/in"), other=Path("/photos")), '"in" is watched already as part of "photos".'),
    ],
)
def test_a_folder_that_is_refused_is_said(
    qtbot: QtBot,
    window: MainWindow,
    fake_engine: FakeEngine,
    monkeypatch: pytest.MonkeyPatch,
    error: RootError,
    said: str,
) -> None:
    def refuse(path: Path) -> LibraryRoot:
        assert path == error.path
        raise error

    monkeypatch.setattr(fake_engine.library, "add_root", refuse)
    with qtbot.waitSignal(window.library.message) as told:
        window.library.add_folder(error.path)
    assert told.args is not None
    assert told.args[0].startswith(said)


@pytest.mark.parametrize("is_confirmed", [True, False])
def test_a_folder_is_removed_only_when_confirmed(
    qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine, monkeypatch: pytest.MonkeyPatch, is_confirmed: bool
) -> None:
    asked: list[LibraryRoot] = []

    def confirm(_parent: QWidget, root: LibraryRoot) -> bool:
        asked.append(root)
        return is_confirmed

    monkeypatch.setattr(library_flow, "confirm_removal", confirm)
    root = fake_engine.library.roots()[0]
    window.sidebar.remove_root_requested.emit(root.root_id)
    assert asked == [root]
    fake_engine.events.publish(RootsChanged())
    qtbot.waitUntil(lambda: bool(window.library.roots) is not is_confirmed)
    assert bool(fake_engine.library.roots()) is not is_confirmed


def test_a_rescan_reaches_the_engine(qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine) -> None:
    window.sidebar.rescan_requested.emit(1)
    qtbot.waitUntil(lambda: fake_engine.library.rescanned == [1])


def test_the_library_dialog_follows_the_folders(
    qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine, tmp_path: Path
) -> None:
    window.library.show_library()
    (dialog,) = window.findChildren(LibraryDialog)
    assert dialog.isVisible()
    window.library.add_folder(tmp_path / "更多")
    qtbot.waitUntil(lambda: len(window.library.roots) == 2)
    dialog.rescan_requested.emit(2)
    qtbot.waitUntil(lambda: fake_engine.library.rescanned == [2])
    dialog.close()


def test_problems_are_listed_and_retried(qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine) -> None:
    fake_engine.library.add_problem("broken.jpg", ProblemReason.DAMAGED)
    fake_engine.events.publish(ProblemsChanged(1))
    qtbot.waitUntil(lambda: window.library.status is not None and window.library.status.problems == 1)
    window.library.problems.show()
    (dialog,) = window.findChildren(ProblemsDialog)
    assert dialog.isVisible()
    dialog.retry_requested.emit(tuple(fake_engine.library.problem_list))
    qtbot.waitUntil(lambda: fake_engine.library.retried == 1)
    dialog.close()


def test_pausing_and_going_on(qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine) -> None:
    window.library.toggle_pause()
    qtbot.waitUntil(lambda: fake_engine.work.is_paused)
    window.activity_bar.resume_requested.emit()
    qtbot.waitUntil(lambda: not fake_engine.work.is_paused)


def test_optimising_a_model_is_shown_in_the_activity_bar(
    qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine
) -> None:
    fake_engine.events.publish(OptimisationChanged("ViT-B-16", "load"))
    qtbot.waitUntil(lambda: window.activity_bar.isVisible())
    fake_engine.events.publish(OptimisationChanged("ViT-B-16", "done"))
    qtbot.waitUntil(lambda: not window.activity_bar.isVisible())


def test_a_failure_of_the_engine_is_shown(qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine) -> None:
    fake_engine.events.publish(EngineFailed("disk_full", ""))
    qtbot.waitUntil(lambda: window.activity_bar.isVisible())


def offline_line(window: MainWindow) -> str:
    shown = [label.text() for label in window.gallery.notes.offline.findChildren(QLabel) if label.text()]
    return shown[0] if window.gallery.notes.offline.isVisible() else ""


def test_folders_that_are_away_are_named_until_they_are_back(
    qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine
) -> None:
    name = fake_engine.library.roots()[0].path.name
    assert offline_line(window) == ""
    fake_engine.library.set_online(False)
    qtbot.waitUntil(lambda: offline_line(window).startswith(f"Offline: {name}."))
    window.search_bar.set_text("cat")
    qtbot.waitUntil(lambda: window.is_settled)
    assert offline_line(window)
    fake_engine.settings.change(language="zh")
    qtbot.waitUntil(lambda: offline_line(window).startswith("离线"))
    fake_engine.settings.change(language="en")
    qtbot.waitUntil(lambda: offline_line(window).startswith("Offline"))
    fake_engine.library.set_online(True)
    qtbot.waitUntil(lambda: offline_line(window) == "")


def test_the_window_follows_what_is_noted_of_folders_as_the_records_of_photos_do(
    qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = fake_engine.library.status()
    ahead = replace(seen, photos=7, roots=tuple(replace(root, is_online=False) for root in seen.roots))
    monkeypatch.setattr(fake_engine.library, "status", lambda: ahead)
    fetched: list[int] = []
    real = fake_engine.library.photos

    def photos(photo_ids: Sequence[PhotoId]) -> list[Photo]:
        fetched.append(len(photo_ids))
        return real(photo_ids)

    monkeypatch.setattr(fake_engine.library, "photos", photos)
    window.gallery.model.start(photos)
    fake_engine.events.publish(ProblemsChanged(0))
    qtbot.waitUntil(
        lambda: window.library.status is not None and window.library.status.roots == ahead.roots and window.is_settled
    )
    assert offline_line(window) == ""
    fetched.clear()
    fake_engine.library.set_online(False)
    qtbot.waitUntil(lambda: bool(offline_line(window)) and bool(fetched))


def test_the_line_about_folders_that_are_away_can_be_closed(
    qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine
) -> None:
    fake_engine.library.set_online(False)
    qtbot.waitUntil(lambda: bool(offline_line(window)))
    QTest.mouseClick(window.gallery.notes.offline.findChildren(QToolButton)[0], Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(window.library.status_changed):
        fake_engine.events.publish(RootsChanged())
    assert offline_line(window) == ""


def is_said_to_be_polled(widget: QWidget) -> bool:
    """In a tip of one of its rows, or on one of its cards."""
    texts = [row.toolTip() for row in widget.findChildren(SidebarRow)]
    texts += [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]
    return any("every few seconds" in text for text in texts)


def test_a_folder_that_the_system_cannot_watch_says_so_wherever_it_is_shown(
    qtbot: QtBot, open_window: OpenWindow, fake_engine: FakeEngine
) -> None:
    root_ids = frozenset({fake_engine.library.roots()[0].root_id})
    fake_engine.library.poll(root_ids)
    window = open_window(fake_engine)
    assert is_said_to_be_polled(window.sidebar)
    window.library.show_library()
    (dialog,) = window.findChildren(LibraryDialog)
    assert is_said_to_be_polled(dialog)
    fake_engine.library.poll(frozenset())
    qtbot.waitUntil(lambda: not is_said_to_be_polled(dialog))
    assert not is_said_to_be_polled(window.sidebar)
    fake_engine.library.poll(root_ids)
    qtbot.waitUntil(lambda: is_said_to_be_polled(dialog))
    dialog.close()


def test_a_folder_around_watched_ones_says_that_it_took_them_over(
    qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine
) -> None:
    inner = fake_engine.library.roots()[0].path
    with qtbot.waitSignal(window.library.message) as told:
        window.library.add_folder(inner.parent)
    assert told.args == [f"{inner.parent} took over {inner}, which it contains: nothing there is read again."]


def test_what_is_counted_while_photos_come_in_is_counted_once(
    qtbot: QtBot, window: MainWindow, fake_engine: FakeEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each of its answers is of another moment."""
    status, roots = fake_engine.library.status(), fake_engine.library.roots()
    monkeypatch.setattr(fake_engine.library, "status", lambda: replace(status, photos=500))
    monkeypatch.setattr(fake_engine.library, "roots", lambda: (replace(roots[0], photo_count=400),))
    fake_engine.library.add_photos(60)
    fake_engine.events.publish(RootsChanged())
    name = roots[0].path.name
    expected = {"All photos 360", f"{name} 360"}

    def named() -> set[str]:
        return {row.accessibleName() for row in window.sidebar.findChildren(SidebarRow)}

    qtbot.waitUntil(lambda: expected <= named())
