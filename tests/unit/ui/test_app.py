"""The start of the desktop app, on a real engine without photos."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from photosearch import app
from photosearch.app import AppArguments, Desktop
from photosearch.paths import DataFolders, data_folders
from photosearch.settings import Settings, SettingsOwner, load_settings
from photosearch.ui.desktop.single_instance import SingleInstance, Wishes
from photosearch.ui.look.translation import Translation
from photosearch.ui.window.pages import State


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DataFolders:
    monkeypatch.setenv("PHOTOSEARCH_HOME", str(tmp_path / "home"))
    made = data_folders()
    made.create()
    return made


@pytest.fixture(autouse=True)
def _same_excepthook() -> Iterator[None]:
    before = sys.excepthook
    yield
    sys.excepthook = before


@pytest.fixture
def desktop(qtbot: QtBot, qapp: QApplication, folders: DataFolders) -> Iterator[Desktop]:
    made = Desktop(folders, SettingsOwner(folders.settings, Settings(language="en")), Wishes(), Translation(qapp))
    qtbot.addWidget(made.window)
    made.window.show()
    yield made
    made.window.close()
    made.close()


def test_the_window_is_there_before_the_library(qtbot: QtBot, desktop: Desktop) -> None:
    assert desktop.window.isVisible()
    assert desktop.window.gallery.state is State.STARTING
    desktop.open()
    qtbot.waitUntil(lambda: desktop.window.gallery.state is State.FIRST_RUN, timeout=20_000)


def test_a_damaged_library_is_said_and_can_be_tried_again(qtbot: QtBot, desktop: Desktop, folders: DataFolders) -> None:
    folders.database.write_bytes(b"this is no database, and long enough to be read as one" * 100)
    desktop.open()
    qtbot.waitUntil(lambda: desktop.window.gallery.state is State.ENGINE_FAILED, timeout=20_000)
    folders.database.unlink()
    desktop.window.gallery.page.retry_requested.emit()
    qtbot.waitUntil(lambda: desktop.window.gallery.state is State.FIRST_RUN, timeout=20_000)


def test_settings_are_written_at_the_end(qtbot: QtBot, desktop: Desktop, folders: DataFolders) -> None:
    desktop.open()
    qtbot.waitUntil(lambda: desktop.window.gallery.state is State.FIRST_RUN, timeout=20_000)
    desktop.window.settings_flow.remember_search("猫")
    desktop.window.close()
    desktop.close()
    assert load_settings(folders.settings).history == ("猫",)


def test_closing_before_the_library_is_open_is_fine(desktop: Desktop) -> None:
    desktop.open()
    desktop.window.close()
    desktop.close()


def test_a_later_start_adds_its_wishes(qtbot: QtBot, desktop: Desktop, tmp_path: Path) -> None:
    desktop.open()
    qtbot.waitUntil(lambda: desktop.window.gallery.state is State.FIRST_RUN, timeout=20_000)
    photos = tmp_path / "照片"
    photos.mkdir()
    desktop.fulfil(Wishes(folders=(photos,), query="cat"))
    qtbot.waitUntil(lambda: len(desktop.window.library.roots) == 1, timeout=20_000)
    assert desktop.window.search_bar.line_edit.text() == "cat"


def test_words_and_a_picture_are_searched_for_together(qtbot: QtBot, desktop: Desktop, tmp_path: Path) -> None:
    desktop.open()
    qtbot.waitUntil(lambda: desktop.window.gallery.state is State.FIRST_RUN, timeout=20_000)
    picture = tmp_path / "海边.png"
    Image.new("RGB", (64, 64), "teal").save(picture)
    desktop.fulfil(Wishes(query="cat", like=picture))
    qtbot.waitUntil(lambda: bool(desktop.window.search_bar.chips), timeout=20_000)
    assert desktop.window.search_bar.line_edit.text() == "cat"
    query = desktop.window.question.question.to_query()
    assert (query.text, [term.path for term in query.images]) == ("cat", [picture])


def test_a_second_start_ends_at_once(qtbot: QtBot, folders: DataFolders, monkeypatch: pytest.MonkeyPatch) -> None:
    handed: list[Wishes] = []

    def hand_over(_self: SingleInstance, wishes: Wishes) -> bool:
        handed.append(wishes)
        return True

    monkeypatch.setattr(SingleInstance, "hand_over", hand_over)
    assert app.run(AppArguments(query="cat")) == 0
    assert handed == [Wishes(query="cat")]


def test_no_thread_takes_garbage_apart_while_the_window_is_open(
    qtbot: QtBot, folders: DataFolders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bool] = []
    open_library = Desktop.open

    def note_and_open(desktop: Desktop) -> None:
        seen.append(gc.isenabled())
        open_library(desktop)

    monkeypatch.setattr(Desktop, "open", note_and_open)
    gc.enable()
    try:
        assert app.run(AppArguments(screenshot=tmp_path / "window.png")) == 0
        assert gc.isenabled()
    finally:
        gc.disable()
    assert seen == [False]


def test_the_window_is_drawn_into_a_file(qtbot: QtBot, folders: DataFolders, tmp_path: Path) -> None:
    target = tmp_path / "window.png"
    assert app.run(AppArguments(screenshot=target)) == 0
    assert not QImage(str(target)).isNull()
