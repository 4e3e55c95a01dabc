"""What the window's tests share: the door between threads, an engine with generated photos, the whole window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from photosearch.types.ids import RootId
from photosearch.types.roots import LibraryRoot
from photosearch.ui.background import Background
from photosearch.ui.look.translation import Translation
from photosearch.ui.window.main_window import MainWindow
from tests.fakes import FakeEngine

if TYPE_CHECKING:
    pass


@pytest.fixture
def background(qapp: QApplication) -> Iterator[Background]:
    made = Background(qapp)
    yield made
    made.close()


@pytest.fixture
def fake_engine(tmp_path: Path) -> Iterator[FakeEngine]:
    made = FakeEngine(tmp_path)
    yield made
    made.settings.close()


OpenWindow = Callable[[FakeEngine], MainWindow]


@pytest.fixture
def open_window(qtbot: QtBot, qapp: QApplication, background: Background) -> OpenWindow:
    """Open the real window over a fake engine and wait until everything visible is there."""

    def open_over(engine: FakeEngine) -> MainWindow:
        translation = Translation(qapp)
        translation.use("en")
        window = MainWindow(engine.settings, background, translation)
        qtbot.addWidget(window)
        window.resize(1200, 800)
        window.show()
        window.attach_engine(engine)
        qtbot.waitUntil(lambda: window.is_settled, timeout=10_000)
        return window

    return open_over


@pytest.fixture
def window(open_window: OpenWindow, fake_engine: FakeEngine) -> MainWindow:
    """The window over a few hundred photos, all shown."""
    return open_window(fake_engine)


@pytest.fixture(scope="session")
def translation(qapp: QApplication) -> Translation:
    """The translators of the one application that all tests share."""
    return Translation(qapp)


@pytest.fixture(autouse=True)
def english(translation: Translation) -> Iterator[None]:
    """Every test begins, and leaves the application, in English."""
    translation.use("en")
    yield
    translation.use("en")


@pytest.fixture
def chinese(translation: Translation) -> None:
    """The window speaks Chinese in this test."""
    translation.use("zh")


@pytest.fixture
def roots() -> tuple[LibraryRoot, ...]:
    """A folder that is there, one whose drive is away."""
    here = LibraryRoot(RootId(1), Path("/home/ming/照片"), "uuid-1", "ming/照片", is_online=True, photo_count=8120)
    away = LibraryRoot(RootId(2), Path("/media/旅行"), "uuid-2", "旅行", is_online=False, photo_count=292)
    return here, away
