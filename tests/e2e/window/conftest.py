"""The real window over the real engine and the starter model, in both languages, on a library that is made once."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from photosearch.app import Desktop
from photosearch.paths import DataFolders
from photosearch.settings import Settings, SettingsOwner, load_settings
from photosearch.ui.desktop.single_instance import Wishes
from photosearch.ui.look.translation import Translation
from tests.e2e.window.person import PATIENCE_MS, Person
from tests.photos import PHOTOS
from tests.program import Program


@dataclass(frozen=True)
class KnownLibrary:
    """A library with everything in it, to be copied for each test; the photos are shared and stay as they are."""

    home: Path
    photos: Path
    oldest_first: tuple[str, ...]


@pytest.fixture(scope="session")
def known_library(tmp_path_factory: pytest.TempPathFactory) -> KnownLibrary:
    folder = tmp_path_factory.mktemp("known")
    photos = folder / "照片"
    shutil.copytree(PHOTOS, photos, ignore=shutil.ignore_patterns("*.md"))
    with Image.open(photos / "coins.jpg") as coins:
        coins.save(photos / "coins.png")
    (photos / "coins.jpg").unlink()
    names = tuple(sorted(path.name for path in photos.iterdir()))
    for number, name in enumerate(names):
        os.utime(photos / name, (1_500_000_000 + 86_400 * number,) * 2)
    program = Program(folder / "home")
    assert program.run("add", photos).returncode == 0
    return KnownLibrary(program.home, photos, names)


@pytest.fixture
def known_count(known_library: KnownLibrary) -> int:
    """How many photos it has."""
    return len(known_library.oldest_first)


@pytest.fixture(params=["en", "zh"])
def language(request: pytest.FixtureRequest) -> str:
    """The window speaks it."""
    chosen: str = request.param
    return chosen


@pytest.fixture
def open_window(
    qtbot: QtBot, qapp: QApplication, folders: DataFolders, language: str
) -> Iterator[Callable[[], Person]]:
    """Open the window over whatever is in the app's folders."""
    opened: list[Desktop] = []
    translation = Translation(qapp)
    translation.use(language)

    def open_now() -> Person:
        is_first = not folders.settings.exists()
        chosen = Settings(language=language) if is_first else load_settings(folders.settings)
        desktop = Desktop(folders, SettingsOwner(folders.settings, chosen), Wishes(), translation)
        if is_first:
            # A screen that has room for everything.
            desktop.window.resize(1320, 860)
        opened.append(desktop)
        qtbot.addWidget(desktop.window)
        desktop.window.show()
        desktop.open()
        qtbot.waitUntil(lambda: desktop.window.is_settled, timeout=PATIENCE_MS)
        return Person(desktop, qtbot, language)

    yield open_now
    for desktop in opened:
        desktop.window.close()
        desktop.close()
    translation.use("en")


@pytest.fixture
def newcomer(open_window: Callable[[], Person]) -> Person:
    """Somebody who opens it for the first time."""
    return open_window()


@pytest.fixture
def person(known_library: KnownLibrary, folders: DataFolders, open_window: Callable[[], Person]) -> Person:
    """Somebody whose photos are all in already."""
    for folder in ("data", "cache"):
        shutil.copytree(known_library.home / folder, folders.data.parent / folder, dirs_exist_ok=True)
    made = open_window()
    made.waits_for_photos(lambda names: len(names) == len(known_library.oldest_first))
    return made
